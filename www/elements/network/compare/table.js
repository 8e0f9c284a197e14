// Where each of the compared runs stands, in numbers.

import { h, setText } from '../../kit/dom.js';
import { formatInteger, formatNumber } from '../../kit/format.js';
import { percent } from '../../kit/percent.js';
import { swatch } from '../../kit/swatch.js';
import { optimizerStyle } from '../../views/palette.js';

/** @typedef {import('./runs.js').Shown} Shown */

/** Digits of a loss: as many as `f32` has. */
const DIGITS = 7;
const COLUMNS = /** @type {const} */ (['trainLoss', 'testLoss', 'testAccuracy', 'step', 'samples', 'seconds']);

export class CompareTable {
  #words;
  #onRemove;
  #head = h('tr', {});
  #body = h('tbody', {});
  #shown = '';

  /** @param {import('./words.js').CompareWords} words @param {((run: Shown) => void) | null} onRemove null where nothing can be left out */
  constructor(words, onRemove) {
    this.#words = words;
    this.#onRemove = onRemove;
    const table = h('table', {}, h('caption', {}, words.table), h('thead', {}, this.#head), this.#body);
    this.root = h('div', { className: 'scroll', tabIndex: 0, role: 'group', 'aria-label': words.table }, table);
  }

  /** @param {Shown[]} runs @param {boolean} playing @param {boolean} graded whether answers are right or wrong */
  draw(runs, playing, graded) {
    const columns = COLUMNS.filter((column) => graded || column !== 'testAccuracy');
    const shown = JSON.stringify([columns, runs.map(({ name, look, text }) => [name, look, text])]);
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#build(runs, columns);
    }
    for (const [k, run] of runs.entries()) {
      const row = this.#body.children[k];
      for (const [at, column] of columns.entries()) {
        const cell = /** @type {HTMLElement} */ (row?.children[at + 1]);
        const { text, exact } = numbersOf(run, playing)[column];
        setText(
          cell,
          column === 'step' && run.status.state === 'diverged' ? `${text} (${this.#words.diverged})` : text,
        );
        cell.title = String(exact);
      }
    }
  }

  /** @param {Shown[]} runs @param {readonly (typeof COLUMNS[number])[]} columns */
  #build(runs, columns) {
    const names = this.#words.columns;
    this.#head.replaceChildren(
      ...[names.run, ...columns.map((column) => names[column])].map((name) => h('th', { scope: 'col' }, name)),
    );
    this.#body.replaceChildren(
      ...runs.map((run, k) => {
        const name = h(
          'th',
          { scope: 'row' },
          swatch(optimizerStyle(run.look)),
          h('b', {}, String(k + 1)),
          ` ${run.name}`,
        );
        if (run.own) name.append(h('small', {}, ` ${this.#words.own}`));
        else if (this.#onRemove) name.prepend(this.#removeButton(run), ' ');
        return h('tr', {}, name, ...columns.map(() => h('td', {})));
      }),
    );
  }

  /** @param {Shown} run */
  #removeButton(run) {
    const label = this.#words.remove(run.name);
    const button = h('button', { type: 'button', className: 'small', 'aria-label': label }, '×');
    button.addEventListener('click', () => this.#onRemove?.(run));
    return button;
  }
}

/** What stands in each column, and what it is exactly. @param {Shown} run @param {boolean} playing */
function numbersOf({ status, scores, seconds }, playing) {
  const loss = (/** @type {number} */ value) => ({ text: formatNumber(value, playing ? 4 : DIGITS), exact: value });
  const count = (/** @type {number} */ value) => ({ text: formatInteger(value), exact: value });
  const accuracy = scores?.test.accuracy ?? status.testAccuracy;
  return {
    trainLoss: loss(scores?.train?.loss ?? status.trainLoss),
    testLoss: loss(scores?.test.loss ?? status.testLoss),
    testAccuracy: { text: percent(accuracy), exact: accuracy },
    step: count(status.step),
    samples: count(status.samples),
    seconds: { text: seconds.toFixed(2), exact: seconds },
  };
}
