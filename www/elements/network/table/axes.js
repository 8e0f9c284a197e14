// Which plane through the inputs of a table is seen: two of them, or the first two principal components.

import { h, setText } from '../../kit/dom.js';
import { formatInteger } from '../../kit/format.js';
import { percent } from '../../kit/percent.js';
import { TABLE_WORDS } from './words.js';

/** More points than this are not drawn. */
export const MOST_DRAWN = 4000;

export class Axes {
  #words;
  #choose;
  #across = h('select', {});
  #up = h('select', {});
  #note = h('p', { className: 'quiet' });
  /** @type {string[]} */
  #names = [];

  /** @param {'en' | 'zh'} language @param {(plane: string) => void} choose @param {() => void} save */
  constructor(language, choose, save) {
    this.#words = TABLE_WORDS[language];
    this.#choose = choose;
    const { plane, across, up } = this.#words;
    const keep = h('button', { type: 'button', className: 'small' }, this.#words.save);
    keep.addEventListener('click', save);
    const label = (/** @type {string} */ text, /** @type {HTMLElement} */ select) =>
      h('label', { className: 'unit' }, h('span', {}, text), select);
    this.#across.addEventListener('change', () => this.#changed());
    this.#up.addEventListener('change', () => this.#changed());
    this.root = h(
      'div',
      { className: 'axes', hidden: true, role: 'group', 'aria-label': plane },
      h('div', { className: 'row' }, label(across, this.#across), label(up, this.#up)),
      this.#note,
      keep,
    );
  }

  /** @param {string[]} names of the inputs; none where there is no table */
  build(names) {
    this.#names = names;
    this.root.hidden = names.length === 0;
    const options = () => names.map((name, k) => h('option', { value: String(k + 1) }, name));
    this.#across.replaceChildren(h('option', { value: 'pca' }, this.#words.principal), ...options());
    this.#up.replaceChildren(...options());
    this.root.firstElementChild?.toggleAttribute('hidden', names.length < 2);
  }

  /** @param {string} plane as it is asked for @param {UnitMaps} outputs @param {number} points of the larger part */
  show(plane, outputs, points) {
    const [x = 1, y = 1] = plane === 'pca' ? [] : plane.split(',').map(Number);
    this.#across.value = plane === 'pca' ? 'pca' : String(x);
    this.#up.disabled = plane === 'pca';
    if (plane !== 'pca') this.#up.value = String(y);
    const words = this.#words;
    const shares = outputs.plane?.shares;
    const text = shares
      ? words.onPrincipal(percent(shares[0] ?? 0), percent(shares[1] ?? 0))
      : words.onInputs(this.#names[x - 1] ?? '', x === y ? '–' : (this.#names[y - 1] ?? '')) +
        (this.#names.length > 2 ? words.others : '');
    setText(this.#note, text + (points > MOST_DRAWN ? words.drawn(formatInteger(MOST_DRAWN)) : ''));
  }

  #changed() {
    if (this.#across.value === 'pca') {
      this.#choose('pca');
      return;
    }
    const x = Number(this.#across.value);
    let y = Number(this.#up.value) || 1;
    if (y === x) y = x === 1 ? 2 : 1;
    this.#choose(`${x},${y}`);
  }
}
