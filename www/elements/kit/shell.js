// The frame of a figure before there is a figure: waiting for the engine, or saying why it did not come.

import { h } from './dom.js';
import { addSheet } from './sheet.js';
import { style } from './style/index.js';

/** What nobody writes into a figure to be read without JavaScript: the page goes on there, since a tag was not ended. */
const NO_FALLBACK = 'h1, h2, h3, h4, h5, h6, script, article, section, sgd-playground, sgd-network, sgd-graph';

/** What a page may show in a figure's place until there is one. */
const POSTER = 'img, picture, svg';

export class Shell {
  #shadow;
  #warned = false;
  /** What it says while it waits. */
  #waiting = '';

  /** @param {ShadowRoot} shadow */
  constructor(shadow) {
    this.#shadow = shadow;
    addSheet(shadow, style);
  }

  /** @param {string} text */
  wait(text) {
    if (text === this.#waiting) return;
    this.show(this.#frame(h('p', { role: 'status' }, text)));
    this.#waiting = text;
  }

  /** @param {string} text @param {string} again @param {() => void} retry */
  fail(text, again, retry) {
    const button = h('button', { type: 'button' }, again);
    button.addEventListener('click', retry);
    this.show(this.#frame(h('p', { role: 'alert' }, text), button));
  }

  /** @param {...Node} content */
  #frame(...content) {
    const poster = this.#shadow.host.querySelector(POSTER) ? h('slot') : null;
    return h('div', { className: 'figure waiting' }, poster, ...content);
  }

  /** @param {HTMLElement} content */
  show(content) {
    this.#waiting = '';
    const { host } = this.#shadow;
    const swallowed = host.querySelector(NO_FALLBACK) !== null;
    // What is laid out already stays where it is.
    if (!content.isConnected) this.#shadow.append(content);
    while (this.#shadow.firstChild !== content) this.#shadow.firstChild?.remove();
    this.#shadow.append(...(swallowed ? [h('slot')] : []));
    if (!swallowed || this.#warned) return;
    this.#warned = true;
    const name = host.localName;
    console.warn(`<${name}> has swallowed what follows it: end it with </${name}>. HTML has no <${name} />.`);
  }
}
