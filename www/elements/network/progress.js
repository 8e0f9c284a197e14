// How far the fetching of images is, and a way to call it off.

import { h, setText } from '../kit/dom.js';

export class Progress {
  #text = h('span', {});
  #bar = h('progress', { max: 1 });
  #cancel = h('button', { type: 'button', className: 'small' });

  /** @param {() => void} cancel */
  constructor(cancel) {
    this.#cancel.addEventListener('click', cancel);
    const label = h('label', {}, this.#text, this.#bar);
    this.root = h('div', { className: 'progress' }, label, this.#cancel);
  }

  /** In a frame of its own, while there is no figure. */
  get framed() {
    return h('div', { className: 'figure waiting' }, this.root);
  }

  /** @param {number} loaded @param {number} total @param {import('./words.en.js').NetworkWords} words */
  show(loaded, total, words) {
    const part = total > 0 ? loaded / total : 0;
    const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);
    setText(this.#text, words.fetching(`${megabytes(loaded)} / ${megabytes(total)} MB`));
    setText(this.#cancel, words.cancel);
    this.#bar.value = part;
  }
}
