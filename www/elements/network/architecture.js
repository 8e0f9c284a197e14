// How many layers, how large, and what bends them: native inputs, one pair for each hidden layer.

import { namesIn } from '../kit/attributes.js';
import { h, rest, setText } from '../kit/dom.js';
import { activated, readLayers, resized, withLayer, withoutLayer } from './layers.js';

/**
 * @typedef {object} ArchitectureContext
 * @property {import('./words.en.js').NetworkWords} words
 * @property {{ name: string, label: string, equation: string }[]} activations
 * @property {(edits: Record<string, string | null>) => void} edit
 * @property {(name: 'layers' | 'activation') => string | undefined} asked what the attribute says, unless it was refused
 */

/** @typedef {{ root: HTMLElement, units: HTMLInputElement, activation: HTMLSelectElement }} Row */

export class Architecture {
  #context;
  /** @type {Row[]} */
  #rows = [];
  #list = h('div', { className: 'layer-list' });
  #refusal = h('p', { className: 'refusal', role: 'status' });
  #none;
  #remove;
  /** @type {{ layers: number[], activation: string[] }} */
  #config = { layers: [], activation: [] };

  /** @param {ArchitectureContext} context */
  constructor(context) {
    this.#context = context;
    const { words, edit } = context;
    const add = h(
      'button',
      { type: 'button', className: 'small', 'aria-label': words.addLayer, title: words.addLayer },
      '+',
    );
    this.#remove = h(
      'button',
      { type: 'button', className: 'small', 'aria-label': words.removeLayer, title: words.removeLayer },
      '−',
    );
    add.addEventListener('click', () => {
      const { layers, activations, usual } = this.#shape();
      edit(withLayer(layers, activations, usual));
    });
    this.#remove.addEventListener('click', () => {
      const { layers, activations } = this.#shape();
      if (layers.length > 0) edit(withoutLayer(layers, activations));
    });
    this.#none = h('span', { className: 'quiet' }, words.noLayers);
    this.root = h(
      'div',
      { className: 'architecture', role: 'group', 'aria-label': words.layers },
      h(
        'div',
        { className: 'layer-head' },
        h('span', { className: 'group' }, words.layers),
        this.#remove,
        add,
        this.#none,
      ),
      this.#list,
      this.#refusal,
    );
  }

  /** As it is asked for, which a network may be yet to become: who clicks twice means both. */
  #shape() {
    const { asked, activations } = this.#context;
    const [text, given] = [asked('layers'), asked('activation')];
    const layers = text === undefined ? this.#config.layers : readLayers(text);
    const names = given === undefined ? this.#config.activation : namesIn(given);
    const usual = names[0] ?? activations[0]?.name ?? '';
    return { layers, activations: layers.map((_, layer) => names[layer] ?? names.at(-1) ?? usual), usual };
  }

  /** @param {ResolvedNetwork} config @param {string} refused what was wrong with the layers that were asked for */
  update({ layers, activation }, refused) {
    this.#config = { layers, activation };
    while (this.#rows.length > layers.length) this.#rows.pop()?.root.remove();
    while (this.#rows.length < layers.length) {
      const row = this.#row(this.#rows.length);
      this.#rows.push(row);
      this.#list.append(row.root);
    }
    this.#rows.forEach(({ units, activation: select }, index) => {
      const text = String(layers[index]);
      // What was refused stays to be mended.
      if (refused === '' && units.value !== text) units.value = text;
      if (refused === '') units.removeAttribute('aria-invalid');
      select.value = activation[index] ?? '';
      select.title = this.#context.activations.find(({ name }) => name === select.value)?.equation ?? '';
    });
    rest(this.#remove, layers.length === 0);
    this.#none.hidden = layers.length > 0;
    setText(this.#refusal, refused);
  }

  /** @param {number} index @returns {Row} */
  #row(index) {
    const { words, activations, edit } = this.#context;
    const n = String(index + 1);
    const units = h('input', {
      type: 'number',
      min: '1',
      step: '1',
      'aria-label': words.neuronsIn(n),
      inputMode: 'numeric',
    });
    units.addEventListener('change', () => {
      units.setAttribute('aria-invalid', 'true');
      edit({ layers: resized(this.#shape().layers, index, units.value) });
    });
    const options = activations.map(({ name, label }) => h('option', { value: name }, label));
    const activation = h('select', { 'aria-label': words.activationOf(n) }, ...options);
    activation.addEventListener('change', () =>
      edit({ activation: activated(this.#shape().activations, index, activation.value) }),
    );
    const name = h('span', { className: 'name' }, words.layer(n));
    return { root: h('div', { className: 'layer' }, name, units, activation), units, activation };
  }
}
