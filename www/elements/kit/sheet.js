/** One sheet for each text, shared by all figures of a document. @type {WeakMap<Document, Map<string, CSSStyleSheet>>} */
const sheets = new WeakMap();
/** Which texts a figure has. @type {WeakMap<ShadowRoot, Set<string>>} */
const texts = new WeakMap();

/** @param {ShadowRoot} shadow @param {string} text of a style sheet */
export function addSheet(shadow, text) {
  const page = shadow.ownerDocument;
  const known = sheets.get(page) ?? new Map();
  sheets.set(page, known);
  let sheet = known.get(text);
  if (!sheet) {
    sheet = new (page.defaultView ?? window).CSSStyleSheet();
    sheet.replaceSync(text);
    known.set(text, sheet);
  }
  if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet);
  texts.set(shadow, (texts.get(shadow) ?? new Set()).add(text));
}

/** Another document has its own sheets. @param {ShadowRoot} shadow */
export function adoptSheets(shadow) {
  for (const text of texts.get(shadow) ?? []) addSheet(shadow, text);
}
