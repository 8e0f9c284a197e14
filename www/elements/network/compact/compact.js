// The compact form: two pictures that fit a window, what is set above them, how it stands below, and all else behind “More”.
// How high it is depends on its width alone.

import { compactStyle } from '../../kit/compact/style.js';
import { h } from '../../kit/dom.js';
import { addSheet } from '../../kit/sheet.js';
import style from './style.css';

/** @typedef {import('../figure.js').Parts} Parts */

/** Below the pictures. */
const TOLD = /** @type {const} */ (['step', 'trainLoss', 'testAccuracy']);
/** What is set above them where nobody names anything. */
const USUAL = ['learning-rate'];

export class Compact {
  #parts;
  #beside;
  #first = h('div', { className: 'first' });
  #second = h('div', { className: 'second' });

  /** @param {ShadowRoot} shadow @param {Parts} parts @param {import('../state.js').Look} look @param {string} more what opens the rest */
  constructor(shadow, parts, { beside, controls }, more) {
    addSheet(shadow, compactStyle);
    addSheet(shadow, style);
    this.#parts = parts;
    this.#beside = beside;
    const {
      heading,
      notices,
      remark,
      transport,
      settings,
      architecture,
      columns,
      card,
      numbers,
      around,
      comparing,
      looking,
      live,
    } = parts;
    const named = controls ?? USUAL;
    const fields = named.flatMap((name) => (name === 'layers' ? architecture : (settings.take(name) ?? [])));
    const data = settings.take('dataset') ?? '';
    this.#first.classList.add(beside ?? '');
    /** Of the figure. */
    this.children = [
      notices.root,
      h('div', { className: 'bar' }, transport.root, ...fields),
      h('div', { className: 'pictures' }, this.#first, this.#second, card.root),
      h('dl', { className: 'line' }, ...numbers.take([...TOLD])),
      remark,
      h(
        'details',
        { className: 'further' },
        h('summary', {}, more),
        heading,
        h('div', { className: 'row' }, data, ...transport.choices),
        columns.root,
        comparing.root,
        looking.root,
        around.root,
      ),
      live,
    ];
  }

  /** @param {import('../plane.js').Plane | import('../digits.js').Digits} view of the data @param {boolean} graded whether answers are right or wrong */
  place({ picture }, graded) {
    const { curves, diagram } = this.#parts;
    const { loss, accuracy, pair } = curves;
    pair.append(loss.root, accuracy.root);
    const chart = (graded ? accuracy : loss).root;
    if (this.#beside === 'draw') this.#show(picture, chart);
    if (this.#beside === 'diagram') this.#show(diagram.root, picture);
    if (this.#beside === 'curve') this.#show(loss.root, graded ? accuracy.root : picture);
  }

  /** A slice of the loss, and how far to trust it. @param {import('../landscape/slice.js').Slice} slice */
  placeSlice({ result }) {
    if (this.#beside === 'slice') this.#show(result.picture, result.trust);
  }

  /** @param {HTMLElement} first @param {HTMLElement} second */
  #show(first, second) {
    this.#first.replaceChildren(first);
    this.#second.replaceChildren(second);
  }
}
