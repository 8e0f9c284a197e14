// What is said of an answer to a question. Without a document: pages are built with the room that it takes.

import { formatNumber } from '../../elements/kit/format.js';

/**
 * @typedef {object} Question
 * @property {string} what is asked for
 * @property {number} untilLoss
 * @property {boolean} least whether each choice has an answer of its own
 * @property {string[]} labels of its choices
 * @typedef {import('./lesson-words.en.js').LessonWords['question']} Words
 */

/** @param {Question} question @param {(number | null)[]} values null: never @param {Words} words */
export function found({ what, untilLoss, least, labels }, values, words) {
  const [first = null] = values;
  if (!least) return words.one(what, numeral(what, first), formatNumber(untilLoss));
  // What is said before a colon, or a Chinese comma, is enough to know a choice by.
  const names = labels.map((label) => label.split(/[:：，]/)[0] ?? '');
  return words.all(names.map((name, k) => words.each(name, what, numeral(what, values[k] ?? null))));
}

/** As long as answers usually are. */
const USUAL_COUNT = 888;
const USUAL_SHARE = 0.8888;

/** An answer of the usual length. @param {Question} question @param {Words} words */
export function usual(question, words) {
  const value = MEASURES.has(question.what) ? USUAL_SHARE : USUAL_COUNT;
  return found(
    question,
    question.labels.map(() => value),
    words,
  );
}

/** All other answers are numbers of things. */
const MEASURES = new Set(['loss', 'slope', 'accuracy', 'parameter']);

/** As people write it; null where something never happens. @param {string} what @param {number | null} value */
function numeral(what, value) {
  if (value === null) return null;
  return what === 'accuracy' ? `${(100 * value).toFixed(1)}%` : formatNumber(value);
}
