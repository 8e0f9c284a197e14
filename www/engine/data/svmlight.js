// svmlight, also LIBSVM's format: `label index:value …`; what is not there is 0.

import { gridOf } from './grid.js';
import { checkSize, empty, refused, unreadable } from './refusal.js';

const ROW = /^[+-]?[\d.]+(e[+-]?\d+)?(\s+qid:\d+)?(\s+\d+:\S+)+$/i;

/** @param {string} text */
export function isSvmlight(text) {
  const lines = text.slice(0, 2 ** 16).split(/\r\n|\r|\n/);
  const rows = lines
    .slice(0, 100)
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '');
  return rows.length > 0 && rows.slice(0, 20).every((row) => ROW.test(row));
}

/**
 * The base of its indices cannot be told from those that are there: the first columns may be blank. scikit-learn writes it into a
 * note; else it is 1, as the format has it, unless there is an index 0.
 *
 * @param {string} text
 * @param {{ base?: 0 | 1, width?: number }} options
 * @returns {import('./grid.js').Grid}
 */
export function readSvmlight(text, { base, width }) {
  const noted = /^#.*Column indices are (zero|one)-based/m.exec(text)?.[1];
  /** @type {number[]} */
  const labels = [];
  /** @type {[number, number, number][]} */
  const entries = [];
  let [least, most] = [Infinity, 0];
  for (const [k, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = raw.replace(/#.*/, '').trim();
    if (line === '') continue;
    const [label, ...pairs] = line.split(/\s+/);
    if (Number.isNaN(Number(label))) throw unreadable('svmlight', k + 1, line);
    for (const pair of pairs) {
      if (pair.startsWith('qid:')) continue;
      const colon = pair.indexOf(':');
      const [index, value] = [Number(pair.slice(0, colon)), Number(pair.slice(colon + 1))];
      if (colon < 1 || !Number.isInteger(index) || Number.isNaN(value)) throw unreadable('svmlight', k + 1, line);
      entries.push([labels.length, index, value]);
      if (index < least) least = index;
      if (index > most) most = index;
    }
    labels.push(Number(label));
  }
  if (labels.length === 0) throw empty();
  const from = base ?? (noted ? Number(noted === 'one') : least === 0 ? 0 : 1);
  if (least < from) {
    throw refused(
      `There is an index ${least}, but the first index was said to be ${from}.`,
      `其中有序号 ${least}，而首个序号被设为 ${from}。`,
    );
  }
  const found = most - from + 1;
  const columns = width ?? found;
  checkSize(labels.length, Math.max(columns, found) + 1);
  if (columns < found) {
    throw refused(
      `There are ${found} inputs at least, but ${columns} were asked for.`,
      `至少有 ${found} 个输入，而要求的是 ${columns} 个。`,
    );
  }
  const inputs = Array.from({ length: columns }, () => new Float64Array(labels.length));
  for (const [row, index, value] of entries) {
    const column = inputs[index - from];
    if (column) column[row] = value;
  }
  /** @type {import('./grid.js').GridColumn[]} */
  const all = inputs.map((cells, k) => ({ name: String(k + from), cells }));
  const sure = base !== undefined || noted !== undefined || least === 0;
  return gridOf('svmlight', [{ name: 'label', cells: labels, role: 'label' }, ...all], labels.length, {
    how: { base: from, width: columns, sure: sure && width !== undefined },
  });
}
