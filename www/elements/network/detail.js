// The numbers of one neuron: its bias and the weights that come in, to read and to change.

import { h, setText } from '../kit/dom.js';
import { formatNumber, plainNumber } from '../kit/format.js';
import { biasIndex, layerShape, weightIndex } from './anatomy.js';

/** @typedef {import('./diagram.js').Choice} Choice */

/** So many weights are shown at once. */
const PAGE = 16;

/** @typedef {{ index: number, input: HTMLInputElement, slope: HTMLElement, typing: boolean }} Cell `typing`: not to be overwritten */

export class Detail {
  /** @type {Cell[]} */
  #cells = [];
  /** @type {Choice | null} */
  #choice = null;
  #page = 0;
  /** For what the cells were made. */
  #shown = '';
  /** @type {NetworkParameters | null} */
  #parameters = null;
  /** @type {Float32Array | null} */
  #gradient = null;
  #words;
  #actions;
  #title = h('strong', {});
  #list = h('div', { className: 'weights' });
  #pages = h('select', {});
  #pagesLabel;
  #editable;
  #body;
  #hint;

  /**
   * @param {import('./words.en.js').NetworkWords} words
   * @param {{ set: (index: number, value: number) => void, close: () => void }} actions
   * @param {boolean} editable
   */
  constructor(words, actions, editable) {
    this.#words = words;
    this.#actions = actions;
    this.#editable = editable;
    const close = h('button', { type: 'button', className: 'small' }, words.close);
    close.addEventListener('click', actions.close);
    this.#pages.addEventListener('change', () => {
      this.#page = Number(this.#pages.value);
      if (this.#parameters) this.update(this.#parameters, this.#name);
    });
    this.#pagesLabel = h('label', { className: 'pages' }, h('span', {}, words.rangeOfWeights), this.#pages);
    const head = h('div', { className: 'detail-head' }, this.#title, this.#pagesLabel, close);
    this.#body = h('div', { hidden: true }, head, this.#list);
    this.#hint = h('p', { className: 'quiet' }, words.chooseNeuron);
    this.root = h('div', { className: 'detail' }, this.#hint, this.#body);
  }

  #name = (/** @type {number} */ _layer, /** @type {number} */ _unit) => '';

  /** @param {Choice | null} choice @param {NetworkParameters | null} parameters @param {(layer: number, unit: number) => string} name */
  show(choice, parameters, name) {
    if (choice?.layer !== this.#choice?.layer || choice?.unit !== this.#choice?.unit) this.#page = 0;
    if (choice?.from !== undefined) this.#page = Math.floor(choice.from / PAGE);
    this.#choice = choice && choice.layer > 0 ? choice : null;
    this.#body.hidden = this.#choice === null;
    this.#hint.hidden = this.#choice !== null;
    if (parameters) this.update(parameters, name);
  }

  /** Takes the gradient of the last batch; null where no update was made. @param {Float32Array | null} gradient */
  tell(gradient) {
    this.#gradient = gradient;
  }

  /** Brings the numbers up to date; one that is being typed is left alone. @param {NetworkParameters} parameters @param {(layer: number, unit: number) => string} name */
  update(parameters, name) {
    this.#parameters = parameters;
    this.#name = name;
    const choice = this.#choice;
    if (!choice) return;
    const [from, to] = layerShape(parameters, choice.layer);
    const shown = JSON.stringify([choice, this.#page, from, to]);
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#build(parameters, choice, from);
    }
    for (const { index, input, slope, typing } of this.#cells) {
      const text = plainNumber(Number((parameters.values[index] ?? 0).toPrecision(4)));
      if (input.value !== text && !typing) input.value = text;
      const value = this.#gradient?.[index];
      setText(slope, this.#words.slope(value === undefined ? '–' : formatNumber(value, 3)));
    }
  }

  /** @param {NetworkParameters} parameters @param {Choice} choice @param {number} from how many weights come in */
  #build(parameters, choice, from) {
    const { layer, unit } = choice;
    const words = this.#words;
    const name = this.#name(layer, unit);
    setText(this.#title, name);
    this.#cells = [];
    this.#list.replaceChildren(this.#cell(words.bias, words.biasOf(name), biasIndex(parameters, layer, unit), false));
    const last = Math.min(from, (this.#page + 1) * PAGE);
    for (let source = this.#page * PAGE; source < last; source += 1) {
      const sourceName = this.#name(layer - 1, source);
      const index = weightIndex(parameters, layer, source, unit);
      this.#list.append(this.#cell(sourceName, words.weightFrom(sourceName), index, source === choice.from));
    }
    const pages = Math.ceil(from / PAGE);
    this.#pagesLabel.hidden = pages < 2;
    const options = Array.from({ length: pages }, (_, page) =>
      words.of(String(page * PAGE + 1), String(Math.min(from, (page + 1) * PAGE)), String(from)),
    );
    this.#pages.replaceChildren(...options.map((text, page) => h('option', { value: String(page) }, text)));
    this.#pages.value = String(this.#page);
  }

  /** @param {string} label @param {string} full @param {number} index @param {boolean} chosen */
  #cell(label, full, index, chosen) {
    const input = h('input', { type: 'number', step: 'any', 'aria-label': full, readOnly: !this.#editable });
    const slope = h('span', { className: 'slope', title: this.#words.slopeMeaning });
    const cell = { index, input, slope, typing: false };
    input.addEventListener('input', () => {
      cell.typing = true;
    });
    input.addEventListener('blur', () => {
      cell.typing = false;
    });
    input.addEventListener('change', () => {
      cell.typing = false;
      const value = input.valueAsNumber;
      if (Number.isFinite(value)) this.#actions.set(index, value);
      else if (this.#parameters) input.value = String(this.#parameters.values[index] ?? 0);
    });
    this.#cells.push(cell);
    return h('label', { className: chosen ? 'weight chosen' : 'weight' }, h('span', {}, label), input, slope);
  }
}
