// Which language a figure speaks, and what it says before its words are there or when they cannot come.

/** @typedef {'en' | 'zh'} Language */

/** @param {string} tag a language tag such as `zh-Hans` or `en-GB` @returns {Language} */
export const languageOf = (tag) => (/^zh\b/i.test(tag) ? 'zh' : 'en');

/** The language of an element's place, also within other elements. @param {Element} element */
export function languageAt(element) {
  /** @type {Element | undefined} */
  let place = element;
  while (place) {
    const nearest = place.closest('[lang]');
    if (nearest) return languageOf(nearest.getAttribute('lang') ?? '');
    place = /** @type {ShadowRoot} */ (place.getRootNode()).host;
  }
  return languageOf('');
}

export const FIRST_WORDS = {
  en: {
    loading: 'Loading the engine…',
    failed: (/** @type {string} */ why) => `Loading failed: ${why}`,
    trapped: 'the engine stopped twice on an internal error with these settings.',
    tryAgain: 'Try again',
  },
  zh: {
    loading: '正在加载计算引擎……',
    failed: (/** @type {string} */ why) => `加载失败：${why}`,
    trapped: '在当前设置下，计算引擎两次因内部错误而停止。',
    tryAgain: '重试',
  },
};
