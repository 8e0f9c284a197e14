// Points that somebody pastes: a line for each, `x₁, x₂, class`. Spreadsheets write commas, semicolons or tabs, quotes around
// some fields, decimal commas in many countries, and often a first line with names.

import { halfWidth, withPoint } from '../kit/typed.js';

/** @typedef {{ x1: number, x2: number, class: number }} Point */
/** @typedef {'fields' | 'number' | 'class'} Fault too many or too few fields; not a number; no class */
/** @typedef {{ line: number, fault: Fault, text: string }} BadRow */
/** @typedef {{ text: string, quoted: boolean }} Cell */

/** More classes than this cannot be told apart in a picture. */
export const MOST_CLASSES = 7;

/** What lies between the fields of a line: the first of these that it has outside quotes. */
const SEPARATORS = ['\t', ';；', ',，'];

/** Notes that people leave, and the line by which Excel says its separator; `#N/A` and the like are errors of a cell. */
const NO_ROW = /^(#(?!N\/A|VALUE!|REF!|DIV\/0!|NUM!|NAME\?|NULL!)|"?sep=.?"?$)/i;

/** Stands for a value that is missing. */
const MISSING = /^(n\/?a|nan|null)$/i;
/** Stands for a number, and for no column. */
const NO_NAME = /^(none|nil|inf|infinity)$/i;

/** @param {string} line @returns {{ cells: Cell[], comma: boolean }} `comma`: whether commas lie between them */
function cellsOf(line) {
  const bare = line.replace(/"(?:[^"]|"")*"/g, '');
  const between = SEPARATORS.find((signs) => Array.from(signs).some((sign) => bare.includes(sign)));
  if (between === undefined) {
    return { cells: line.split(/\s+/).map((text) => ({ text, quoted: false })), comma: false };
  }
  const cell = new RegExp(` *(?:"((?:[^"]|"")*)" *|([^${between}]*))(?:[${between}]|$)`, 'y');
  /** @type {Cell[]} */
  const cells = [];
  while (cell.lastIndex < line.length) {
    const [, inner, plain = ''] = cell.exec(line) ?? [];
    cells.push({ text: (inner?.replaceAll('""', '"') ?? plain).trim(), quoted: inner !== undefined });
  }
  // A line may end with a separator.
  if (between.includes(line.at(-1) ?? ' ')) cells.push({ text: '', quoted: false });
  while (cells.length > 3 && cells.at(-1)?.text === '') cells.pop();
  return { cells, comma: between.includes(',') };
}

/**
 * A comma in a number is a decimal comma where fields are kept apart otherwise. Between commas `"1,234"` may be either, and is
 * none.
 *
 * @param {Cell | undefined} cell
 * @param {boolean} comma whether commas lie between the fields
 */
function numberIn(cell, comma) {
  const typed = halfWidth(cell?.text ?? '');
  const text = comma && /,\d{3}$/.test(typed) ? typed : withPoint(typed);
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

/** Whether a column may be called so. @param {Cell | undefined} cell */
const isName = ({ text } = { text: '', quoted: false }) =>
  /^[\p{L}_]/u.test(text) && !MISSING.test(text) && !NO_NAME.test(text);

/**
 * Classes may be numbers or names. Numbers 0, 1, 2 … are taken as they are; anything else is counted in the order in which
 * it first appears.
 *
 * @param {string} text
 * @returns {{ points: Point[], classes: string[], named: boolean, bad: BadRow[] }} `named`: classes were counted, and not taken as they are
 */
export function readPoints(text) {
  /** @type {{ x1: number, x2: number, name: string }[]} */
  const rows = [];
  /** @type {BadRow[]} */
  const bad = [];
  let begun = false;
  /** @type {BadRow | null} */
  let names = null;
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = raw.trim();
    if (line === '' || NO_ROW.test(line)) continue;
    // Its tabs at the ends separate empty fields.
    const { cells, comma } = cellsOf(raw.replace(/^ +| +$/g, ''));
    if (cells.every((cell) => cell.text === '')) continue;
    const [first, second, third] = cells;
    // The names of the columns.
    if (!begun && isName(first) && isName(second)) {
      names = { line: index + 1, fault: cells.length === 3 ? 'number' : 'fields', text: line };
      begun = true;
      continue;
    }
    begun = true;
    const [x1, x2] = [numberIn(first, comma), numberIn(second, comma)];
    const name = classIn(third);
    /** @type {Fault | null} */
    const fault =
      cells.length !== 3
        ? 'fields'
        : !Number.isFinite(x1) || !Number.isFinite(x2)
          ? 'number'
          : name === ''
            ? 'class'
            : null;
    if (fault) bad.push({ line: index + 1, fault, text: line });
    else rows.push({ x1, x2, name });
  }
  // Names of columns, with nothing below them, are none.
  if (names && rows.length === 0) bad.unshift(names);
  const found = [...new Set(rows.map(({ name }) => name))];
  const counted = found.every((name) => /^\d$/.test(name) && Number(name) < MOST_CLASSES);
  const classes = counted ? Array.from({ length: Math.max(-1, ...found.map(Number)) + 1 }, (_, k) => String(k)) : found;
  const points = rows.map(({ x1, x2, name }) => ({ x1, x2, class: classes.indexOf(name) }));
  return { points, classes, named: !counted, bad };
}

/** What a class is called: a number is the same however it is written, and a missing one is none. @param {Cell | undefined} cell */
function classIn(cell) {
  const text = cell?.text ?? '';
  const number = numberIn(cell, false);
  if (!Number.isNaN(number)) return String(number);
  return MISSING.test(text) && !cell?.quoted ? '' : text;
}

/** As they stand in an attribute and in a link. @param {readonly Point[]} points */
export const pointsText = (points) => points.map((point) => rowText(point)).join(';');

/** The other way round; what is no point is left out. @param {string} text @returns {Point[]} */
export function pointsIn(text) {
  const rows = text.split(/[;\n]/).map((row) => row.split(',').map((field) => Number(field.trim() || Number.NaN)));
  return rows
    .filter((row) => row.length === 3 && row.every(Number.isFinite))
    .map(([x1 = 0, x2 = 0, label = 0]) => ({ x1, x2, class: label }));
}

/** As they are copied to a spreadsheet. @param {readonly Point[]} points */
export const pointsCsv = (points) => ['x1,x2,class', ...points.map((point) => rowText(point))].join('\n');

/** @param {Point} point */
const rowText = ({ x1, x2, class: label }) => `${x1},${x2},${label}`;

/** Of a point that was drawn: a hundredth is less than a pixel, in a plane that is not a small one. @param {number} value @param {number} [reach] of the plane */
export const drawn = (value, reach = 6) =>
  reach < 3 || reach > 30 ? Number(value.toPrecision(4)) : Math.round(value * 100) / 100;
