// The frame of a figure before there is a figure: waiting for the engine, or saying why it did not come.

import { h } from './dom.js';
import { addSheet } from './sheet.js';
import { style } from './style/index.js';

export class Shell {
  #shadow;

  /** @param {ShadowRoot} shadow */
  constructor(shadow) {
    this.#shadow = shadow;
    addSheet(shadow, style);
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
