// The lines at the head of a table: none, one, pandas' two, Orange's three, or a note.

import { isGap, numberOf } from './cells.js';

/** @typedef {import('./grid.js').Role} Role */

/**
 * @typedef {object} Head
 * @property {string[]} names
 * @property {number} header how many lines are no rows
 * @property {string[][]} data
 * @property {(Role | undefined)[]} roles
 * @property {(string[] | undefined)[]} classes
 */

/** So many rows tell whether a column has numbers. */
const LOOKED_AT = 50;

/** @param {string} cell @param {'.' | ','} decimal */
const isWord = (cell, decimal) => !isGap(cell) && Number.isNaN(numberOf(cell, decimal));

/**
 * Whether line `at` names columns: it has a word where most cells below it are numbers.
 * @param {string[][]} rows @param {number} at @param {number} shift how many cells the line has less @param {'.' | ','} decimal
 */
function isHeader(rows, at, shift, decimal) {
  const line = rows[at] ?? [];
  const below = rows.slice(at + 1, at + 1 + LOOKED_AT);
  return line.some((name, k) => {
    if (!isWord(name, decimal)) return false;
    const cells = below.map((row) => row[k + shift] ?? '').filter((cell) => !isGap(cell));
    return cells.filter((cell) => !isWord(cell, decimal)).length * 2 > cells.length;
  });
}

/** pandas names columns 0, 1, 2 … where nobody else does. @param {string[]} line */
function counts(line) {
  const named = line[0] === '' ? line.slice(1) : line;
  return named.length > 2 && named.every((cell, k) => cell === String(k));
}

const TYPES = /^(c|d|s|t|continuous|discrete|string|time|categorical|numeric|text|basket|\S+( \S+)+)?$/;
const FLAGS = /^(c|class|i|ignore|m|meta|w|weight|[^\s=]+=\S+)?$/;

/** Orange's three lines. @param {string[][]} rows */
function orange(rows) {
  const [names = [], types = [], flags = []] = rows;
  const typed =
    types.every((cell) => TYPES.test(cell)) && types.some((cell) => /^[cds]|continuous|discrete/.test(cell));
  if (rows.length < 3 || !typed || !flags.every((cell) => FLAGS.test(cell)) || flags.every((cell) => cell === '')) {
    return null;
  }
  const roles = names.map((_, k) => {
    const flag = flags[k] ?? '';
    if (/^c(lass)?$/.test(flag)) return /** @type {const} */ ('label');
    return flag === '' ? undefined : /** @type {const} */ ('left');
  });
  const classes = types.map((cell) => (/ /.test(cell) ? cell.split(' ') : undefined));
  return { names, header: 3, data: rows.slice(3), roles, classes };
}

/**
 * @param {string[][]} rows
 * @param {number} width the number of cells that rows have
 * @param {string[]} notes
 * @param {'.' | ','} decimal
 * @param {{ header?: boolean }} options
 * @returns {Head}
 */
export function headOf(rows, width, notes, decimal, options) {
  const none = { roles: [], classes: [] };
  const first = rows[0] ?? [];
  if (options.header !== false) {
    const found = orange(rows);
    if (found) return found;
    const shift = first.length === width - 1 ? 1 : 0;
    const named = options.header ?? (isHeader(rows, 0, shift, decimal) || counts(first));
    if (named) {
      if (shift === 1) {
        // R's write.table: rows begin with their names.
        return { ...none, names: ['', ...first], header: 1, data: rows.slice(1), roles: ['index'] };
      }
      const second = rows[1] ?? [];
      const two =
        second.length === first.length &&
        isHeader(rows, 1, 0, decimal) &&
        second.every((cell) => cell === '' || isWord(cell, decimal));
      if (!two) return { ...none, names: first, header: 1, data: rows.slice(1) };
      const names = first.map((name, k) => [name, second[k]].filter((part) => part !== '').join('/'));
      // pandas names its index in a third line.
      const third = rows[2] ?? [];
      const header = third[0] !== '' && third.slice(1).every((cell) => cell === '') ? 3 : 2;
      return { ...none, names, header, data: rows.slice(header) };
    }
  }
  // NumPy writes names into a note.
  const words = (notes[0] ?? '')
    .replace(/^\s*[#%]\s*/, '')
    .split(/[\s,;|]+/)
    .filter((word) => word !== '');
  const noted = words.length === width && words.every((word) => isWord(word, decimal));
  return { ...none, names: noted ? words : Array.from({ length: width }, () => ''), header: 0, data: rows };
}
