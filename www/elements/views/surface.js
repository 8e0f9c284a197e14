// A loss of two parameters in space: the full engine paints surface, runs and ball into pixels, and over them stand the
// numbers of the axes and the arrows at the ball. It takes the place of the map, and answers to the same calls.

import { h, hide, icon } from '../kit/dom.js';
import { formatNumber } from '../kit/format.js';
import { addSheet } from '../kit/sheet.js';
import { Layers } from './layers.js';
import { ARROWS, drawArrow, MARGIN } from './marks.js';
import { cameraOf, cameraText, followOrbit, zoom } from './orbit.js';
import { roundToPixel, tickLabel } from './scale.js';
import style from './surface.css';

/** @typedef {import('./plot.js').Scene} Scene */
/** @typedef {import('./plot.js').Moment} Moment */
/** @typedef {import('./plot.js').Line} Line */
/** @typedef {import('./palette.js').Palette} Palette */
/** @typedef {import('./orbit.js').Camera} Camera */
/** @typedef {import('./surface-words.en.js').SurfaceWords} SurfaceWords */

/** Yaw, pitch and zoom at first. */
const FRONT = [-32, 40, 1];
const FRONT_TEXT = cameraText(cameraOf(FRONT));

/** Heights along each side; fewer where each is a mean over many samples. */
const SIDE = 200;
const MOST_EVALUATIONS = 6e6;

/** The ball of an average, where the optimizer has one: what `BRIGHT` is, as the engine takes it. */
const AVERAGE = '#ffffff';

/** While the camera moves, a picture has no more pixels than can be painted 60 times a second. */
const MOST_MOVING = 800_000;
/** Of a picture with more than this, four samples a pixel would take long, and they are small anyway. */
const MOST_FINE = 1_000_000;
/** Milliseconds without a move after which it is painted as finely as can be. */
const REST = 160;
/** Milliseconds of a frame in which that is done. */
const SLICE = 6;

const ICONS = { in: 'M12 5v14M5 12h14', out: 'M5 12h14', reset: 'M12 5a7 7 0 1 1-6.3 4M5 4v5h5' };
const FONT = '12px system-ui, sans-serif';
const NAME_FONT = 'italic 14px Cambria, "Times New Roman", serif';

/**
 * @typedef {object} SurfaceEvents
 * @property {(point: number[], committed: boolean) => void} setStart
 * @property {() => void} toggle
 * @property {(action: () => void) => void} guard
 * @property {(edits: Record<string, string | null>) => void} edit
 * @property {(painted: Painted) => void} onPaint told the scale of the colours
 * @property {() => Config} config of what is shown
 */

/** @param {() => Promise<Engine>} load the whole engine @param {'en' | 'zh'} language @param {SurfaceEvents} events */
export async function surfacePlot(load, language, events) {
  const texts = language === 'zh' ? import('./surface-words.zh.js') : import('./surface-words.en.js');
  const [engine, { words }] = await Promise.all([load(), texts]);
  return new SurfacePlot(engine, words, events);
}

export class SurfacePlot {
  #engine;
  #events;
  /** @type {LitSurface | undefined} */
  #surface;
  /** What it was made for. */
  #key = '';
  /** @type {Scene | undefined} */
  #scene;
  /** @type {Moment | undefined} */
  #moment;
  /** @type {Palette | undefined} */
  #palette;
  #camera = cameraOf(FRONT);
  /** The camera that the attribute had last asked for. */
  #asked = '';
  /** Whether the camera has moved a moment ago. */
  #moving = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resting;
  /** @type {number | undefined} */
  #request;
  /** @type {number | undefined} */
  #refining;
  /** The look that is ready at its finest. */
  #ready = '';
  /** Whether there is a picture: the first comes in slices, too. */
  #seen = false;
  /** @type {SurfaceLabel[]} */
  #labels = [];
  #layers;
  #help;
  #outside;

  /** @param {Engine} engine @param {SurfaceWords} words @param {SurfaceEvents} events */
  constructor(engine, words, events) {
    this.#engine = engine;
    this.#events = events;
    this.words = words;
    this.description = h('p', { className: 'unseen', id: 'description' });
    this.box = h('div', {
      className: 'plot solid',
      tabIndex: 0,
      role: 'application',
      'aria-label': `${words.title}. ${words.keys}`,
      'aria-describedby': 'description',
    });
    this.#layers = new Layers(this.box, 2, () => events.guard(() => this.#paint()));
    // As much room as the map, in whose place it stands.
    const { top, right, bottom, left } = MARGIN;
    this.box.style.padding = `${top}px ${right}px ${bottom}px ${left}px`;
    this.#outside = h('p', { className: 'outside', hidden: true }, words.outside);
    const help = matchMedia('(pointer: coarse)').matches ? words.helpTouch : words.help;
    this.#help = h('p', { className: 'help' }, help);
    const button = (/** @type {string} */ path, /** @type {string} */ label, /** @type {() => void} */ action) => {
      const element = h(
        'button',
        { type: 'button', className: 'small', title: label, 'aria-label': label },
        icon(path),
      );
      element.addEventListener('click', action);
      return element;
    };
    const buttons = h(
      'div',
      { className: 'lens', role: 'group', 'aria-label': words.view },
      button(ICONS.in, words.zoomIn, () => this.#zoom(1.25)),
      button(ICONS.out, words.zoomOut, () => this.#zoom(0.8)),
      button(ICONS.reset, words.resetView, () => this.#reset()),
    );
    this.box.append(this.#help, buttons, this.#outside);
    followOrbit({
      box: this.box,
      camera: () => this.#camera,
      onMove: (camera) => this.#move(camera),
      onRest: () => this.#rest(true),
      onReset: () => this.#reset(),
      onToggle: events.toggle,
      onClick: (x, y) => this.#pick(x, y),
    });
  }

  /** @param {Scene} scene @param {Palette} palette */
  show(scene, palette) {
    this.#scene = scene;
    this.#palette = hexed(palette);
    adopt(this.box);
    const [x0 = 0, x1 = 1, y0 = 0, y1 = 1] = scene.domain;
    this.box.style.aspectRatio = String(Math.min(Math.max((x1 - x0) / (y1 - y0), 1), 2.2));
    if (scene.key !== this.#key) {
      this.#surface?.free();
      const side = Math.min(SIDE, Math.floor(Math.sqrt(MOST_EVALUATIONS / Math.max(scene.samples, 1))));
      this.#surface = this.#engine.surface({ ...this.#events.config(), side, minima: scene.minima });
      this.#ready = '';
      this.#key = scene.key;
    }
    if (this.#surface) this.#events.onPaint(this.#surface.scale());
    this.#paint();
  }

  /** @param {Moment} moment */
  draw(moment) {
    this.#moment = moment;
    const asked = moment.camera?.join() ?? FRONT_TEXT;
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#camera = cameraOf(moment.camera ?? FRONT);
    }
    this.#paint();
  }

  /** The canvases, the lowest first, at their best. */
  get canvases() {
    this.#moving = false;
    this.#seen = true;
    this.#refine(Number.POSITIVE_INFINITY);
    return this.#layers.canvases;
  }

  get scene() {
    return this.#scene;
  }

  /** It has no axes that go right and up. */
  get frame() {
    return undefined;
  }

  /** What the marks are called here. */
  get legend() {
    return { ball: this.words.ball };
  }

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
    clearTimeout(this.#resting);
    for (const request of [this.#request, this.#refining]) if (request !== undefined) cancelAnimationFrame(request);
    [this.#request, this.#refining] = [undefined, undefined];
    this.#layers.disconnect();
    if (!this.#engine.trapped) this.#surface?.free();
    this.#surface = undefined;
  }

  /** @param {number} factor */
  #zoom(factor) {
    this.#move(zoom(this.#camera, factor));
    this.#rest(true);
  }

  #reset() {
    this.#move(cameraOf(FRONT));
    this.#rest(true);
  }

  /** @param {Camera} camera */
  #move(camera) {
    if (cameraText(camera) === cameraText(this.#camera)) return;
    this.#camera = camera;
    this.#moving = true;
    this.#rest(false);
    this.#request ??= requestAnimationFrame(() => {
      this.#request = undefined;
      this.#events.guard(() => this.#paint());
    });
  }

  /**
   * When nothing moves any more it is painted as finely as can be; and the attribute says where it is seen from.
   *
   * @param {boolean} tell
   */
  #rest(tell) {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.#events.guard(() => this.#settle());
      if (tell) this.#tell();
    }, REST);
  }

  #settle() {
    if (!this.#moving) return;
    this.#moving = false;
    this.#refineLater();
  }

  #tell() {
    const text = cameraText(this.#camera);
    if (text === this.#asked) return;
    this.#asked = text;
    this.#events.edit({ camera: text === FRONT_TEXT ? null : text });
  }

  /** The start, where a click has met the surface. @param {number} x @param {number} y */
  #pick(x, y) {
    const [scene, surface] = [this.#scene, this.#surface];
    if (!scene || !surface) return;
    const { width, height } = this.#layers;
    const canvas = this.#layers.canvases[0];
    const ratio = (canvas?.width ?? 1) / Math.max(1, width);
    const point = surface.pick(x * ratio, y * ratio);
    if (!point) return;
    const { domain } = scene;
    const rounded = point.map((value, axis) => {
      const [low = 0, high = 1] = domain.slice(2 * axis);
      return Math.min(Math.max(roundToPixel(value, high - low, Math.max(width, height)), low), high);
    });
    this.#events.setStart(rounded, true);
  }

  /**
   * How it is looked at. While it moves and until its finest picture is ready, a picture has fewer pixels or samples.
   *
   * @param {boolean} finest
   * @returns {SurfaceLook}
   */
  #look(finest) {
    const { width, height, ratio: dense } = this.#layers;
    const pixels = width * height * dense * dense;
    const ratio = finest ? dense : dense * Math.min(1, Math.sqrt(MOST_MOVING / pixels));
    const { yaw, pitch, zoom: factor, x, y } = this.#camera;
    return {
      width: Math.max(1, Math.round(width * ratio)),
      height: Math.max(1, Math.round(height * ratio)),
      camera: [yaw, pitch, factor, x, y],
      density: ratio,
      fine: finest && pixels <= MOST_FINE,
      ink: this.#palette?.muted,
    };
  }

  /** Paints the finest picture for some milliseconds, or before it the first, and shows it when it is ready. @param {number} milliseconds */
  #refine(milliseconds) {
    const { width, height } = this.#layers;
    if (!this.#surface || !this.#palette || this.#moving || width === 0 || height === 0) return;
    const look = this.#look(this.#seen);
    if (this.#surface.prepare(look, milliseconds)) {
      if (this.#seen) this.#ready = JSON.stringify(look);
      this.#seen = true;
      this.#paint();
    } else this.#refineLater();
  }

  #refineLater() {
    this.#refining ??= requestAnimationFrame(() => {
      this.#refining = undefined;
      this.#events.guard(() => this.#refine(SLICE));
    });
  }

  #paint() {
    const [scene, moment, palette, surface] = [this.#scene, this.#moment, this.#palette, this.#surface];
    const { width, height } = this.#layers;
    if (!scene || !moment || !palette || !surface || width === 0 || height === 0) return;
    const context = this.#layers.layer(0);
    const canvas = context.canvas;
    const finest = this.#look(true);
    const ready = this.#ready === JSON.stringify(finest);
    if (!ready) this.#ready = '';
    if (!ready && !this.#moving) this.#refineLater();
    if (!this.#seen && !this.#moving) return;
    this.#seen = true;
    const look = ready ? finest : this.#look(false);
    const size = { width: look.width, height: look.height };
    const ratio = look.density ?? 1;
    if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size);
    const { history, lines, ends } = moment;
    const last = [history, ...ends.map((line) => line.history)];
    const { average } = moment.status;
    const ball = surface.paint(context, {
      ...look,
      runs: [
        ...lines.map((line, index) => ({
          params: line.history.params.subarray(0, 2 * line.history.length),
          first: line.first,
          ball: Math.max(0, (last[index]?.length ?? 1) - 1),
          colour: index === 0 ? scene.colour : line.colour,
          dash: line.dash,
        })),
        ...(average ? [{ params: average, colour: AVERAGE }] : []),
      ],
    });
    this.#labels = surface.labels();
    hide(this.#outside, ball !== null);
    // Whoever has turned it knows how; there may be something to see behind the sentence.
    hide(this.#help, cameraText(this.#camera) !== FRONT_TEXT);
    const over = this.#layers.fresh(1);
    this.#write(over, scene, palette, ratio);
    const at = ball && { x: ball.x / ratio, y: ball.y / ratio, hidden: ball.hidden };
    if (at) this.#arrows(over, surface, moment, at, palette, ratio);
  }

  /** @param {CanvasRenderingContext2D} context @param {Scene} scene @param {Palette} palette @param {number} ratio */
  #write(context, { variables }, palette, ratio) {
    context.save();
    context.lineJoin = 'round';
    context.lineWidth = 3;
    context.strokeStyle = palette.paper;
    for (const { axis, value, step, x, y, right, down } of this.#labels) {
      const name = Number.isNaN(value);
      const text = name
        ? (variables[axis] ?? 'L')
        : Number.isNaN(step)
          ? formatNumber(value, 2)
          : tickLabel(value, step);
      context.font = name ? NAME_FONT : FONT;
      context.fillStyle = name ? palette.ink : palette.muted;
      context.textAlign = right > 0.4 ? 'left' : right < -0.4 ? 'right' : 'center';
      context.textBaseline = down > 0.75 ? 'top' : down < -0.75 ? 'bottom' : 'middle';
      // Nothing is cut off at the sides.
      const wide = context.measureText(text).width;
      const before = { left: 0, right: wide, center: wide / 2 }[/** @type {'left'} */ (context.textAlign)];
      const { width } = this.#layers;
      if (x < 0 || x > width * ratio) continue;
      const at = Math.min(Math.max(x / ratio, before + 2), width - (wide - before) - 2);
      context.strokeText(text, at, y / ratio);
      context.fillText(text, at, y / ratio);
    }
    context.restore();
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {LitSurface} surface
   * @param {Moment} moment
   * @param {{ x: number, y: number, hidden: boolean }} ball
   * @param {Palette} palette
   * @param {number} ratio
   */
  #arrows(context, surface, { status, rate, velocityUnit, batchGradient }, { x, y, hidden }, palette, ratio) {
    context.save();
    if (hidden) context.globalAlpha = 0.35;
    /** @param {ArrayLike<number>} vector @param {number} factor @param {import('./marks.js').ArrowStyle} how */
    const arrow = (vector, factor, how) => {
      const way = surface.along(status.params, [factor * (vector[0] ?? 0), factor * (vector[1] ?? 0)]);
      if (way) drawArrow(context, x, y - 5, (way[0] ?? 0) / ratio, (way[1] ?? 0) / ratio, how, palette);
    };
    const velocity = status.slots.velocity;
    if (velocity) arrow(velocity, velocityUnit, ARROWS.velocity);
    arrow(status.gradient, -rate, ARROWS.gradient);
    if (batchGradient) arrow(batchGradient, -rate, ARROWS.batch);
    context.restore();
  }
}

/** The engine takes colours as `#rrggbb`, whatever a page has written. @param {Palette} palette @returns {Palette} */
function hexed(palette) {
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  });
  if (!context) return palette;
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, 1, 1);
  context.fillStyle = palette.muted;
  context.fillRect(0, 0, 1, 1);
  const channels = Array.from(context.getImageData(0, 0, 1, 1).data.subarray(0, 3));
  const muted = `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
  return { ...palette, muted };
}

/** @param {HTMLElement} element in a figure */
function adopt(element) {
  const shadow = element.getRootNode();
  if (!(shadow instanceof ShadowRoot)) return;
  addSheet(shadow, style);
}
