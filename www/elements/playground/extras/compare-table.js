// The table of compared runs: where each of them is.

import { h, setText } from '../../kit/dom.js';
import { formatInteger, formatNumber, formatReading, formatVector } from '../../kit/format.js';
import { swatch } from '../../kit/swatch.js';
import { samplesAfter } from './samples.js';
import { isWhole } from './whole.js';

/** @typedef {import('./companion.js').Companion} Companion */
/**
 * @typedef {object} Row
 * @property {string} name
 * @property {{ colour: string, dash: number[] }} style
 * @property {ResolvedConfig} config
 * @property {Status} status
 * @property {import('../../views/history.js').History} history
 * @property {Companion | null} companion null for the figure's own run
 */

export class CompareTable {
  #context;
  #words;
  #onRemove;
  #body = h('tbody', {});
  #head = h('tr', {});
  #shown = '';

  /**
   * @param {import('./extras.js').Context} context
   * @param {import('./words.en.js').ExtraWords} words
   * @param {(companion: Companion) => void} onRemove
   */
  constructor(context, words, onRemove) {
    this.#context = context;
    this.#words = words;
    this.#onRemove = onRemove;
    const table = h(
      'table',
      {},
      h('caption', { className: 'unseen' }, words.compare),
      h('thead', {}, this.#head),
      this.#body,
    );
    this.root = h('div', { className: 'scroll', tabIndex: 0, role: 'group', 'aria-label': words.compare }, table);
  }

  /** @param {Row[]} rows @param {string} state of the figure @param {number | null} past the step that is looked back at */
  show(rows, state, past) {
    const { session } = this.#context;
    const model = session.config.samples > 0;
    const shown = JSON.stringify([rows.map(({ name, style }) => [name, style]), model]);
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#build(rows, model);
    }
    rows.forEach((row, index) => {
      this.#fill(index, row, model, state, past);
    });
  }

  /** @param {Row[]} rows @param {boolean} model */
  #build(rows, model) {
    const { session } = this.#context;
    const { run, rate, step, evaluations, loss, state } = this.#words.columns;
    const heads = [
      run,
      rate,
      step,
      ...(model ? [evaluations] : []),
      loss,
      `(${session.config.variables.join(', ')})`,
      state,
    ];
    this.#head.replaceChildren(...heads.map((text) => h('th', { scope: 'col' }, text)));
    this.#body.replaceChildren(
      ...rows.map(({ name, style: { colour, dash }, companion }, index) => {
        const label = h('th', { scope: 'row' }, swatch({ colour, dash }), ` ${name}`);
        if (index === 0) label.append(h('small', {}, ` ${this.#words.own}`));
        const cells = heads.slice(1).map(() => h('td', {}));
        if (companion && isWhole(this.#context)) label.prepend(this.#removeButton(companion), ' ');
        return h('tr', {}, label, ...cells);
      }),
    );
  }

  /** @param {Companion} companion */
  #removeButton(companion) {
    const button = h(
      'button',
      { type: 'button', className: 'small', 'aria-label': this.#words.remove(companion.name) },
      '×',
    );
    button.addEventListener('click', () => this.#onRemove(companion));
    return button;
  }

  /**
   * @param {number} index
   * @param {Row} row
   * @param {boolean} model
   * @param {string} state of the figure
   * @param {number | null} past
   */
  #fill(index, { config, status, history }, model, state, past) {
    const cells = this.#body.children[index]?.children;
    if (!cells) return;
    const { learningRate } = config;
    const back = past !== null && past < history.length - 1;
    const step = back ? past : status.step;
    const loss = back ? (history.loss[step] ?? Number.NaN) : status.loss;
    const params = back ? history.params.subarray(step * history.dim, (step + 1) * history.dim) : status.params;
    const seen = back ? (samplesAfter(config)?.(step) ?? 0) : status.samples;
    const resting = status.step === 0 ? 'ready' : 'paused';
    const going = state === 'running' && !back ? 'running' : resting;
    const ended = !back && (status.state === 'converged' || status.state === 'diverged');
    const texts = [
      [formatNumber(learningRate), learningRate],
      [formatInteger(step), step],
      ...(model ? [[formatInteger(seen), seen]] : []),
      [formatReading(loss), loss],
      [formatVector(params), Array.from(params).join(', ')],
      [this.#context.words.states[ended ? /** @type {'converged'} */ (status.state) : going], ''],
    ];
    texts.forEach(([text, exact], column) => {
      const cell = /** @type {HTMLElement} */ (cells[column + 1]);
      setText(cell, String(text));
      cell.title = String(exact);
    });
  }
}
