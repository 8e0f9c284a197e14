// How names, derivatives and numbers are written, in HTML, in SVG and in plain text.

import { h } from '../kit/dom.js';
import { formatNumber } from '../kit/format.js';
import { partsOf } from './walk.js';

/** @typedef {'forward' | 'backward' | 'local'} Kind which pass a number belongs to */

const MATH = 'http://www.w3.org/1998/Math/MathML';
const DIGITS = '₀₁₂₃₄₅₆₇₈₉';

/** `v12` is a letter with an index. @param {string} name @returns {[letters: string, index: string]} */
export function letterAndIndex(name) {
  const [, letters = name, index = ''] = /^([A-Za-z]+)(\d+)$/.exec(name) ?? [];
  return [letters, index];
}

/** @param {string} name */
export function plainName(name) {
  const [letters, index] = letterAndIndex(name);
  return letters + index.replace(/\d/g, (digit) => DIGITS[Number(digit)] ?? '');
}

/** @param {WalkStation} station */
export function nameNode({ role, name }) {
  if (role === 'constant') return h('span', {}, name);
  const [letters, index] = letterAndIndex(name);
  return h('i', { className: 'name' }, letters, index ? h('sub', {}, index) : null);
}

/** @param {string} tag @param {...(Node | string)} children */
function m(tag, ...children) {
  const element = document.createElementNS(MATH, tag);
  element.append(...children);
  return element;
}

/** @param {WalkStation} station */
function mathName({ role, name }) {
  if (role === 'constant') return m('mn', name);
  const [letters, index] = letterAndIndex(name);
  return index ? m('msub', m('mi', letters), m('mn', index)) : m('mi', letters);
}

/** ∂of/∂by @param {WalkStation} of @param {WalkStation} by */
export function partial(of, by) {
  const part = (/** @type {WalkStation} */ station) => m('mrow', m('mo', '∂'), mathName(station));
  return m('math', m('mfrac', part(of), part(by)));
}

/** @param {WalkStation} of @param {WalkStation} by */
export const plainPartial = (of, by) => `∂${plainName(of.name)}/∂${plainName(by.name)}`;

/** @param {number} value */
export const shortNumber = (value) => formatNumber(value, 4);

/** @param {Kind} kind @param {number} value @param {boolean} [tight] in parentheses where it is negative */
export function numberNode(kind, value, tight = false) {
  const text = shortNumber(value);
  return h('span', { className: `number ${kind}` }, tight && text.startsWith('−') ? `(${text})` : text);
}

/**
 * A rule with something in place of its letters.
 *
 * @param {string} rule
 * @param {(letter: string, tight: boolean) => Node | string} put
 * @returns {(Node | string)[]}
 */
export const written = (rule, put) =>
  partsOf(rule).map((part) => (typeof part === 'string' ? part : put(part.letter, part.tight)));

/** @param {string} rule @param {(letter: string, tight: boolean) => string} put */
export const writtenPlain = (rule, put) =>
  partsOf(rule)
    .map((part) => (typeof part === 'string' ? part : put(part.letter, part.tight)))
    .join('');

/** Rows and columns of a shape; a list is one row. @param {number[]} shape @returns {[rows: number, columns: number]} */
export function rowsAndColumns(shape) {
  const columns = shape.at(-1) ?? 1;
  return [shape.slice(0, -1).reduce((product, n) => product * n, 1), columns];
}

/** @param {number[]} shape */
export const plainShape = (shape) => rowsAndColumns(shape).join('×');

/** More rows or columns than these are not read number by number. */
const MOST_CELLS = 10;

/** Whether a value is told by its length. @param {number[]} shape */
export const isLarge = (shape) => Math.max(...rowsAndColumns(shape)) > MOST_CELLS;

/** The square root of the sum of squares. @param {ArrayLike<number>} values */
export function lengthOf(values) {
  let sum = 0;
  for (let k = 0; k < values.length; k += 1) sum += (values[k] ?? 0) ** 2;
  return Math.sqrt(sum);
}

/** A large array in one line. @param {ArrayLike<number>} values */
export const plainLength = (values) => `‖·‖ = ${shortNumber(lengthOf(values))}`;

/** How strongly a cell is tinted, from 0 to 1. @param {number} value @param {ArrayLike<number>} all */
export function strength(value, all) {
  const most = Array.from(all).reduce((top, x) => (Number.isFinite(x) ? Math.max(top, Math.abs(x)) : top), 0);
  return most > 0 && Number.isFinite(value) ? Math.abs(value) / most : 0;
}

/**
 * An array as a small table, tinted by the size of its numbers.
 *
 * @param {Kind} kind
 * @param {number[]} shape
 * @param {ArrayLike<number>} values
 * @param {string} label
 */
export function gridNode(kind, shape, values, label) {
  if (isLarge(shape)) {
    return h('span', { className: `number ${kind}`, title: label }, `${plainShape(shape)}, ${plainLength(values)}`);
  }
  const [rows, columns] = rowsAndColumns(shape);
  const body = h('tbody', {});
  for (let row = 0; row < rows; row += 1) {
    const line = h('tr', {});
    for (let column = 0; column < columns; column += 1) {
      const value = values[row * columns + column] ?? Number.NaN;
      const cell = h('td', {}, formatNumber(value, 3));
      cell.style.setProperty('--strength', `${Math.round(strength(value, values) * 100)}%`);
      line.append(cell);
    }
    body.append(line);
  }
  return h('table', { className: `grid ${kind}` }, h('caption', { className: 'unseen' }, label), body);
}

/** A number, a table of them, or of a large array its length. @param {Kind} kind @param {WalkStation} like whose shape it has @param {ArrayLike<number>} values @param {string} label @param {boolean} [tight] */
export const valueNode = (kind, like, values, label, tight) =>
  like.shape.length === 0
    ? numberNode(kind, values[0] ?? Number.NaN, tight)
    : gridNode(kind, like.shape, values, label);
