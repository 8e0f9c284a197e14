// The graph of a loss of one parameter, with a ball on it: small, as SVG, so that it prints and scales.

import { formatNumber } from '../../elements/kit/format.js';
import { ticks } from '../../elements/views/scale.js';

const SVG = 'http://www.w3.org/2000/svg';
const [WIDTH, HEIGHT] = [320, 200];
const FRAME = { left: 34, right: 312, top: 10, bottom: 176 };
/** Places of a trail that are shown. */
const TRAIL = 60;

export class Curve {
  root = shape('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'curve', role: 'img' });
  #axes = shape('g', { class: 'axes' });
  #line = shape('path', { class: 'line' });
  #trail = shape('path', { class: 'trail' });
  #dots = shape('g', { class: 'dots' });
  #ball = shape('circle', { class: 'ball', r: '6' });
  #domain = [0, 1];
  #range = [0, 1];

  constructor() {
    this.root.append(this.#axes, this.#line, this.#trail, this.#dots, this.#ball);
    this.#ball.setAttribute('visibility', 'hidden');
  }

  /**
   * @param {number[]} domain
   * @param {ArrayLike<number>} losses at the centres of equal parts of it
   * @param {string} variable
   */
  show(domain, losses, variable) {
    this.#domain = domain;
    const finite = Array.from(losses).filter(Number.isFinite);
    const [low, high] = [Math.min(...finite), Math.max(...finite)];
    const margin = 0.06 * (high - low || 1);
    this.#range = [low - margin, high + margin];
    const [from = 0, to = 1] = domain;
    const width = (to - from) / losses.length;
    const places = Array.from(losses, (loss, k) => this.#place(from + (k + 0.5) * width, loss));
    this.#line.setAttribute('d', `M${places.join('L')}`);
    this.#axes.replaceChildren(...this.#marksOf(variable));
    this.draw([], []);
  }

  /** A run: parameters and losses, of which the last is where the ball is. @param {ArrayLike<number>} params @param {ArrayLike<number>} losses */
  draw(params, losses) {
    const first = Math.max(0, params.length - TRAIL);
    const places = [];
    for (let k = first; k < params.length; k += 1) places.push(this.#place(params[k] ?? 0, losses[k] ?? 0));
    this.#trail.setAttribute('d', places.length > 1 ? `M${places.join('L')}` : '');
    this.#dots.replaceChildren(...places.slice(0, -1).map((at) => circle(at, '2')));
    const [cx = '0', cy = '0'] = (places.at(-1) ?? '0 0').split(' ');
    this.#ball.setAttribute('visibility', places.length > 0 ? 'visible' : 'hidden');
    this.#ball.setAttribute('cx', cx);
    this.#ball.setAttribute('cy', cy);
  }

  /** Where something stands in the picture, kept within its frame. @param {number} x @param {number} loss */
  spot(x, loss) {
    const [a = 0, b = 1] = this.#domain;
    const [low = 0, high = 1] = this.#range;
    const across = FRAME.left + ((x - a) / (b - a)) * (FRAME.right - FRAME.left);
    const up = FRAME.bottom - ((loss - low) / (high - low)) * (FRAME.bottom - FRAME.top);
    return [bounded(across, FRAME.left - 4, FRAME.right + 4), bounded(up, FRAME.top - 6, FRAME.bottom)];
  }

  /** @param {string} text */
  describe(text) {
    this.root.setAttribute('aria-label', text);
  }

  /** @param {number} x @param {number} loss */
  #place(x, loss) {
    return this.spot(x, loss)
      .map((pixels) => Math.round(pixels * 10) / 10)
      .join(' ');
  }

  /** @param {string} variable */
  #marksOf(variable) {
    const [a = 0, b = 1] = this.#domain;
    const [low = 0, high = 1] = this.#range;
    const { left, right, top, bottom } = FRAME;
    const marks = [shape('path', { d: `M${left} ${top}V${bottom}H${right}` })];
    for (const value of ticks(a, b, 4).values) {
      const [x = 0] = this.spot(value, low);
      if (x < right - 14) marks.push(text(x, bottom + 15, 'middle', formatNumber(value)));
    }
    for (const value of ticks(low, high, 3).values) {
      const [, y = 0] = this.spot(a, value);
      if (y > top + 10) marks.push(text(left - 5, y + 4, 'end', formatNumber(value)));
    }
    marks.push(text(right, bottom + 15, 'end', variable, 'name'), text(left - 5, top + 6, 'end', 'L', 'name'));
    return marks;
  }
}

/** @param {number} value @param {number} low @param {number} high */
const bounded = (value, low, high) => (Number.isNaN(value) ? low : Math.min(Math.max(value, low), high));

/** @param {string} at @param {string} r */
function circle(at, r) {
  const [cx = '0', cy = '0'] = at.split(' ');
  return shape('circle', { cx, cy, r });
}

/** @param {number} x @param {number} y @param {string} anchor @param {string} content @param {string} [name] */
function text(x, y, anchor, content, name = '') {
  const element = shape('text', { x: String(x), y: String(y), 'text-anchor': anchor, class: name });
  element.textContent = content;
  return element;
}

/** @param {string} tag @param {Record<string, string>} attributes */
export function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
