// A picture of a loss with a run on it: three layers (the surface; the path so far; what moves now), a frame with axes,
// and a start that can be moved. What is drawn on each layer, a `Picture` says: `map.js` or `curve.js`.

import { h, hide } from '../kit/dom.js';
import { followDrags } from './drag.js';
import { Layers } from './layers.js';
import { drawAxes, MARGIN } from './marks.js';
import { Beginning, WHOLE } from './rows.js';
import { roundToPixel } from './scale.js';

/** @typedef {import('./marks.js').Frame} Frame */
/** @typedef {import('./scale.js').Scale} Scale */
/** @typedef {import('./palette.js').Palette} Palette */
/** @typedef {import('./history.js').History} History */

/**
 * @typedef {object} Scene what stays while a run goes on
 * @property {string} key equal keys, equal surfaces
 * @property {number[]} domain
 * @property {string[]} variables
 * @property {number} samples that each loss is a mean over; 0 for a formula
 * @property {KnownMinimum[]} minima
 * @property {string} colour of the run
 * @property {(context: CanvasRenderingContext2D | undefined, picture: { width: number, height: number, contours: boolean }) => Painted} paint
 * @property {(width: number) => Float64Array} field
 */

/**
 * @typedef {object} Line a run, as pictures and charts show it
 * @property {History} history
 * @property {string} colour
 * @property {number[]} dash
 * @property {number} first the row at which it parts from another run that is shown; 0 for none
 * @property {(step: number) => number} [along] where a step stands on the axis of a chart, if not at its number
 */

/**
 * @typedef {object} Moment what a frame shows
 * @property {Status} status
 * @property {History} history up to that status
 * @property {Line[]} lines every run in full, the figure's own first
 * @property {Line[]} ends the others, up to where they are shown
 * @property {number} rate the learning rate, by which gradients become steps
 * @property {number} velocityUnit what turns the velocity into a step
 * @property {Float64Array | null} batchGradient when this step's backward pass has just been shown
 * @property {number[] | null} camera from where it is seen, in space
 */

/**
 * @typedef {object} Picture
 * @property {(scene: Scene) => { x: string, y: string }} names of the axes
 * @property {boolean} grid whether lines go across the frame
 * @property {(scene: Scene) => number | null} aspect width by height; null where any will do
 * @property {(scene: Scene, box: { left: number, top: number, width: number, height: number }) => Frame} prepare
 * @property {((frame: Frame, scene: Scene) => void)[]} [ahead] what takes long of the surface, in tasks before it is drawn
 * @property {(context: CanvasRenderingContext2D, frame: Frame, scene: Scene, palette: Palette, passing: boolean) => void} surface
 *   in passing: another one is likely to follow at once
 * @property {(context: CanvasRenderingContext2D, frame: Frame, line: Line, rows: number[], drawn: number) => number} path
 *   draws a line through some rows, and says how long it is: its dashes go on where those of the `drawn` pixels before it ended
 * @property {(context: CanvasRenderingContext2D, frame: Frame, line: Line) => void} end where another run is
 * @property {(context: CanvasRenderingContext2D, frame: Frame, scene: Scene, moment: Moment, palette: Palette) => { x: number, y: number }} moment
 *   draws what moves, and says where the ball is
 */

/** A surface that follows another within so many milliseconds is one in passing. */
const PASSING = 200;

/** There may be several in one frame. */
let plots = 0;

/** What thins long paths, loaded with the first of them. @type {typeof import('./thin.js') | undefined} */
let thin;

export class Plot {
  /** What its marks are called, where not as usual. @type {{ ball?: string }} */
  legend = {};
  /** @type {Scene | undefined} */
  #scene;
  /** @type {Moment | undefined} */
  #moment;
  /** @type {Palette | undefined} */
  #palette;
  /** @type {Frame | undefined} */
  #frame;
  /** What the lowest layer shows: it is drawn again only when this changes. */
  #shown = '';
  /** Runs until it has stayed for a while. @type {ReturnType<typeof setTimeout> | undefined} */
  #passing;
  /** What the middle layer shows of each run: so many rows, of that generation of its history. */
  #drawn =
    /** @type {Map<History, { path: Beginning | import('./thin.js').ThinPath, rows: number, generation: number, pixels: number }>} */ (
      new Map()
    );
  /** Whether it waits for what thins paths. */
  #waits = false;
  #picture;
  /** What was drawn in passing stays, and is drawn in full. */
  #settle;
  #layers;
  #handle = h('div', { className: 'handle' });
  #outside;

  /**
   * @param {Picture} picture
   * @param {object} events
   * @param {(point: number[], committed: boolean) => void} events.onStart
   * @param {() => void} events.onToggle
   * @param {(redraw: () => void) => void} events.onResize
   * @param {{ label: string, keys: string, outside: string }} words
   */
  constructor(picture, { onStart, onToggle, onResize }, { label, keys, outside }) {
    this.#picture = picture;
    plots += 1;
    const id = `description-${plots}`;
    this.description = h('p', { className: 'unseen', id });
    this.box = h('div', {
      className: 'plot',
      tabIndex: 0,
      role: 'application',
      'aria-label': `${label}. ${keys}`,
      'aria-describedby': id,
    });
    const redraw = () => onResize(() => this.#redraw());
    this.#settle = (/** @type {boolean} */ passing) => {
      this.#passing = undefined;
      if (!passing) return;
      this.#shown = '';
      redraw();
    };
    this.#layers = new Layers(
      this.box,
      3,
      redraw,
      picture.ahead?.map((act) => () => onResize(() => this.#scene && act(this.#fit(this.#scene), this.#scene))),
    );
    const { top, right, bottom, left } = MARGIN;
    this.box.style.padding = `${top}px ${right}px ${bottom}px ${left}px`;
    this.#outside = h('p', { className: 'outside', hidden: true }, outside);
    this.box.append(this.#handle, this.#outside);
    followDrags({
      box: this.box,
      handle: this.#handle,
      pointAt: (x, y) => this.#pointAt(x, y),
      nudged: (right, up) => this.#nudged(right, up),
      onStart,
      onToggle,
    });
  }

  /** @param {Scene} scene @param {Palette} palette */
  show(scene, palette) {
    this.#scene = scene;
    this.#palette = palette;
    const aspect = this.#picture.aspect(scene);
    this.box.style.aspectRatio = aspect === null ? '' : String(aspect);
    this.#redraw();
  }

  /** @param {Moment} moment */
  draw(moment) {
    this.#moment = moment;
    const [scene, frame, palette] = [this.#scene, this.#frame, this.#palette];
    if (!scene || !frame || !palette) return;
    this.#drawPaths(moment.lines, frame);
    this.#layers.fresh(2);
    const context = this.#clipped(2, frame);
    for (const line of moment.ends) this.#picture.end(context, frame, line);
    const ball = this.#picture.moment(context, frame, scene, moment, palette);
    context.restore();
    const seen = inside(frame, ball);
    hide(this.#outside, seen);
    // Far out it would make the page longer.
    hide(this.#handle, !seen);
    this.#handle.style.transform = `translate(${ball.x}px, ${ball.y}px)`;
  }

  /** Only what is new, as long as what is there still holds. @param {Line[]} lines @param {Frame} frame */
  #drawPaths(lines, frame) {
    const isLong = (/** @type {Line} */ { history, first }) => history.length - first > WHOLE;
    const holds = (/** @type {Line} */ line) => {
      const { history } = line;
      const drawn = this.#drawn.get(history);
      if (drawn && thin && drawn.path instanceof Beginning && isLong(line)) return false;
      return !drawn || (drawn.generation === history.generation && drawn.rows <= history.length);
    };
    if (!thin && !this.#waits && lines.some(isLong)) this.#loadThin().catch(() => undefined);
    const gone = [...this.#drawn.keys()].some((history) => !lines.some((line) => line.history === history));
    if (gone || !lines.every(holds)) {
      this.#layers.fresh(1);
      this.#drawn.clear();
    }
    for (const line of lines) {
      const { history, first } = line;
      const { generation, length } = history;
      const path = () => thin?.pathIn(frame, line) ?? new Beginning(first);
      const drawn = this.#drawn.get(history) ?? { path: path(), rows: first, generation, pixels: 0 };
      this.#drawn.set(history, drawn);
      if (drawn.rows >= length) continue;
      drawn.path.extend(length);
      const context = this.#clipped(1, frame);
      drawn.pixels += this.#picture.path(context, frame, line, drawn.path.since(drawn.rows), drawn.pixels);
      context.restore();
      drawn.rows = length;
    }
  }

  /** Without it the path is drawn whole no further than its beginning. */
  async #loadThin() {
    this.#waits = true;
    thin = await import('./thin.js');
    this.#redraw();
  }

  /** The canvases, the lowest first. */
  get canvases() {
    return this.#layers.canvases;
  }

  get frame() {
    return this.#frame;
  }

  get scene() {
    return this.#scene;
  }

  /** The moment that is drawn. */
  get shown() {
    return this.#moment;
  }

  /** In CSS pixels. */
  get size() {
    const { width, height } = this.#layers;
    return { width, height };
  }

  /** @param {string} text the picture in words */
  describe(text) {
    this.description.textContent = text;
  }

  disconnect() {
    clearTimeout(this.#passing);
    this.#layers.disconnect();
  }

  #redraw() {
    const [scene, palette] = [this.#scene, this.#palette];
    const { width, height, ratio } = this.#layers;
    if (!scene || !palette || width === 0) return;
    const shown = [scene.key, width, height, ratio, ...Object.values(palette)].join(' ');
    if (shown !== this.#shown) {
      this.#shown = shown;
      const frame = this.#fit(scene);
      if (!this.#frame || rangeOf(frame) !== rangeOf(this.#frame)) this.#drawn.clear();
      this.#frame = frame;
      drawAxes(this.#layers.fresh(0), this.#frame, palette, this.#picture.names(scene), this.#picture.grid);
      const context = this.#clipped(0, this.#frame);
      const passing = this.#passing !== undefined;
      this.#picture.surface(context, this.#frame, scene, palette, passing);
      context.restore();
      clearTimeout(this.#passing);
      this.#passing = setTimeout(this.#settle, PASSING, passing);
    }
    this.#layers.fresh(1);
    for (const drawn of this.#drawn.values()) Object.assign(drawn, { rows: 0, pixels: 0 });
    if (this.#moment) this.draw(this.#moment);
  }

  /** @param {Scene} scene */
  #fit(scene) {
    const { width, height } = this.#layers;
    const { left, top, right, bottom } = MARGIN;
    const size = { width: Math.max(1, width - left - right), height: Math.max(1, height - top - bottom) };
    return this.#picture.prepare(scene, { left, top, ...size });
  }

  /** A layer on which nothing goes beyond the axes, until `restore()`. @param {number} layer @param {Frame} frame */
  #clipped(layer, { left, top, width, height }) {
    const context = this.#layers.layer(layer);
    context.save();
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
    return context;
  }

  /** The point of the data at a place in the box, kept inside the axes. @param {number} x @param {number} y */
  #pointAt(x, y) {
    const frame = this.#frame;
    if (!frame || !this.#scene) return [];
    return this.#inside([frame.x.from(x), frame.y.from(y)]);
  }

  /** The start, moved by so many hundredths of the domain. @param {number} right @param {number} up */
  #nudged(right, up) {
    const [frame, moment] = [this.#frame, this.#moment];
    if (!frame || !moment) return [];
    const { params } = moment.history;
    const x = (params[0] ?? 0) + ((frame.x.high - frame.x.low) * right) / 100;
    const y = (params[1] ?? 0) + ((frame.y.high - frame.y.low) * up) / 100;
    return this.#inside([x, y]);
  }

  /** @param {[number, number]} point */
  #inside([x, y]) {
    const frame = this.#frame;
    if (!frame || !this.#scene) return [];
    const keep = (/** @type {number} */ value, /** @type {Scale} */ { low, high }, /** @type {number} */ pixels) =>
      roundToPixel(Math.min(Math.max(value, low), high), high - low, pixels);
    const across = keep(x, frame.x, frame.width);
    return this.#scene.domain.length === 2 ? [across] : [across, keep(y, frame.y, frame.height)];
  }
}

/** What its axes show. @param {Frame} frame */
const rangeOf = ({ x, y }) => [x.low, x.high, y.low, y.high].join();

/** @param {Frame} frame @param {{ x: number, y: number }} ball */
const inside = ({ left, top, width, height }, { x, y }) =>
  x >= left && x <= left + width && y >= top && y <= top + height;
