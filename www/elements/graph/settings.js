// What a reader can turn: which graph, at which point.

import { fill, h, hide } from '../kit/dom.js';
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
  /** Those to offer; null for all. @type {string[] | null} */
  #controls = null;
  #words;
  #edit;
  #shape = '';
  /** @type {number[]} */
  #start = [];

  /** @param {Strings} words @param {(name: string) => void} choose an example @param {Edit} edit */
  constructor(words, choose, edit) {
    this.#words = words;
    this.#edit = edit;
    const options = EXAMPLES.map(({ name }) => ({ value: name, label: words.examples[name] ?? name }));
    const own = { value: OWN, label: words.own };
    this.#fields.example = choiceField(
      info('example', words.example),
      [[...options, own]],
      [],
      (name) => name !== OWN && choose(name),
    );
    const formula = { ...info('formula', words.formula), hint: words.formulaHint };
    this.#fields.formula = textField(formula, (text, done) => edit({ formula: text, objective: null }, done));
    this.root.append(this.#top, this.starts, this.#below);
  }

  /** @param {string[] | null} controls those to offer; null for all */
  offer(controls) {
    this.#controls = controls;
    hide(this.root, controls?.length === 0);
    this.#arrange();
  }

  /** A field that was there stays. */
  #arrange() {
    const wanted = (/** @type {string} */ name) => !this.#controls || this.#controls.includes(name);
    const roots = (/** @type {string[]} */ ...names) =>
      names.filter(wanted).flatMap((name) => this.#fields[name]?.root ?? []);
    fill(this.#top, roots('example', 'formula'));
    fill(this.starts, wanted('start') ? this.#places.map(({ root }) => root) : []);
    fill(this.#below, roots('activation', 'layers', 'seed'));
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
    if (shown) hide(shown.root, subject.network);
    for (const [index, field] of this.#places.entries()) field.show(String(subject.start[index] ?? 0));
  }

  /** What was refused, beside the field that it is about. @param {EngineError | null} error @param {string} message @returns {boolean} whether there is such a field */
  refuse(error, message) {
    for (const [name, field] of Object.entries(this.#fields)) if (name !== 'example') field.refuse('');
    for (const field of this.#places) field.refuse('');
    if (!error) return false;
    const key = error.code === 'formula' ? 'formula' : (error.key ?? '');
    const field = key === 'start' || key === 'point' ? this.#places[0] : this.#fields[key];
    if (!field?.root.parentNode || field.root.hidden) return false;
    const { position, length = 1 } = error;
    field.refuse(message, position === undefined ? undefined : { position, length });
    return true;
  }

  /** @param {Subject} subject */
  #rebuild({ network, variables, activations }) {
    for (const name of ['layers', 'activation', 'seed']) delete this.#fields[name];
    this.#places = variables.map((variable, index) => this.#place(variable, index));
    if (network) this.#addNetwork(activations);
    this.#arrange();
  }

  /** @param {Subject['activations']} activations */
  #addNetwork(activations) {
    const words = this.#words;
    const set = (/** @type {string} */ name) => (/** @type {string} */ text, /** @type {boolean} */ done) =>
      this.#edit({ [name]: text.trim() === '' ? null : text }, done);
    const options = activations.map(({ name, label }) => ({ value: name, label }));
    const another = { button: words.newSeed, draw: () => String(Math.floor(Math.random() * 1000)) };
    Object.assign(this.#fields, {
      activation: choiceField(info('activation', words.activation), [options], [], set('activation')),
      layers: textField({ ...info('layers', words.layers), hint: words.layersHint }, set('layers')),
      seed: seedField(info('seed', words.seed), another, set('seed')),
    });
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
