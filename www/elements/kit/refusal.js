// What the engine refuses, and how a reader is told.

/**
 * @typedef {object} Problem a wish that the engine refused
 * @property {string} key the setting's name
 * @property {unknown} value what was asked for
 * @property {string} used instead; empty when the engine doesn't know the setting at all
 * @property {Words} messages
 * @property {number} [position] in a formula
 * @property {number} [length] of the part that is wrong
 */

/** @param {unknown} error @returns {error is EngineError} */
export const isEngineError = (error) => error instanceof Error && 'messages' in error && 'code' in error;

/** What to say of it. @param {unknown} error @param {'en' | 'zh'} language */
export function sentenceOf(error, language) {
  if (isEngineError(error)) return error.messages[language];
  return error instanceof Error ? error.message : String(error);
}

/**
 * What was wrong with a wish, and what was taken instead.
 *
 * @param {Problem} problem
 * @param {{ words: import('./words/en.js').Strings, language: 'en' | 'zh' }} context
 */
export function refusal({ messages, used }, { words, language }) {
  const instead = used === '' ? '' : words.instead(used);
  return `${messages[language]} ${instead}`.trim();
}
