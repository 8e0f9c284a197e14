// What a figure has to say about itself: wishes that it could not follow.

import { h } from './dom.js';

export class Notices {
  root = h('div', { className: 'notices', role: 'status' });
  #shown = '';

  /** @param {string[]} sentences */
  update(sentences) {
    const shown = sentences.join('\n');
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.root.replaceChildren(...sentences.map((sentence) => h('p', {}, sentence)));
  }
}
