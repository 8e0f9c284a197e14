// Map or surface: two buttons below the picture of a loss of two parameters.

import { h } from '../../kit/dom.js';

/** @typedef {import('./extras.js').Context} Context */

const VIEWS = /** @type {const} */ (['map', 'surface']);

export class Views {
  #context;
  #buttons;

  /** @param {Context} context @param {import('./words.en.js').ExtraWords} words */
  constructor(context, words) {
    this.#context = context;
    this.#buttons = VIEWS.map((view) => {
      const button = h('button', { type: 'button', className: 'small' }, words[view]);
      button.addEventListener('click', () => context.actions.edit({ view: view === 'map' ? null : view }));
      return button;
    });
    this.root = h('div', { className: 'views', role: 'group', 'aria-label': words.show }, ...this.#buttons);
  }

  /** @param {import('../state.js').Presentation} presentation */
  follow({ view }) {
    const { dim } = this.#context.session.config;
    this.root.hidden = dim === 1;
    const main = this.#context.plot()?.box.closest('.main');
    if (main && this.root.parentElement !== main) main.append(this.root);
    const shown = view === 'surface' ? 'surface' : 'map';
    this.#buttons.forEach((button, index) => {
      button.setAttribute('aria-pressed', String(VIEWS[index] === shown));
    });
  }
}
