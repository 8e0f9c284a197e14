// NumPy's .npy, and .npz, which is a zip of such: numbers, truths and short texts, in one or two dimensions.
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

import { unzipSync } from 'fflate';
import { checkBytes } from './bytes.js';
import { gridOf } from './grid.js';
import { checkSize, empty, MOST_BYTES, MOST_COLUMNS, MOST_ROWS, refused } from './refusal.js';

/** @typedef {{ name: string, shape: number[], fortran: boolean, at: (k: number) => unknown }} Named */

/** @type {Record<string, (view: DataView, at: number, little: boolean) => number | boolean>} */
const READERS = {
  f8: (view, at, little) => view.getFloat64(at, little),
  f4: (view, at, little) => view.getFloat32(at, little),
  f2: (view, at, little) => half(view.getUint16(at, little)),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  i4: (view, at, little) => view.getInt32(at, little),
  i2: (view, at, little) => view.getInt16(at, little),
  i1: (view, at) => view.getInt8(at),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  u4: (view, at, little) => view.getUint32(at, little),
  u2: (view, at, little) => view.getUint16(at, little),
  u1: (view, at) => view.getUint8(at),
  b1: (view, at) => view.getUint8(at) !== 0,
};

/** IEEE 754, 16 bits. @param {number} bits */
function half(bits) {
  const [exponent, part, sign] = [(bits >> 10) & 31, bits & 1023, bits >> 15 ? -1 : 1];
  if (exponent === 31) return part ? Number.NaN : sign * Infinity;
  return sign * (exponent === 0 ? part * 2 ** -24 : (1 + part / 1024) * 2 ** (exponent - 15));
}

const BROKEN = () => refused('This .npy file is cut off or damaged.', '此 .npy 文件不完整或已损坏。');

/** @param {Uint8Array} bytes @param {string} name @returns {Named} */
function arrayIn(bytes, name) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || bytes[0] !== 0x93) throw BROKEN();
  const wide = (bytes[6] ?? 1) > 1;
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  const from = (wide ? 12 : 10) + length;
  const header = new TextDecoder('latin1').decode(bytes.subarray(wide ? 12 : 10, from));
  const type = /'descr':\s*'([^']*)'/.exec(header)?.[1];
  const shape = /'shape':\s*\(([^)]*)\)/.exec(header)?.[1];
  if (shape === undefined) throw BROKEN();
  const sizes = shape
    .split(',')
    .map((size) => size.trim())
    .filter((size) => size !== '')
    .map(Number);
  const [, order = '', kind = '', size = ''] = /^([<>|=])([a-zA-Z])(\d+)$/.exec(type ?? '') ?? [];
  const little = order !== '>';
  const reader = READERS[kind + size];
  const texts = kind === 'U' || kind === 'S';
  if (!sizes.every((n) => Number.isSafeInteger(n) && n >= 0)) throw BROKEN();
  if (!reader && !(texts && Number(size) > 0)) {
    throw refused(
      `The array ${name} has the type ${type ?? 'of records'}; numbers, truths and texts are read. Save it as float64.`,
      `数组 ${name} 的类型是 ${type ?? '结构体'}；这里读取数、布尔值和文字。请存为 float64。`,
    );
  }
  const bytesEach = Number(size) * (kind === 'U' ? 4 : 1);
  const count = sizes.reduce((product, n) => product * n, 1);
  if (!(count <= MOST_ROWS * MOST_COLUMNS)) checkSize(sizes[0] ?? 0, sizes[1] ?? 1);
  if (from + count * bytesEach > bytes.length) throw BROKEN();
  const at = (/** @type {number} */ k) =>
    reader
      ? reader(view, from + k * bytesEach, little)
      : textAt(view, from + k * bytesEach, Number(size), kind, little);
  return { name, shape: sizes, fortran: /'fortran_order':\s*True/.test(header), at };
}

/** Texts of a fixed length, filled up with zeros. @param {DataView} view @param {number} from @param {number} length @param {string} kind @param {boolean} little */
function textAt(view, from, length, kind, little) {
  let text = '';
  for (let k = 0; k < length; k += 1) {
    const code = kind === 'U' ? view.getUint32(from + 4 * k, little) : view.getUint8(from + k);
    if (code === 0) break;
    text += String.fromCodePoint(Math.min(code, 0x10ffff));
  }
  return text;
}

/** @param {Named} array @param {boolean} alone @returns {import('./grid.js').GridColumn[]} */
function columnsIn({ name, shape, fortran, at }, alone) {
  const [rows = 0, width = 1] = shape;
  const role = LABELS.test(name) && width === 1 ? { role: /** @type {const} */ ('label') } : {};
  return Array.from({ length: width }, (_, column) => ({
    name: alone ? '' : width > 1 ? `${name}${column + 1}` : name,
    cells: Array.from({ length: rows }, (_, row) => at(fortran ? column * rows + row : row * width + column)),
    ...role,
  }));
}

/** What people call the array of labels. */
const LABELS = /^(y|labels?|targets?|class(es)?)(_?train)?$/i;

/** @param {Uint8Array} bytes @returns {import('./grid.js').Grid} */
export function readNpy(bytes) {
  return together([arrayIn(bytes, '')], 'npy');
}

/** @param {Uint8Array} bytes @returns {import('./grid.js').Grid} */
export function readNpz(bytes) {
  /** @type {Record<string, Uint8Array>} */
  let files = {};
  let [total, others] = [0, ''];
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!name.endsWith('.npy')) {
          others ||= name;
          return false;
        }
        total += originalSize;
        return total <= MOST_BYTES;
      },
    });
  } catch {
    throw refused('This .npz file is cut off or damaged.', '此 .npz 文件不完整或已损坏。');
  }
  checkBytes(total);
  const names = Object.keys(files);
  if (names.length === 0) {
    const excel = /^(\[Content_Types\]|xl\/|_rels)/.test(others) || others === 'mimetype';
    throw excel
      ? refused('This is a workbook. Save the sheet as CSV.', '这是一个工作簿。请把工作表另存为 CSV。')
      : refused('There is no array of NumPy in this zip file.', '此 zip 文件中没有 NumPy 数组。');
  }
  return together(
    names.map((name) => arrayIn(/** @type {Uint8Array} */ (files[name]), name.replace(/\.npy$/, ''))),
    'npz',
  );
}

/** Those of as many rows are columns of one table. @param {Named[]} arrays @param {string} format */
function together(arrays, format) {
  const flat = arrays.filter(({ shape }) => shape.length === 1 || shape.length === 2);
  if (flat.length === 0) {
    const { name = '', shape = [] } = arrays[0] ?? {};
    throw refused(
      `The array ${name} has the shape (${shape.join(', ')}); a table has two dimensions, rows and columns.`.replace(
        '  ',
        ' ',
      ),
      `数组 ${name} 的形状是 (${shape.join(', ')})；表格应有两维：行和列。`,
    );
  }
  const widest = flat.reduce((best, array) => ((array.shape[1] ?? 1) > (best.shape[1] ?? 1) ? array : best));
  const count = widest.shape[0] ?? 0;
  const fitting = flat.filter(({ shape }) => shape[0] === count);
  const width = fitting.reduce((sum, { shape }) => sum + (shape[1] ?? 1), 0);
  checkSize(count, width);
  if (count === 0) throw empty();
  return gridOf(
    format,
    fitting.flatMap((array) => columnsIn(array, format === 'npy')),
    count,
    {
      how: { arrays: fitting.map(({ name }) => name) },
    },
  );
}
