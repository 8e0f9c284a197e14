// What stands in place of a wish that the engine refused, in English and in Chinese.

export const TOLD_WORDS = {
  en: { instead: (/** @type {string} */ used) => `Used instead: ${used}.` },
  zh: { instead: (/** @type {string} */ used) => `已改用 ${used}。` },
};
