// Where the run is, in numbers; each with its meaning.

import { h, hide, setText } from '../kit/dom.js';
import { formatInteger, formatReading, formatVector } from '../kit/format.js';

/** @typedef {import('./words/en.js').Strings} Strings */

/** @typedef {'ready' | 'running' | 'paused' | 'converged' | 'diverged'} FigureState */

export class Readouts {
  /** @type {Map<string, { cell: HTMLElement, value: HTMLElement, meaning: HTMLElement }>} */
  #cells = new Map();
  #state = h('dd', { className: 'state' });
  #point = h('dt', {});
  #slope = h('dt', {});
  #words;

  /** @param {Strings} words */
  constructor(words) {
    this.#words = words;
    const { meanings } = words;
    this.root = h('dl', { className: 'readouts' });
    this.root.append(h('div', { className: 'readout' }, h('dt', {}, words.state), this.#state));
    this.#add('step', words.step_, meanings.step);
    this.#add('epoch', words.epoch, meanings.epoch);
    this.#add('samples', words.samplesSeen, meanings.samplesSeen);
    this.#add('loss', words.loss, meanings.loss);
    this.#add('gradient', this.#slope, meanings.gradientNorm);
    this.#add('params', this.#point, meanings.params);
  }

  /** @param {Status} status @param {FigureState} state @param {ResolvedConfig} config */
  update(status, state, { variables, kind }) {
    this.#state.dataset.state = state;
    setText(this.#state, this.#words.states[state]);
    const { loss, lossOverSamples, gradientNorm, slope } = this.#words.meanings;
    const [first = '', second] = variables;
    const one = second === undefined;
    setText(this.#point, one ? first : `(${variables.join(', ')})`);
    setText(this.#slope, one ? `dL/d${first}` : this.#words.gradientNorm);
    const model = kind === 'model';
    this.#show('step', formatInteger(status.step));
    this.#show('epoch', formatInteger(status.epoch), { shown: model });
    this.#show('samples', formatInteger(status.samples), { shown: model });
    this.#show('loss', formatReading(status.loss), { meaning: model ? lossOverSamples : loss });
    const [sloping = 0] = one ? status.gradient : [status.gradientNorm];
    this.#show('gradient', formatReading(sloping), { meaning: one ? slope : gradientNorm });
    this.#show('params', formatVector(status.params));
  }

  /** @param {string} name @param {string} text @param {{ shown?: boolean, meaning?: string }} [how] */
  #show(name, text, { shown = true, meaning } = {}) {
    const entry = this.#cells.get(name);
    if (!entry) return;
    setText(entry.value, text);
    if (meaning !== undefined) setText(entry.meaning, meaning);
    hide(entry.cell, !shown);
  }

  /** @param {string} name @param {string | HTMLElement} label @param {string} text what the number means */
  #add(name, label, text) {
    const value = h('dd', {}, '–');
    const meaning = h('dd', { className: 'meaning' }, text);
    const title = typeof label === 'string' ? h('dt', {}, label) : label;
    const cell = h('div', { className: `readout ${name}` }, title, value, meaning);
    this.#cells.set(name, { cell, value, meaning });
    this.root.append(cell);
  }
}
