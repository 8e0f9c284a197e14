// The numbers of each of the five moves, as text.

import { equation } from '../kit/equation.js';
import { formatInteger, formatNumber, formatVector } from '../kit/format.js';

/** Samples and predictions that are listed before the rest is only counted. */
const LISTED = 4;

/**
 * @typedef {object} MoveContext
 * @property {string[]} variables
 * @property {number} samples that there are; 0 for a formula
 * @property {import('./words/en.js').Strings} words
 */

/**
 * @param {Move} move
 * @param {MoveContext} context
 * @returns {string[]} lines
 */
export function moveLines(move, { variables, samples, words }) {
  const point = variables.length === 1 ? (variables[0] ?? '') : `(${variables.join(', ')})`;
  switch (move.move) {
    case 'draw':
      return [batchText(move.batch ?? new Uint32Array(0), samples, words)];
    case 'forward': {
      const name = samples === 0 ? `L${variables.length === 1 ? `(${point})` : point}` : 'ŷ';
      return [`${name} = ${listed(move.outputs ?? [])}`];
    }
    case 'loss':
      return [`L = ${formatNumber(move.loss ?? Number.NaN)}`];
    case 'backward':
      return [equation(variables.length === 1 ? `dL/d${point}` : '∇L', formatVector(move.gradient ?? [], 3))];
    case 'update':
      return [equation('Δ', formatVector(move.delta ?? [], 3)), `${point} → ${formatVector(move.params ?? [])}`];
  }
}

/** @param {ArrayLike<number>} values */
function listed(values) {
  const shown = Array.from(values).slice(0, LISTED);
  return shown.map((value) => formatNumber(value, 3)).join(', ') + (values.length > LISTED ? ' …' : '');
}

/** Samples are counted from 1 for the reader. @param {Uint32Array} batch @param {number} samples @param {import('./words/en.js').Strings} words */
function batchText(batch, samples, words) {
  if (samples === 0) return words.noBatch;
  const of = formatInteger(samples);
  const first = Array.from(batch.subarray(0, LISTED), (index) => String(index + 1));
  if (batch.length === 1) return words.oneSample(first[0] ?? '', of);
  if (batch.length === samples) return words.wholeBatch(of);
  const list = first.join(', ') + (batch.length > LISTED ? ' …' : '');
  return words.someSamples(list, formatInteger(batch.length), of);
}
