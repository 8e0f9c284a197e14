// Loss against step, live: logarithmic while losses are positive. Its axes grow in jumps, so that the line doesn't shiver
// from step to step, and its data stay small however long the run is.

import { h, setText } from '../kit/dom.js';
import { formatInteger, formatNumber } from '../kit/format.js';
import { placeIn } from '../kit/pointer.js';
import { words as en } from './chart-words.en.js';
import { words as zh } from './chart-words.zh.js';
import { Decimated } from './decimate.js';
import { Layers } from './layers.js';
import { drawAxes } from './marks.js';
import { roomBefore } from './room.js';
import { linearScale, logScale, ticks } from './scale.js';
import { drawTitles } from './titles.js';

/** @typedef {import('./marks.js').Frame} Frame */
/** @typedef {import('./palette.js').Palette} Palette */
/** @typedef {import('./plot.js').Line} Line */

const MARGIN = { left: 46, right: 18, top: 8, bottom: 24 };

/** Lengths of the axis of steps: 20, 50, 100, 200 … */
const LENGTHS = [2, 5, 10];

/** Exponents beyond these are beyond numbers. */
const EXPONENTS = { least: -307, most: 308 };

/** One run's losses. */
class Series {
  points = new Decimated();
  #generation = -1;
  lowest = Infinity;
  highest = -Infinity;
  /** The lowest of the positive losses: where a logarithmic axis ends. */
  positive = Infinity;
  /** Whether it is drawn otherwise than before. */
  altered = false;

  /** @param {Line} line */
  constructor(line) {
    this.line = line;
  }

  /** The same run in another look. @param {Line} line */
  as(line) {
    const { colour, dash, along } = this.line;
    this.altered = colour !== line.colour || dash !== line.dash || !along !== !line.along;
    this.line = line;
    return this;
  }

  /** Takes over what is new; tells whether anything is. */
  extend() {
    const { history } = this.line;
    if (history.generation !== this.#generation) {
      this.#generation = history.generation;
      this.points.clear();
      this.lowest = this.positive = Infinity;
      this.highest = -Infinity;
    }
    const from = this.points.length;
    for (let step = from; step < history.length; step += 1) {
      const loss = history.loss[step] ?? Number.NaN;
      this.lowest = Math.min(this.lowest, loss);
      this.highest = Math.max(this.highest, loss);
      if (loss > 0) this.positive = Math.min(this.positive, loss);
    }
    this.points.extend(history.loss, history.length);
    return from !== history.length;
  }

  /** Where a point stands on the axis. @param {number} index */
  along(index) {
    const step = this.points.steps[index] ?? 0;
    return this.line.along?.(step) ?? step;
  }

  /** Where the run stands on the axis. */
  get end() {
    const step = this.points.length - 1;
    return this.line.along?.(step) ?? step;
  }

  /** @param {CanvasRenderingContext2D} context @param {Frame} frame */
  stroke(context, frame) {
    const { colour, dash, first } = this.line;
    const { steps, losses } = this.points;
    context.strokeStyle = context.fillStyle = colour;
    context.setLineDash(dash);
    context.beginPath();
    for (let index = 0; index < steps.length; index += 1) {
      if ((steps[index] ?? 0) < first) continue;
      context.lineTo(frame.x.to(this.along(index)), frame.y.to(losses[index] ?? 0));
    }
    context.stroke();
    context.setLineDash([]);
    context.beginPath();
    context.arc(frame.x.to(this.end), frame.y.to(losses.at(-1) ?? 0), 3.5, 0, 2 * Math.PI);
    context.fill();
  }
}

export class Chart {
  /** @type {Series[]} */
  #series = [];
  /** @type {Frame | undefined} */
  #frame;
  /** What the axes show now; they are drawn again only when this changes. */
  #shown = '';
  /** @type {Palette | undefined} */
  #palette;
  /** @type {number | null} where the pointer is, in pixels */
  #pointer = null;
  #words;
  #layers;
  #title = h('span', {});
  #value = h('span', { className: 'chart-value' });

  /** @param {'en' | 'zh'} language */
  constructor(language) {
    this.#words = language === 'zh' ? zh : en;
    this.box = h('div', { className: 'chart-box', role: 'img', 'aria-label': this.#words.title });
    this.#layers = new Layers(this.box, 2, () => this.#redraw());
    const title = h('div', { className: 'chart-title', 'aria-hidden': 'true' }, this.#title, this.#value);
    this.root = h('div', { className: 'chart' }, title, this.box);
    this.box.addEventListener('pointermove', (event) => this.#point(placeIn(this.box, event).x));
    this.box.addEventListener('pointerleave', () => this.#point(null));
  }

  /** @param {Palette} palette */
  show(palette) {
    if (palette === this.#palette) return;
    this.#palette = palette;
    this.#redraw();
  }

  /** @param {Line[]} lines the figure's own run first */
  draw(lines) {
    setText(this.#title, lines[0]?.along ? this.#words.bySamples : this.#words.title);
    const old = this.#series;
    this.#series = lines.map(
      (line) => old.find(({ line: { history } }) => history === line.history)?.as(line) ?? new Series(line),
    );
    const other =
      old.length !== lines.length || this.#series.some((series, index) => series !== old[index] || series.altered);
    const changed = this.#series.map((series) => series.extend());
    if (other || changed.includes(true)) this.#drawLines();
  }

  /** In words. */
  describe() {
    const history = this.#series[0]?.line.history;
    if (!history) return;
    const [first = Number.NaN, last = Number.NaN] = [history.loss[0], history.loss[history.length - 1]];
    const text = this.#words.went(formatInteger(history.length - 1), formatNumber(first), formatNumber(last));
    this.box.setAttribute('aria-label', `${this.#title.textContent}. ${text}`);
  }

  disconnect() {
    this.#layers.disconnect();
  }

  #redraw() {
    this.#shown = '';
    this.#drawLines();
  }

  #drawLines() {
    const palette = this.#palette;
    if (!palette || this.#series.length === 0 || this.#layers.width === 0) return;
    const frame = this.#drawAxes(palette);
    const context = this.#layers.fresh(1);
    context.lineWidth = 2;
    context.lineJoin = 'round';
    // The figure's own run lies on top.
    for (const series of [...this.#series].reverse()) series.stroke(context, frame);
    this.#tell(context, frame, palette);
  }

  /** @param {Palette} palette @returns {Frame} */
  #drawAxes(palette) {
    const most = (/** @type {'end' | 'highest'} */ what) => Math.max(...this.#series.map((series) => series[what]));
    const least = (/** @type {'lowest' | 'positive'} */ what) =>
      Math.min(...this.#series.map((series) => series[what]));
    const last = axisLength(most('end'));
    const logarithmic = least('lowest') >= 0 && least('positive') < Infinity;
    const [low, high] = logarithmic
      ? decades(least('positive'), most('highest'))
      : rounded(least('lowest'), most('highest'));
    const { width, height } = this.#layers;
    const shown = [last, logarithmic, low, high, width, height, this.#series[0]?.line.along].join(' ');
    if (this.#frame && shown === this.#shown) return this.#frame;
    this.#shown = shown;
    const { right, top, bottom } = MARGIN;
    const inner = height - top - bottom;
    const y = (logarithmic ? logScale : linearScale)(low, high, top + inner, top);
    const left = roomBefore(y, inner, MARGIN.left);
    const box = { left, top, width: width - left - right, height: inner };
    const frame = { ...box, x: linearScale(0, last, left, left + box.width), y };
    this.#frame = frame;
    const { step, samples, loss, log } = this.#words;
    const context = this.#layers.fresh(0);
    drawAxes(context, frame, palette, { x: '', y: '' }, true);
    const titles = { x: this.#series[0]?.line.along ? samples : step, y: logarithmic ? `${loss}${log}` : loss };
    drawTitles(context, frame, palette, titles);
    this.box.dataset.axes = `${titles.x}, ${titles.y}`;
    return frame;
  }

  /** @param {number | null} pixel */
  #point(pixel) {
    this.#pointer = pixel;
    this.#drawLines();
  }

  /**
   * The step nearest to the pointer, marked and in words.
   *
   * @param {CanvasRenderingContext2D} context
   * @param {Frame} frame
   * @param {Palette} palette
   */
  #tell(context, frame, palette) {
    const own = this.#series[0];
    if (!own) return;
    const { steps, losses } = own.points;
    const wanted = this.#pointer === null ? -1 : frame.x.from(this.#pointer);
    let nearest = -1;
    if (wanted >= 0) {
      nearest = 0;
      for (let index = 1; index < steps.length; index += 1) {
        if (Math.abs(own.along(index) - wanted) < Math.abs(own.along(nearest) - wanted)) nearest = index;
      }
    }
    const [step, loss] = [steps[nearest], losses[nearest]];
    if (step === undefined || loss === undefined) {
      setText(this.#value, '');
      return;
    }
    const { step: stepWord, loss: lossWord } = this.#words;
    setText(this.#value, `${stepWord} ${formatInteger(step)} · ${lossWord} ${formatNumber(loss)}`);
    context.strokeStyle = palette.muted;
    context.lineWidth = 1;
    context.beginPath();
    const across = frame.x.to(own.along(nearest));
    context.moveTo(across, frame.top);
    context.lineTo(across, frame.top + frame.height);
    context.stroke();
  }
}

/** A round number of steps that the run so far fits into. @param {number} steps */
export function axisLength(steps) {
  for (let power = 10; ; power *= 10) {
    const length = LENGTHS.find((factor) => factor * power >= steps);
    if (length) return length * power;
  }
}

/** The exponents of the powers of ten around a range of losses. @param {number} low @param {number} high @returns {[number, number]} */
export function decades(low, high) {
  const bottom = Math.max(Math.floor(Math.log10(low)), EXPONENTS.least);
  return [bottom, Math.min(Math.max(Math.ceil(Math.log10(high)), bottom + 1), EXPONENTS.most)];
}

/** A range of losses, widened to round numbers. @param {number} low @param {number} high @returns {[number, number]} */
export function rounded(low, high) {
  const air = low === high ? Math.abs(low) / 2 || 1 : 0;
  const { step } = ticks(low - air, high + air, 4);
  return [Math.floor((low - air) / step) * step, Math.ceil((high + air) / step) * step];
}
