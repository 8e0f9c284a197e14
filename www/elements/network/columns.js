// All that there is of a training, in columns: the network, what it answers, its curves, its settings.

import { h } from '../kit/dom.js';
import { Digits } from './digits.js';

export class Columns {
  /** What is drawn of the data. */
  #view = h('div', { className: 'data-view' });
  #below = h('div', { className: 'below' });

  /**
   * @param {HTMLElement} centre the network
   * @param {HTMLElement} card of a divergence
   * @param {{ curves: HTMLElement, settings: HTMLElement, numbers: HTMLElement }} others
   */
  constructor(centre, card, { curves, settings, numbers }) {
    const side = h('div', { className: 'side' }, card, this.#view, numbers);
    this.root = h('div', { className: 'columns' }, centre, side, curves, settings, this.#below);
  }

  /** @param {import('./plane.js').Plane | Digits} view */
  place(view) {
    this.#view.replaceChildren(view.root);
    this.#below.replaceChildren(...(view instanceof Digits ? [view.below] : []));
  }
}
