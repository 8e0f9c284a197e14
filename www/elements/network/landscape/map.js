// A slice as a picture: losses in colours with contours, and the paths across it.

import { h } from '../../kit/dom.js';
import { Layers } from '../../views/layers.js';
import { BRIGHT, CASING, clampPixel, drawAxes, drawBall, drawRing, strokeContours } from '../../views/marks.js';
import { linearScale } from '../../views/scale.js';

/** @typedef {import('../../views/marks.js').Frame} Frame */

/**
 * @typedef {object} Track a path, and how it is drawn
 * @property {string} label
 * @property {string} colour
 * @property {number[]} dash
 * @property {SeenPath} seen
 */

const MARGIN = { left: 46, right: 12, top: 10, bottom: 34 };
/** Dots of a path are at least so far apart, in pixels. */
const DOTS = 9;
const FONT = '600 12px system-ui, sans-serif';

export class SliceMap {
  #cells = document.createElement('canvas');
  #layers;
  /** @type {NetworkSlice | undefined} */
  #slice;
  /** @type {Track[]} */
  #tracks = [];
  /** @type {import('../../views/palette.js').Palette | undefined} */
  #palette;

  /** @param {string} label */
  constructor(label) {
    this.root = h('div', { className: 'slice-map', role: 'img', 'aria-label': label });
    this.#layers = new Layers(this.root, 2, () => this.#draw());
  }

  /** @param {NetworkSlice} slice @param {Track[]} tracks the run's own first @param {import('../../views/palette.js').Palette} palette */
  show(slice, tracks, palette) {
    this.#slice = slice;
    this.#tracks = tracks;
    this.#palette = palette;
    this.#cells.width = slice.width;
    this.#cells.height = slice.height;
    const image = new ImageData(new Uint8ClampedArray(slice.picture.pixels), slice.width, slice.height);
    this.#cells.getContext('2d')?.putImageData(image, 0, 0);
    this.#draw();
  }

  /** @param {string} text */
  describe(text) {
    this.root.setAttribute('aria-label', text);
  }

  disconnect() {
    this.#layers.disconnect();
  }

  #draw() {
    const [slice, palette, { width, height }] = [this.#slice, this.#palette, this.#layers];
    if (!slice || !palette || width === 0) return;
    const { left, right, top, bottom } = MARGIN;
    const box = { left, top, width: width - left - right, height: height - top - bottom };
    const [x0 = 0, x1 = 1] = slice.x;
    const [y0 = 0, y1 = 1] = slice.y;
    const x = linearScale(x0, x1, left, left + box.width);
    const y = linearScale(y0, y1, top + box.height, top);
    const frame = { ...box, x, y };
    const below = this.#layers.fresh(0);
    below.imageSmoothingEnabled = true;
    below.imageSmoothingQuality = 'high';
    below.drawImage(this.#cells, left, top, box.width, box.height);
    strokeContours(below, frame, slice.picture.contours);
    drawAxes(below, frame, palette, { x: 'x', y: 'y' }, false);
    const context = this.#layers.fresh(1);
    context.save();
    context.beginPath();
    context.rect(left, top, box.width, box.height);
    context.clip();
    for (const track of [...this.#tracks].reverse()) drawTrack(context, frame, track);
    context.restore();
    if (this.#tracks.length > 1) nameTracks(context, frame, this.#tracks);
  }
}

/** @param {CanvasRenderingContext2D} context @param {Frame} frame @param {Track} track */
function drawTrack(context, { x, y }, { colour, dash, seen }) {
  const points = Array.from(seen.x, (across, k) => [clampPixel(x.to(across)), clampPixel(y.to(seen.y[k] ?? 0))]);
  const last = points.length - 1;
  context.lineJoin = 'round';
  for (const [width, style, alpha, pattern] of /** @type {const} */ ([
    [4, CASING, 0.55, []],
    [2.25, colour, 1, dash],
  ])) {
    context.beginPath();
    for (const [across = 0, up = 0] of points) context.lineTo(across, up);
    context.lineWidth = width;
    context.strokeStyle = style;
    context.globalAlpha = alpha;
    context.setLineDash([...pattern]);
    context.stroke();
  }
  context.setLineDash([]);
  context.fillStyle = BRIGHT;
  let [lastX, lastY] = [Infinity, Infinity];
  for (const [k, [across = 0, up = 0]] of points.entries()) {
    if (Math.hypot(across - lastX, up - lastY) < DOTS) continue;
    [lastX, lastY] = [across, up];
    // The later, the plainer.
    context.globalAlpha = 0.15 + (0.85 * k) / Math.max(1, last);
    context.beginPath();
    context.arc(across, up, 1.75, 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
  const [[fromX = 0, fromY = 0] = [], [toX = 0, toY = 0] = []] = [points[0], points[last]];
  if (last > 0) drawRing(context, fromX, fromY);
  drawBall(context, toX, toY, colour);
}

/** Names beside the ends of paths, apart from each other. @param {CanvasRenderingContext2D} context @param {Frame} frame @param {Track[]} tracks */
function nameTracks(context, { x, y, left, top, width, height }, tracks) {
  context.save();
  context.font = FONT;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  const ends = tracks.map(({ label, seen }) => {
    const [across, up] = [x.to(seen.x.at(-1) ?? 0), y.to(seen.y.at(-1) ?? 0)];
    const wide = context.measureText(label).width;
    const toLeft = across + 12 + wide > left + width;
    const from = toLeft ? across - 12 - wide : across + 12;
    return { label, from: Math.max(from, left + 2), at: Math.min(Math.max(up, top + 8), top + height - 8) };
  });
  ends.sort((a, b) => a.at - b.at);
  for (const [k, end] of ends.entries()) {
    const above = ends[k - 1];
    if (above && end.at - above.at < 15) end.at = above.at + 15;
    context.lineWidth = 3.5;
    context.strokeStyle = CASING;
    context.strokeText(end.label, end.from, end.at);
    context.fillStyle = BRIGHT;
    context.fillText(end.label, end.from, end.at);
  }
  context.restore();
}
