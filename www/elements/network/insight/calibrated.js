// How far the network's probabilities are to be believed: the reliability diagram of the test set.

import { h, setText } from '../../kit/dom.js';
import { formatInteger } from '../../kit/format.js';
import { percent } from '../../kit/percent.js';
import { Asked } from './asked.js';

const SVG = 'http://www.w3.org/2000/svg';
/** Of the picture, in its own units, and the room for what stands beside the axes. */
const SIZE = 240;
const ROOM = { left: 40, bottom: 34, top: 8, right: 8 };
const BINS = 15;

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} [text] */
function draw(name, attributes, text = '') {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.textContent = text;
  return node;
}

export class Calibrated {
  #context;
  #words;
  #picture;
  #facts = h('p', { role: 'status' });
  #asked;

  /** @param {import('./insight.js').Context} context */
  constructor(context) {
    this.#context = context;
    const words = context.words.calibration;
    this.#words = words;
    this.#picture = draw('svg', { role: 'img', class: 'reliability', 'aria-label': words.title });
    const { session } = context;
    this.#asked = new Asked(
      () => session.training.calibration('test', BINS),
      (found) => this.#show(found),
    );
    const [width, height] = [SIZE + ROOM.left + ROOM.right, SIZE + ROOM.top + ROOM.bottom];
    this.#picture.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.root = h(
      'section',
      { 'aria-label': words.title },
      h('p', { className: 'heading' }, words.title),
      h('p', { className: 'quiet' }, words.intro(String(BINS))),
      h('div', { className: 'reliability-row' }, this.#picture, this.#facts),
    );
  }

  /** @param {import('./insight.js').Now} now */
  update({ status: { step }, playing }) {
    const { generation, dataset } = this.#context.session;
    this.root.hidden = dataset.task !== 'classes';
    if (!this.root.hidden) this.#asked.update(`${generation} ${step}`, playing);
  }

  recolour() {}

  disconnect() {
    this.#asked.end();
  }

  /** @param {Calibration} found */
  #show({ count, confidence, accuracy, error, largest }) {
    const words = this.#words;
    const x = (/** @type {number} */ value) => ROOM.left + value * SIZE;
    const y = (/** @type {number} */ value) => ROOM.top + (1 - value) * SIZE;
    const bar = (
      /** @type {string} */ name,
      /** @type {number} */ k,
      /** @type {number} */ from,
      /** @type {number} */ to,
    ) =>
      draw('rect', {
        class: name,
        x: x(k / BINS) + 0.5,
        y: y(Math.max(from, to)),
        width: SIZE / BINS - 1,
        height: Math.abs(to - from) * SIZE,
      });
    const total = count.reduce((sum, n) => sum + n, 0);
    const filled = Array.from(count.keys()).filter((k) => (count[k] ?? 0) > 0);
    const bars = filled.flatMap((k) => {
      const [sure = 0, right = 0, n = 0] = [confidence[k], accuracy[k], count[k]];
      const column = draw('g', {});
      const told = words.bin(
        percent(k / BINS),
        percent((k + 1) / BINS),
        formatInteger(n),
        percent(sure),
        percent(right),
      );
      column.append(draw('title', {}, told), bar('right', k, 0, right), bar('gap', k, right, sure));
      return [column];
    });
    const ticks = [0, 0.5, 1].flatMap((value) => [
      draw('text', { x: x(value), y: y(0) + 14, 'text-anchor': value === 1 ? 'end' : 'middle' }, percent(value)),
      draw('text', { x: ROOM.left - 5, y: y(value) + 4, 'text-anchor': 'end' }, percent(value)),
    ]);
    this.#picture.replaceChildren(
      draw('rect', { class: 'frame', x: x(0), y: y(1), width: SIZE, height: SIZE }),
      ...bars,
      draw('line', { class: 'even', x1: x(0), y1: y(0), x2: x(1), y2: y(1) }),
      ...ticks,
      draw('text', { x: x(0.5), y: y(0) + 29, 'text-anchor': 'middle', class: 'name' }, words.confidence),
      draw('text', { x: x(0) + 5, y: y(1) + 14, class: 'name' }, words.accuracy),
    );
    const mean = (/** @type {Float64Array} */ of) =>
      filled.reduce((sum, k) => sum + (of[k] ?? 0) * (count[k] ?? 0), 0) / total;
    const [sure, right] = [mean(confidence), mean(accuracy)];
    const off = sure > right + 0.005 ? words.over : sure < right - 0.005 ? words.under : words.even;
    const exact = (/** @type {number} */ part) => `${(100 * part).toFixed(1)}%`;
    const text = [
      words.error(exact(error), formatInteger(total)),
      off(exact(sure), exact(right)),
      words.largest(exact(largest)),
    ].join(this.#context.words.layers.space);
    setText(this.#facts, text);
    this.#picture.setAttribute('aria-label', `${words.title}. ${text}`);
  }
}
