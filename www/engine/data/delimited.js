// Tables with something between their cells: CSV, TSV, and what spreadsheets, pandas, R, NumPy and awk make of them.

import Papa from 'papaparse';
import { hasDecimalComma, hasEitherComma, isGap, numberOf, QUOTED } from './cells.js';
import { columnsOf, gridOf } from './grid.js';
import { headOf } from './head.js';
import { checkSize, empty, refused } from './refusal.js';

/** What may lie between cells; a blank stands for any number of blanks and tabs. */
const SEPARATORS = ['\t', ';', '|', ',', ' '];
/** The code of a blank: those up to it are trimmed away. */
const BLANK = 32;
/** So many lines tell how a file is written. */
const LOOKED_AT = 50;
/** Notes; `#N/A` and the like are errors of a spreadsheet's cell. */
const NOTE = /^\s*[#%](?!N\/A|VALUE!|REF!|DIV\/0!|NUM!|NAME\?|NULL!)/;
/** A word in quotes, which without them would be a gap. */
const QUOTED_GAP = /"(NA|N\/A|n\/a|na|NaN|nan|null|NULL|None|\?|-|\.)"(?=[\t;|, \r\n]|$)/g;

/** @param {string} text @param {string} delimiter */
function parsed(text, delimiter) {
  const blanks = delimiter === ' ';
  if (blanks && !text.includes('"')) {
    const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
    return lines.filter((line) => line !== '').map((line) => line.split(/\s+/));
  }
  const { data } = Papa.parse(blanks ? betweenBlanks(text) : text, {
    delimiter: blanks ? '\t' : delimiter,
    skipEmptyLines: true,
  });
  const rows = /** @type {string[][]} */ (data);
  for (const row of rows) {
    for (let k = 0; k < row.length; k += 1) {
      const cell = /** @type {string} */ (row[k]);
      if (cell.charCodeAt(0) <= BLANK || cell.charCodeAt(cell.length - 1) <= BLANK) row[k] = cell.trim();
    }
  }
  return rows.filter((row) => row.length > 1 || row[0] !== '');
}

/** Blanks as tabs, but for those in quotes. @param {string} text */
const betweenBlanks = (text) =>
  text
    .replace(/^[ \t]+|(?<![ \t])[ \t]+(?=\r?$)/gm, '')
    .replace(/("(?:[^"]|"")*")|[ \t]+/g, (_, quoted) => quoted ?? '\t');

/** How likely it is that this lies between the cells. @param {string} sample @param {string} separator */
function likelihood(sample, separator) {
  const rows = parsed(sample, separator);
  const width = usual(rows);
  if (width < 2) return 0;
  const even = rows.filter((row) => row.length === width).length / rows.length;
  const cells = rows.flat();
  const good = cells.filter((cell) => isNumeric(cell, separator) || !/[;\t|,]|\d\s+[-+\d]/.test(cell)).length;
  return even * (good / cells.length) ** 2;
}

/** @param {string} cell @param {string} separator */
const isNumeric = (cell, separator) =>
  isGap(cell) || !Number.isNaN(numberOf(cell, separator === ',' && !hasDecimalComma(cell) ? '.' : ','));

/** The number of cells that most rows have. @param {readonly (readonly unknown[])[]} rows */
function usual(rows) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0];
}

/** What lies between the cells. @param {string} text */
function separatorOf(text) {
  const lines = text.slice(0, 2 ** 18).split(/\r\n|\r|\n/);
  const sample = lines.filter((line) => line.trim() !== '' && !NOTE.test(line)).slice(0, LOOKED_AT);
  const found = SEPARATORS.map((separator) => likelihood(sample.join('\n'), separator));
  const best = Math.max(...found);
  return best > 0 ? SEPARATORS[found.indexOf(best)] : undefined;
}

/** Whether numbers have decimal commas. @param {string[][]} rows @param {string} separator @returns {'.' | ','} */
function decimalOf(rows, separator) {
  let either = false;
  for (const row of rows) {
    for (const cell of row) {
      if (!cell.includes(',')) continue;
      if (hasDecimalComma(cell)) return ',';
      either ||= hasEitherComma(cell);
    }
  }
  return either && separator !== ',' && !rows.some((row) => row.some((cell) => /^[+-]?\d*\.\d+$/.test(cell)))
    ? ','
    : '.';
}

/**
 * @param {string} text
 * @param {{ separator?: string, decimal?: '.' | ',', header?: boolean }} options
 * @returns {import('./grid.js').Grid}
 */
export function readDelimited(text, options) {
  // Excel's own line about its separator.
  const said = /^"?sep=(.)"?\r?\n/i.exec(text);
  let body = said ? text.slice(said[0].length) : text;
  /** @type {string[]} */
  let notes = [];
  if (body.includes('#') || body.includes('%')) {
    const lines = body.split(/\r\n|\r|\n/);
    notes = lines.filter((line) => NOTE.test(line));
    body = lines.filter((line) => !NOTE.test(line)).join('\n');
  }
  if (body.trim() === '') throw empty();
  const separator = options.separator ?? said?.[1] ?? separatorOf(body);
  if (separator === undefined) {
    throw refused(
      'There is only one column in it: a table needs an input and a label, with commas, semicolons, tabs or blanks between them.',
      '其中只有一列：表格至少需要一列输入和一列标签，之间用逗号、分号、制表符或空格隔开。',
    );
  }
  const quotes = body.includes('"');
  const rows = parsed(quotes ? body.replace(QUOTED_GAP, `"${QUOTED}$1"`) : body, separator);
  const commas = separator === ',' ? quotes : body.includes(',');
  const decimal = options.decimal ?? (commas ? decimalOf(rows, separator) : '.');
  const { names, header, data, roles, classes } = headOf(rows, usual(rows.slice(-LOOKED_AT)), notes, decimal, options);
  const width = names.length;
  checkSize(data.length, width);
  if (data.length === 0) throw empty();
  /** @type {import('./grid.js').Grid['ragged']} */
  const ragged = new Map();
  data.forEach((row, k) => {
    if (row.length < width) ragged.set(k, 'short');
    else if (row.length > width && row.slice(width).some((cell) => cell !== '')) ragged.set(k, 'long');
  });
  const columns = columnsOf(data, width)
    .map((cells, k) => ({ name: names[k] ?? '', cells, role: roles[k], classes: classes[k] }))
    // Lines that end with a separator.
    .filter(({ name, cells, role }) => name !== '' || role || cells.some((cell) => (cell ?? '') !== ''));
  const format = separator === '\t' ? 'TSV' : separator === ' ' ? 'text' : 'CSV';
  return gridOf(format, /** @type {any} */ (columns), data.length, { ragged, decimal, how: { separator, header } });
}
