// What a model is fitted to: its samples, the model at the current parameters, and which samples this step has drawn.
// With one input a sample is a point (x, y) and the model a line; with two it is a point (x₁, x₂) of one of two classes,
// and the model the boundary where both are equally likely.

import { h } from '../kit/dom.js';
import { Layers } from './layers.js';
import { SWATCH } from './legend.js';
import { clampPixel, drawAxes, MARGIN } from './marks.js';
import { linearScale } from './scale.js';

/** @typedef {import('./marks.js').Frame} Frame */
/** @typedef {import('./palette.js').Palette} Palette */

/**
 * @typedef {object} DataScene
 * @property {Samples} samples
 * @property {{ x: string, y: string }} names
 * @property {ArrayLike<number> | null} best the parameters with the lowest loss, where known
 * @property {string} colour
 */

const RADIUS = 3.5;
/** How many times as far away as its target an answer may be that the plot makes room for. */
const MOST_ROOM = 8;

/** Of one sample the error can be drawn. @param {Samples} samples */
const isAlone = ({ n, inputDim }) => n === 1 && inputDim === 1;

/** What the model says to the first sample. @param {Samples} samples @param {ArrayLike<number>} params */
const answerOf = ({ inputs }, params) => (params[0] ?? 0) * (inputs[0] ?? 0) + (params[1] ?? 0);

/** What stands in the legend for the marks of this view. @type {import('./legend.js').DrawMark} */
export function drawDataMark(context, mark, { run, accent, muted }) {
  const [colour, width, dash] = /** @type {Record<string, [string, number, number[]]>} */ ({
    fit: [run, 2.5, []],
    error: [muted, 5, []],
    best: [muted, 1.5, [2, 4]],
    chosen: [accent, 2, []],
  })[mark] ?? ['', 0, []];
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash(dash);
  context.beginPath();
  if (mark === 'chosen') context.arc(SWATCH.width / 2, SWATCH.height / 2, 6, 0, 2 * Math.PI);
  else {
    context.moveTo(4, SWATCH.height / 2);
    context.lineTo(SWATCH.width - 4, SWATCH.height / 2);
  }
  context.stroke();
}

export class SampleView {
  /** @type {DataScene | undefined} */
  #scene;
  /** @type {Palette | undefined} */
  #palette;
  /** @type {Frame | undefined} */
  #frame;
  /** @type {{ params: ArrayLike<number>, batch: Uint32Array | null } | undefined} */
  #moment;
  /** What the model has answered to a single sample, and 0: the plot has room for that. @type {number[]} */
  #answers = [];

  /** @param {string} label */
  constructor(label) {
    this.box = h('div', { className: 'plot data', role: 'img', 'aria-label': label });
    this.layers = new Layers(this.box, 2, () => this.#redraw());
  }

  /** @param {DataScene} scene @param {Palette} palette */
  show(scene, palette) {
    this.#scene = scene;
    this.#palette = palette;
    this.#answers = isAlone(scene.samples) ? [0] : [];
    this.#redraw();
  }

  /** @param {ArrayLike<number>} params @param {Uint32Array | null} batch */
  draw(params, batch) {
    this.#moment = { params, batch };
    this.#makeRoom(params);
    const [scene, frame, palette] = [this.#scene, this.#frame, this.#palette];
    if (!scene || !frame || !palette) return;
    const context = this.layers.fresh(1);
    clipTo(context, frame);
    if (isAlone(scene.samples)) strokeError(context, frame, scene.samples, params, palette);
    strokeModel(context, frame, scene.samples, params, 2.5, scene.colour);
    if (batch && batch.length < scene.samples.n) {
      context.lineWidth = 2;
      context.strokeStyle = palette.accent;
      context.beginPath();
      for (const index of batch) {
        const { x, y } = place(frame, scene.samples, index);
        context.moveTo(x + RADIUS + 3, y);
        context.arc(x, y, RADIUS + 3, 0, 2 * Math.PI);
      }
      context.stroke();
    }
    context.restore();
  }

  disconnect() {
    this.layers.disconnect();
  }

  /** @param {ArrayLike<number>} params */
  #makeRoom(params) {
    const [scene, frame] = [this.#scene, this.#frame];
    if (!scene || !frame || !isAlone(scene.samples)) return;
    const answer = answerOf(scene.samples, params);
    const far = MOST_ROOM * (Math.abs(scene.samples.targets[0] ?? 0) || 1);
    if (!(Math.abs(answer) <= far) || (answer >= frame.y.low && answer <= frame.y.high)) return;
    this.#answers.push(answer);
    this.#frame = undefined;
    this.#redraw();
  }

  #redraw() {
    const [scene, palette] = [this.#scene, this.#palette];
    const { width, height } = this.layers;
    if (!scene || !palette || width === 0) return;
    const { left, top, right, bottom } = MARGIN;
    const frame = frameFor(scene.samples, this.#answers, left, top, width - left - right, height - top - bottom);
    this.#frame = frame;
    const context = this.layers.fresh(0);
    drawAxes(context, frame, palette, scene.names, true);
    drawSamples(context, frame, scene.samples, palette);
    if (scene.best) {
      clipTo(context, frame);
      context.setLineDash([2, 4]);
      strokeModel(context, frame, scene.samples, scene.best, 1.5, palette.muted);
      context.restore();
    }
    if (this.#moment) this.draw(this.#moment.params, this.#moment.batch);
  }
}

/** Nothing goes beyond the axes, until `restore()`. @param {CanvasRenderingContext2D} context @param {Frame} frame */
function clipTo(context, { left, top, width, height }) {
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
}

/**
 * @param {Samples} samples
 * @param {number[]} answers that are to be seen too
 * @param {number} left
 * @param {number} top
 * @param {number} width
 * @param {number} height
 * @returns {Frame}
 */
function frameFor({ inputs, targets, inputDim }, answers, left, top, width, height) {
  const [x0, x1] = padded(inputs, 0, inputDim);
  const [y0, y1] = inputDim === 1 ? padded([...targets, ...answers], 0, 1) : padded(inputs, 1, inputDim);
  return {
    left,
    top,
    width,
    height,
    x: linearScale(x0, x1, left, left + width),
    y: linearScale(y0, y1, top + height, top),
  };
}

/**
 * The range of every `stride`th value, with some air around it.
 *
 * @param {ArrayLike<number>} values
 * @param {number} first
 * @param {number} stride
 * @returns {[number, number]}
 */
function padded(values, first, stride) {
  let low = Infinity;
  let high = -Infinity;
  for (let index = first; index < values.length; index += stride) {
    low = Math.min(low, values[index] ?? low);
    high = Math.max(high, values[index] ?? high);
  }
  if (low === high) [low, high] = [Math.min(0, low * 1.25), Math.max(0, high * 1.25) || 1];
  const air = (high - low) * 0.12;
  return [low - air, high + air];
}

/** @param {Frame} frame @param {Samples} samples @param {number} index */
function place(frame, { inputs, targets, inputDim }, index) {
  const first = inputs[index * inputDim] ?? 0;
  const second = inputDim === 1 ? targets[index] : inputs[index * inputDim + 1];
  return { x: frame.x.to(first), y: frame.y.to(second ?? 0) };
}

/** A bar from what is wanted to what the model says. @param {CanvasRenderingContext2D} context @param {Frame} frame @param {Samples} samples @param {ArrayLike<number>} params @param {Palette} palette */
function strokeError(context, frame, samples, params, palette) {
  const { x, y } = place(frame, samples, 0);
  const said = clampPixel(frame.y.to(answerOf(samples, params)));
  context.save();
  context.strokeStyle = palette.muted;
  context.lineWidth = 5;
  context.globalAlpha = 0.6;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x, said);
  context.stroke();
  context.restore();
}

/** @param {CanvasRenderingContext2D} context @param {Frame} frame @param {Samples} samples @param {Palette} palette */
function drawSamples(context, frame, samples, palette) {
  context.lineWidth = 1.5;
  context.strokeStyle = palette.ink;
  for (let index = 0; index < samples.n; index += 1) {
    const { x, y } = place(frame, samples, index);
    // Two classes differ in shape and filling, not in colour alone.
    const hollow = samples.inputDim === 2 && (samples.targets[index] ?? 0) < 0.5;
    context.beginPath();
    if (hollow) context.rect(x - RADIUS + 0.5, y - RADIUS + 0.5, 2 * RADIUS - 1, 2 * RADIUS - 1);
    else context.arc(x, y, RADIUS, 0, 2 * Math.PI);
    context.fillStyle = hollow ? palette.paper : palette.ink;
    context.fill();
    context.stroke();
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {Samples} samples
 * @param {ArrayLike<number>} params
 * @param {number} width of the line
 * @param {string} colour
 */
function strokeModel(context, { x, y }, { inputDim }, params, width, colour) {
  const [first = 0, second = 0] = Array.from(params);
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.beginPath();
  if (inputDim === 1) {
    context.moveTo(x.to(x.low), clampPixel(y.to(first * x.low + second)));
    context.lineTo(x.to(x.high), clampPixel(y.to(first * x.high + second)));
  } else {
    // w₁x₁ + w₂x₂ = 0: through the origin, at right angles to (w₁, w₂), and long enough to cross the frame.
    const reach = 2 * Math.max(x.high - x.low, y.high - y.low, Math.abs(x.low), Math.abs(y.low));
    const size = Math.hypot(first, second);
    if (size === 0) return;
    const across = (-second / size) * reach;
    const up = (first / size) * reach;
    context.moveTo(clampPixel(x.to(-across)), clampPixel(y.to(-up)));
    context.lineTo(clampPixel(x.to(across)), clampPixel(y.to(up)));
  }
  context.stroke();
}
