// Train and test, loss and accuracy, over the axis that the reader chooses.

import { h } from '../kit/dom.js';
import { CurveChart } from './chart.js';
import { css, rgbOf } from './colours.js';
import { AXES, LOSS_SCALES } from './rows.js';

/** @typedef {import('./rows.js').Axis} Axis */
/** @typedef {import('./rows.js').LossScale} LossScale */

/** Not the colours of values or of classes: dash and brightness tell them apart, also where one lies on the other. */
const LOOKS = /** @type {const} */ ({
  train: { text: 'ink', dash: [5, 4], width: 2, part: 1 },
  test: { text: 'muted', dash: [], width: 3, part: 0.7 },
});

export class Curves {
  #axis;
  #scale;
  #words;
  /** What is drawn: of which rows, how, and in which colours. @type {unknown[]} */
  #drawn = [];

  /**
   * @param {import('./words.en.js').NetworkWords} words
   * @param {boolean} full with the choices of axis and scale
   * @param {(attributes: { axis: Axis } | { 'loss-scale': LossScale }) => void} onChoice
   */
  constructor(words, full, onChoice) {
    this.#words = words;
    this.loss = new CurveChart(words.lossChart, words.logarithmic);
    this.accuracy = new CurveChart(words.accuracyChart, null);
    this.#axis = h('select', {}, ...AXES.map((axis) => h('option', { value: axis }, words.axes[axis])));
    this.#axis.addEventListener('change', () => onChoice({ axis: /** @type {Axis} */ (this.#axis.value) }));
    this.#scale = h(
      'select',
      {},
      ...LOSS_SCALES.map((scale) => h('option', { value: scale }, words.lossScales[scale])),
    );
    this.#scale.addEventListener('change', () =>
      onChoice({ 'loss-scale': /** @type {LossScale} */ (this.#scale.value) }),
    );
    const chosen = (/** @type {string} */ name, /** @type {HTMLSelectElement} */ select) =>
      h('label', { className: 'axis' }, h('span', {}, name), select);
    const choices = [chosen(words.axis, this.#axis), chosen(words.lossScale, this.#scale)];
    this.pair = h('div', { className: 'chart-pair' }, this.loss.root, this.accuracy.root);
    this.root = h(
      'div',
      { className: 'curves' },
      this.pair,
      ...(full ? [h('div', { className: 'chart-choices' }, ...choices)] : []),
    );
  }

  /** @param {import('./rows.js').Rows} rows @param {Axis} axis @param {LossScale} scale @param {number} train how many samples an epoch has @param {import('./colours.js').Colours} colours */
  draw(rows, axis, scale, train, colours) {
    const ends = Object.values(rows.columns).map((column) => column.at(-1));
    const drawn = [rows, rows.generation, rows.length, ...ends, axis, scale, train, colours];
    if (drawn.every((part, k) => Object.is(part, this.#drawn[k]))) return;
    this.#drawn = drawn;
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
    this.#axis.value = axis;
    this.#scale.value = scale;
    const losses = [named('train', trainLoss), named('test', testLoss)];
    this.loss.draw(losses, along, words.axes[axis], palette, { linear: scale === 'linear' });
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
