// The graph of a loss of one parameter, with a ball on it: small, as SVG, so that it prints and scales. It is as many units
// wide as it has pixels: its text keeps its size.

import { pause } from '../../elements/kit/turns.js';
import { tickLabel, ticks } from '../../elements/views/scale.js';

const SVG = 'http://www.w3.org/2000/svg';
/** Room for the labels, in pixels. */
const MARGIN = { left: 34, right: 8, top: 10, bottom: 24 };
/** How far from the axis the labels stand. */
const AWAY = 5;
/** Places of a trail that are shown. */
const TRAIL = 60;
/** For a ball that has left the picture: arrows to the left, to the right and up. */
const GONE = { left: 'M6 -5V5L-5 0Z', right: 'M-6 -5V5L5 0Z', up: 'M-5 6H5L0 -5Z' };

/** @typedef {{ domain: number[], range: number[], losses: ArrayLike<number>, variable: string }} Graph */

export class Curve {
  root = shape('svg', { class: 'curve' });
  /** What stands on the curve besides has to be placed anew. */
  onResize = () => {};
  #axes = shape('g', { class: 'axes' });
  #inside = shape('svg', { 'aria-hidden': 'true' });
  #line = shape('path', { class: 'line' });
  #trail = shape('path', { class: 'trail' });
  #dots = shape('g', { class: 'dots' });
  #ball = shape('circle', { class: 'ball', r: '6' });
  #gone = shape('path', { class: 'ball' });
  #size = { width: 320, height: 200 };
  #left = MARGIN.left;
  /** @type {Graph} */
  #graph = { domain: [0, 1], range: [0, 1], losses: [], variable: '' };
  /** @type {[params: ArrayLike<number>, losses: ArrayLike<number>]} */
  #run = [[], []];

  constructor() {
    this.#inside.append(this.#line, this.#trail, this.#dots);
    this.root.append(this.#axes, this.#inside, this.#ball, this.#gone);
    let seen = false;
    new ResizeObserver(async ([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      if (width === 0 || height === 0) return;
      this.#size = { width: Math.round(width), height: Math.round(height) };
      // The frame in which it comes has enough to do.
      if (!seen) await pause();
      seen = true;
      this.#redraw();
      this.onResize();
    }).observe(this.root);
  }

  /**
   * @param {number[]} domain
   * @param {ArrayLike<number>} losses at the centres of equal parts of it
   * @param {string} variable
   */
  show(domain, losses, variable) {
    const finite = Array.from(losses).filter(Number.isFinite);
    const [low, high] = [Math.min(...finite), Math.max(...finite)];
    const margin = 0.06 * (high - low || 1);
    this.#graph = { domain, range: [low - margin, high + margin], losses, variable };
    this.#run = [[], []];
    this.#redraw();
  }

  /** A run: parameters and losses, of which the last is where the ball is. @param {ArrayLike<number>} params @param {ArrayLike<number>} losses */
  draw(params, losses) {
    this.#run = [params, losses];
    const first = Math.max(0, params.length - TRAIL);
    const places = [];
    for (let k = first; k < params.length; k += 1) places.push(this.spot(params[k] ?? 0, losses[k] ?? 0));
    this.#trail.setAttribute('d', places.length > 1 ? `M${places.map(rounded).join('L')}` : '');
    this.#dots.replaceChildren(
      ...places.slice(0, -1).map(([cx = 0, cy = 0]) => shape('circle', { cx: text(cx), cy: text(cy), r: '2' })),
    );
    const [x = 0, y = 0] = places.at(-1) ?? [];
    const { left, right, top } = this.#frame;
    const there = places.length > 0;
    const side = !there ? '' : x < left ? 'left' : x > right ? 'right' : y < top - 6 ? 'up' : '';
    show(this.#ball, there && side === '');
    show(this.#gone, side !== '');
    this.#ball.setAttribute('cx', text(x));
    this.#ball.setAttribute('cy', text(y));
    if (side === '') return;
    this.#gone.setAttribute('d', GONE[side]);
    const [at, up] = [bounded(x, left + 7, right - 7), bounded(y, top + 7, this.#frame.bottom - 7)];
    this.#gone.setAttribute('transform', `translate(${text(at)} ${text(up)})`);
  }

  /** Where something stands in the picture, in pixels. @param {number} x @param {number} loss */
  spot(x, loss) {
    const { domain, range } = this.#graph;
    const [a = 0, b = 1] = domain;
    const [low = 0, high = 1] = range;
    const { left, right, top, bottom } = this.#frame;
    const across = left + ((x - a) / (b - a)) * (right - left);
    const up = bottom - ((loss - low) / (high - low)) * (bottom - top);
    return [bounded(across, -FAR, FAR), bounded(up, -FAR, FAR)];
  }

  /** The loss half way up. */
  get middle() {
    const [low = 0, high = 1] = this.#graph.range;
    return low + (high - low) / 2;
  }

  /** The parameter at so many pixels from the left, within the domain. @param {number} across */
  at(across) {
    const [a = 0, b = 1] = this.#graph.domain;
    const { left, right } = this.#frame;
    return bounded(a + ((across - left) / (right - left)) * (b - a), a, b);
  }

  /** @param {string} description */
  describe(description) {
    this.root.setAttribute('role', 'img');
    this.root.setAttribute('aria-label', description);
  }

  get #frame() {
    const { width, height } = this.#size;
    return { left: this.#left, right: width - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom };
  }

  #redraw() {
    const { width, height } = this.#size;
    this.root.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.#drawAxes();
    const { left, right, top, bottom } = this.#frame;
    const box = { x: left, y: top - 6, width: Math.max(1, right - left), height: Math.max(1, bottom - top + 6) };
    for (const [name, value] of Object.entries(box)) this.#inside.setAttribute(name, String(value));
    this.#inside.setAttribute('viewBox', Object.values(box).join(' '));
    const { domain, losses } = this.#graph;
    const [from = 0, to = 1] = domain;
    const step = (to - from) / losses.length;
    let [path, pen] = ['', 'M'];
    for (const [k, loss] of Array.from(losses).entries()) {
      const there = Number.isFinite(loss);
      if (there) path += pen + rounded(this.spot(from + (k + 0.5) * step, loss));
      pen = there ? 'L' : 'M';
    }
    this.#line.setAttribute('d', path);
    this.draw(...this.#run);
  }

  /** Its margin is as wide as its labels need. */
  #drawAxes() {
    this.#left = MARGIN.left;
    this.#axes.replaceChildren(...this.#marks());
    /** @type {NodeListOf<SVGTextElement>} */
    const labels = this.#axes.querySelectorAll('[text-anchor=end]:not(.name)');
    const widest = Math.max(0, ...Array.from(labels, (text) => text.getComputedTextLength()));
    if (widest + AWAY < MARGIN.left) return;
    this.#left = Math.ceil(widest) + AWAY + 1;
    this.#axes.replaceChildren(...this.#marks());
  }

  #marks() {
    const { domain, range, variable } = this.#graph;
    const [a = 0, b = 1] = domain;
    const [low = 0, high = 1] = range;
    const { left, right, top, bottom } = this.#frame;
    const marks = [shape('path', { d: `M${left} ${top}V${bottom}H${right}` })];
    const across = ticks(a, b, Math.max(2, (right - left) / 70));
    for (const value of across.values) {
      const [x = 0] = this.spot(value, low);
      if (x < right - 14) marks.push(label(x, bottom + 15, 'middle', tickLabel(value, across.step)));
    }
    const up = ticks(low, high, Math.max(2, (bottom - top) / 55));
    for (const value of up.values) {
      const [, y = 0] = this.spot(a, value);
      if (y > top + 16) marks.push(label(left - AWAY, y + 4, 'end', tickLabel(value, up.step)));
    }
    marks.push(label(right, bottom + 15, 'end', variable, 'name'), label(left - AWAY, top + 6, 'end', 'L', 'name'));
    return marks;
  }
}

/** Outside every picture, and near enough for what draws it. */
const FAR = 1e5;

/** @param {number} value @param {number} low @param {number} high */
const bounded = (value, low, high) => (Number.isNaN(value) ? low : Math.min(Math.max(value, low), high));

/** @param {number} pixels */
const text = (pixels) => String(Math.round(pixels * 10) / 10);

/** @param {number[]} place */
const rounded = (place) => place.map(text).join(' ');

/** @param {SVGElement} element @param {boolean} visible */
const show = (element, visible) => element.setAttribute('visibility', visible ? 'visible' : 'hidden');

/** @param {number} x @param {number} y @param {string} anchor @param {string} content @param {string} [name] */
function label(x, y, anchor, content, name = '') {
  const element = shape('text', { x: text(x), y: text(y), 'text-anchor': anchor, class: name });
  element.textContent = content;
  return element;
}

/** @param {string} tag @param {Record<string, string>} attributes */
export function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
