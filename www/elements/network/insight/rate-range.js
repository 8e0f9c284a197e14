// The learning-rate range test: losses against rates that grow from step to step, and the rates that they suggest.

import { h, setText } from '../../kit/dom.js';
import { formatInteger, formatNumber, plainNumber } from '../../kit/format.js';
import { CurveChart } from '../chart.js';
import { SPREAD } from '../landscape/curves.js';
import { Task } from '../landscape/task.js';

export class RateRange {
  #context;
  #words;
  #task;
  #chart;
  #facts = h('p', { role: 'status' });
  #take = h('div', { className: 'row' });
  #note = h('p', { className: 'quiet' });
  #result;
  #start;
  /** @type {Map<string, HTMLInputElement>} */
  #fields = new Map();
  /** @type {RangeTest | undefined} */
  #found;

  /** @param {import('./insight.js').Context} context */
  constructor(context) {
    this.#context = context;
    const { session, language } = context;
    const words = context.words.range;
    this.#words = words;
    this.#task = new Task(context, () => this.#test());
    this.#task.name(words.draw);
    this.#chart = new CurveChart(words.chart, context.logarithmic, SPREAD);
    this.#chart.choose((rate) => this.#use(rate));
    const settings = session.catalog.network.rangeTest;
    const asks = settings.flatMap((setting) => {
      if (setting.kind === 'choice') return [];
      const field = h('input', { type: 'number', step: 'any', value: plainNumber(Number(setting.default)) });
      this.#fields.set(setting.name, field);
      const label = setting.label[language];
      return [h('label', { className: 'ask', title: setting.note[language] }, h('span', {}, label), field)];
    });
    this.#start = h(
      'select',
      {},
      h('option', { value: 'now' }, words.now),
      h('option', { value: 'start' }, words.fromStart),
    );
    asks.push(h('label', { className: 'ask' }, h('span', {}, words.weights), this.#start));
    this.#result = h(
      'div',
      { className: 'line-result', hidden: true },
      h('div', { className: 'sharpness-chart' }, this.#chart.root),
      this.#facts,
      this.#take,
      this.#note,
    );
    this.root = h(
      'section',
      { 'aria-label': words.title },
      h('p', { className: 'heading' }, words.title),
      h('p', { className: 'quiet' }, words.intro),
      h('div', { className: 'asks' }, ...asks),
      h('div', { className: 'row' }, this.#task.button),
      this.#task.root,
      this.#result,
    );
  }

  update() {}

  recolour() {
    this.#show();
  }

  disconnect() {
    this.#task.abort();
    this.#chart.disconnect();
  }

  async #test() {
    const { training } = this.#context.session;
    const numbers = Array.from(this.#fields, ([name, field]) => [name, field.valueAsNumber]);
    const given = Object.fromEntries(numbers.filter(([, value]) => !Number.isNaN(value)));
    const found = await this.#task.run((part) => {
      this.#context.pause();
      const start = /** @type {'now' | 'start'} */ (this.#start.value);
      return training.rangeTest({ ...given, start, ...part(this.#words.computing) });
    });
    if (!found) return;
    this.#found = found;
    this.#task.name(this.#words.again);
    this.#show();
  }

  #show() {
    const found = this.#found;
    if (!found) return;
    const words = this.#words;
    const { palette } = this.#context.colours();
    this.#result.hidden = found.rate.length === 0;
    if (found.rate.length === 0) {
      this.#task.tell(words.nothing);
      return;
    }
    const curves = [
      { label: words.smoothed, colour: palette.ink, text: palette.ink, width: 2, dash: [], values: found.smoothed },
      { label: words.raw, colour: palette.muted, text: palette.muted, width: 1, dash: [2, 2], values: found.loss },
    ].map(({ values, ...curve }) => ({ ...curve, values: Array.from(values) }));
    const marks = found.steepest === null ? [] : [{ at: found.steepest, label: words.steepestMark }];
    const range = /** @type {[number, number]} */ ([found.rate[0] ?? 1e-6, found.rate.at(-1) ?? 1]);
    this.#chart.draw(curves, Array.from(found.rate), words.axis, palette, { range, across: 'log', marks });
    this.#chart.describe();
    const { steepest, lowest } = found;
    const text = (/** @type {number | null} */ rate) => formatNumber(rate ?? Number.NaN, 2);
    const facts = steepest === null ? words.noFall : words.facts(text(steepest), text(lowest));
    const at = formatInteger(found.step);
    const end = words.ended[found.ended](text(found.rate.at(-1) ?? 0));
    setText(this.#facts, [facts, end].join(this.#context.words.layers.space));
    setText(this.#note, words.note(at, formatNumber(found.smoothing)));
    const offers = [
      ...(steepest === null ? [] : [[words.useSteepest, steepest]]),
      ...(steepest === null || lowest === null ? [] : [[words.useTenth, lowest / 10]]),
    ];
    const buttons = /** @type {[import('./words.en.js').Sentence, number][]} */ (offers).map(([say, rate]) => {
      const button = h('button', { type: 'button' }, say(formatNumber(Number(rate.toPrecision(2)), 2)));
      button.addEventListener('click', () => this.#use(rate));
      return button;
    });
    this.#take.replaceChildren(...buttons);
  }

  /** @param {number} rate */
  #use(rate) {
    const rounded = plainNumber(Number(rate.toPrecision(2)));
    this.#context.edit({ 'learning-rate': rounded });
    this.#task.tell(this.#words.taken(formatNumber(Number(rounded), 2)));
  }
}
