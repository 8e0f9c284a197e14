// ARFF, Weka's format: attributes with their types, then rows, dense or sparse.

import { QUOTED } from './cells.js';
import { columnsOf, gridOf } from './grid.js';
import { checkSize, empty, refused, unreadable } from './refusal.js';

/** Cells between commas, in either quotes; a backslash escapes. */
const CELL = /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^,]*))\s*(?:,|$)/y;

/** @param {string} line @returns {string[]} */
function cellsOf(line) {
  if (!/['"\\]/.test(line)) return line.split(',').map((cell) => cell.trim());
  const cells = [];
  CELL.lastIndex = 0;
  while (CELL.lastIndex < line.length) {
    const found = CELL.exec(line);
    if (!found) return [...cells, line];
    const inner = found[1] ?? found[2];
    const text = inner?.replace(/\\(.)/g, '$1') ?? /** @type {string} */ (found[3]).trim();
    cells.push(inner === '?' ? QUOTED + text : text);
  }
  return cells;
}

/** @param {string} text @returns {import('./grid.js').Grid} */
export function readArff(text) {
  /** @type {{ name: string, classes: string[] | undefined, blank: string, word: boolean }[]} */
  const attributes = [];
  /** @type {string[][]} */
  const rows = [];
  let sparse = false;
  let begun = false;
  for (const [k, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('%')) continue;
    if (!begun) {
      const found = /^@attribute\s+(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\S+))\s+(.*)$/i.exec(line);
      if (found) {
        const classes = /^\{(.*)\}/.exec(found[4] ?? '');
        const listed = classes ? cellsOf(classes[1] ?? '') : undefined;
        const word = !/^(real|numeric|integer)\b/i.test(found[4] ?? '');
        // In sparse rows what is not there is 0, or the first value of a list.
        attributes.push({
          name: found[1] ?? found[2] ?? found[3] ?? '',
          classes: listed,
          blank: listed?.[0] ?? '0',
          word,
        });
      } else if (/^@data\b/i.test(line)) begun = true;
      else if (!/^@relation\b/i.test(line)) throw unreadable('ARFF', k + 1, line);
      continue;
    }
    if (!line.startsWith('{')) {
      rows.push(cellsOf(line));
      continue;
    }
    sparse = true;
    // Each of these rows has as many cells as there are attributes, however short its line.
    checkSize(rows.length, attributes.length);
    const row = attributes.map(({ blank }) => blank);
    for (const pair of cellsOf(line.replace(/^\{|\}$/g, '').trim())) {
      const found = /^(\d+)\s+(.*)$/.exec(pair);
      const at = Number(found?.[1]);
      if (pair === '') continue;
      if (!found || at >= attributes.length) throw unreadable('ARFF', k + 1, line);
      row[at] = /** @type {string} */ (found[2]).replace(/^(['"])(.*)\1$/, '$2');
    }
    rows.push(row);
  }
  if (attributes.length === 0) {
    throw refused('This ARFF file has no @attribute.', '此 ARFF 文件没有 @attribute。');
  }
  checkSize(rows.length, attributes.length);
  if (rows.length === 0) throw empty();
  /** @type {import('./grid.js').Grid['ragged']} */
  const ragged = new Map();
  rows.forEach(({ length }, k) => {
    if (length !== attributes.length) ragged.set(k, length < attributes.length ? 'short' : 'long');
  });
  const cells = columnsOf(rows, attributes.length);
  const columns = attributes.map(({ name, classes }, k) => ({
    name,
    cells: cells[k] ?? [],
    ...(classes && { classes }),
  }));
  return gridOf('ARFF', columns, rows.length, { ragged, how: { sparse } });
}
