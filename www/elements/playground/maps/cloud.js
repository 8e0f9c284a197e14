// The gradient cloud: what mini-batches make of the gradient where the ball is, and how that shrinks with their size.

import { remote } from '../../../engine/remote.js';
import { h, hide, setText } from '../../kit/dom.js';
import { formatInteger, formatNumber } from '../../kit/format.js';
import { Layers } from '../../views/layers.js';
import { clampPixel, drawAxes, MARGIN as USUAL } from '../../views/marks.js';
import { optimizerStyle } from '../../views/palette.js';
import { linearScale, logScale } from '../../views/scale.js';
import { drawTitles } from '../../views/titles.js';
import { Panel } from './panel.js';

/** @typedef {import('../extras/extras.js').Context} Context */
/** @typedef {import('./words.en.js').MapWords} MapWords */
/** @typedef {import('../../views/plot.js').Moment} Moment */
/** @typedef {{ size: number, samples: number }} Asked what a cloud was asked for: the batch size, and of how many samples */

/** Its axes have no names: the last label below has the room of one. */
const MARGIN = { ...USUAL, right: 18 };
/** A new cloud is asked for at most so often while the ball moves, in milliseconds. */
const EVERY = 120;
/** The picture reaches so many deviations of single samples from the full gradient. */
const REACH = 1.7;
/** Deviations of the two ellipses. */
const ELLIPSES = [1, 2];

export class Cloud {
  #context;
  #words;
  /** @type {(GradientCloud & Asked) | null} */
  #cloud = null;
  #cloudBox;
  #sizesBox;
  #layers;
  #sizes;
  #statement = h('p', { className: 'statement' });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #key = '';
  /** Calls off what is no longer wanted. */
  #under = new AbortController();
  /** @type {ArrayLike<number>} */
  #point = [];

  /** @param {Context} context @param {MapWords} words @param {boolean} open */
  constructor(context, words, open) {
    this.#context = context;
    this.#words = words.cloud;
    this.panel = new Panel('cloud', { ...words.cloud, working: words.working }, open, () => this.follow());
    const picture = (/** @type {string} */ label, /** @type {string} */ name) =>
      h('div', { className: `plot ${name}`, role: 'img', 'aria-label': label });
    this.#cloudBox = picture(words.cloud.picture, 'cloud-picture');
    this.#sizesBox = picture(words.cloud.sizes, 'cloud-sizes');
    this.#layers = new Layers(this.#cloudBox, 1, () => this.#drawCloud());
    this.#sizes = new Layers(this.#sizesBox, 1, () => this.#drawSizes());
    const note = (/** @type {string} */ text) => h('p', { className: 'note' }, text);
    this.panel.fill(
      this.#cloudBox,
      note(words.cloud.pictureNote),
      this.#sizesBox,
      note(words.cloud.sizesNote),
      this.#statement,
    );
  }

  /** After a change of settings. */
  follow() {
    const { config } = this.#context.session;
    hide(this.panel.root, config.samples < 2);
    if (this.panel.visible) this.#ask();
  }

  /** @param {Moment} moment */
  draw({ status }) {
    this.#point = status.params;
    if (this.panel.visible) this.#ask();
  }

  recolour() {
    this.#drawCloud();
    this.#drawSizes();
  }

  disconnect() {
    clearTimeout(this.#timer);
    this.#under.abort();
    this.#layers.disconnect();
    this.#sizes.disconnect();
    this.panel.disconnect();
  }

  #ask() {
    this.#timer ??= setTimeout(async () => {
      this.#timer = undefined;
      const { session, language } = this.#context;
      const point = this.#point.length === session.config.dim ? Array.from(this.#point) : session.config.start;
      const question = { ...session.taken, start: undefined, batchSize: session.config.batchSize };
      const key = JSON.stringify([question, point]);
      if (key === this.#key) return;
      this.#key = key;
      this.#under.abort();
      this.#under = new AbortController();
      const { signal } = this.#under;
      const asked = { size: this.#size, samples: session.config.samples };
      try {
        const cloud = await remote.gradientCloud(question, point, { signal, visible: () => this.panel.visible });
        if (signal.aborted || !cloud) return;
        this.#show({ ...cloud, ...asked });
      } catch (error) {
        if (!signal.aborted) this.panel.fail(error, language);
      }
    }, EVERY);
  }

  /** @param {GradientCloud & Asked} cloud */
  #show(cloud) {
    // Far out a run's numbers are too large for their squares.
    const finite = [cloud.full, cloud.found, cloud.plain, cloud.expected].every((list) => list.every(Number.isFinite));
    this.panel.refuse(finite ? '' : this.#words.beyond);
    if (!finite) return;
    this.#cloud = cloud;
    this.recolour();
    this.#tell(cloud);
  }

  get #size() {
    const { batchSize, samples } = this.#context.session.config;
    return batchSize === 'full' ? samples : Math.min(batchSize, samples);
  }

  get #colour() {
    return optimizerStyle(this.#context.session.optimizerIndex).colour;
  }

  #drawCloud() {
    const cloud = this.#cloud;
    const { width, height } = this.#layers;
    if (!cloud || width === 0) return;
    const { left, top, right, bottom } = MARGIN;
    const box = { left, top, width: width - left - right, height: height - top - bottom };
    const flat = cloud.full.length === 1;
    const [gx = 0, gy = 0] = cloud.full;
    const spread = REACH * Math.max(cloud.found[0] ?? 0, 1e-12);
    // The origin, from which the gradient points, stays in the picture. Both axes have one scale.
    const range = (/** @type {number} */ centre) => [Math.min(centre - spread, 0), Math.max(centre + spread, 0)];
    const [x0 = 0, x1 = 0] = range(gx);
    const [y0 = 0, y1 = 0] = flat ? [-1, 1] : range(gy);
    const unit = flat ? (x1 - x0) / box.width : Math.max((x1 - x0) / box.width, (y1 - y0) / box.height);
    const half = [(unit * box.width) / 2, (unit * box.height) / 2];
    const [cx, cy] = [(x0 + x1) / 2, (y0 + y1) / 2];
    const frame = {
      ...box,
      x: linearScale(cx - (half[0] ?? 0), cx + (half[0] ?? 0), left, left + box.width),
      y: flat
        ? linearScale(-1, 1, top + box.height, top)
        : linearScale(cy - (half[1] ?? 0), cy + (half[1] ?? 0), top + box.height, top),
    };
    const palette = this.#context.palette();
    const context = this.#layers.fresh(0);
    const [u = '', v = ''] = this.#context.session.config.variables;
    const none = { x: '', y: '' };
    drawAxes(context, { ...frame, y: flat ? { ...frame.y, ticks: () => [] } : frame.y }, palette, none, !flat);
    context.save();
    context.font = 'italic 14px Cambria, "Times New Roman", serif';
    context.fillStyle = palette.ink;
    context.textAlign = 'right';
    context.fillText(`∂L/∂${u}`, left + box.width - 6, top + box.height - 7);
    context.textAlign = 'left';
    if (!flat) context.fillText(`∂L/∂${v}`, left + 6, top + 15);
    context.beginPath();
    context.rect(left, top, box.width, box.height);
    context.clip();
    context.fillStyle = this.#colour;
    context.globalAlpha = 0.35;
    const rows = cloud.batches.length / cloud.full.length;
    for (let row = 0; row < rows; row += 1) {
      const x = frame.x.to(cloud.batches[row * cloud.full.length] ?? 0);
      // On a line each batch has a height of its own, so that they can be told apart.
      const y = flat ? frame.y.to(0.7 * (((row * 0.618034) % 1) * 2 - 1)) : frame.y.to(cloud.batches[2 * row + 1] ?? 0);
      context.beginPath();
      context.arc(clampPixel(x), clampPixel(y), 2.6, 0, 2 * Math.PI);
      context.fill();
    }
    context.globalAlpha = 1;
    this.#drawEllipses(context, frame, cloud);
    this.#drawGradient(context, frame, cloud);
    context.restore();
  }

  /** @param {CanvasRenderingContext2D} context @param {import('../../views/marks.js').Frame} frame @param {GradientCloud} cloud */
  #drawEllipses(context, frame, { full, expected }) {
    const palette = this.#context.palette();
    context.strokeStyle = palette.ink;
    context.lineWidth = 1.5;
    const [gx = 0, gy = 0] = full;
    const [a = 0, b = 0, , d = 0] = expected;
    for (const deviations of ELLIPSES) {
      context.setLineDash(deviations === 1 ? [] : [5, 4]);
      context.beginPath();
      if (full.length === 1) {
        for (const sign of [-1, 1]) {
          const x = frame.x.to(gx + sign * deviations * Math.sqrt(a));
          context.moveTo(x, frame.top);
          context.lineTo(x, frame.top + frame.height);
        }
      } else {
        // The square root of a symmetric matrix takes the circle to the ellipse; that of Cholesky will do.
        const l = Math.sqrt(Math.max(a, 0));
        const m = l > 0 ? b / l : 0;
        const n = Math.sqrt(Math.max(d - m * m, 0));
        for (let step = 0; step <= 72; step += 1) {
          const angle = (step * Math.PI) / 36;
          const [c, s] = [deviations * Math.cos(angle), deviations * Math.sin(angle)];
          context.lineTo(frame.x.to(gx + l * c), frame.y.to(gy + m * c + n * s));
        }
      }
      context.stroke();
    }
    context.setLineDash([]);
  }

  /** From the origin to the full gradient. @param {CanvasRenderingContext2D} context @param {import('../../views/marks.js').Frame} frame @param {GradientCloud} cloud */
  #drawGradient(context, frame, { full }) {
    const palette = this.#context.palette();
    const from = [frame.x.to(0), frame.y.to(0)];
    const to = [frame.x.to(full[0] ?? 0), frame.y.to(full[1] ?? 0)];
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = [...from, ...to];
    context.strokeStyle = context.fillStyle = palette.accent;
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
    context.stroke();
    context.beginPath();
    context.arc(x1, y1, 4.5, 0, 2 * Math.PI);
    context.fill();
    context.beginPath();
    context.arc(x0, y0, 3, 0, 2 * Math.PI);
    context.lineWidth = 1.5;
    context.stroke();
  }

  #drawSizes() {
    const cloud = this.#cloud;
    const { width, height } = this.#sizes;
    if (!cloud || width === 0) return;
    const { left, top, right, bottom } = MARGIN;
    const box = { left, top, width: width - left - right, height: height - top - bottom };
    const palette = this.#context.palette();
    const { sizes, found, follows, plain } = cloud;
    const positive = found.filter((value, k) => value > 0 && (sizes[k] ?? 0) < cloud.samples);
    const decades = (/** @type {number} */ low, /** @type {number} */ high) => [
      Math.floor(Math.log10(low) - 0.05),
      Math.ceil(Math.log10(high) + 0.05),
    ];
    const [y0 = -1, y1 = 0] = positive.length > 0 ? decades(Math.min(...positive), plain[0] ?? 1) : [-1, 0];
    const [, x1 = 1] = decades(1, sizes.at(-1) ?? 10);
    const frame = {
      ...box,
      x: logScale(0, x1, left, left + box.width),
      y: logScale(y0, y1, top + box.height, top),
    };
    const context = this.#sizes.fresh(0);
    drawAxes(context, frame, palette, { x: '', y: '' }, true);
    const titles = this.#words.axes;
    drawTitles(context, frame, palette, titles);
    this.#sizes.box.dataset.axes = `${titles.x}, ${titles.y}`;
    context.save();
    context.beginPath();
    context.rect(left, top, box.width, box.height);
    context.clip();
    /** @param {Float64Array} values @param {string} colour @param {number[]} dash */
    const line = (values, colour, dash) => {
      context.strokeStyle = colour;
      context.lineWidth = 1.5;
      context.setLineDash(dash);
      context.beginPath();
      values.forEach((value, k) => {
        context.lineTo(frame.x.to(sizes[k] ?? 1), clampPixel(frame.y.to(value)));
      });
      context.stroke();
      context.setLineDash([]);
    };
    line(plain, palette.muted, [5, 4]);
    line(follows, palette.ink, []);
    const chosen = cloud.size;
    for (const [k, value] of found.entries()) {
      const own = sizes[k] === chosen;
      context.fillStyle = this.#colour;
      context.strokeStyle = palette.paper;
      context.lineWidth = 1.5;
      context.beginPath();
      context.arc(frame.x.to(sizes[k] ?? 1), clampPixel(frame.y.to(value)), own ? 7 : 4.5, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
    context.restore();
  }

  /** @param {GradientCloud & Asked} cloud */
  #tell({ full, sizes, found, follows, plain, size, samples }) {
    const at = sizes.indexOf(size);
    // A batch of all samples has the full gradient, but for roundings.
    const shown = (/** @type {Float64Array} */ list) => formatNumber(size === samples ? 0 : (list[at] ?? 0), 3);
    const [seen, should] = [shown(found), shown(follows)];
    const simple = formatNumber(plain[at] ?? 0, 3);
    const length = formatNumber(Math.hypot(...full), 3);
    const text = this.#words.statement(formatInteger(size), seen, should, simple, length);
    setText(this.#statement, text);
    this.panel.describe(text);
    this.panel.root.dataset.size = String(size);
  }
}
