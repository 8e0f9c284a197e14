// Learning rate × momentum: what becomes of this start with each pair of them, with what theory says drawn over it.

import { remote } from '../../../engine/remote.js';
import { h, setText } from '../../kit/dom.js';
import { formatInteger, formatNumber, plainNumber } from '../../kit/format.js';
import { percent } from '../../kit/percent.js';
import { placeIn } from '../../kit/pointer.js';
import { css, OTHERS, pace, paintCells, rateColours } from '../../views/cells.js';
import { Layers } from '../../views/layers.js';
import { drawAxes, drawRing, MARGIN } from '../../views/marks.js';
import { linearScale, logScale } from '../../views/scale.js';
import { Panel } from './panel.js';
import { Refining } from './refine.js';

/** @typedef {import('../extras/extras.js').Context} Context */
/** @typedef {import('./words.en.js').MapWords} MapWords */

/** Cells across and up, from coarse to fine: as parts of these. */
const FINEST = { across: 120, up: 90 };
const SIZES = [0.25, 0.5, 1];
/** With more samples than this every step is so dear that fewer cells have to do. */
const DEAR = 2;
const STEPS = 500;
const MOMENTA = [0, 0.99];
/** Powers of ten below and above the usual rate. */
const REACH = { below: 2, above: 1.2 };

export class Rates {
  #context;
  #words;
  #canvas = document.createElement('canvas');
  /** @type {RateMap | null} */
  #map = null;
  #box;
  #layers;
  #legend = h('ul', { className: 'map-legend' });
  #statement = h('p', { className: 'statement' });
  #readout = h('p', { className: 'map-readout', role: 'status' });
  #refining;
  /** The cell that keys have moved to: parts of the width and the height. @type {{ x: number, y: number } | null} */
  #cursor = null;

  /** @param {Context} context @param {MapWords} words @param {boolean} open */
  constructor(context, words, open) {
    this.#context = context;
    this.#words = words.rates;
    this.panel = new Panel('rates', { ...words.rates, working: words.working }, open, () => this.follow());
    this.#box = h('div', {
      className: 'plot rate-map',
      tabIndex: 0,
      role: 'application',
      'aria-label': `${words.rates.title}. ${words.rates.keys}`,
    });
    this.#layers = new Layers(this.#box, 2, () => this.#redraw());
    this.panel.fill(this.#box, this.#readout, this.#legend, this.#statement);
    this.#refining = new Refining({
      sizes: SIZES,
      ask: (size, options) => this.#ask(size, options),
      show: (map) => this.#show(map),
      fail: (error) => this.panel.fail(error, context.language),
      wait: (part) => this.panel.wait(part),
    });
    this.#listen();
  }

  /** The optimizer of the map: plain descent is momentum 0. */
  get #optimizer() {
    const { optimizer } = this.#context.session.config;
    return optimizer === 'sgd' ? 'momentum' : optimizer;
  }

  /** After a change of settings. */
  follow() {
    const { session, language } = this.#context;
    const { catalog, config, optimizerIndex, surfaceKey } = session;
    const info = catalog.optimizers.find(({ name }) => name === this.#optimizer);
    if (!info?.knobs.includes('momentum')) {
      this.#refining.stop();
      this.panel.refuse(this.#words.without(catalog.optimizers[optimizerIndex]?.label[language] ?? config.optimizer));
      return;
    }
    // The two that vary do not count.
    const { learningRate: _, momentum: __, optimizer: ___, seed: ____, ...rest } = config;
    this.#refining.want(JSON.stringify([rest, this.#optimizer, surfaceKey]), this.panel.visible);
    if (this.panel.visible) this.#drawMarks();
  }

  recolour() {
    this.#redraw();
  }

  disconnect() {
    this.#refining.stop();
    this.#layers.disconnect();
    this.panel.disconnect();
  }

  /** @param {number} size @param {{ signal: AbortSignal, onProgress: (part: number) => void }} options */
  #ask(size, options) {
    const { session } = this.#context;
    const usual = Math.log10(session.defaults().learningRate);
    const [low, high] = [Math.round(usual - REACH.below), Math.round(usual + REACH.above)];
    const { samples, kind, ownData } = session.config;
    const part = size * Math.min(1, Math.sqrt(DEAR / Math.max(samples, 1)));
    const { learningRate: _, momentum: __, ...taken } = session.taken;
    const question = {
      ...taken,
      ...(kind === 'model' && !ownData && { samples }),
      optimizer: this.#optimizer,
      batchSize: 'full',
      learningRates: [10 ** Math.max(low, -6), 10 ** Math.min(high, 1), Math.ceil(FINEST.across * part)],
      momenta: [...MOMENTA, Math.ceil(FINEST.up * part)],
      maxSteps: STEPS,
    };
    return remote.rateMap(question, { ...options, visible: () => this.panel.visible });
  }

  /** @param {RateMap} map */
  #show(map) {
    this.panel.remark(remote.here?.[this.#context.language] ?? '');
    this.#map = map;
    const width = map.learningRates.length;
    const height = map.outcome.length / width;
    const { slow, colourOf } = rateColours(map);
    paintCells(this.#canvas, width, height, colourOf);
    this.#tell(map, slow);
    this.#redraw();
    this.panel.root.dataset.cells = String(width);
  }

  /** @returns {import('../../views/marks.js').Frame} */
  get #frame() {
    const { left, top, right, bottom } = MARGIN;
    const { width, height } = this.#layers;
    const box = { left, top, width: width - left - right, height: height - top - bottom };
    const rates = this.#map?.learningRates;
    // Whole powers of ten, but for roundings.
    const [low, high] = [Math.round(Math.log10(rates?.[0] ?? 1e-3)), Math.round(Math.log10(rates?.at(-1) ?? 1))];
    const [m0 = 0, m1 = 1] = MOMENTA;
    // A value stands in the middle of its cell.
    const half = {
      x: box.width / (rates?.length ?? 1) / 2,
      y: box.height / (this.#map?.momenta.length ?? 1) / 2,
    };
    return {
      ...box,
      x: logScale(low, high, left + half.x, left + box.width - half.x),
      y: linearScale(m0, m1, top + box.height - half.y, top + half.y),
    };
  }

  #redraw() {
    if (!this.#map || this.#layers.width === 0) return;
    const frame = this.#frame;
    const context = this.#layers.fresh(0);
    drawAxes(context, frame, this.#context.palette(), { x: 'α', y: 'β' }, false);
    context.imageSmoothingEnabled = false;
    context.drawImage(this.#canvas, frame.left, frame.top, frame.width, frame.height);
    this.#drawMarks();
  }

  /** What lies over the map: theory, the figure's own pair, the cell of the keys. */
  #drawMarks() {
    if (!this.#map || this.#layers.width === 0) return;
    const frame = this.#frame;
    const context = this.#layers.fresh(1);
    context.save();
    context.beginPath();
    context.rect(frame.left, frame.top, frame.width, frame.height);
    context.clip();
    const { theory, momenta } = this.#map;
    if (theory && theory.bound.length > 0) {
      for (const [width, colour, dash] of /** @type {const} */ ([
        [5, 'rgb(0 0 0 / 0.6)', []],
        [2, '#fff', [6, 4]],
      ])) {
        context.lineWidth = width;
        context.strokeStyle = colour;
        context.setLineDash(dash);
        context.beginPath();
        theory.bound.forEach((rate, row) => {
          context.lineTo(frame.x.to(rate), frame.y.to(momenta[row] ?? 0));
        });
        context.stroke();
      }
      context.setLineDash([]);
    }
    if (theory?.best) drawStar(context, frame.x.to(theory.best.learningRate), frame.y.to(theory.best.momentum));
    const { config } = this.#context.session;
    drawRing(context, frame.x.to(config.learningRate), frame.y.to(this.#ownMomentum));
    if (this.#cursor) {
      const at = this.#place(this.#cursor);
      context.strokeStyle = '#fff';
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(at.x - 12, at.y);
      context.lineTo(at.x + 12, at.y);
      context.moveTo(at.x, at.y - 12);
      context.lineTo(at.x, at.y + 12);
      context.stroke();
    }
    context.restore();
  }

  get #ownMomentum() {
    const { optimizer, momentum } = this.#context.session.config;
    return optimizer === 'sgd' ? 0 : (momentum ?? 0);
  }

  /** @param {{ x: number, y: number }} cursor parts of the width and, from below, of the height */
  #place({ x, y }) {
    const { left, top, width, height } = this.#frame;
    return { x: left + x * width, y: top + (1 - y) * height };
  }

  /** The cell at a part of the map, with what became of its run. @param {{ x: number, y: number }} cursor */
  #cell({ x, y }) {
    const map = this.#map;
    if (!map) return null;
    const width = map.learningRates.length;
    const height = map.outcome.length / width;
    const column = Math.min(width - 1, Math.max(0, Math.floor(x * width)));
    const row = Math.min(height - 1, Math.max(0, Math.floor((1 - y) * height)));
    const cell = row * width + column;
    return {
      learningRate: map.learningRates[column] ?? 0,
      momentum: map.momenta[height - 1 - row] ?? 0,
      outcome: map.outcome[cell] ?? 1,
      steps: map.steps[cell] ?? 0,
    };
  }

  #listen() {
    const at = (/** @type {PointerEvent | MouseEvent} */ event) => {
      const { x, y } = placeIn(this.#box, event);
      const { left, top, width, height } = this.#frame;
      return { x: (x - left) / width, y: 1 - (y - top) / height };
    };
    const inside = (/** @type {{ x: number, y: number }} */ { x, y }) => x >= 0 && x <= 1 && y >= 0 && y <= 1;
    this.#box.addEventListener('pointermove', (event) => {
      const place = at(event);
      this.#read(inside(place) ? place : null);
    });
    this.#box.addEventListener('click', (event) => {
      const place = at(event);
      if (inside(place)) this.#run(place);
    });
    this.#box.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const size = event.shiftKey ? 0.1 : 0.01;
      /** @type {Record<string, [number, number]>} */
      const moves = { ArrowLeft: [-size, 0], ArrowRight: [size, 0], ArrowUp: [0, size], ArrowDown: [0, -size] };
      const move = moves[event.key];
      if (move) {
        const { x, y } = this.#cursor ?? this.#ownPlace;
        const keep = (/** @type {number} */ part) => Math.min(1, Math.max(0, part));
        this.#cursor = { x: keep(x + move[0]), y: keep(y + move[1]) };
        this.#read(this.#cursor);
        this.#drawMarks();
      } else if (event.key === 'Enter' && this.#cursor) this.#run(this.#cursor);
      else return;
      event.preventDefault();
    });
    this.#box.addEventListener('blur', () => {
      this.#cursor = null;
      this.#drawMarks();
    });
  }

  get #ownPlace() {
    const { left, top, width, height, x, y } = this.#frame;
    const { learningRate } = this.#context.session.config;
    return { x: (x.to(learningRate) - left) / width, y: 1 - (y.to(this.#ownMomentum) - top) / height };
  }

  /** Says what became of a cell's run. @param {{ x: number, y: number } | null} place */
  #read(place) {
    const cell = place && this.#cell(place);
    const words = this.#words;
    if (!cell) {
      setText(this.#readout, words.hint);
      return;
    }
    const outcome = words.outcomes[/** @type {0 | 1 | 2 | 3 | 4} */ (cell.outcome)](formatInteger(cell.steps));
    setText(this.#readout, words.cell(formatNumber(cell.learningRate, 3), formatNumber(cell.momentum, 2), outcome));
  }

  /** Gives the figure a cell's pair, and plays. @param {{ x: number, y: number }} place */
  #run(place) {
    const cell = this.#cell(place);
    if (!cell) return;
    const { actions } = this.#context;
    actions.edit({
      // The map is of full batches.
      ...(this.#context.session.config.samples > 1 && { 'batch-size': 'full' }),
      ...(this.#context.session.config.optimizer === 'sgd' && { optimizer: 'momentum' }),
      'learning-rate': plainNumber(Number(cell.learningRate.toPrecision(6))),
      momentum: plainNumber(Number(cell.momentum.toFixed(6))),
    });
    actions.reset();
    actions.toggle();
  }

  /** @param {RateMap} map @param {{ least: number, most: number }} slow */
  #tell({ outcome, theory, learningRates }, { least, most }) {
    const words = this.#words;
    const counts = [0, 0, 0, 0, 0];
    for (const which of outcome) counts[which] = (counts[which] ?? 0) + 1;
    const part = (/** @type {number} */ which) => percent((counts[which] ?? 0) / outcome.length);
    const entry = (/** @type {string} */ background, /** @type {string} */ text) => {
      const swatch = h('span', { className: 'map-swatch', 'aria-hidden': 'true' });
      swatch.style.background = background;
      return h('li', {}, swatch, text);
    };
    const ramp = `linear-gradient(90deg, ${[0, 0.25, 0.5, 0.75, 1].map((slow) => css(pace(slow))).join(', ')})`;
    const items = [];
    if (counts[0]) items.push(entry(ramp, words.converged(formatInteger(least), formatInteger(most), part(0))));
    for (const [which, text] of /** @type {const} */ ([
      [1, words.moving(String(STEPS), part(1))],
      [4, words.resting(part(4))],
      [3, words.cycling(part(3))],
      [2, words.diverged(part(2))],
    ])) {
      const colour = OTHERS[which];
      if (counts[which] && colour) items.push(entry(css(colour), text));
    }
    this.#legend.replaceChildren(...items);
    const said = [words.ring];
    if (theory) {
      const [flat = '', steep = ''] = theory.curvature.map((value) => formatNumber(value, 3));
      said.push(theory.exact ? words.exact(flat, steep) : words.near(flat, steep));
      if (theory.bound.length > 0) said.push(words.bound);
      const [low = 0, high = 0] = [learningRates[0], learningRates.at(-1)];
      // A star that is off the map is not spoken of.
      if (theory.best && theory.best.learningRate >= low && theory.best.learningRate <= high) {
        const { learningRate, momentum, factor } = theory.best;
        said.push(words.best(formatNumber(learningRate, 3), formatNumber(momentum, 3), formatNumber(factor, 3)));
      }
    }
    setText(this.#statement, said.join(' '));
    if (this.#readout.textContent === '') setText(this.#readout, words.hint);
    this.panel.describe(`${words.title}. ${items.map((item) => item.textContent).join('; ')}.`);
  }
}

/** The best pair. @param {CanvasRenderingContext2D} context @param {number} x @param {number} y */
function drawStar(context, x, y) {
  context.beginPath();
  for (let point = 0; point < 10; point += 1) {
    const [angle, radius] = [(point * Math.PI) / 5 - Math.PI / 2, point % 2 ? 4 : 10];
    context.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  }
  context.closePath();
  context.fillStyle = '#fff';
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = 'rgb(0 0 0 / 0.75)';
  context.stroke();
}
