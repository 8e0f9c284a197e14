/** One sheet for each text, shared by all figures of a document. @type {WeakMap<Document, Map<string, CSSStyleSheet>>} */
const sheets = new WeakMap();
/** Which texts a figure has. @type {WeakMap<ShadowRoot, Set<string>>} */
const texts = new WeakMap();

/** The browser's own size of text, in pixels. @type {number | undefined} */
let size;

/** @param {ShadowRoot} shadow @param {string} text of a style sheet, in which a `rem` is the browser's own size of text */
export function addSheet(shadow, text) {
  const page = shadow.ownerDocument;
  const known = sheets.get(page) ?? new Map();
  sheets.set(page, known);
  let sheet = known.get(text);
  if (!sheet) {
    size ??= browserSize();
    sheet = new (page.defaultView ?? window).CSSStyleSheet();
    // A page gives its root any size that it likes.
    sheet.replaceSync(text.replace(/([\d.]+)rem\b/g, (_, factor) => `${factor * /** @type {number} */ (size)}px`));
    known.set(text, sheet);
  }
  if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet);
  texts.set(shadow, (texts.get(shadow) ?? new Set()).add(text));
}

/** Another document has its own sheets. @param {ShadowRoot} shadow */
export function adoptSheets(shadow) {
  for (const text of texts.get(shadow) ?? []) addSheet(shadow, text);
}

function browserSize() {
  const probe = document.createElement('span');
  probe.style.setProperty('font', 'medium serif', 'important');
  document.documentElement.append(probe);
  const pixels = Number.parseFloat(getComputedStyle(probe).fontSize);
  probe.remove();
  return pixels;
}
