// What came of a slice: the picture with the paths on it, and the numbers that say how far to trust it.

import { h, setText } from '../../kit/dom.js';
import { formatInteger, formatNumber } from '../../kit/format.js';
import { percent } from '../../kit/percent.js';
import { CurveChart } from '../chart.js';
import { SPREAD, twoCurves } from './curves.js';
import { SliceMap } from './map.js';

/** @typedef {{ label: string, style: { colour: string, dash: number[] } }} Drawn how a path is called and drawn */
/** @typedef {Drawn & { path: NetworkPath }} Other */
/**
 * @typedef {object} Shown
 * @property {NetworkSlice} slice
 * @property {Drawn} run
 * @property {Other[]} others
 * @property {number} version of the run
 * @property {import('./slice.js').Directions} directions
 */

/** Below this part of its reach a path is in the plane: numbers are single precision. */
const NOTHING = 1e-5;

export class SliceResult {
  #context;
  #words;
  #map;
  #hint = h('p', { className: 'slice-hint' });
  #ramp = h('canvas', { className: 'ramp', width: 64, height: 1, 'aria-hidden': 'true' });
  #ends = [h('span', {}), h('span', {}), h('span', {})];
  #facts = h('ul', { className: 'facts' });
  #chart;

  /** @param {import('./landscape.js').Context} context */
  constructor(context) {
    this.#context = context;
    this.#words = context.words.slice;
    const words = this.#words;
    this.#map = new SliceMap(words.map);
    this.#chart = new CurveChart(words.chart, context.logarithmic, SPREAD);
    /** What the axes and the losses are. */
    this.notes = h('p', { className: 'quiet' });
    const legend = h('div', { className: 'slice-legend' }, this.#ramp, h('div', { className: 'ends' }, ...this.#ends));
    this.picture = h('div', { className: 'slice-picture' }, this.#map.root, legend, this.#hint);
    this.trust = h(
      'div',
      { className: 'trust' },
      h('p', { className: 'group' }, words.trust),
      h('div', { className: 'follows', role: 'status' }, this.#facts),
      this.#chart.root,
    );
    const region = { role: 'region', tabIndex: 0, 'aria-label': words.table };
    this.table = h('div', { className: 'scroll paths', hidden: true, ...region });
  }

  /** Says in place of everything what has to come first. @param {string} text */
  wait(text) {
    setText(this.#hint, text);
    this.#facts.replaceChildren(h('li', {}, this.#words.later));
    this.#chart.root.hidden = true;
  }

  /** @param {Shown} shown */
  show({ slice, others, run, directions }) {
    const { palette } = this.#context.colours();
    const tracks = [{ ...run, path: slice.path }, ...others].map(({ label, style }, k) => ({
      ...{ label, ...style, seen: slice.others[k - 1] ?? slice.path },
    }));
    setText(this.#hint, '');
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
    const { axes, samples } = this.#words;
    const notes = [directions === 'random' ? axes.random : axes.other, samples(formatInteger(slice.samples))];
    setText(this.notes, notes.join(this.#context.language === 'zh' ? '' : ' '));
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

  disconnect() {
    this.#map.disconnect();
    this.#chart.disconnect();
  }

  /** @param {NetworkSlice} slice */
  #description({ step, picture, path }) {
    const place = (/** @type {number} */ k) =>
      `(${formatNumber(path.x.at(k) ?? 0, 2)}, ${formatNumber(path.y.at(k) ?? 0, 2)})`;
    const [low, high] = [picture.low, picture.high].map((loss) => formatNumber(loss, 3));
    return this.#words.describe(formatInteger(step), low ?? '', high ?? '', place(0), place(-1));
  }

  /** The honest part, in words. @param {NetworkSlice} slice */
  #sentences({ explained, path, others }) {
    const words = this.#words;
    const [x = Number.NaN, y = Number.NaN] = explained;
    const sentences = [];
    if (Number.isNaN(x)) sentences.push(words.unmoved);
    else {
      const say = others.length > 0 ? words.explainedMany : words.explained;
      sentences.push(say(percent(x + y), percent(x), percent(y)));
      const far = indexOfLargest(path.relative);
      const [part = 0, away = 0] = [path.relative[far], path.distance[far]];
      const step = formatInteger(path.step[far] ?? 0);
      sentences.push(part < NOTHING ? words.within : words.leaves(percent(part), formatNumber(away, 3), step));
      const off = indexOfLargest(path.loss.map((loss, k) => Math.abs(loss - (path.planeLoss[k] ?? 0))));
      const [truth, plane] = [path.loss[off] ?? 0, path.planeLoss[off] ?? 0].map((loss) => formatNumber(loss, 3));
      if (part >= NOTHING) sentences.push(words.losses(formatInteger(path.step[off] ?? 0), plane ?? '', truth ?? ''));
    }
    return sentences;
  }

  /** @param {import('./map.js').Track[]} tracks */
  #tabulate(tracks) {
    this.table.hidden = tracks.length < 2;
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
    this.table.replaceChildren(h('table', {}, h('caption', {}, table), h('thead', {}, head), h('tbody', {}, ...rows)));
  }
}

/** @param {Float64Array} values */
function indexOfLargest(values) {
  return values.reduce((best, value, k) => (value > (values[best] ?? 0) ? k : best), 0);
}
