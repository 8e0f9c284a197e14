// What is said in one language: what all figures say, and what networks say.

import { WORDS } from '../kit/divergence-card.js';
import { formatInteger, formatNumber, plainNumber } from '../kit/format.js';
import { percent } from '../kit/percent.js';

/**
 * @typedef {object} Texts
 * @property {'en' | 'zh'} language
 * @property {import('../kit/words/en.js').Strings} common
 * @property {import('./words.en.js').NetworkWords} words
 */

/** @param {'en' | 'zh'} language @returns {Promise<Texts>} */
export async function textsIn(language) {
  const [{ words: common }, { words }] = await (language === 'zh'
    ? Promise.all([import('../kit/words/zh.js'), import('./words.zh.js')])
    : Promise.all([import('../kit/words/en.js'), import('./words.en.js')]));
  return { language, common, words };
}

/**
 * What the card of a divergence says.
 * @param {NetworkStatus} status @param {ResolvedNetwork} config @param {Texts} texts
 * @param {{ rate: number, text: string }} [smaller] a rate that has been tried
 */
export const divergenceText = ({ step, message, cause }, { learningRate }, { language }, smaller) => ({
  title: WORDS[language].title(formatInteger(step)),
  why: message?.[language] ?? '',
  numbers: smaller?.text ?? '',
  half: cause === 'rule' ? null : half(language, learningRate, smaller),
  from: 0,
});

/** @param {'en' | 'zh'} language @param {number} rate @param {{ rate: number }} [smaller] */
const half = (language, rate, smaller) =>
  smaller ? TRIED[language](plainNumber(smaller.rate)) : WORDS[language].half('0', plainNumber(rate / 2));

const TRIED = {
  en: (/** @type {string} */ rate) => `Reset with a rate of ${rate}`,
  zh: (/** @type {string} */ rate) => `重置，学习率取 ${rate}`,
};

/** How the training stands, in words. @param {NetworkStatus} status @param {import('./session.js').Session} session @param {Texts} texts */
export function trainingText({ step, trainLoss, testLoss, testAccuracy }, { dataset, config }, { language, words }) {
  return words.describeOutput(
    dataset.label[language],
    config.layers.join(', ') || '0',
    formatInteger(step),
    formatNumber(trainLoss),
    formatNumber(testLoss),
    Number.isNaN(testAccuracy) ? '' : words.describeAccuracy(percent(testAccuracy)),
  );
}
