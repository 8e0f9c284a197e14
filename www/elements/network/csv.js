// Points that somebody pastes: a line for each, `x₁, x₂, class`. Spreadsheets write commas, semicolons or tabs, and often
// a first line with names.

/** @typedef {{ x1: number, x2: number, class: number }} Point */
/** @typedef {'fields' | 'number' | 'class'} Fault too many or too few fields; not a number; no class */
/** @typedef {{ line: number, fault: Fault, text: string }} BadRow */

/** More classes than this cannot be told apart in a picture. */
export const MOST_CLASSES = 7;

/** @param {string} line */
function fieldsOf(line) {
  const separator = line.includes('\t') ? '\t' : /[;；]/.test(line) ? /[;；]/ : /[,，]/.test(line) ? /[,，]/ : /\s+/;
  return line.split(separator).map((field) =>
    field
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );
}

/** @param {string} field */
const numberIn = (field) => (field === '' ? Number.NaN : Number(field.replace('−', '-')));

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
    if (line === '' || line.startsWith('#')) continue;
    const fields = fieldsOf(line);
    const [x1 = Number.NaN, x2 = Number.NaN] = fields.slice(0, 2).map(numberIn);
    const name = fields[2] ?? '';
    const first = !begun;
    begun = true;
    // The names of the columns.
    if (first && fields.length >= 2 && Number.isNaN(x1) && Number.isNaN(x2)) {
      names = { line: index + 1, fault: fields.length === 3 ? 'number' : 'fields', text: line };
      continue;
    }
    /** @type {Fault | null} */
    const fault =
      fields.length !== 3
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

/** As they stand in an attribute and in a link. @param {readonly Point[]} points */
export const pointsText = (points) =>
  points.map(({ x1, x2, class: label }) => `${short(x1)},${short(x2)},${label}`).join(';');

/** The other way round; what is no point is left out. @param {string} text @returns {Point[]} */
export function pointsIn(text) {
  const rows = text.split(/[;\n]/).map((row) => row.split(',').map((field) => Number(field.trim() || Number.NaN)));
  return rows
    .filter((row) => row.length === 3 && row.every(Number.isFinite))
    .map(([x1 = 0, x2 = 0, label = 0]) => ({ x1, x2, class: label }));
}

/** As they are copied to a spreadsheet. @param {readonly Point[]} points */
export const pointsCsv = (points) =>
  ['x1,x2,class', ...points.map(({ x1, x2, class: label }) => `${short(x1)},${short(x2)},${label}`)].join('\n');

/** A hundredth is less than a pixel. @param {number} value */
const short = (value) => String(Number(value.toPrecision(4)));
