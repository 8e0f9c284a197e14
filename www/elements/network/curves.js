// Train and test, loss and accuracy, over the axis that the reader chooses.

import { h } from '../kit/dom.js';
import { CurveChart } from './chart.js';
import { css, rgbOf } from './colours.js';
import { AXES } from './rows.js';

/** @typedef {import('./rows.js').Axis} Axis */

/** Not the colours of values or of classes: dash and brightness tell them apart, also where one lies on the other. */
const LOOKS = /** @type {const} */ ({
  train: { text: 'ink', dash: [5, 4], width: 2, part: 1 },
  test: { text: 'muted', dash: [], width: 3, part: 0.7 },
});

export class Curves {
  #select;
  #words;

  /** @param {import('./words.en.js').NetworkWords} words @param {boolean} full with the choice of an axis @param {(axis: Axis) => void} onAxis */
  constructor(words, full, onAxis) {
    this.#words = words;
    this.loss = new CurveChart(words.lossChart, words.logarithmic);
    this.accuracy = new CurveChart(words.accuracyChart, null);
    this.#select = h('select', {}, ...AXES.map((axis) => h('option', { value: axis }, words.axes[axis])));
    this.#select.addEventListener('change', () => onAxis(/** @type {Axis} */ (this.#select.value)));
    const axis = h('label', { className: 'axis' }, h('span', {}, words.axis), this.#select);
    this.pair = h('div', { className: 'chart-pair' }, this.loss.root, this.accuracy.root);
    this.root = h('div', { className: 'curves' }, this.pair, full ? axis : null);
  }

  /** @param {import('./rows.js').Rows} rows @param {Axis} axis @param {number} train how many samples an epoch has @param {import('./colours.js').Colours} colours */
  draw(rows, axis, train, colours) {
    const { words, palette } = { words: this.#words, palette: colours.palette };
    const along = rows.along(axis, train);
    const { trainLoss, testLoss, trainAccuracy, testAccuracy } = rows.columns;
    const named = (/** @type {'train' | 'test'} */ which, /** @type {number[]} */ values) => ({
      label: words[which],
      dash: [...LOOKS[which].dash],
      text: palette[LOOKS[which].text],
      colour: css(rgbOf(palette[LOOKS[which].text]), LOOKS[which].part),
      width: LOOKS[which].width,
      values,
    });
    this.#select.value = axis;
    this.loss.draw([named('train', trainLoss), named('test', testLoss)], along, words.axes[axis], palette);
    const graded = trainAccuracy.some((value) => !Number.isNaN(value));
    this.accuracy.root.hidden = !graded;
    if (graded)
      this.accuracy.draw(
        [named('train', trainAccuracy), named('test', testAccuracy)],
        along,
        words.axes[axis],
        palette,
      );
  }

  describe() {
    this.loss.describe();
    this.accuracy.describe();
  }

  disconnect() {
    this.loss.disconnect();
    this.accuracy.disconnect();
  }
}
