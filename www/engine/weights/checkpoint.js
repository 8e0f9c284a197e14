// A training's checkpoint in parts: counts, parameters, what the optimizer remembers, and the record. `src/network/training/past.rs`
// writes and reads it.

const KIND = 2;
const HEAD = 8;

/**
 * @typedef {object} State
 * @property {number} step
 * @property {number} taken steps of the optimizer
 * @property {number} used samples of this epoch
 * @property {number} samples
 * @property {number} epoch
 * @property {Float32Array} params
 * @property {Float32Array[]} slots
 * @property {Float64Array} record
 */

/** @param {Uint8Array} bytes @returns {State} */
export function takeApart(bytes) {
  const copy = bytes.slice().buffer;
  const [, step = 0, taken = 0, used = 0, n = 0, slots = 0, samples = 0, epoch = 0] = new Float64Array(copy, 0, HEAD);
  const numbers = new Float32Array(copy, 8 * HEAD, n * (1 + slots));
  const each = Array.from({ length: 1 + slots }, (_, k) => numbers.slice(k * n, (k + 1) * n));
  const record = new Float64Array(copy.slice(8 * HEAD + numbers.byteLength));
  return { step, taken, used, samples, epoch, params: each[0] ?? new Float32Array(), slots: each.slice(1), record };
}

/** @param {State} state */
export function putTogether({ step, taken, used, samples, epoch, params, slots, record }) {
  const head = Float64Array.of(KIND, step, taken, used, params.length, slots.length, samples, epoch);
  const parts = [head, params, ...slots, record].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
