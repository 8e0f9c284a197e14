// Several curves over one axis: losses, on a logarithmic scale while they are positive, or on a linear one, or accuracies in percent. Each has
// a colour, a dash and a name at its end.

import { h, setText } from '../kit/dom.js';
import { formatInteger, formatNumber } from '../kit/format.js';
import { percent } from '../kit/percent.js';
import { placeIn } from '../kit/pointer.js';
import { decades, rounded } from '../views/chart.js';
import { Layers } from '../views/layers.js';
import { drawAxes } from '../views/marks.js';
import { linearScale, logScale } from '../views/scale.js';
import { drawTitles } from '../views/titles.js';

/** @typedef {import('../views/marks.js').Frame} Frame */
/** @typedef {import('../views/palette.js').Palette} Palette */

/**
 * @typedef {object} Curve
 * @property {string} label
 * @property {string} colour
 * @property {string} text the colour of its name
 * @property {number} width of the line, in pixels
 * @property {number[]} dash
 * @property {number[]} values NaN where there is none
 */

const MARGIN = { left: 44, right: 44, top: 8, bottom: 24 };
/** Names at the ends of curves keep this distance from each other, in pixels. */
const APART = 14;
/** How high over the axis its name reaches, and as much as keeps another name clear of it. */
const TITLE = 26;
/** Lengths of the axis in powers of ten: the curves end near its end. */
const LENGTHS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
const FONT = '600 12px system-ui, sans-serif';

export class CurveChart {
  /** @type {Curve[]} */
  #curves = [];
  /** @type {number[]} */
  #along = [];
  /** @type {Palette | undefined} */
  #palette;
  /** @type {Frame | undefined} */
  #frame;
  #shown = '';
  /** @type {number | null} */
  #pointer = null;
  #title;
  #value = h('span', { className: 'chart-value' });
  #axis = '';
  /** Whether its name stands on the right. */
  #right = false;
  #percent;
  /** Says that the scale is logarithmic, where it is. */
  #scale = h('span', {});
  #logarithmic;
  #ratio;
  #linear = false;
  #layers;
  /** Low and high of the axis, where it does not grow from 0. @type {[number, number] | undefined} */
  #range;
  /** Whether the axis is logarithmic. */
  #ratios = false;
  #counts = false;
  /** @type {{ at: number, label: string }[]} */
  #marks = [];

  /**
   * @param {string} title
   * @param {string | null} logarithmic what a logarithmic scale is called; null where it is one of percents
   * @param {number} [ratio] of the highest to the lowest value, below which the scale is linear
   */
  constructor(title, logarithmic, ratio = 0) {
    this.#percent = logarithmic === null;
    this.#logarithmic = logarithmic;
    this.#ratio = ratio;
    this.#title = title;
    this.box = h('div', { className: 'chart-box', role: 'img', 'aria-label': title });
    this.#layers = new Layers(this.box, 2, () => this.#redraw());
    const head = h(
      'div',
      { className: 'chart-title', 'aria-hidden': 'true' },
      h('span', {}, title, this.#scale),
      this.#value,
    );
    this.root = h('div', { className: 'chart' }, head, this.box);
    const point = (/** @type {number | null} */ at) => {
      this.#pointer = at;
      this.#drawCurves();
    };
    this.box.addEventListener('pointermove', (event) => point(placeIn(this.box, event).x));
    this.box.addEventListener('pointerdown', (event) => point(placeIn(this.box, event).x));
    this.box.addEventListener('pointerleave', () => point(null));
  }

  /**
   * @param {Curve[]} curves
   * @param {number[]} along where each value stands
   * @param {string} axis its name
   * @param {Palette} palette
   * @param {object} [more]
   * @param {[number, number]} [more.range] low and high of the axis, where it does not grow from 0
   * @param {boolean} [more.linear] the scale is linear, whatever the values
   * @param {'linear' | 'log'} [more.across] the scale of the axis
   * @param {{ at: number, label: string }[]} [more.marks] lines across it
   * @param {boolean} [more.falls] whether the curves fall, so that the axis has its name on the left
   * @param {boolean} [more.counts] whether the axis has whole numbers alone
   */
  draw(curves, along, axis, palette, more = {}) {
    const { range, linear = false, across = 'linear', marks = [], falls = false, counts = false } = more;
    this.#range = range;
    this.#counts = counts;
    this.#ratios = across === 'log';
    this.#marks = marks;
    this.#linear = linear;
    if (palette !== this.#palette) this.#shown = '';
    this.#curves = curves;
    this.#along = along;
    this.#axis = axis;
    this.#right = this.#percent && !falls;
    this.#palette = palette;
    this.#drawCurves();
  }

  /** In words. */
  describe() {
    const ends = this.#curves.map(({ label, values }) => `${label} ${this.#text(lastOf(values))}`);
    const end = this.#along.at(-1) ?? 0;
    this.box.setAttribute('aria-label', `${this.#title}. ${this.#axis} ${formatNumber(end)}: ${ends.join(', ')}`);
  }

  /** Lets a reader choose a place on the axis by a click. @param {(at: number) => void} take */
  choose(take) {
    this.box.classList.add('choosable');
    this.box.addEventListener('click', (event) => {
      const frame = this.#frame;
      const { x } = placeIn(this.box, event);
      if (frame && x >= frame.left && x <= frame.left + frame.width) take(frame.x.from(x));
    });
  }

  disconnect() {
    this.#layers.disconnect();
  }

  #redraw() {
    this.#shown = '';
    this.#drawCurves();
  }

  /** @param {number} value */
  #text(value) {
    if (Number.isNaN(value)) return '–';
    return this.#percent ? percent(value) : formatNumber(value, 3);
  }

  #drawCurves() {
    const palette = this.#palette;
    if (!palette || this.#layers.width === 0 || this.#along.length === 0) return;
    const frame = this.#drawAxes(palette);
    const context = this.#layers.fresh(1);
    context.lineJoin = 'round';
    for (const curve of [...this.#curves].reverse()) this.#stroke(context, frame, curve);
    this.#mark(context, frame, palette);
    this.#name(context, frame);
    this.#tell(context, frame, palette);
  }

  /** @param {CanvasRenderingContext2D} context @param {Frame} frame @param {Curve} curve */
  #stroke(context, { x, y, top, height }, { values, colour, width, dash }) {
    context.strokeStyle = context.fillStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.beginPath();
    let [lastPixel, points] = [Number.NaN, 0];
    for (let row = 0; row < values.length; row += 1) {
      const value = values[row] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const pixel = x.to(this.#along[row] ?? 0);
      // More than four values to a pixel cannot be seen.
      if (pixel - lastPixel < 0.25 && row + 1 < values.length) continue;
      lastPixel = pixel;
      points += 1;
      context.lineTo(pixel, Math.max(top - height, Math.min(top + 2 * height, y.to(value))));
    }
    context.stroke();
    context.setLineDash([]);
    // A line through one point is nothing.
    if (points === 1) dot(context, lastPixel, y.to(lastOf(values)));
  }

  /** @param {CanvasRenderingContext2D} context @param {Frame} frame @param {Palette} palette */
  #mark(context, { x, top, height }, palette) {
    context.font = FONT;
    context.textBaseline = 'top';
    for (const { at, label } of this.#marks) {
      const across = x.to(at);
      context.strokeStyle = palette.accent;
      context.fillStyle = palette.ink;
      context.lineWidth = 2;
      context.beginPath();
      context.moveTo(across, top);
      context.lineTo(across, top + height);
      context.stroke();
      context.textAlign = 'right';
      context.fillText(label, across - 5, top + 4);
      context.textAlign = 'left';
    }
  }

  /** The names of the curves beside their ends. @param {CanvasRenderingContext2D} context @param {Frame} frame */
  #name(context, { x, y, left, top, width, height }) {
    context.font = FONT;
    context.textBaseline = 'middle';
    const names = this.#curves
      .map(({ label, text, values }) => ({ label, text, at: y.to(lastOf(values)) }))
      .filter(({ at }) => Number.isFinite(at))
      // Where the ends are too near to each other they keep their order, and do not change places while it plays.
      .sort((a, b) => (Math.abs(a.at - b.at) < APART ? 0 : a.at - b.at));
    const across = Math.max(left + 20, x.to(this.#along.at(-1) ?? 0)) + 6;
    let lowest = top - APART / 2;
    const [first, second] = names;
    if (first && second && second.at < first.at) first.at = second.at;
    for (const name of names) {
      name.at = Math.max(name.at, lowest + APART);
      lowest = name.at;
    }
    const longest = Math.max(0, ...names.map(({ label }) => context.measureText(label).width));
    const title = context.measureText(this.#axis).width + APART;
    const meets = this.#right ? across + longest > left + width - title : across < left + title;
    const over = lowest - (top + height - (meets ? TITLE : 4));
    for (const { label, text, at } of names) {
      context.fillStyle = text;
      context.fillText(label, across, Math.max(top + 4, over > 0 ? at - over : at));
    }
  }

  /** @param {Palette} palette @returns {Frame} */
  #drawAxes(palette) {
    const [first, last] = this.#range ?? [0, axisLength(this.#along.at(-1) ?? 0)];
    let [low, high, lowest] = [Infinity, 0, Infinity];
    for (const { values } of this.#curves) {
      for (const value of values) {
        if (value > high && value < Infinity) high = value;
        if (value < lowest) lowest = value;
        if (value > 0 && value < low) low = value;
      }
    }
    const logarithmic = !this.#percent && !this.#linear && lowest > 0 && high >= this.#ratio * low && high > 0;
    setText(this.#scale, logarithmic && this.#logarithmic ? this.#logarithmic : '');
    const linear = () => (this.#ratio > 0 ? rounded(Math.min(0, lowest), high || 1) : [0, high || 1]);
    const [from = 0, to = 1] = logarithmic ? decades(low, high) : this.#percent ? [0, 1] : linear();
    const { width, height } = this.#layers;
    const shown = [first, last, this.#ratios, logarithmic, from, to, width, height, this.#axis, this.#right].join(' ');
    if (this.#frame && shown === this.#shown) return this.#frame;
    this.#shown = shown;
    const { left, right, top, bottom } = MARGIN;
    const box = { left, top, width: width - left - right, height: height - top - bottom };
    const scale = logarithmic ? logScale : linearScale;
    const y = scale(from, to, top + box.height, top);
    const across = this.#ratios
      ? logScale(Math.floor(Math.log10(first) + 1e-9), Math.ceil(Math.log10(last) - 1e-9), left, left + box.width)
      : linearScale(first, last, left, left + box.width);
    const percents = () => [0, 0.5, 1].map((value) => ({ value, label: percent(value) }));
    const frame = {
      ...box,
      x: this.#counts ? { ...across, ticks: (/** @type {number} */ count) => wholes(across.ticks(count)) } : across,
      y: this.#percent ? { ...y, ticks: percents } : y,
    };
    this.#frame = frame;
    const context = this.#layers.fresh(0);
    drawAxes(context, frame, palette, { x: '', y: '' }, true);
    // What goes up is in the heading.
    drawTitles(context, frame, palette, { x: this.#axis, y: '' }, this.#right);
    this.box.dataset.axes = this.#axis;
    return frame;
  }

  /** The values nearest to the pointer. @param {CanvasRenderingContext2D} context @param {Frame} frame @param {Palette} palette */
  #tell(context, frame, palette) {
    if (this.#pointer === null) {
      setText(this.#value, '');
      return;
    }
    const wanted = frame.x.from(this.#pointer);
    let nearest = 0;
    for (let row = 1; row < this.#along.length; row += 1) {
      if (Math.abs((this.#along[row] ?? 0) - wanted) < Math.abs((this.#along[nearest] ?? 0) - wanted)) nearest = row;
    }
    const values = this.#curves.map(({ label, values: all }) => `${label} ${this.#text(all[nearest] ?? Number.NaN)}`);
    setText(this.#value, `${this.#axis} ${formatNumber(this.#along[nearest] ?? 0)} · ${values.join(' · ')}`);
    context.strokeStyle = palette.muted;
    context.lineWidth = 1;
    context.beginPath();
    const across = frame.x.to(this.#along[nearest] ?? 0);
    context.moveTo(across, frame.top);
    context.lineTo(across, frame.top + frame.height);
    context.stroke();
  }
}

/** @param {import('../views/scale.js').Tick[]} ticks */
const wholes = (ticks) =>
  ticks.filter(({ value }) => Number.isInteger(value)).map(({ value }) => ({ value, label: formatInteger(value) }));

/** A round length that what is to be shown fits into. @param {number} end */
function axisLength(end) {
  for (let power = 10; ; power *= 10) {
    const length = LENGTHS.find((factor) => factor * power >= end);
    if (length) return length * power;
  }
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y */
function dot(context, x, y) {
  context.beginPath();
  context.arc(x, y, 3.5, 0, 2 * Math.PI);
  context.fill();
}

/** The last that is a number. @param {number[]} values */
function lastOf(values) {
  for (let row = values.length - 1; row >= 0; row -= 1) {
    const value = values[row] ?? Number.NaN;
    if (!Number.isNaN(value)) return value;
  }
  return Number.NaN;
}
