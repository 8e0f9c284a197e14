// The five moves of a step as a strip of cells, which fill as the moves are made.

import { h, setText } from '../kit/dom.js';

/** @typedef {import('./words/en.js').Strings} Strings */

/** In their order. @type {readonly MoveName[]} */
const MOVES = ['draw', 'forward', 'loss', 'backward', 'update'];

export class Moves {
  /** @type {{ cell: HTMLElement, value: HTMLElement }[]} */
  #cells;
  #words;
  /** Loaded with the first move. @type {typeof import('./move-text.js').moveLines | undefined} */
  #lines;
  /** What is shown, once there are words for it. @type {Parameters<Moves['update']>} */
  #shown = [[], [], 0];

  /** @param {Strings} words */
  constructor(words) {
    this.#words = words;
    this.#cells = MOVES.map((name, index) => {
      const value = h('div', { className: 'value' });
      const title = h('div', { className: 'name' }, h('b', {}, String(index + 1)), ` ${words.moves[name]}`);
      return { cell: h('li', {}, title, value), value };
    });
    this.root = h('ol', { className: 'moves', 'aria-label': words.movesLabel }, ...this.#cells.map(({ cell }) => cell));
  }

  /**
   * @param {Move[]} moves those of this step that have been made
   * @param {string[]} variables
   * @param {number} samples
   */
  update(moves, variables, samples) {
    this.#shown = [moves, variables, samples];
    if (moves.length > 0 && !this.#lines) this.#load();
    this.#cells.forEach(({ cell, value }, index) => {
      const move = moves[index];
      const text = (move && this.#lines?.(move, { variables, samples, words: this.#words }).join('\n')) ?? '';
      setText(value, text);
      cell.classList.toggle('made', move !== undefined);
      cell.classList.toggle('latest', index === moves.length - 1);
    });
  }

  /** Without the words a move still fills its cell. */
  #load() {
    import('./move-text.js').then(
      ({ moveLines }) => {
        this.#lines = moveLines;
        this.update(...this.#shown);
      },
      () => undefined,
    );
  }
}
