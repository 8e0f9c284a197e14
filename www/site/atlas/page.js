// What the forms of the atlas have in common.

/** @type {Promise<Engine> | undefined} */
let begun;

/** The whole engine, loaded when it is first needed. @returns {Promise<Engine>} */
export function wholeEngine() {
  begun ??= import('../../engine/engine.js')
    .then(({ createEngine }) => createEngine())
    .catch((error) => {
      begun = undefined;
      throw error;
    });
  return begun;
}

/** @template {Element} [T=HTMLElement] @param {string} selector @returns {T} */
export function find(selector) {
  const found = document.querySelector(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return /** @type {T} */ (/** @type {unknown} */ (found));
}

/** A text with its numbers, `{count} of {total}`. @param {string | undefined} text @param {Record<string, string | number>} values */
export const filled = (text = '', values = {}) =>
  text.replace(/\{(\w+)\}/g, (mark, name) => String(values[name] ?? mark));

/** The language of the page. @returns {'en' | 'zh'} */
export const language = () => (document.documentElement.lang.startsWith('zh') ? 'zh' : 'en');
