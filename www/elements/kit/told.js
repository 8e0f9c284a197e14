// What the engine refuses, told with the names that readers see. It begins its sentences with those that programs use.

import { TOLD_WORDS } from './told-words.js';

/**
 * What was wrong with a wish, and what was taken instead.
 *
 * @param {{ messages: Words, key: string, used: string }} problem
 * @param {Setting[]} settings
 * @param {'en' | 'zh'} language
 */
export function refusal(problem, settings, language) {
  const instead = problem.used === '' ? '' : TOLD_WORDS[language].instead(problem.used);
  return `${told(problem, settings)[language]} ${instead}`.trim();
}

/**
 * @param {{ messages: Words, key?: string }} refused
 * @param {{ name: string, label: Words }[]} settings
 * @returns {Words}
 */
export function told({ messages, key = '' }, settings) {
  const label = settings.find(({ name }) => name === key)?.label;
  return label ? { en: english(messages.en, key, label.en), zh: chinese(messages.zh, key, label.zh) } : messages;
}

/** A catalog of one language has no labels of the other. @param {string} text @param {string} key @param {string} [label] */
const english = (text, key, label = key) => (text.startsWith(`${key} `) ? `${label}${text.slice(key.length)}` : text);

/** Without spaces beside Chinese. @param {string} text @param {string} key @param {string} [label] */
function chinese(text, key, label = key) {
  // Between Latin letters or digits and Chinese there is a space.
  const gap = /[\w)]$/.test(label) ? ' ' : '';
  const first = text.startsWith(`${key} `) ? `${label}${gap}${text.slice(key.length + 1)}` : text;
  return first
    .replace(`的 ${key}；`, `的${/^\w/.test(label) ? ' ' : ''}${label}；`)
    .replace(/([\u4e00-\u9fff]) “/g, '$1“');
}
