// JSON as pandas, polars and JavaScript write tables: by record, by column, split into names and rows, or an object a line.

import { columnsOf, gridOf } from './grid.js';
import { checkSize, empty, refused, unreadable, widest } from './refusal.js';

/** @typedef {Record<string, unknown>} Entries */

const isObject = (/** @type {unknown} */ value) => value !== null && typeof value === 'object' && !Array.isArray(value);

const NO_TABLE = () =>
  refused(
    'This JSON is no table: it is a list of records, or names with a list of values each.',
    '此 JSON 不是表格：应为记录的列表，或每个列名对应一个值列表。',
  );

/** @param {string} text @returns {import('./grid.js').Grid} */
export function readJson(text) {
  let found;
  try {
    found = JSON.parse(text);
  } catch (error) {
    const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
    if (lines.length > 1 && /^\s*\{.*\}\s*$/.test(lines[0] ?? '')) return ofRecords(lines.map(record), 'ndjson');
    const message = error instanceof Error ? error.message : '';
    throw refused(`This is no whole JSON: ${message}.`, `这不是完整的 JSON：${message}。`);
  }
  if (Array.isArray(found)) {
    if (found.length > 0 && found.every(isObject)) return ofRecords(found, 'JSON');
    if (found.length > 0 && found.every(Array.isArray)) return ofRows(found, []);
    if (found.length === 0) throw empty();
    throw NO_TABLE();
  }
  if (!isObject(found)) throw NO_TABLE();
  const { columns, data } = found;
  if (Array.isArray(columns) && Array.isArray(data)) return ofRows(data, columns.map(String));
  // One record is what a file of one line has.
  if (Object.values(found).every((value) => !isObject(value) && !Array.isArray(value)))
    return ofRecords([found], 'ndjson');
  return ofColumns(found);
}

/** @param {string} line @param {number} k @returns {Entries} */
function record(line, k) {
  try {
    const found = JSON.parse(line);
    if (isObject(found)) return found;
  } catch {
    // Told below.
  }
  throw unreadable('JSON', k + 1, line);
}

/** @param {Entries[]} records @param {string} format */
function ofRecords(records, format) {
  const names = [...new Set(records.flatMap((entries) => Object.keys(entries)))];
  checkSize(records.length, names.length);
  const columns = names.map((name) => ({ name, cells: records.map((entries) => plain(entries[name])) }));
  return gridOf(format, columns, records.length);
}

/** @param {unknown[][]} rows @param {string[]} names */
function ofRows(rows, names) {
  const width = names.length || widest(rows);
  checkSize(rows.length, width);
  if (rows.length === 0) throw empty();
  const columns = columnsOf(rows, width).map((cells, k) => ({ name: names[k] ?? '', cells: cells.map(plain) }));
  return gridOf('JSON', columns, rows.length);
}

/** @param {Record<string, any>} found */
function ofColumns(found) {
  const names = Object.keys(found);
  if (names.length === 0) throw empty();
  if (!names.every((name) => isObject(found[name]) || Array.isArray(found[name]))) throw NO_TABLE();
  // By column, then by index: a cell that is not there is a gap.
  const index = [...new Set(names.flatMap((name) => Object.keys(found[name])))];
  checkSize(index.length, names.length);
  if (index.length === 0) throw empty();
  const columns = names.map((name) => ({ name, cells: index.map((key) => plain(found[name][key])) }));
  return gridOf('JSON', columns, index.length);
}

/** @param {unknown} cell */
function plain(cell) {
  if (typeof cell !== 'object' || cell === null) return cell;
  try {
    return JSON.stringify(cell);
  } catch {
    // Lists in lists, deeper than they can be written.
    throw NO_TABLE();
  }
}
