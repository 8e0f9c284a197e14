// Which class is taken for which: a table whose cells are tinted by their share of the row.

import { h, setText } from '../kit/dom.js';

/** The strongest tint, in percent: figures on it stay readable. */
const STRONGEST = 40;

export class Confusion {
  #words;
  #table = h('table', {});
  /** @type {HTMLTableCellElement[]} */
  #cells = [];
  #classes = 0;

  /** @param {import('./words.en.js').NetworkWords['digits']} words */
  constructor(words) {
    this.#words = words;
    this.root = h(
      'section',
      { className: 'confusion' },
      h('strong', {}, words.confusion),
      h('div', { className: 'scroll' }, this.#table),
      h('p', { className: 'quiet' }, words.confusionNote),
    );
  }

  /** @param {string[]} classes */
  build(classes) {
    this.#classes = classes.length;
    const head = h(
      'tr',
      {},
      h('th', { scope: 'col', className: 'corner' }, h('span', { className: 'unseen' }, this.#words.confusionCorner)),
      ...classes.map((name) => h('th', { scope: 'col' }, name)),
    );
    this.#cells = [];
    const rows = classes.map((name) => {
      const cells = classes.map(() => h('td', {}));
      this.#cells.push(...cells);
      return h('tr', {}, h('th', { scope: 'row' }, name), ...cells);
    });
    const caption = h('caption', { className: 'unseen' }, this.#words.confusion);
    this.#table.replaceChildren(caption, h('thead', {}, head), h('tbody', {}, ...rows));
  }

  /** @param {Uint32Array} counts row by row */
  update(counts) {
    const classes = this.#classes;
    for (let row = 0; row < classes; row += 1) {
      const all = counts.subarray(row * classes, (row + 1) * classes).reduce((sum, count) => sum + count, 0);
      for (let column = 0; column < classes; column += 1) {
        const cell = this.#cells[row * classes + column];
        const count = counts[row * classes + column] ?? 0;
        if (!cell) continue;
        setText(cell, count === 0 ? '' : String(count));
        // The square root, so that few mistakes can be seen too.
        const tint = count === 0 ? '' : `${Math.round(STRONGEST * Math.sqrt(count / all))}%`;
        if (cell.dataset.tint === tint) continue;
        cell.dataset.tint = tint;
        cell.style.setProperty('--tint', tint || '0%');
        cell.classList.toggle('wrong', row !== column);
      }
    }
  }
}
