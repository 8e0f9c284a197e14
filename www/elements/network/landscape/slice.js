// A slice of the network's loss: what is asked for, the picture, and the numbers that say how far to trust it.

import { h, setText } from '../../kit/dom.js';
import { formatInteger, formatNumber } from '../../kit/format.js';
import { optimizerStyle } from '../../views/palette.js';
import { CurveChart } from '../chart.js';
import { percent } from '../numbers.js';
import { SPREAD, twoCurves } from './curves.js';
import { SliceMap } from './map.js';
import { Task } from './task.js';

/** @typedef {import('./landscape.js').Context} Context */
/** @typedef {import('./landscape.js').Now} Now */
/** @typedef {{ optimizer: string, path: NetworkPath }} Other */
/** @typedef {{ slice: NetworkSlice, optimizer: string, others: Other[], version: number, random: boolean }} Shown */

/** Whose paths can be added. */
const COMPANIONS = ['sgd', 'momentum', 'adam', 'rmsprop'];
/** Below this part of its reach a path is in the plane: numbers are single precision. */
const NOTHING = 1e-5;

export class Slice {
  #context;
  #words;
  #task;
  #directions;
  #normalise;
  #samples;
  #compare = h('button', { type: 'button', className: 'small' });
  #map;
  #stale = h('p', { className: 'stale', hidden: true });
  #ramp = h('canvas', { className: 'ramp', width: 64, height: 1, 'aria-hidden': 'true' });
  #ends = [h('span', {}), h('span', {}), h('span', {})];
  #axes = h('p', { className: 'quiet' });
  #facts = h('ul', { className: 'facts' });
  #chart;
  #table = h('div', { className: 'paths', hidden: true });
  #result;
  #withOthers = false;
  /** @type {Shown | undefined} */
  #shown;
  /** @type {Now | undefined} */
  #now;

  /** @param {Context} context */
  constructor(context) {
    this.#context = context;
    this.#words = context.words.slice;
    const words = this.#words;
    const { directions, normalise, slice } = context.session.catalog.network.landscape;
    const of = (/** @type {string} */ name) => slice.find((setting) => setting.name === name);
    this.#task = new Task(context, () => this.#draw());
    this.#directions = select(directions, of('directions'), context.language);
    this.#normalise = select(normalise, of('normalise'), context.language);
    const samples = of('samples');
    this.#samples = h('input', {
      type: 'number',
      min: String(samples?.min ?? 1),
      max: String(samples?.max ?? ''),
      step: '1',
      value: String(samples?.default ?? ''),
    });
    this.#directions.addEventListener('change', () => this.#restate());
    this.#compare.addEventListener('click', () => {
      this.#withOthers = !this.#withOthers;
      this.#draw();
    });
    const field = (/** @type {Setting | undefined} */ setting, /** @type {HTMLElement} */ control) =>
      h('label', { className: 'ask' }, h('span', {}, setting?.label[context.language] ?? ''), control);
    this.#map = new SliceMap(words.map);
    this.#chart = new CurveChart(words.chart, context.logarithmic, SPREAD);
    const legend = h(
      'div',
      { className: 'slice-legend' },
      this.#ramp,
      h('div', { className: 'ends' }, ...this.#ends),
      this.#axes,
    );
    this.#result = h(
      'div',
      { className: 'slice-result', hidden: true },
      h('div', {}, this.#map.root, legend),
      h(
        'div',
        { className: 'trust' },
        h('p', { className: 'group' }, words.trust),
        h('div', { role: 'status' }, this.#facts),
        this.#chart.root,
      ),
      this.#table,
    );
    const asks = h(
      'div',
      { className: 'asks' },
      field(of('directions'), this.#directions),
      field(of('normalise'), this.#normalise),
      field(of('samples'), this.#samples),
    );
    const buttons = h('div', { className: 'row' }, this.#task.button, this.#compare);
    const note = h('p', { className: 'quiet' }, words.othersNote);
    this.root = h(
      'section',
      { 'aria-label': words.title },
      h('p', { className: 'heading' }, words.title),
      asks,
      buttons,
      note,
      this.#task.root,
    );
    this.root.append(this.#stale, this.#result);
    this.#restate();
  }

  /** @param {Now} now */
  update(now) {
    // Another run makes what is computed now worthless, and what is shown wrong.
    if (this.#now && now.version !== this.#now.version) this.#task.abort();
    this.#now = now;
    this.#restate();
  }

  abandon() {
    this.#task.abort();
    this.#restate();
  }

  recolour() {
    if (this.#shown) this.#show(this.#shown);
  }

  disconnect() {
    this.#task.abort();
    this.#map.disconnect();
    this.#chart.disconnect();
  }

  #restate() {
    const { stale, changed } = this.#context.words;
    this.#normalise.disabled = this.#directions.value !== 'random';
    setText(
      this.#compare,
      this.#withOthers
        ? this.#words.withoutOthers
        : this.#words.withOthers(this.#companions.map(({ label }) => label).join(', ')),
    );
    this.#compare.disabled = this.#task.busy || (!this.#withOthers && (this.#now?.status.step ?? 0) === 0);
    const old = this.#staleness;
    const shown = formatInteger(this.#shown?.slice.step ?? 0);
    const text =
      old === 'changed'
        ? changed(shown)
        : old === 'moved'
          ? stale(shown, formatInteger(this.#now?.status.step ?? 0))
          : '';
    setText(this.#stale, text);
    this.#stale.hidden = text === '';
    this.#task.name(this.#shown ? this.#words.again : this.#words.draw);
  }

  /** Whether what is shown is no longer where the run is. */
  get #staleness() {
    if (!this.#shown || !this.#now) return null;
    if (this.#shown.version !== this.#now.version) return 'changed';
    return this.#shown.slice.step === this.#now.status.step ? null : 'moved';
  }

  get #companions() {
    const { catalog, config } = this.#context.session;
    const others = COMPANIONS.filter((name) => name !== config.optimizer).slice(0, 3);
    return others.map((name) => ({ name, label: this.#label(catalog.optimizers.find((info) => info.name === name)) }));
  }

  /** @param {OptimizerInfo | undefined} info */
  #label(info) {
    return info?.label[this.#context.language] ?? '';
  }

  async #draw() {
    const { session } = this.#context;
    const { training } = session;
    const companions = this.#withOthers ? this.#companions : [];
    const version = this.#now?.version ?? 0;
    const directions = /** @type {'random' | 'pca' | 'checkpoints'} */ (this.#directions.value);
    const random = directions === 'random';
    const normalise = /** @type {'filter' | 'layer' | 'none'} */ (this.#normalise.value);
    const samples = Number(this.#samples.value);
    const task = this.#task.run(async (part) => {
      // All are to have taken as many steps.
      if (companions.length > 0) this.#context.pause();
      const { step } = await training.status();
      /** @type {Other[]} */
      const others = [];
      for (const { name, label } of companions) {
        const { path } = await training.trainSibling({ optimizer: name }, step, part(this.#words.training, label));
        others.push({ optimizer: name, path });
      }
      const slice = await training.slice({
        directions,
        ...(random && { normalise }),
        samples,
        paths: others.map(({ path }) => path),
        ...part(this.#words.computing),
      });
      return { slice, others, optimizer: session.config.optimizer, version, random };
    });
    this.#restate();
    const shown = await task;
    if (shown) this.#show(shown);
    this.#restate();
  }

  /** @param {Shown} shown */
  #show(shown) {
    this.#shown = shown;
    const { slice, others, optimizer } = shown;
    const { palette } = this.#context.colours();
    const names = [optimizer, ...others.map((other) => other.optimizer)];
    const infos = this.#context.session.catalog.optimizers;
    const tracks = [slice.path, ...slice.others].map((seen, k) => {
      const at = infos.findIndex(({ name }) => name === names[k]);
      return { label: this.#label(infos[at]), ...optimizerStyle(at), seen };
    });
    this.#result.hidden = false;
    this.#map.show(slice, tracks, palette);
    this.#map.describe(this.#description(slice));
    const { low, middle, high, ramp } = slice.picture;
    this.#ramp.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(ramp), ramp.length / 4, 1), 0, 0);
    [low, middle, high].forEach((loss, k) => {
      setText(
        /** @type {Node} */ (this.#ends[k]),
        `${k === 0 ? `${this.#words.lossScale} ` : ''}${formatNumber(loss, 2)}`,
      );
    });
    setText(this.#axes, shown.random ? this.#words.axes.random : this.#words.axes.other);
    this.#facts.replaceChildren(...this.#sentences(slice).map((text) => h('li', {}, text)));
    const { step, loss, planeLoss } = slice.path;
    this.#chart.root.hidden = step.length < 2;
    this.#chart.draw(
      twoCurves(palette, [this.#words.truth, loss], [this.#words.plane, planeLoss]),
      Array.from(step),
      this.#words.steps,
      palette,
    );
    this.#chart.describe();
    this.#tabulate(tracks);
  }

  /** @param {NetworkSlice} slice */
  #description({ step, picture, path }) {
    const place = (/** @type {number} */ k) =>
      `(${formatNumber(path.x.at(k) ?? 0, 2)}, ${formatNumber(path.y.at(k) ?? 0, 2)})`;
    const [low, high] = [picture.low, picture.high].map((loss) => formatNumber(loss, 3));
    return this.#words.describe(formatInteger(step), low ?? '', high ?? '', place(0), place(-1));
  }

  /** The honest part, in words. @param {NetworkSlice} slice */
  #sentences({ explained, path, samples }) {
    const words = this.#words;
    const [x = Number.NaN, y = Number.NaN] = explained;
    const sentences = [];
    if (Number.isNaN(x)) sentences.push(words.unmoved);
    else {
      sentences.push(words.explained(percent(x), percent(y), percent(Math.max(0, 1 - x - y))));
      const far = indexOfLargest(path.relative);
      const [part = 0, away = 0] = [path.relative[far], path.distance[far]];
      const step = formatInteger(path.step[far] ?? 0);
      sentences.push(part < NOTHING ? words.within : words.leaves(percent(part), formatNumber(away, 3), step));
      const off = indexOfLargest(path.loss.map((loss, k) => Math.abs(loss - (path.planeLoss[k] ?? 0))));
      const [truth, plane] = [path.loss[off] ?? 0, path.planeLoss[off] ?? 0].map((loss) => formatNumber(loss, 3));
      if (part >= NOTHING) sentences.push(words.losses(formatInteger(path.step[off] ?? 0), plane ?? '', truth ?? ''));
    }
    return [...sentences, words.samples(formatInteger(samples))];
  }

  /** @param {import('./map.js').Track[]} tracks */
  #tabulate(tracks) {
    this.#table.hidden = tracks.length < 2;
    const { table, columns, own } = this.#words;
    const rows = tracks.map(({ label, colour, seen }, k) => {
      const swatch = h('span', { className: 'swatch', 'aria-hidden': 'true' });
      swatch.style.background = colour;
      const cells = [
        percent(Math.max(...seen.relative)),
        formatNumber(seen.loss.at(-1) ?? 0, 3),
        formatNumber(seen.planeLoss.at(-1) ?? 0, 3),
      ];
      const name = h('th', { scope: 'row' }, swatch, k === 0 ? own(label) : label);
      return h('tr', {}, name, ...cells.map((text) => h('td', {}, text)));
    });
    const head = h('tr', {}, ...columns.map((name) => h('th', { scope: 'col' }, name)));
    this.#table.replaceChildren(h('table', {}, h('caption', {}, table), h('thead', {}, head), h('tbody', {}, ...rows)));
  }
}

/** @param {{ name: string, label: Words }[]} names @param {Setting | undefined} setting @param {'en' | 'zh'} language */
function select(names, setting, language) {
  const options = names.map(({ name, label }) => h('option', { value: name }, label[language]));
  const element = h('select', {}, ...options);
  element.value = String(setting?.default ?? '');
  return element;
}

/** @param {Float64Array} values */
function indexOfLargest(values) {
  return values.reduce((best, value, k) => (value > (values[best] ?? 0) ? k : best), 0);
}
