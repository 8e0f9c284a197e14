// What a reader can turn: which graph, at which point.

import { h } from '../kit/dom.js';
import { choiceField, numberField, seedField, textField } from '../kit/fields.js';
import { EXAMPLES } from './state.js';

/** @typedef {import('../kit/fields.js').Field} Field */
/** @typedef {import('./words.en.js').Strings} Strings */

/**
 * @typedef {object} Subject what is being looked at
 * @property {boolean} network
 * @property {string} example '' for the reader's own
 * @property {string} formula
 * @property {{ name: string, low: number, high: number }[]} variables of the start
 * @property {number[]} start
 * @property {string} layers
 * @property {string} activation
 * @property {{ name: string, label: string }[]} activations that there are
 * @property {string} seed
 */

/** @typedef {(edits: Record<string, string | null>, committed: boolean) => void} Edit attributes to set; null removes */

const OWN = 'own';

export class Settings {
  root = h('div', { className: 'settings' });
  /** @type {Record<string, Field>} */
  #fields = {};
  #top = h('div', { className: 'fields top' });
  #below = h('div', { className: 'fields' });
  /** The numbers of the start, which may stand elsewhere. */
  starts = h('div', { className: 'fields' });
  /** @type {Field[]} */
  #places = [];
  #wanted;
  #words;
  #edit;
  #shape = '';
  /** @type {number[]} */
  #start = [];

  /** @param {Strings} words @param {string[] | null} controls @param {(name: string) => void} choose an example @param {Edit} edit */
  constructor(words, controls, choose, edit) {
    this.#words = words;
    this.#edit = edit;
    this.#wanted = (/** @type {string} */ name) => controls === null || controls.includes(name);
    const options = EXAMPLES.map(({ name }) => ({ value: name, label: words.examples[name] ?? name }));
    const own = { value: OWN, label: words.own };
    this.#add(
      'example',
      this.#top,
      choiceField(info('example', words.example), [[...options, own]], [], (name) => name !== OWN && choose(name)),
    );
    const formula = { ...info('formula', words.formula), hint: words.formulaHint };
    this.#add(
      'formula',
      this.#top,
      textField(formula, (text, done) => edit({ formula: text, objective: null }, done)),
    );
    this.root.append(this.#top, this.starts, this.#below);
  }

  /** @param {Subject} subject */
  show(subject) {
    const shape = JSON.stringify([subject.network, subject.variables]);
    if (shape !== this.#shape) this.#rebuild(subject);
    this.#shape = shape;
    this.#start = subject.start;
    const { example, formula, layers, activation, seed } = subject;
    for (const [name, text] of Object.entries({ example: example || OWN, formula, layers, activation, seed })) {
      this.#fields[name]?.show(text);
    }
    const shown = this.#fields.formula;
    if (shown) shown.root.hidden = subject.network;
    for (const [index, field] of this.#places.entries()) field.show(String(subject.start[index] ?? 0));
  }

  /** What was refused, beside the field that it is about. @param {EngineError | null} error @param {string} message @returns {boolean} whether there is such a field */
  refuse(error, message) {
    for (const [name, field] of Object.entries(this.#fields)) if (name !== 'example') field.refuse('');
    for (const field of this.#places) field.refuse('');
    if (!error) return false;
    const key = error.code === 'formula' ? 'formula' : (error.key ?? '');
    const field = key === 'start' || key === 'point' ? this.#places[0] : this.#fields[key];
    if (!field || field.root.hidden) return false;
    const { position, length = 1 } = error;
    field.refuse(message, position === undefined ? undefined : { position, length });
    return true;
  }

  /** @param {string} name @param {HTMLElement} into @param {Field} field */
  #add(name, into, field) {
    if (!this.#wanted(name)) return;
    this.#fields[name] = field;
    into.append(field.root);
  }

  /** @param {Subject} subject */
  #rebuild({ network, variables, activations }) {
    const words = this.#words;
    for (const name of ['layers', 'activation', 'seed']) delete this.#fields[name];
    this.#below.replaceChildren();
    this.#places = [];
    if (this.#wanted('start')) this.#places = variables.map((variable, index) => this.#place(variable, index));
    this.starts.replaceChildren(...this.#places.map(({ root }) => root));
    if (!network) return;
    const set = (/** @type {string} */ name) => (/** @type {string} */ text, /** @type {boolean} */ done) =>
      this.#edit({ [name]: text.trim() === '' ? null : text }, done);
    const options = activations.map(({ name, label }) => ({ value: name, label }));
    this.#add(
      'activation',
      this.#below,
      choiceField(info('activation', words.activation), [options], [], set('activation')),
    );
    this.#add(
      'layers',
      this.#below,
      textField({ ...info('layers', words.layers), hint: words.layersHint }, set('layers')),
    );
    const another = { button: words.newSeed, draw: () => String(Math.floor(Math.random() * 1000)) };
    this.#add('seed', this.#below, seedField(info('seed', words.seed), another, set('seed')));
  }

  /** @param {Subject['variables'][number]} variable @param {number} index @returns {Field} */
  #place({ name, low, high }, index) {
    const words = this.#words;
    const change = (/** @type {string} */ text, /** @type {boolean} */ done) => {
      const start = this.#start.map((x, place) => (place === index ? text : String(x)));
      this.#edit({ start: start.join(',') }, done);
    };
    if (name === 'class') {
      const options = ['0', '1'].map((value) => ({ value, label: value }));
      return choiceField(info('start-class', words.trueClass), [options], [], change);
    }
    const field = { ...info(`start-${index}`, name), sliderLabel: words.sliderOf(name) };
    const range = {
      min: low,
      max: high,
      scale: /** @type {const} */ ('linear'),
      step: high - low > 4 ? 0.1 : 0.05,
      whole: false,
    };
    return numberField(field, range, change);
  }
}

/** @param {string} id @param {string} label */
const info = (id, label) => ({ id, label, symbol: '', hint: '' });
