// The learning rate over the steps of a run, as its schedule has it, with the step that is shown.

import { h, hide, setText } from '../../kit/dom.js';
import { formatInteger, formatNumber } from '../../kit/format.js';
import { axisLength } from '../../views/chart.js';

/** @typedef {import('./extras.js').Context} Context */
/** @typedef {import('./words.en.js').ExtraWords} ExtraWords */

const SVG = 'http://www.w3.org/2000/svg';
const SIZE = { width: 320, height: 64, air: 4 };
const POINTS = 160;

export class ScheduleCurve {
  #context;
  #words;
  #line = element('path', { class: 'line' });
  #now = element('circle', { r: '4' });
  #caption = h('p', { className: 'statement' });
  #shown = '';
  #horizon = 1;
  #highest = 1;

  /** @param {Context} context @param {ExtraWords} words */
  constructor(context, words) {
    this.#context = context;
    this.#words = words;
    const svg = element('svg', { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, 'aria-hidden': 'true' });
    svg.append(this.#line, this.#now);
    this.root = h('div', { className: 'schedule', hidden: true }, svg, this.#caption);
  }

  /** @param {number} step the one that is shown */
  update(step) {
    const { config, run, catalog } = this.#context.session;
    const { schedule, decaySteps, warmup } = /** @type {ResolvedConfig & { decaySteps: number, warmup: number }} */ (
      config
    );
    hide(this.root, schedule === 'constant' && warmup === 0);
    if (this.root.hidden) return;
    const horizon = axisLength(Math.max(step, warmup + 3 * decaySteps));
    const info = catalog.schedules.find(({ name }) => name === schedule);
    const numbers = info?.settings.map((name) => config[name]);
    const shown = JSON.stringify([schedule, warmup, numbers, config.learningRate, horizon]);
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#horizon = horizon;
      const steps = Array.from({ length: POINTS + 1 }, (_, index) => Math.round((index * horizon) / POINTS));
      const rates = steps.map((at) => run.rateAt(at));
      this.#highest = Math.max(...rates);
      this.#line.setAttribute('d', `M${steps.map((at, index) => this.#place(at, rates[index] ?? 0)).join('L')}`);
    }
    const rate = run.rateAt(step);
    const [x = '0', y = '0'] = this.#place(step, rate).split(' ');
    this.#now.setAttribute('cx', x);
    this.#now.setAttribute('cy', y);
    const label = info?.label[this.#context.language] ?? schedule;
    setText(this.#caption, this.#words.rateNow(label, formatInteger(step), formatNumber(rate), formatInteger(horizon)));
  }

  /** @param {number} step @param {number} rate */
  #place(step, rate) {
    const { width, height, air } = SIZE;
    const x = air + ((width - 2 * air) * step) / this.#horizon;
    const y = height - air - ((height - 2 * air) * rate) / this.#highest;
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  }
}

/** @param {string} name @param {Record<string, string>} attributes */
function element(name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}
