// The weights that come into any layer, or their gradient, as an image: a row for each input, a column for each unit.

import { h, setText } from '../../kit/dom.js';
import { formatInteger, formatNumber } from '../../kit/format.js';
import { placeIn } from '../../kit/pointer.js';
import { layerShape, weightIndex } from '../anatomy.js';
import { css } from '../colours.js';
import { CellPicture, fillValues, largest } from '../maps.js';
import { Asked } from './asked.js';

/** @typedef {{ parameters: NetworkParameters, gradient: Float32Array }} Found */

export class Matrix {
  #context;
  #words;
  #canvas;
  #picture = new CellPicture();
  #layer = h('select', {});
  #what;
  #legend = h('div', { className: 'matrix-legend', 'aria-hidden': 'true' });
  #told = h('p', { className: 'matrix-told', role: 'status' });
  #size = h('p', { className: 'quiet' });
  #asked;
  /** @type {Found | undefined} */
  #found;
  #layers = 0;
  /** The cell that is read. @type {[number, number] | null} */
  #cell = null;

  /** @param {import('./insight.js').Context} context */
  constructor(context) {
    this.#context = context;
    const words = context.words.matrix;
    this.#words = words;
    const { session } = context;
    const image = {
      role: 'img',
      className: 'matrix pixels',
      width: 1,
      height: 1,
      tabIndex: 0,
      'aria-label': words.title,
    };
    this.#canvas = h('canvas', image);
    this.#what = h(
      'select',
      {},
      h('option', { value: 'weights' }, words.weights),
      h('option', { value: 'gradient' }, words.gradient),
    );
    for (const select of [this.#layer, this.#what])
      select.addEventListener('change', () => {
        this.#cell = null;
        this.#draw();
      });
    this.#asked = new Asked(
      async () => {
        const [parameters, gradient] = await Promise.all([session.training.parameters(), session.training.gradient()]);
        return { parameters, gradient };
      },
      (found) => {
        this.#found = found;
        this.#draw();
      },
    );
    this.#canvas.addEventListener('pointermove', (event) => this.#point(event));
    this.#canvas.addEventListener('pointerdown', (event) => this.#point(event));
    this.#canvas.addEventListener('keydown', (event) => this.#move(event));
    this.root = h(
      'section',
      { 'aria-label': words.title },
      h('p', { className: 'heading' }, words.title),
      h('p', { className: 'quiet' }, words.intro),
      h(
        'div',
        { className: 'asks' },
        h('label', { className: 'ask' }, h('span', {}, words.layer), this.#layer),
        h('label', { className: 'ask' }, h('span', {}, words.shown), this.#what),
      ),
      h('div', { className: 'matrix-place' }, this.#canvas, this.#legend),
      this.#told,
      this.#size,
    );
  }

  /** @param {import('./insight.js').Now} now */
  update({ status: { step }, playing }) {
    this.#asked.update(`${this.#context.session.generation} ${step}`, playing);
  }

  recolour() {
    this.#draw();
  }

  disconnect() {
    this.#asked.end();
  }

  get #chosen() {
    return Number(this.#layer.value) || 1;
  }

  #offer() {
    const all = this.#context.session.config.layers.length + 1;
    if (all === this.#layers) return;
    this.#layers = all;
    const { words } = this;
    const options = Array.from({ length: all }, (_, k) => [
      String(k + 1),
      k + 1 === all ? words.output : words.of(String(k + 1)),
    ]);
    this.#layer.replaceChildren(...options.map(([value, text]) => h('option', { value }, text ?? '')));
    this.#layer.value = String(all > 1 ? 2 : 1);
  }

  get words() {
    return this.#words;
  }

  #draw() {
    const found = this.#found;
    if (!found) return;
    this.#offer();
    const words = this.#words;
    const [from, to] = layerShape(found.parameters, this.#chosen);
    if (from === 0) return;
    const first = weightIndex(found.parameters, this.#chosen, 0, 0);
    const all = this.#what.value === 'gradient' ? found.gradient : found.parameters.values;
    const values = all.subarray(first, first + from * to);
    const most = largest(values);
    this.#picture.paint(this.#canvas, to, from, (pixels) =>
      fillValues(pixels, values, 0, 1, most, this.#context.shades()),
    );
    this.#canvas.style.setProperty('--across', String(to));
    this.#canvas.style.setProperty('--down', String(from));
    const { negative, paper, positive } = this.#context.colours();
    const bar = h('span', { className: 'bar' });
    bar.style.background = `linear-gradient(to right, ${css(negative)}, ${css(paper)}, ${css(positive)})`;
    const [low, high] = [formatNumber(-most, 2), formatNumber(most, 2)];
    this.#legend.replaceChildren(h('span', {}, low), bar, h('span', {}, high));
    const size = words.size(formatInteger(from), formatInteger(to));
    setText(this.#size, size);
    this.#canvas.setAttribute(
      'aria-label',
      words.describe(this.#layer.selectedOptions[0]?.text ?? '', size, low, high),
    );
    this.#tell();
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const { x, y } = placeIn(this.#canvas, event);
    const { clientWidth, clientHeight, width, height } = this.#canvas;
    this.#read(Math.floor((x / clientWidth) * width), Math.floor((y / clientHeight) * height));
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const move = moves[/** @type {keyof typeof moves} */ (event.key)];
    if (!move) return;
    event.preventDefault();
    const [unit, source] = this.#cell ?? [0, 0];
    const by = this.#cell ? move : [0, 0];
    this.#read(unit + (by[0] ?? 0), source + (by[1] ?? 0));
  }

  /** @param {number} unit @param {number} source */
  #read(unit, source) {
    const { width, height } = this.#canvas;
    const within = (/** @type {number} */ at, /** @type {number} */ all) => Math.max(0, Math.min(all - 1, at));
    this.#cell = [within(unit, width), within(source, height)];
    this.#tell();
  }

  #tell() {
    const found = this.#found;
    const [unit, source] = this.#cell ?? [0, 0];
    if (!found || !this.#cell) {
      setText(this.#told, this.#words.hint);
      return;
    }
    const index = weightIndex(found.parameters, this.#chosen, source, unit);
    const name = (/** @type {number} */ layer, /** @type {number} */ at) =>
      this.#context.unitName(layer, at) || String(at + 1);
    const [weight, slope] = [found.parameters.values[index] ?? 0, found.gradient[index] ?? 0];
    setText(
      this.#told,
      this.#words.cell(
        name(this.#chosen - 1, source),
        name(this.#chosen, unit),
        formatNumber(weight),
        formatNumber(slope),
      ),
    );
  }
}
