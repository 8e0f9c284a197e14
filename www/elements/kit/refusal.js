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

/** Why something could not be loaded: with a sentence, where that can be found out. @param {unknown} error */
export const explained = (error) =>
  import('../../engine/load-failure.js').then(
    ({ failureOf }) => failureOf(error),
    () => error,
  );

/** What a page is told of a failure. @param {unknown} error @param {'en' | 'zh'} language */
export function failureDetail(error, language) {
  const { code, kind } = /** @type {Partial<EngineError>} */ (Object(error));
  return { message: sentenceOf(error, language), code, kind };
}
