// Train and test, loss and accuracy, over the axis that the reader chooses.

import { h } from '../playground/dom.js';
import { CurveChart } from './chart.js';
import { css } from './colours.js';
import { AXES } from './rows.js';

/** @typedef {import('./rows.js').Axis} Axis */

const DASH = { train: [6, 4], test: [] };

export class Curves {
  #loss;
  #accuracy;
  #select;
  #words;

  /** @param {import('./words.en.js').NetworkWords} words @param {boolean} full with the choice of an axis @param {(axis: Axis) => void} onAxis */
  constructor(words, full, onAxis) {
    this.#words = words;
    this.#loss = new CurveChart(words.lossChart, false);
    this.#accuracy = new CurveChart(words.accuracyChart, true);
    this.#select = h('select', {}, ...AXES.map((axis) => h('option', { value: axis }, words.axes[axis])));
    this.#select.addEventListener('change', () => onAxis(/** @type {Axis} */ (this.#select.value)));
    const axis = h('label', { className: 'axis' }, h('span', {}, words.axis), this.#select);
    const pair = h('div', { className: 'chart-pair' }, this.#loss.root, this.#accuracy.root);
    this.root = h('div', { className: 'curves' }, pair, full ? axis : null);
  }

  /** @param {import('./rows.js').Rows} rows @param {Axis} axis @param {number} train how many samples an epoch has @param {import('./colours.js').Colours} colours */
  draw(rows, axis, train, colours) {
    const { words, palette } = { words: this.#words, palette: colours.palette };
    const along = rows.along(axis, train);
    const { trainLoss, testLoss, trainAccuracy, testAccuracy } = rows.columns;
    const named = (/** @type {'train' | 'test'} */ which, /** @type {number[]} */ values) => ({
      label: words[which],
      dash: DASH[which],
      colour: which === 'test' ? css(colours.positive) : css(colours.negative),
      values,
    });
    this.#select.value = axis;
    this.#loss.draw([named('test', testLoss), named('train', trainLoss)], along, words.axes[axis], palette);
    const graded = trainAccuracy.some((value) => !Number.isNaN(value));
    this.#accuracy.root.hidden = !graded;
    if (graded)
      this.#accuracy.draw(
        [named('test', testAccuracy), named('train', trainAccuracy)],
        along,
        words.axes[axis],
        palette,
      );
  }

  describe() {
    this.#loss.describe();
    this.#accuracy.describe();
  }

  disconnect() {
    this.#loss.disconnect();
    this.#accuracy.disconnect();
  }
}
