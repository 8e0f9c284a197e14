// What a cell of a table says: a number, a word, or nothing.

/** Stands for a value that is not there. */
const GAPS = new Set([
  ...['', 'NA', 'N/A', 'n/a', 'na', '#N/A', '<NA>', 'NaN', 'nan', '-nan', 'NAN', 'NaT', 'null', 'NULL', 'None', '?'],
  ...['-', '.'],
]);
/** As numbers, too, which are not finite. */
const INFINITE = /^([+-]?)(inf|infinity)$/i;
/** Yes and no, as pandas and R write them. */
const TRUTHS = new Map([
  ['True', 1],
  ['TRUE', 1],
  ['true', 1],
  ['False', 0],
  ['FALSE', 0],
  ['false', 0],
]);
/** Marks a word in quotes that would stand for nothing without them. */
export const QUOTED = '\u2060';

/** @param {unknown} cell */
export const isGap = (cell) =>
  cell === null || cell === undefined || (typeof cell === 'string' ? GAPS.has(cell) : Number.isNaN(cell));

/** @param {unknown} cell @returns {number | undefined} undefined where it is none of the two */
export const truthOf = (cell) =>
  typeof cell === 'boolean' ? Number(cell) : typeof cell === 'string' ? TRUTHS.get(cell) : undefined;

/**
 * @param {unknown} cell
 * @param {'.' | ','} [decimal]
 * @returns {number} NaN where it is none
 */
export function numberOf(cell, decimal = '.') {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string' || cell === '') return Number.NaN;
  const text = decimal === ',' ? cell.replace(',', '.') : cell;
  const number = Number(text);
  if (!Number.isNaN(number)) return text.charCodeAt(1) > LETTERS && /^[+-]?0[xbo]/i.test(text) ? Number.NaN : number;
  if (THOUSANDS.test(cell) && decimal === '.') return Number(cell.replaceAll(',', ''));
  const infinite = INFINITE.exec(text);
  return infinite ? (infinite[1] === '-' ? -Infinity : Infinity) : Number.NaN;
}

/** Codes of letters are beyond this. */
const LETTERS = 64;
const THOUSANDS = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;

/** Whether commas in numbers can only be decimal ones. @param {string} cell */
export const hasDecimalComma = (cell) => /^[+-]?\d*,\d+(e[+-]?\d+)?$/i.test(cell) && !THOUSANDS.test(cell);

/** A comma that may be either. @param {string} cell */
export const hasEitherComma = (cell) => /^[+-]?\d{1,3},\d{3}$/.test(cell);
