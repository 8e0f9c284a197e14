// Tensors as files hold them, and what is wrong with a file.

import { EngineError } from '../error.js';

/**
 * @typedef {object} Tensor rows by rows
 * @property {string} name
 * @property {number[]} shape
 * @property {Float32Array | Float64Array} values
 */

/** @typedef {{ tensors: Tensor[], metadata: string | undefined }} Contents `metadata`: what we wrote beside the tensors, as JSON */

/** No file is larger, and none unpacks to more: four million parameters with three slots in f64 are 128 MB. */
export const MOST_BYTES = 160e6;
/** More tensors than those of eight hidden layers with three slots are none of a network of ours; other files may have some more. */
export const MOST_TENSORS = 1024;

/** @param {string} en @param {string} zh */
export const badFile = (en, zh) => new EngineError({ code: 'bad-data', key: 'bytes', messages: { en, zh } });

/** @param {number[]} shape */
export const sizeOf = (shape) => shape.reduce((size, n) => size * n, 1);

/** @param {number[]} shape for sentences: 2 × 4 */
export const shapeText = (shape) => (shape.length ? shape.join(' × ') : '()');

/** @param {number} bits of an IEEE half */
function half(bits) {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  const size =
    exponent === 0
      ? fraction * 2 ** -24
      : exponent === 31
        ? fraction === 0
          ? Infinity
          : NaN
        : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits & 0x8000 ? -size : size;
}

/** Readers of one number each: its bytes, and how. @type {Record<string, { bytes: number, read: (view: DataView, at: number) => number }>} */
export const TYPES = {
  F64: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  F32: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  F16: { bytes: 2, read: (view, at) => half(view.getUint16(at, true)) },
  BF16: {
    bytes: 2,
    read: (view, at) => {
      word[0] = view.getUint16(at, true) << 16;
      return single[0] ?? 0;
    },
  },
  I64: { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  I32: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
};
const single = new Float32Array(1);
const word = new Uint32Array(single.buffer);

/** @param {string} type of `TYPES` @param {Uint8Array} bytes @param {boolean} [big] with the high byte first */
export function numbersOf(type, bytes, big = false) {
  const { bytes: width, read } = /** @type {typeof TYPES[string]} */ (TYPES[type]);
  const own = big ? swapped(bytes, width) : bytes;
  const view = new DataView(own.buffer, own.byteOffset, own.byteLength);
  const values = new (type === 'F64' || type === 'I64' ? Float64Array : Float32Array)(own.length / width);
  for (let k = 0; k < values.length; k++) values[k] = read(view, k * width);
  return values;
}

/** @param {Uint8Array} bytes @param {number} width */
function swapped(bytes, width) {
  const copy = bytes.slice();
  for (let at = 0; at < copy.length; at += width) copy.subarray(at, at + width).reverse();
  return copy;
}

/** The bytes of numbers, the low one first. @param {Float32Array | Float64Array | Int32Array | Uint8Array} values */
export function bytesOf(values) {
  if (values instanceof Uint8Array) return values;
  const bytes = new Uint8Array(values.byteLength);
  const view = new DataView(bytes.buffer);
  for (const [k, x] of values.entries()) {
    if (values instanceof Float32Array) view.setFloat32(4 * k, x, true);
    else if (values instanceof Int32Array) view.setInt32(4 * k, x, true);
    else view.setFloat64(8 * k, x, true);
  }
  return bytes;
}
