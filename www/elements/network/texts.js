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

/** What the card of a divergence says. @param {NetworkStatus} status @param {ResolvedNetwork} config @param {Texts} texts */
export const divergenceText = ({ step, message }, { learningRate }, { language }) => ({
  title: WORDS[language].title(formatInteger(step)),
  why: message?.[language] ?? '',
  numbers: '',
  half: WORDS[language].half('0', plainNumber(learningRate / 2)),
  from: 0,
});

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
