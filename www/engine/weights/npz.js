// NumPy's npz: a zip of arrays, each in the npy format. https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

import { unzipSync, zipSync } from 'fflate';
import { badFile, bytesOf, MOST_BYTES, MOST_TENSORS, numbersOf, sizeOf } from './tensors.js';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** @type {Record<string, string>} */
const KINDS = { f8: 'F64', f4: 'F32', f2: 'F16', i8: 'I64', i4: 'I32' };
/** What we say of a file, as JSON in bytes: `json.loads(numpy.load(file)["metadata"].item())`. */
const METADATA = 'metadata';

const damaged = () =>
  badFile(
    'This npz file is damaged: it cannot be unpacked. Save it once more.',
    '这个 npz 文件已损坏：无法解压。请重新保存。',
  );

/** The members of a zip, as far as there is room for them. @param {Uint8Array} bytes @param {(name: string) => boolean} [wanted] */
export function unzipped(bytes, wanted = () => true) {
  let [total, count] = [0, 0];
  try {
    return unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (!wanted(name)) return false;
        total += originalSize;
        count += 1;
        if (total > MOST_BYTES || count > MOST_TENSORS) throw tooLarge();
        return true;
      },
    });
  } catch (error) {
    throw /** @type {any} */ (error).messages ? error : damaged();
  }
}

const tooLarge = () =>
  badFile(
    `This file unpacks to more than ${MOST_BYTES / 1e6} MB; a network of four million parameters is smaller.`,
    `这个文件解压后超过 ${MOST_BYTES / 1e6} MB；四百万个参数的网络也没有这么大。`,
  );

/**
 * @param {Uint8Array} bytes
 * @returns {import('./tensors.js').Contents}
 */
export function readNpz(bytes) {
  /** @type {import('./tensors.js').Tensor[]} */
  const tensors = [];
  let metadata;
  for (const [member, content] of Object.entries(unzipped(bytes, (name) => name.endsWith('.npy')))) {
    const name = member.slice(0, -4);
    const { descr, isFortran, shape, numbers } = readHeader(name, content);
    const [order, kind] = [descr[0], descr.slice(1)];
    if (name === METADATA && order === '|' && kind.startsWith('S')) {
      metadata = new TextDecoder().decode(numbers).replace(/\0+$/, '');
      continue;
    }
    const type = KINDS[kind];
    if (!type) {
      throw badFile(
        `Array “${name}” has numbers of type ${descr}; there can be float16, float32, float64, int32 and int64.`,
        `数组“${name}”的数值类型是 ${descr}；可以是 float16、float32、float64、int32 和 int64。`,
      );
    }
    if (numbers.length !== sizeOf(shape) * Number(kind[1])) throw damaged();
    const values = numbersOf(type, numbers, order === '>');
    tensors.push({ name, shape, values: isFortran ? byRows(values, shape) : values });
  }
  return { tensors, metadata };
}

/** @param {string} name @param {Uint8Array} bytes */
function readHeader(name, bytes) {
  const isNpy = bytes.length >= 12 && MAGIC.every((byte, k) => bytes[k] === byte);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begin = isNpy && view.getUint8(6) > 1 ? 12 : 10;
  const end = isNpy ? begin + (begin === 10 ? view.getUint16(8, true) : view.getUint32(8, true)) : 0;
  const text = isNpy && end <= bytes.length ? new TextDecoder().decode(bytes.subarray(begin, end)) : '';
  const descr = /'descr':\s*'([<>|=][A-Za-z]\d+)'/.exec(text)?.[1];
  const shape = /'shape':\s*\(([\d,\sL]*)\)/.exec(text)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  if (descr === undefined || shape === undefined || order === undefined) {
    throw badFile(
      `“${name}” is no array of numbers as numpy.savez writes it.`,
      `“${name}”不是 numpy.savez 写出的数值数组。`,
    );
  }
  const sizes = (shape.match(/\d+/g) ?? []).map(Number);
  return { descr, isFortran: order === 'True', shape: sizes, numbers: bytes.subarray(end) };
}

/** From columns by columns. @param {Float32Array | Float64Array} values @param {number[]} shape */
function byRows(values, shape) {
  const [rows, columns] = shape;
  if (shape.length !== 2 || rows === undefined || columns === undefined) return values;
  return values.map((_, k) => values[(k % columns) * rows + Math.floor(k / columns)] ?? 0);
}

/** An array in the npy format, version 1.0. @param {string} descr @param {number[]} shape @param {Uint8Array} numbers */
function npy(descr, shape, numbers) {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const dict = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  // With its end of line, a multiple of 64.
  const end = Math.ceil((10 + dict.length + 1) / 64) * 64;
  const bytes = new Uint8Array(end + numbers.length);
  bytes.set([...MAGIC, 1, 0, (end - 10) & 255, (end - 10) >> 8]);
  bytes.set(new TextEncoder().encode(`${dict.padEnd(end - 11)}\n`), 10);
  bytes.set(numbers, end);
  return bytes;
}

/** @type {Record<string, string>} */
const DESCR = { Float32Array: '<f4', Float64Array: '<f8', Int32Array: '<i4', Uint8Array: '|u1' };

/** The same bytes whenever it is written. */
const EPOCH = new Date(1980, 0, 1);

/** @typedef {{ name: string, shape: number[], values: Float32Array | Float64Array | Int32Array | Uint8Array }} Written */

/** @param {{ tensors: Written[], metadata: string | undefined }} contents @param {boolean} [deflated] */
export function writeNpz({ tensors, metadata }, deflated = false) {
  const files = tensors.map(({ name, shape, values }) => {
    return [`${name}.npy`, npy(DESCR[values.constructor.name] ?? '<f8', shape, bytesOf(values))];
  });
  if (metadata !== undefined) {
    const text = new TextEncoder().encode(metadata);
    files.push([`${METADATA}.npy`, npy(`|S${text.length}`, [], text)]);
  }
  return zipSync(Object.fromEntries(files), { level: deflated ? 6 : 0, mtime: EPOCH });
}
