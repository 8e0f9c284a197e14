/** One sheet for each text, shared by all figures on the page. @type {Map<string, CSSStyleSheet>} */
const sheets = new Map();

/** @param {ShadowRoot} shadow @param {string} text of a style sheet */
export function addSheet(shadow, text) {
  let sheet = sheets.get(text);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(text, sheet);
  }
  if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet);
}
