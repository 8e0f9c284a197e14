// A table that a network can learn from, out of what was read.

import { columnOf, isOfClasses, rolesOf } from './columns.js';
import { MOST_CLASSES, MOST_INPUTS } from './refusal.js';

/** @typedef {import('./columns.js').Column} Column */
/** @typedef {import('./grid.js').Grid} Grid */

/** @param {Grid} grid @param {string} name @param {ReadOptions} options @returns {DataTable} */
export function tableOf(grid, name, options) {
  const names = grid.columns.map((column) => column.name);
  const shown = namesOf(grid);
  const columns = grid.columns.map((column, k) => columnOf(column, shown[k] ?? '', grid.count, grid.decimal));
  const guessed = rolesOf(columns, names);
  const roles = guessed.map(({ role, why }, k) => {
    const asked = options.roles?.[k];
    return asked && asked !== role ? { role: asked, why: undefined } : { role, why };
  });
  const at = roles.findIndex(({ role }) => role === 'label');
  const label = columns[at];
  const inputs = columns.map((_, k) => k).filter((k) => roles[k]?.role === 'input');
  const ofClasses =
    label !== undefined &&
    (label.words !== null || (options.label ?? (isOfClasses(label) ? 'class' : 'number')) === 'class');
  const { kept, left } = rowsOf(grid, columns, inputs, at, label !== undefined && !ofClasses);
  const classes = ofClasses ? classesOf(label, kept) : [];
  const width = inputs.length + 1;
  const values = new Float64Array(kept.length * width);
  const classAt = new Map(classes.map((word, k) => [word, k]));
  kept.forEach((row, k) => {
    inputs.forEach((column, j) => {
      values[k * width + j] = columns[column]?.numbers[row] ?? 0;
    });
    if (label) {
      values[k * width + width - 1] = ofClasses ? (classAt.get(wordOf(label, row)) ?? 0) : (label.numbers[row] ?? 0);
    }
  });
  const table = {
    name,
    format: grid.format,
    how: { ...grid.how, decimal: grid.decimal },
    columns: columns.map((column, k) => {
      const { role, why } = /** @type {{ role: ColumnRole, why: Words | undefined }} */ (roles[k]);
      const kind = role === 'label' ? (ofClasses ? 'class' : 'number') : column.kind;
      const shownCells = Array.from({ length: Math.min(3, grid.count) }, (_, row) => grid.columns[k]?.cells[row]);
      return {
        name: column.name,
        role,
        kind: /** @type {ColumnKind} */ (kind),
        cells: column.kind,
        gaps: column.gaps,
        different: column.different,
        examples: shownCells.map((cell) => String(cell ?? '').replace('\u2060', '')),
        ...spread(column),
        ...(why && { why }),
      };
    }),
    count: grid.count,
    width,
    values,
    classes,
    left,
    task: /** @type {'classes' | 'values'} */ (ofClasses ? 'classes' : 'values'),
    problem: problemOf(columns, inputs, label, ofClasses, classes, kept.length),
  };
  return withRows(table);
}

/** `rows`, made when they are asked for. @param {Omit<DataTable, 'rows'>} table @returns {DataTable} */
export function withRows(table) {
  const { values, width } = table;
  const rows = () =>
    Array.from({ length: values.length / width }, (_, k) => Array.from(values.subarray(k * width, (k + 1) * width)));
  return /** @type {DataTable} */ (Object.defineProperty(table, 'rows', { get: rows, configurable: true }));
}

/** Names: as the file has them, else x1, x2 …; a name that comes again gets a number. @param {Grid} grid */
function namesOf({ columns }) {
  const used = new Set();
  return columns.map(({ name, role }, k) => {
    const own =
      name.trim() ||
      (role === 'index' ? 'index' : k === 0 && columns.some((other) => other.name !== '') ? 'index' : `x${k + 1}`);
    let free = own;
    for (let n = 2; used.has(free); n += 1) free = `${own} (${n})`;
    used.add(free);
    return free;
  });
}

/** @param {Column} column */
function spread({ kind, numbers }) {
  if (kind === 'word') return {};
  let [least, most] = [Infinity, -Infinity];
  for (const x of numbers) {
    if (x < least) least = x;
    if (x > most) most = x;
  }
  return { least, most };
}

/** @param {Column} label @param {number} row */
const wordOf = ({ words, kind, numbers }, row) =>
  words?.[row] ?? (kind === 'truth' ? (numbers[row] === 1 ? 'true' : 'false') : String(numbers[row]));

/** Numbers in their order, words as the file lists them, or in the order of the alphabet. @param {Column} label @param {number[]} kept */
function classesOf(label, kept) {
  const found = new Set(kept.map((row) => wordOf(label, row)));
  if (label.classes) return [...label.classes.filter((word) => found.delete(word)), ...found];
  const sorted = [...found];
  return label.words || label.kind === 'truth' ? sorted.sort() : sorted.sort((a, b) => Number(a) - Number(b));
}

/**
 * @param {Grid} grid @param {Column[]} columns @param {number[]} inputs @param {number} at the label's place
 * @param {boolean} finite whether the label has to be a finite number
 */
function rowsOf(grid, columns, inputs, at, finite) {
  /** @type {number[]} */
  const kept = [];
  /** @type {{ row: number, why: Words }[]} */
  const left = [];
  for (let row = 0; row < grid.count; row += 1) {
    const why = whyLeft(row);
    if (why) left.push({ row: row + 1, why });
    else kept.push(row);
  }
  return { kept, left };

  /** @param {number} row @returns {Words | null} */
  function whyLeft(row) {
    const ragged = grid.ragged.get(row);
    if (ragged === 'short') return { en: 'has too few cells', zh: '单元格太少' };
    if (ragged === 'long') return { en: 'has too many cells', zh: '单元格太多' };
    for (const k of at >= 0 ? [...inputs, at] : inputs) {
      const column = /** @type {Column} */ (columns[k]);
      const { name, numbers, words, strange } = column;
      if (k === at && words) {
        if (words[row] === '') return { en: `${name} is missing`, zh: `缺少 ${name}` };
        continue;
      }
      const number = /** @type {number} */ (numbers[row]);
      if (Number.isFinite(number)) continue;
      if (!Number.isNaN(number)) {
        if (k === at && !finite) continue;
        return { en: `${name} is infinite`, zh: `${name} 是无穷大` };
      }
      const found = strange.get(row) ?? (words?.[row] || undefined);
      if (found !== undefined) {
        const text = found.slice(0, 40);
        return { en: `${name} is no number: “${text}”`, zh: `${name} 不是数：“${text}”` };
      }
      return { en: `${name} is missing`, zh: `缺少 ${name}` };
    }
    return null;
  }
}

/**
 * Why nothing can be learnt from a table, if so.
 * @param {Column[]} columns @param {number[]} inputs @param {Column | undefined} label @param {boolean} ofClasses @param {string[]} classes @param {number} rows
 * @returns {Words | null}
 */
function problemOf(columns, inputs, label, ofClasses, classes, rows) {
  if (!label) return { en: 'No column is the label.', zh: '没有标签列。' };
  if (inputs.length === 0) {
    return {
      en: 'No column is an input: there must be one of numbers, besides the label.',
      zh: '没有输入列：除标签外，至少要有一列数。',
    };
  }
  if (inputs.length > MOST_INPUTS) {
    return {
      en: `There are ${inputs.length} inputs; use up to ${MOST_INPUTS}.`,
      zh: `有 ${inputs.length} 个输入；最多 ${MOST_INPUTS} 个。`,
    };
  }
  const words = inputs.find((k) => columns[k]?.words);
  if (words !== undefined) {
    const name = columns[words]?.name;
    return { en: `${name} has words; an input has numbers.`, zh: `${name} 是文字；输入应为数。` };
  }
  if (rows < 2) {
    return {
      en: `${rows === 1 ? 'One row is' : 'No row is'} complete; there must be 2 at least.`,
      zh: `完整的行有 ${rows} 行；至少要有 2 行。`,
    };
  }
  if (!ofClasses) return null;
  if (classes.length > MOST_CLASSES) {
    return {
      en: `${label.name} has ${classes.length} classes; up to ${MOST_CLASSES} can be told apart here.`,
      zh: `${label.name} 有 ${classes.length} 个类别；这里最多区分 ${MOST_CLASSES} 个。`,
    };
  }
  if (classes.length < 2) {
    return {
      en: `All rows are of one class of ${label.name}; there must be two at least.`,
      zh: `${label.name} 的所有行都是同一类别；至少要有两个类别。`,
    };
  }
  return null;
}
