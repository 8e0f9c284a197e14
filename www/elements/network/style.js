// One sheet for every network on the page, after the one that all figures share.

import style from './style.css';

/** @type {CSSStyleSheet | undefined} */
let sheet;

/** @param {ShadowRoot} shadow */
export function addStyle(shadow) {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
  }
  if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet);
}
