// The frame of a figure before there is a figure: waiting for the engine, or saying why it did not come.

import { h } from './dom.js';
import style from './style.css';

/** One sheet for every figure on the page. @type {CSSStyleSheet | undefined} */
let sheet;

function sharedSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
  }
  return sheet;
}

export class Shell {
  #shadow;

  /** @param {ShadowRoot} shadow */
  constructor(shadow) {
    this.#shadow = shadow;
    shadow.adoptedStyleSheets = [sharedSheet()];
  }

  /** @param {string} text */
  wait(text) {
    this.show(h('div', { className: 'figure waiting' }, h('p', { role: 'status' }, text)));
  }

  /** @param {string} text @param {string} again @param {() => void} retry */
  fail(text, again, retry) {
    const button = h('button', { type: 'button' }, again);
    button.addEventListener('click', retry);
    this.show(h('div', { className: 'figure waiting' }, h('p', { role: 'alert' }, text), button));
  }

  /** @param {HTMLElement} content */
  show(content) {
    this.#shadow.replaceChildren(content);
  }
}
