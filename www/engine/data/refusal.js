// Why a file cannot be read, in every language of the page.

import { EngineError } from '../error.js';

/** The most rows of a table, and the most inputs. */
export const MOST_ROWS = 50_000;
export const MOST_INPUTS = 64;
/** The most columns of a file: those that are no inputs are left out. */
export const MOST_COLUMNS = 256;
/** The most classes of a label. */
export const MOST_CLASSES = 10;
/** The most bytes of a file. */
export const MOST_BYTES = 100 * 2 ** 20;

/** @param {string} en @param {string} zh @param {string} [code] */
export const refused = (en, zh, code = 'bad-data') => new EngineError({ code, key: 'data', messages: { en, zh } });

/** @param {number} rows @param {number} columns */
export function checkSize(rows, columns) {
  if (rows > MOST_ROWS) {
    throw refused(
      `The file has ${count(rows)} rows; up to ${count(MOST_ROWS)} can be learnt from here. Keep a part of them.`,
      `文件有 ${count(rows)} 行；这里最多学习 ${count(MOST_ROWS)} 行。请只保留其中一部分。`,
      'out-of-range',
    );
  }
  if (columns > MOST_COLUMNS) {
    throw refused(
      `The file has ${count(columns)} columns; up to ${MOST_COLUMNS} can be read, and ${MOST_INPUTS} of them be inputs. Keep a part of them.`,
      `文件有 ${count(columns)} 列；最多读取 ${MOST_COLUMNS} 列，其中最多 ${MOST_INPUTS} 列作为输入。请只保留其中一部分。`,
      'out-of-range',
    );
  }
}

/** @param {{ length: number }[]} rows @returns {number} the most cells of a row: a table may have more rows than a call takes values */
export const widest = (rows) => rows.reduce((most, { length }) => Math.max(most, length), 0);

/** @param {number} n */
const count = (n) => n.toLocaleString('en');

export const empty = () => refused('There are no rows of data in it.', '其中没有数据行。');

/** @param {string} format @param {number | string} place @param {string} found */
export const unreadable = (format, place, found) =>
  refused(
    `Line ${place} cannot be read as ${format}: “${found.slice(0, 60)}”.`,
    `第 ${place} 行不能按 ${format} 读取：“${found.slice(0, 60)}”。`,
  );
