// Bytes of a file: of which kind they are, and what text they hold.

import { MOST_BYTES, refused } from './refusal.js';

/** @typedef {'npy' | 'npz'} Binary */

/** What files of other programs begin with, what they are, and what to save instead. @type {[number[], string, string][]} */
const OTHERS = [
  [[0x89, 0x48, 0x44, 0x46], 'HDF5', 'numpy.savez(path, X=…, y=…)'],
  [[0x50, 0x41, 0x52, 0x31], 'Parquet', 'DataFrame.to_csv'],
  [[0x41, 0x52, 0x52, 0x4f, 0x57, 0x31], 'Arrow', 'DataFrame.to_csv'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'Excel (.xls)', 'CSV'],
  [[0x25, 0x50, 0x44, 0x46], 'PDF', 'CSV'],
  [[0x89, 0x50, 0x4e, 0x47], 'PNG', 'CSV'],
  [[0xff, 0xd8, 0xff], 'JPEG', 'CSV'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'SQLite', 'CSV (.mode csv)'],
  [[0x4d, 0x41, 0x54, 0x4c, 0x41, 0x42], 'MATLAB (.mat)', 'writematrix'],
  [[0x1f, 0x8b], 'gzip', 'CSV'],
  [[0x42, 0x5a, 0x68], 'bzip2', 'CSV'],
  [[0xfd, 0x37, 0x7a, 0x58], 'xz', 'CSV'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'Zstandard', 'CSV'],
  [[0x80, 0x02], 'pickle', 'DataFrame.to_csv'],
  [[0x80, 0x03], 'pickle', 'DataFrame.to_csv'],
  [[0x80, 0x04], 'pickle', 'DataFrame.to_csv'],
  [[0x80, 0x05], 'pickle', 'DataFrame.to_csv'],
];
const PACKED = ['gzip', 'bzip2', 'xz', 'Zstandard'];

/** @param {Uint8Array} bytes @param {number[]} magic */
const begins = (bytes, magic) => magic.every((byte, k) => bytes[k] === byte);

/** @param {number} length of a file or a text */
export function checkBytes(length) {
  if (length <= MOST_BYTES) return;
  const size = Math.ceil(length / 2 ** 20);
  const most = MOST_BYTES / 2 ** 20;
  throw refused(
    `The file has ${size} MB; up to ${most} MB can be read. Keep a part of it.`,
    `文件有 ${size} MB；最多读取 ${most} MB。请只保留其中一部分。`,
    'out-of-range',
  );
}

/** What is no text, and can be read. @param {Uint8Array} bytes @returns {Binary | null} */
export function binaryIn(bytes) {
  if (begins(bytes, [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59])) return 'npy';
  if (begins(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'npz';
  const [, what, instead] = OTHERS.find(([magic]) => begins(bytes, magic)) ?? [];
  if (what !== undefined && PACKED.includes(what)) {
    throw refused(`This file is packed (${what}). Unpack it first.`, `此文件是压缩的（${what}）。请先解压。`);
  }
  if (what !== undefined) {
    throw refused(
      `This is a file of ${what}, which is not read here. Save the table as ${instead}.`,
      `这是 ${what} 文件，这里不读取。请把表格另存为 ${instead}。`,
    );
  }
  return null;
}

const NO_TEXT = () =>
  refused(
    'This is no text, and no file of NumPy. Tables are read as CSV, TSV, ARFF, svmlight, JSON, .npy or .npz.',
    '这不是文本，也不是 NumPy 文件。可读取的表格有 CSV、TSV、ARFF、svmlight、JSON、.npy 和 .npz。',
  );

/**
 * Text is UTF-8; UTF-16 where it says so; else what older spreadsheets write: GB 18030 where the other bytes come in pairs, or
 * Windows-1252.
 *
 * @param {Uint8Array} bytes
 * @returns {{ text: string, encoding: string }}
 */
export function textIn(bytes) {
  for (const [magic, encoding] of /** @type {[number[], string][]} */ ([
    [[0xff, 0xfe], 'utf-16le'],
    [[0xfe, 0xff], 'utf-16be'],
  ])) {
    if (begins(bytes, magic)) return { text: new TextDecoder(encoding).decode(bytes), encoding };
  }
  if (bytes.subarray(0, 65_536).includes(0)) throw NO_TEXT();
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    const encoding = pairs(bytes.subarray(0, 65_536)) ? 'gb18030' : 'windows-1252';
    const text = new TextDecoder(encoding).decode(bytes);
    const codes = Array.from(text.slice(0, 4096), (sign) => sign.charCodeAt(0));
    // Neither line breaks nor tabs, but signs that no text has.
    if (codes.filter((code) => code < 9 || (code > 13 && code < 32) || code === 0xfffd).length > 8) throw NO_TEXT();
    return { text, encoding };
  }
}

/** Whether bytes beyond ASCII come in twos. @param {Uint8Array} bytes */
function pairs(bytes) {
  for (let k = 0; k < bytes.length; k += 1) {
    if ((bytes[k] ?? 0) < 0x80) continue;
    if (k + 1 < bytes.length && (bytes[k + 1] ?? 0) < 0x80) return false;
    k += 1;
  }
  return true;
}
