// Basins of attraction, with the figure's own run on them.

import { remote } from '../../../engine/remote.js';
import { h, setText } from '../../kit/dom.js';
import { formatInteger, formatNumber, formatVector } from '../../kit/format.js';
import { percent } from '../../kit/percent.js';
import { basinColours, css, hueOf, OTHERS, paintCells } from '../../views/cells.js';
import { curvePicture, loadCurve } from '../../views/late-curve.js';
import { mapPicture } from '../../views/map.js';
import { drawCross } from '../../views/marks.js';
import { Plot } from '../../views/plot.js';
import { Panel } from './panel.js';
import { Refining } from './refine.js';

/** @typedef {import('../extras/extras.js').Context} Context */
/** @typedef {import('./words.en.js').MapWords} MapWords */
/** @typedef {import('../../views/plot.js').Moment} Moment */
/** @typedef {{ map: globalThis.Basins, width: number, config: ResolvedConfig }} Picture with what it was asked for */

/** Cells across, from coarse to fine; of a curve four times as many. */
const CELLS = [48, 160, 320];
const LONGER = 4;
const STEPS = 300;
/** With more samples than this every step is so dear that fewer cells have to do. */
const DEAR = 16;
/** More minima than this are not listed one by one, and more than that not marked. */
const LISTED = 6;
const MARKED = 24;
/** Coordinates nearer to zero than this are roundings. */
const ZERO = 1e-9;

export class Basins {
  #context;
  #words;
  #canvas = document.createElement('canvas');
  /** @type {Picture | null} */
  #map = null;
  /** @type {Plot | undefined} */
  #plot;
  #dim = 0;
  /** Counts the pictures. */
  #version = 0;
  /** @type {Moment | undefined} */
  #moment;
  #cell = h('div', { className: 'plot-cell' });
  #legend = h('ul', { className: 'map-legend' });
  #statement = h('p', { className: 'statement' });
  #refining;

  /** @param {Context} context @param {MapWords} words @param {boolean} open */
  constructor(context, words, open) {
    this.#context = context;
    this.#words = words.basins;
    this.panel = new Panel('basins', { ...words.basins, working: words.working }, open, () => this.follow());
    this.panel.fill(this.#cell, this.#legend, this.#statement);
    this.#refining = new Refining({
      sizes: CELLS,
      ask: (size, options) => this.#ask(size, options),
      show: (picture, size) => this.#show(picture, size),
      fail: (error) => this.panel.fail(error, context.language),
      wait: (part) => this.panel.wait(part),
    });
    this.panel.root.dataset.finest = String(CELLS.at(-1));
  }

  /** After a change of settings. */
  follow() {
    const { session } = this.#context;
    const { start: _, seed, ...config } = session.config;
    const key = JSON.stringify([config, config.kind === 'model' ? seed : 0, session.surfaceKey]);
    this.#refining.want(key, this.panel.visible);
  }

  /** @param {Moment} moment what the figure shows */
  draw(moment) {
    this.#moment = moment;
    if (this.#plot && this.panel.visible && this.#dim === this.#context.session.config.dim) this.#plot.draw(moment);
  }

  recolour() {
    this.#version += 1;
    this.#redraw();
  }

  disconnect() {
    this.#refining.stop();
    this.#plot?.disconnect();
    this.panel.disconnect();
  }

  /** @param {number} size @param {{ signal: AbortSignal, onProgress: (part: number) => void }} options */
  async #ask(size, options) {
    const { session } = this.#context;
    const { config, taken } = session;
    if (config.dim === 1) await loadCurve();
    const part = Math.min(1, Math.sqrt(DEAR / Math.max(config.samples, 1)));
    const across = config.dim === 1 ? size * LONGER : Math.ceil(size * part);
    const { width, height } = this.#context.plot()?.size ?? { width: 4, height: 3 };
    const up = config.dim === 1 ? 1 : Math.max(8, Math.round((across * height) / Math.max(width, 1)));
    const samples = config.kind === 'model' && !config.ownData ? { samples: config.samples } : {};
    const question = { ...taken, ...samples, batchSize: 'full', width: across, height: up, maxSteps: STEPS };
    const map = await remote.basins(question, { ...options, visible: () => this.panel.visible });
    return { map, width: across, config };
  }

  /** @param {Picture} picture @param {number} size */
  #show(picture, size) {
    this.panel.remark(remote.here?.[this.#context.language] ?? '');
    this.#map = picture;
    const { map, width } = picture;
    const { slow, colourOf } = basinColours(map);
    paintCells(this.#canvas, width, map.label.length / width, colourOf);
    this.#version += 1;
    this.#tell(picture, slow);
    this.#redraw();
    this.panel.root.dataset.cells = String(size);
  }

  #redraw() {
    const { session, palette, actions } = this.#context;
    const { config, surfaceKey } = session;
    if (!this.#map || this.#map.config.dim !== config.dim) return;
    if (this.#dim !== config.dim) {
      this.#dim = config.dim;
      this.#plot?.disconnect();
      const words = this.#words;
      this.#plot = new Plot(
        config.dim === 1 ? this.#bands() : this.#cells(),
        { onStart: actions.setStart, onToggle: actions.toggle, onResize: actions.guard },
        { label: words.title, keys: words.keys, outside: words.outside },
      );
      this.#cell.replaceChildren(this.#plot.box, this.#plot.description);
    }
    const main = this.#context.plot()?.scene;
    if (!main) return;
    const minima = this.#map.map.minima.map((point) => ({ point, loss: 0 }));
    this.#plot?.show({ ...main, minima, key: `${surfaceKey} ${this.#version}` }, palette());
    const moment = this.#moment ?? this.#context.plot()?.shown;
    if (moment) this.#plot?.draw(moment);
  }

  /** @returns {import('../../views/plot.js').Picture} */
  #cells() {
    return {
      ...mapPicture(() => {}),
      ahead: undefined,
      surface: (context, frame, { minima }) => {
        context.imageSmoothingEnabled = false;
        context.drawImage(this.#canvas, frame.left, frame.top, frame.width, frame.height);
        for (const [index, { point }] of minima.length > MARKED ? [] : minima.entries()) {
          const [x, y] = [frame.x.to(point[0] ?? 0), frame.y.to(point[1] ?? 0)];
          drawCross(context, x, y);
          if (minima.length <= LISTED) label(context, String(index + 1), x, y);
        }
      },
    };
  }

  /** @returns {import('../../views/plot.js').Picture} */
  #bands() {
    const curve = /** @type {import('../../views/plot.js').Picture} */ (curvePicture?.());
    return {
      ...curve,
      surface: (context, frame, scene, palette, passing) => {
        context.save();
        context.globalAlpha = 0.55;
        context.imageSmoothingEnabled = false;
        context.drawImage(this.#canvas, frame.left, frame.top, frame.width, frame.height);
        context.restore();
        curve.surface(context, frame, scene, palette, passing);
      },
    };
  }

  /** @param {Picture} picture @param {{ least: number, most: number }} slow */
  #tell({ map: { minima, smooth, label, outcome }, config }, { least, most }) {
    const words = this.#words;
    const { language, session } = this.#context;
    /** By the minimum, or by −1 and the outcome. @type {Map<number, number>} */
    const counts = new Map();
    for (const [cell, minimum] of label.entries()) {
      const kind = minimum >= 0 ? minimum : -1 - (outcome[cell] ?? 1);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    const share = (/** @type {number} */ kind) => percent((counts.get(kind) ?? 0) / label.length);
    const rounded = (/** @type {number[]} */ point) => point.map((x) => (Math.abs(x) < ZERO ? 0 : x));
    const entry = (/** @type {string} */ colour, /** @type {string} */ text) => {
      const swatch = h('span', { className: 'map-swatch', 'aria-hidden': 'true' });
      swatch.style.background = colour;
      return h('li', {}, swatch, text);
    };
    const reached = minima
      .map((point, index) => ({ point, index }))
      .filter(({ index }) => counts.has(index))
      .sort((a, b) => (counts.get(b.index) ?? 0) - (counts.get(a.index) ?? 0));
    const items = reached
      .slice(0, LISTED)
      .map(({ point, index }) =>
        entry(
          hueOf(index),
          words[smooth[index] ? 'reached' : 'kink'](String(index + 1), formatVector(rounded(point), 3), share(index)),
        ),
      );
    if (reached.length > LISTED) items.push(h('li', {}, words.more(String(reached.length - LISTED))));
    for (const [which, word] of /** @type {const} */ ([
      [1, words.moving],
      [4, words.resting],
      [2, words.diverged],
    ])) {
      const colour = OTHERS[which];
      if (counts.has(-1 - which) && colour) items.push(entry(css(colour), word(String(STEPS), share(-1 - which))));
    }
    this.#legend.replaceChildren(...items);
    const optimizer =
      session.catalog.optimizers.find(({ name }) => name === config.optimizer)?.label[language] ?? config.optimizer;
    const rate = formatNumber(config.learningRate);
    const pace = most > 0 && least < Infinity ? words.pace(formatInteger(least), formatInteger(most)) : '';
    setText(this.#statement, `${words.statement(optimizer, rate)} ${pace}`);
    this.#plot?.describe(items.map((item) => item.textContent).join('; '));
    this.panel.describe(`${words.title}. ${items.map((item) => item.textContent).join('; ')}.`);
  }
}

/** A number beside a cross. @param {CanvasRenderingContext2D} context @param {string} text @param {number} x @param {number} y */
function label(context, text, x, y) {
  context.save();
  context.font = '600 12px system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = 'rgb(0 0 0 / 0.72)';
  context.strokeText(text, x + 10, y - 8);
  context.fillStyle = '#fff';
  context.fillText(text, x + 10, y - 8);
  context.restore();
}
