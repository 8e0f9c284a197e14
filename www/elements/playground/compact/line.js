// Where the run is, in one line. Where runs are compared the line is their key: colour and dash, name and loss of each.

import { h, setText } from '../../kit/dom.js';
import { formatInteger, formatNumber, formatReading, formatVector } from '../../kit/format.js';
import { swatch } from '../../kit/swatch.js';

/** @typedef {import('../figure.js').Figure} Figure */
/** @typedef {import('../readouts.js').FigureState} FigureState */
/** @typedef {import('../../views/plot.js').Moment} Moment */
/** @typedef {import('../extras/compare-table.js').Row} Row */

/** Runs for which there is room at any width. */
const FEW = 6;

export class Line {
  #figure;
  #words;
  #state = h('dd', { className: 'state' });
  #counted = h('dt', {});
  #step = h('dd', {});
  #loss = h('dd', {});
  #point = h('dt', {});
  #place = h('dd', {});
  #own;
  #key = h('ul', { className: 'key' });
  /** For which runs the key was made. */
  #keyed = '';

  /** @param {Figure} figure @param {import('./words.en.js').CompactWords} words */
  constructor(figure, words) {
    this.#figure = figure;
    this.#words = words;
    const { words: common } = figure.context;
    const pair = (/** @type {HTMLElement | string} */ label, /** @type {HTMLElement} */ value) =>
      h('div', {}, typeof label === 'string' ? h('dt', {}, label) : label, value);
    const state = pair(h('dt', { className: 'unseen' }, common.state), this.#state);
    this.#own = [pair(common.loss, this.#loss), pair(this.#point, this.#place)];
    this.root = h('div', { className: 'line' }, h('dl', {}, state, pair(this.#counted, this.#step), ...this.#own));
    this.root.append(this.#key);
  }

  /** @param {FigureState} state @param {Moment} moment */
  update(state, moment) {
    const { context, extras } = this.#figure;
    const { words } = context;
    const { status } = moment;
    const { variables } = context.session.config;
    const { fairness } = context.presentation;
    const past = status !== context.session.status;
    this.#state.dataset.state = past ? 'paused' : state;
    setText(this.#state, words.states[past ? 'paused' : state]);
    const even = (extras?.rows ?? []).length > 1 && fairness === 'same-evaluations';
    setText(this.#counted, even ? words.samplesSeen : words.step_);
    // Where one run has ended, others go on.
    const step = past ? status.step : context.session.front;
    setText(this.#step, formatInteger(even ? status.samples : step));
    setText(this.#loss, formatReading(status.loss));
    setText(this.#point, variables.length === 1 ? (variables[0] ?? '') : `(${variables.join(', ')})`);
    setText(this.#place, formatVector(status.params));
    const rows = extras?.rows ?? [];
    const compared = rows.length > 1;
    for (const part of this.#own) part.hidden = compared;
    this.#key.hidden = !compared;
    // On a phone they may be too many to be seen at once.
    if (rows.length > FEW) this.#key.tabIndex = 0;
    else this.#key.removeAttribute('tabindex');
    if (compared) this.#fill(rows, past ? status.step : null);
  }

  /** @param {Row[]} rows @param {number | null} past */
  #fill(rows, past) {
    const names = rows.map(({ name, config }) => {
      const { fairness } = this.#figure.context.presentation;
      const toldApart =
        rows.some((other) => other.name === name && other.config !== config) || fairness === 'best-rate';
      return toldApart ? `${name}, ${this.#words.rate} = ${formatNumber(config.learningRate)}` : name;
    });
    const keyed = JSON.stringify([names, rows.map(({ style }) => style)]);
    if (keyed !== this.#keyed) {
      this.#keyed = keyed;
      this.#key.replaceChildren(
        ...rows.map(({ style: { colour, dash } }, index) =>
          h('li', {}, swatch({ colour, dash }), ` ${names[index]} `, h('b', {})),
        ),
      );
    }
    rows.forEach(({ status, history }, index) => {
      const last = this.#key.children[index]?.lastElementChild;
      const loss = past === null ? status.loss : (history.loss[Math.min(past, history.length - 1)] ?? Number.NaN);
      const diverged = past === null && status.state === 'diverged';
      if (last) setText(last, diverged ? this.#figure.context.words.states.diverged : formatReading(loss));
    });
  }
}
