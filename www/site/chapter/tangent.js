// A tangent that the reader slides along a curve, and its slope.

import { h, setText } from '../../elements/kit/dom.js';
import { formatNumber } from '../../elements/kit/format.js';
import { followDrags } from '../../elements/views/drag.js';
import { roundToPixel } from '../../elements/views/scale.js';
import { shape } from './curve.js';

/** Half of its length, in pixels. */
const HALF = 46;
/** Where it begins, as a part of the domain. */
const FIRST = 0.3;

export class Tangent {
  #engine;
  #curve;
  #words;
  #line = shape('path', { class: 'tangent' });
  #marks = shape('g', {});
  #handle = h('div', { className: 'handle' });
  #said = h('p', { className: 'slope', role: 'status' });
  #box;
  root;
  /** @type {Run | undefined} */
  #run;
  #at = 0;

  /**
   * @param {FigureEngine} engine
   * @param {import('./curve.js').Curve} curve
   * @param {import('./words.en.js').ChapterWords['solve']} words
   */
  constructor(engine, curve, words) {
    this.#engine = engine;
    this.#curve = curve;
    this.#words = words;
    curve.root.append(this.#line, this.#marks);
    const box = { className: 'slides', tabIndex: 0, role: 'application', 'aria-label': words.slide };
    this.#box = h('div', box, curve.root, this.#handle);
    this.root = h('div', { className: 'sliding' }, this.#box, this.#said);
    followDrags({
      box: this.#box,
      handle: this.#handle,
      pointAt: (across) => [this.#curve.at(across)],
      nudged: (right) => [this.#kept(this.#at + (right * this.#span) / 100)],
      onStart: ([w = 0]) => {
        this.#at = roundToPixel(w, this.#span, this.#box.clientWidth);
        this.#show();
      },
      onToggle: () => {},
    });
  }

  /** @param {Record<string, string>} asked @param {ResolvedConfig} config */
  follow(asked, { domain: [from = 0, to = 1] }) {
    this.#run?.free();
    this.#at = from + FIRST * (to - from);
    this.#run = this.#engine.experiment({ ...asked, optimizer: 'sgd', start: [this.#at] });
    this.#show();
  }

  /** What else stands on the curve. @param {SVGElement[]} marks */
  mark(marks) {
    this.#marks.replaceChildren(...marks);
    this.#show();
  }

  /** @param {string} text */
  describe(text) {
    this.#curve.describe(text);
    this.#box.setAttribute('aria-label', `${text} ${this.#words.slide}`);
  }

  get #domain() {
    return this.#run?.config.domain ?? [0, 1];
  }

  get #span() {
    const [from = 0, to = 1] = this.#domain;
    return to - from;
  }

  /** @param {number} w */
  #kept(w) {
    const [from = 0, to = 1] = this.#domain;
    return Math.min(Math.max(w, from), to);
  }

  #show() {
    if (!this.#run) return;
    const { loss, gradient } = this.#run.moveTo([this.#at]);
    const [slope = 0] = gradient;
    const [name = ''] = this.#run.config.variables;
    const at = formatNumber(this.#at, 3);
    const there = Number.isFinite(loss);
    const sloped = Number.isFinite(slope);
    // Where there is no loss the handle stays within reach.
    const [x = 0, y = 0] = this.#curve.spot(this.#at, there ? loss : this.#curve.middle);
    const [right = 0, up = 0] = this.#curve.spot(this.#at + 1, loss + slope);
    const scale = HALF / Math.hypot(right - x, up - y);
    const [u, v] = [(right - x) * scale, (up - y) * scale];
    this.#line.setAttribute('d', there && sloped ? `M${x - u} ${y - v}L${x + u} ${y + v}` : '');
    this.#handle.style.transform = `translate(${x}px, ${y}px)`;
    if (!there) setText(this.#said, this.#words.noLoss(name, at));
    else if (!sloped) setText(this.#said, this.#words.noSlope(name, at));
    else setText(this.#said, this.#words.slope(name, at, formatNumber(slope, 2)));
  }
}
