// A file of the reader's own. The browser's field takes clicks, keys and files that are dropped; a button of ours is what is seen of it.

import { h, setText } from './dom.js';

export class FileField {
  #chosen = h('span', { className: 'chosen' });

  /** @param {string} name what it is for @param {string} choose @param {(file: File) => void} take */
  constructor(name, choose, take) {
    const input = h('input', { type: 'file', 'aria-label': name });
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      if (file) take(file);
      // The same file can be chosen again.
      input.value = '';
    });
    const button = h('button', { type: 'button', className: 'small', inert: true }, choose);
    this.root = h('span', { className: 'file' }, input, button, this.#chosen);
  }

  /** Names the file that was taken. @param {string} name */
  show(name) {
    setText(this.#chosen, name);
  }
}
