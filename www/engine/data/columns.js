// What the columns of a table are: numbers, truths or words; inputs, label, index, or left out. docs/data.md states the rules.

import { isGap, numberOf, QUOTED, truthOf } from './cells.js';
import { MOST_CLASSES, MOST_INPUTS } from './refusal.js';

/** @typedef {import('./grid.js').Grid} Grid */
/** @typedef {import('./grid.js').GridColumn} GridColumn */
/** @typedef {import('./grid.js').Role} Role */

/**
 * @typedef {object} Column
 * @property {string} name
 * @property {'number' | 'truth' | 'word'} kind of its cells
 * @property {Float64Array} numbers NaN where there is none; truths are 1 and 0
 * @property {string[] | null} words of a column of words: '' for a gap
 * @property {number} gaps
 * @property {Map<number, string>} strange cells of a column of numbers that are none, by row
 * @property {number} different values, up to a bound
 * @property {Role | undefined} said by the file
 * @property {string[] | undefined} classes as the file lists them
 */

/** A column is of numbers where so many of its cells are. */
const MOSTLY = 0.9;
/** More values than this are not counted. */
const COUNTED = 1000;

const LABEL =
  /^(.*\/)?(class(es)?|labels?|targets?|species|y|outcome|category|diagnosis|survived|类别?|标签|目标|品种|类型|结果)$/i;
const INDEX = /^(unnamed: 0|index|id|row_?(id|names?|nr|number)?|rownames|no\.?|序号|编号|索引)$/i;
const PART = /^(train|test|split|fold|subset|partition|set|is_?train|is_?test|训练|划分)$/i;

/** @param {GridColumn} column @param {string} name @param {number} count @param {'.' | ','} decimal @returns {Column} */
export function columnOf({ cells, role, classes }, name, count, decimal) {
  const numbers = new Float64Array(count);
  /** @type {Map<number, string>} */
  const strange = new Map();
  /** Gaps in quotes are words, where there are words. */
  let [gaps, quoted, found, truths] = [0, 0, 0, 0];
  for (let row = 0; row < count; row += 1) {
    const cell = cells[row];
    let number = numberOf(cell, decimal);
    if (Number.isNaN(number)) {
      const gap = isGap(cell);
      const truth = gap ? undefined : truthOf(cell);
      if (truth !== undefined) [number, truths] = [truth, truths + 1];
      else if (gap) gaps += 1;
      else if (typeof cell === 'string' && cell.startsWith(QUOTED)) quoted += 1;
      else if (strange.size <= count * (1 - MOSTLY) + 1) strange.set(row, String(cell));
    }
    if (!Number.isNaN(number)) found += 1;
    numbers[row] = number;
  }
  const shared = { name, numbers, said: role, classes };
  const isTruth = truths > 0 && truths === found && strange.size === 0;
  if (!classes && (isTruth || (found >= MOSTLY * (count - gaps - quoted) && found > 0 && truths === 0))) {
    const kind = isTruth ? /** @type {const} */ ('truth') : 'number';
    return { ...shared, kind, gaps: gaps + quoted, words: null, strange, different: differentIn(numbers) };
  }
  const words = Array.from({ length: count }, (_, row) =>
    isGap(cells[row]) ? '' : String(cells[row]).replace(QUOTED, ''),
  );
  return { ...shared, kind: 'word', gaps, words, strange: new Map(), different: differentIn(words) };
}

/** @param {ArrayLike<unknown>} values */
function differentIn(values) {
  const seen = new Set();
  for (let k = 0; k < values.length && seen.size < COUNTED; k += 1) {
    const value = values[k];
    if (value !== '' && !Number.isNaN(value)) seen.add(value);
  }
  return seen.size;
}

/** Whether numbers count up by one. @param {Column} column */
function countsUp({ kind, numbers }) {
  const [first = 0] = numbers;
  return kind === 'number' && (first === 0 || first === 1) && numbers.every((x, k) => x === first + k);
}

/**
 * What each column is for.
 * @param {Column[]} columns
 * @param {readonly string[]} names as the file has them
 * @returns {{ role: Role, why: Words | undefined }[]}
 */
export function rolesOf(columns, names) {
  /** @type {{ role: Role, why: Words | undefined }[]} */
  const roles = columns.map((column, k) => {
    const name = (names[k] ?? '').trim();
    const left = (/** @type {string} */ en, /** @type {string} */ zh) => ({
      role: /** @type {const} */ ('left'),
      why: { en, zh },
    });
    if (column.said) return { role: column.said, why: undefined };
    const first = k === 0 && names.some((other) => other !== '') && (name === '' || INDEX.test(name));
    if (first && (name === '' || countsUp(column) || column.kind === 'word')) return { role: 'index', why: undefined };
    if (INDEX.test(name) && countsUp(column)) return { role: 'index', why: undefined };
    if (PART.test(name)) return left('says which part a row belongs to', '说明该行属于哪一部分');
    if (column.different === 0) return left('empty', '空列');
    if (column.gaps * 2 > column.numbers.length) return left('more than half is missing', '缺失过半');
    return { role: 'input', why: undefined };
  });
  const label = labelAmong(columns, names, roles);
  if (label >= 0) roles[label] = { role: 'label', why: undefined };
  let inputs = 0;
  return roles.map((entry, k) => {
    if (entry.role === 'label' && k !== label) return { role: 'left', why: MORE_LABELS };
    if (entry.role !== 'input') return entry;
    if (columns[k]?.kind === 'word') return { role: 'left', why: WORDS };
    inputs += 1;
    return inputs > MOST_INPUTS ? { role: 'left', why: MORE_INPUTS } : entry;
  });
}

const WORDS = { en: 'words, no numbers', zh: '是文字，不是数' };
const MORE_LABELS = { en: 'another column is the label', zh: '标签是另一列' };
const MORE_INPUTS = { en: `more than ${MOST_INPUTS} inputs`, zh: `超过 ${MOST_INPUTS} 个输入` };

/** @param {Column[]} columns @param {readonly string[]} names @param {{ role: Role }[]} roles */
function labelAmong(columns, names, roles) {
  const said = roles.findIndex(({ role }) => role === 'label');
  if (said >= 0) return said;
  const open = columns.map((_, k) => k).filter((k) => roles[k]?.role === 'input');
  const named = open.filter((k) => LABEL.test((names[k] ?? '').trim()));
  if (named.length > 0) return /** @type {number} */ (named.at(-1));
  // The only column of a few words, each more than once.
  const words = open.filter((k) => isOfClasses(/** @type {Column} */ (columns[k])) && columns[k]?.kind !== 'number');
  if (words.length === 1) return /** @type {number} */ (words[0]);
  return open.at(-1) ?? -1;
}

/** Whether a label is a class: words, truths, or a few whole numbers, each twice on average. @param {Column} column */
export function isOfClasses({ kind, numbers, different, gaps, classes }) {
  if (classes) return true;
  const few = different <= MOST_CLASSES && different * 2 <= numbers.length - gaps;
  if (kind !== 'number') return few || kind === 'truth';
  return few && numbers.every((x) => Number.isNaN(x) || Number.isInteger(x));
}
