// A field for a number in the page's own figures. What does not fit stays in it, with a sentence of what would.

import { h, setAttributes, setText } from '../../elements/kit/dom.js';
import { plainNumber } from '../../elements/kit/format.js';
import { numberText } from '../../elements/kit/typed.js';

/** @typedef {{ min: number, max: number, whole?: boolean }} Range */

/** What the engine takes. @param {Catalog} catalog @param {string} name of the setting @returns {Range} */
export function rangeOf({ settings }, name) {
  const { min, max } = settings.find((setting) => setting.name === name) ?? {};
  return { min: min ?? 0, max: max ?? Infinity };
}

export class NumberField {
  root;
  refusal;
  #range;
  #refused;
  #take;
  #value = Number.NaN;

  /**
   * @param {string} id
   * @param {Range} range
   * @param {(text: string, low: string, high: string, used: string) => string} refused the sentence
   * @param {(value: number) => void} take told of what the reader has set
   */
  constructor(id, range, refused, take) {
    this.#range = range;
    this.#refused = refused;
    this.#take = take;
    this.root = h('input', {
      type: 'text',
      inputMode: range.whole ? 'numeric' : 'decimal',
      id,
      'aria-describedby': `${id}-refusal`,
    });
    this.refusal = h('p', { className: 'refusal', role: 'alert', id: `${id}-refusal` });
    this.root.addEventListener('change', () => this.#change());
  }

  get value() {
    return this.#value;
  }

  /** @param {number} value */
  show(value) {
    this.#value = value;
    this.root.value = plainNumber(value);
    setAttributes(this.root, { 'aria-invalid': null });
    setText(this.refusal, '');
  }

  #change() {
    const text = this.root.value.trim();
    const value = text === '' ? Number.NaN : Number(numberText(text));
    const { min, max, whole } = this.#range;
    if (value >= min && value <= max && (!whole || Number.isInteger(value))) {
      this.show(value);
      this.#take(value);
      return;
    }
    setAttributes(this.root, { 'aria-invalid': 'true' });
    setText(this.refusal, this.#refused(text, plainNumber(min), plainNumber(max), plainNumber(this.#value)));
  }
}
