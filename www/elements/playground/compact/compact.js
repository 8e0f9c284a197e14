// The compact form of a figure, made to fit a window: one row of controls, two pictures side by side, a line of numbers; all
// else stands behind "More". Its height depends on its width alone, so that a page can keep the room.

import { compactStyle } from '../../kit/compact/style.js';
import { h } from '../../kit/dom.js';
import { addSheet } from '../../kit/sheet.js';
import { Line } from './line.js';
import { Second } from './second.js';
import style from './style.css';
import { words as en } from './words.en.js';
import { words as zh } from './words.zh.js';

/** @typedef {import('../figure.js').Figure} Figure */

/** Controls that touch the pictures. */
const MOST = 2;
/** Those of a figure that has all of them. */
const USUAL = ['learning-rate', 'batch-size'];
/** From this width on, in times the size of text, the legend stands below the pictures. */
const WIDE = 40;
/** Width by height of a curve, which has none of its own. */
const CURVE = 1.6;

/** @param {Figure} figure @returns {import('../figure.js').Arrangement} */
export const arrange = (figure) => new Compact(figure);

class Compact {
  #figure;
  #line;
  #second;
  #rest;
  #pictures;
  #foot;
  /** Controls that stand behind "More". @type {HTMLElement[]} */
  #apart = [];
  #size = new ResizeObserver(() => this.#placeLegend());

  /** @param {Figure} figure */
  constructor(figure) {
    this.#figure = figure;
    const { context, stage, notices, title, readouts, chartPlace, dataCell, moves, extrasPlace } = figure;
    const words = context.language === 'zh' ? zh : en;
    this.#rest = h('details', { className: 'further' }, h('summary', {}, words.more));
    this.#rest.addEventListener('toggle', () => figure.refresh());
    const bar = h('div', { className: 'bar' }, this.#buttons(), this.#knobs());
    this.#line = new Line(figure, words);
    this.#second = new Second(figure, this.#rest);
    this.#pictures = h(
      'div',
      { className: 'pictures', 'data-beside': context.presentation.beside },
      stage,
      this.#second.root,
      notices.root,
    );
    this.#foot = h('div', { className: 'foot' }, this.#line.root);
    const views = h('div', { className: 'views-apart' }, moves.root, chartPlace, dataCell);
    this.#rest.append(title, readouts.root, views, ...this.#apart, extrasPlace);
    this.parts = [bar, this.#pictures, this.#foot, this.#rest];
    figure.root.classList.add('compact');
    this.#size.observe(figure.root);
  }

  get open() {
    return this.#rest.open;
  }

  /** @param {import('../state.js').Presentation} presentation */
  follow({ height }) {
    const { root, context } = this.#figure;
    const shadow = root.getRootNode();
    if (shadow instanceof ShadowRoot) for (const sheet of [compactStyle, style]) addSheet(shadow, sheet);
    const look = context.plot()?.box.style;
    const aspect = Number.parseFloat(look?.aspectRatio ?? '') || CURVE;
    // It is the pictures that are as high as was asked for.
    look?.removeProperty('height');
    this.#pictures.style.setProperty('--aspect', String(aspect));
    this.#pictures.style.setProperty('--asked', height === null ? '' : `${height}px`);
    // A search for rates is seen while it goes on.
    const search = root.querySelector('.search');
    if (search && search.parentElement !== this.#pictures) this.#pictures.append(search);
    this.#second.follow();
  }

  /** @param {import('../readouts.js').FigureState} state @param {import('../../views/plot.js').Moment} moment */
  update(state, moment) {
    this.#line.update(state, moment);
    this.#second.draw(moment);
  }

  disconnect() {
    this.#size.disconnect();
    this.#second.disconnect();
  }

  /** Reset, play, step; the next move comes second where the moves are shown. */
  #buttons() {
    const { transport, context } = this.#figure;
    const [reset, play, step, move, speed] = /** @type {HTMLCollectionOf<HTMLElement>} */ (transport.root.children);
    for (const button of [reset, play, step]) if (button) button.title = button.textContent ?? '';
    if (!move || !speed) return transport.root;
    const row = h('div', { className: 'row' }, speed);
    move.classList.add('named');
    if (context.presentation.beside === 'moves') reset?.after(move);
    else row.prepend(move);
    this.#apart.push(row);
    return transport.root;
  }

  /** The controls beside the buttons; those for which there is no room stand behind "More". */
  #knobs() {
    const { controls, context } = this.#figure;
    const named = context.presentation.controls ?? USUAL;
    const fields = Array.from(controls.root.querySelectorAll('.field'));
    const near = fields.filter((field) => named.includes(field.querySelector('label')?.htmlFor ?? '')).slice(0, MOST);
    const far = fields.filter((field) => !near.includes(field));
    if (far.length > 0) this.#apart.push(h('div', { className: 'fields' }, ...far));
    controls.root.replaceChildren(h('div', { className: 'fields' }, ...near));
    controls.root.hidden = near.length === 0;
    controls.root.dataset.count = String(near.length);
    return controls.root;
  }

  #placeLegend() {
    const { legend, root } = this.#figure;
    const { fontSize } = getComputedStyle(root);
    const wide = root.clientWidth >= WIDE * Number.parseFloat(fontSize);
    const place = wide ? this.#foot : this.#rest;
    if (legend.root.parentElement !== place) place.append(legend.root);
  }
}
