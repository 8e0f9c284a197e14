// How far the training is, in numbers; each with its meaning.

import { h, hide, setAttributes, setText } from '../kit/dom.js';
import { formatInteger, formatNumber } from '../kit/format.js';
import { percent } from '../kit/percent.js';

/** @typedef {keyof import('./words.en.js').NetworkWords['numbers']} Name */

/** What is measured every so many steps. @type {readonly Name[]} */
const SCORES = ['trainLoss', 'testLoss', 'trainAccuracy', 'testAccuracy'];

export class Numbers {
  /** @type {Map<Name, { cell: HTMLElement, value: HTMLElement, meaning: HTMLElement }>} */
  #cells = new Map();
  #state = h('dd', { className: 'state' });
  #cores = h('dd', { className: 'meaning', hidden: true });
  #stands;
  #states;
  #words;

  /** @param {import('../kit/words/en.js').Strings} common @param {import('./words.en.js').NetworkWords} words */
  constructor(common, words) {
    this.#states = common.states;
    this.#words = words;
    this.root = h('dl', { className: 'readouts' });
    this.#stands = h('div', { className: 'readout' }, h('dt', {}, common.state), this.#state, this.#cores);
    this.root.append(this.#stands);
    for (const [name, [label, meaning]] of Object.entries(words.numbers)) {
      // It has its height before it is known.
      const value = h('dd', {}, '–');
      const note = h('dd', { className: 'meaning' }, meaning ?? '');
      const cell = h('div', { className: `readout ${name}` }, h('dt', {}, label ?? ''), value, note);
      this.#cells.set(/** @type {Name} */ (name), { cell, value, meaning: note });
      this.root.append(cell);
    }
  }

  /** The state and some of the numbers, to be shown elsewhere. @param {Name[]} names */
  take(names) {
    return [this.#stands, ...names.flatMap((name) => this.#cells.get(name)?.cell ?? [])];
  }

  /**
   * @param {NetworkStatus} status
   * @param {keyof import('../kit/words/en.js').Strings['states']} state
   * @param {number} parameters
   * @param {number} cores how many train it
   */
  update(status, state, parameters, cores) {
    setAttributes(this.#state, { 'data-state': state });
    setText(this.#state, this.#states[state]);
    hide(this.#cores, cores === 1);
    setText(this.#cores, this.#words.cores(cores));
    this.#show('step', formatInteger(status.step));
    this.#show('epoch', formatInteger(status.epoch));
    this.#show('samples', formatInteger(status.samples));
    this.#show('trainLoss', formatNumber(status.trainLoss));
    this.#show('testLoss', formatNumber(status.testLoss), !Number.isNaN(status.testLoss) || state === 'diverged');
    const graded = !Number.isNaN(status.trainAccuracy);
    this.#show('trainAccuracy', percent(status.trainAccuracy), graded);
    this.#show('testAccuracy', percent(status.testAccuracy), !Number.isNaN(status.testAccuracy));
    this.#show('batchLoss', Number.isNaN(status.loss) ? '–' : formatNumber(status.loss));
    // One part may be evaluated without the other.
    for (const name of SCORES) {
      const at = name.startsWith('train') ? status.trainEvaluatedAt : status.testEvaluatedAt;
      const meaning = this.#cells.get(name)?.meaning;
      if (!meaning) continue;
      const old = at < status.step;
      setText(meaning, old ? this.#words.measuredAt(formatInteger(at)) : (this.#words.numbers[name][1] ?? ''));
      meaning.classList.toggle('old', old);
    }
    this.#show('parameters', formatInteger(parameters));
  }

  /** @param {Name} name @param {string} text @param {boolean} [shown] */
  #show(name, text, shown = true) {
    const entry = this.#cells.get(name);
    if (!entry) return;
    setText(entry.value, text);
    hide(entry.cell, !shown);
  }
}
