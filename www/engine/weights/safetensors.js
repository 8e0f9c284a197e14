// The safetensors format: the length of a header in 8 bytes, the header as JSON, the numbers. https://github.com/huggingface/safetensors

import { badFile, bytesOf, MOST_TENSORS, numbersOf, sizeOf, TYPES } from './tensors.js';

/** Under which our own words stand among its metadata, which are texts. */
const OURS = 'sgd-playground';
/** As much as the reference reader takes. */
const MOST_HEADER = 100e6;

/** Whether it may be one. @param {Uint8Array} bytes */
export function isSafetensors(bytes) {
  return bytes.length >= 10 && bytes[8] === 0x7b && headerLength(bytes) <= bytes.length - 8;
}

/** @param {Uint8Array} bytes */
const headerLength = (bytes) => Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));

/**
 * @param {Uint8Array} bytes
 * @returns {import('./tensors.js').Contents}
 */
export function readSafetensors(bytes) {
  const length = headerLength(bytes);
  if (length > MOST_HEADER) throw broken();
  /** @type {Record<string, any>} */
  let header;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + length)));
  } catch {
    throw broken();
  }
  const { __metadata__: metadata, ...entries } = header;
  const names = Object.keys(entries);
  if (names.length > MOST_TENSORS) throw broken();
  const numbers = bytes.subarray(8 + length);
  let taken = 0;
  const tensors = names.map((name) => {
    const { dtype, shape, data_offsets: offsets } = entries[name] ?? {};
    const isCount = (/** @type {unknown} */ n) => Number.isSafeInteger(n) && Number(n) >= 0;
    const type = typeof dtype === 'string' && Object.hasOwn(TYPES, dtype) ? TYPES[dtype] : undefined;
    if (!type) {
      const kind = typeof dtype === 'string' ? dtype.slice(0, 20) : typeof dtype;
      throw badFile(
        `Tensor “${name}” has numbers of type ${kind}; there can be ${Object.keys(TYPES).join(', ')}.`,
        `张量“${name}”的数值类型是 ${kind}；可以是 ${Object.keys(TYPES).join('、')}。`,
      );
    }
    if (!Array.isArray(shape) || !Array.isArray(offsets) || ![...shape, ...offsets].every(isCount)) throw broken(name);
    const [from, to] = offsets;
    if (offsets.length !== 2 || to > numbers.length || to - from !== sizeOf(shape) * type.bytes) throw broken(name);
    // Tensors do not share bytes: else a small file could ask for any memory.
    taken += to - from;
    if (taken > numbers.length) throw broken(name);
    return { name, shape, values: numbersOf(dtype, numbers.subarray(from, to)) };
  });
  return { tensors, metadata: typeof metadata?.[OURS] === 'string' ? metadata[OURS] : undefined };
}

/** @param {string} [name] of the tensor */
function broken(name) {
  const [en, zh] = name === undefined ? ['', ''] : [` (tensor “${name}”)`, `（张量“${name}”）`];
  return badFile(
    `This safetensors file is damaged: its header does not fit its bytes${en}. Save it once more.`,
    `这个 safetensors 文件已损坏：文件头与内容不符${zh}。请重新保存。`,
  );
}

/** @param {import('./tensors.js').Contents} contents */
export function writeSafetensors({ tensors, metadata }) {
  // The widest first, so that each begins at a multiple of its width.
  const sorted = [...tensors].sort((a, b) => b.values.BYTES_PER_ELEMENT - a.values.BYTES_PER_ELEMENT);
  /** @type {Record<string, unknown>} */
  const header = metadata === undefined ? {} : { __metadata__: { [OURS]: metadata } };
  let at = 0;
  for (const { name, shape, values } of sorted) {
    const dtype = values instanceof Float32Array ? 'F32' : 'F64';
    header[name] = { dtype, shape, data_offsets: [at, at + values.byteLength] };
    at += values.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + at).fill(0x20, 8, 8 + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, 8);
  at = 8 + length;
  for (const { values } of sorted) {
    bytes.set(bytesOf(values), at);
    at += values.byteLength;
  }
  return bytes;
}
