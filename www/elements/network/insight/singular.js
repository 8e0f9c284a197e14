// The singular values of the coming step of a layer's weights, beside those of what the optimizer makes it from.

import { h, setText } from '../../kit/dom.js';
import { formatInteger } from '../../kit/format.js';
import { percent } from '../../kit/percent.js';
import { CurveChart } from '../chart.js';
import { twoCurves } from '../landscape/curves.js';
import { Task } from '../landscape/task.js';

/** Beyond the last value there is room for the names of the curves. */
const ROOM = 1.15;
/** As many as tell any two numbers of 32 bits apart: matrices have those. */
const DIGITS = 9;

export class SingularValues {
  #context;
  #words;
  #task;
  #chart;
  #layer = h('select', {});
  #layers = 0;
  #facts = h('p', { role: 'status' });
  #rows = h('tbody', {});
  #caption = h('caption', {});
  #result;
  /** @type {{ values: globalThis.SingularValues, optimizer: string } | undefined} */
  #found;

  /** @param {import('./insight.js').Context} context */
  constructor(context) {
    this.#context = context;
    const words = context.words.singular;
    this.#words = words;
    this.#task = new Task(context, () => this.#ask());
    this.#task.name(words.draw);
    this.#chart = new CurveChart(words.chart, null);
    const head = [words.number, words.before, words.after].map((text) => h('th', { scope: 'col' }, text));
    const table = h('table', {}, this.#caption, h('thead', {}, h('tr', {}, ...head)), this.#rows);
    const box = { className: 'scroll values-box', tabIndex: 0, role: 'group', 'aria-label': words.table };
    this.#result = h(
      'div',
      { className: 'line-result', hidden: true },
      h('div', { className: 'sharpness-chart' }, this.#chart.root),
      this.#facts,
      h('details', { className: 'values' }, h('summary', {}, words.table), h('div', box, table)),
    );
    this.root = h(
      'section',
      { 'aria-label': words.title },
      h('p', { className: 'heading' }, words.title),
      h('p', { className: 'quiet' }, words.intro),
      h('div', { className: 'asks' }, h('label', { className: 'ask' }, h('span', {}, words.layer), this.#layer)),
      h('div', { className: 'row' }, this.#task.button),
      this.#task.root,
      this.#result,
    );
  }

  update() {
    const { words, session } = this.#context;
    const layers = session.config.layers.length + 1;
    if (layers === this.#layers) return;
    this.#layers = layers;
    const names = Array.from({ length: layers }, (_, k) =>
      k + 1 === layers ? words.matrix.output : words.matrix.of(String(k + 1)),
    );
    this.#layer.replaceChildren(...names.map((name, k) => h('option', { value: String(k) }, name)));
  }

  recolour() {
    this.#show();
  }

  disconnect() {
    this.#task.abort();
    this.#chart.disconnect();
  }

  async #ask() {
    const { session, language } = this.#context;
    const values = await this.#task.run((part) => {
      this.#context.pause();
      return session.training.singularValues(Number(this.#layer.value), part(this.#words.computing));
    });
    if (!values) return;
    const { optimizer } = session.config;
    const label = session.catalog.optimizers.find(({ name }) => name === optimizer)?.label[language] ?? optimizer;
    this.#found = { values, optimizer: label };
    this.#task.name(this.#words.again);
    this.#show();
  }

  #show() {
    if (!this.#found) return;
    const { values, optimizer } = this.#found;
    const { before, after, shape, step, layer, source } = values;
    const words = this.#words;
    const { palette } = this.#context.colours();
    const parts = [before, after].map((all) => Array.from(all, (value) => (all[0] ? value / all[0] : 0)));
    const [first = [], second = []] = parts;
    const n = before.length;
    this.#result.hidden = false;
    this.#chart.root.hidden = n < 2;
    this.#chart.draw(
      twoCurves(palette, [words.before, first], [words.after, second]),
      Array.from(before.keys(), (k) => k + 1),
      words.number,
      palette,
      { range: [1, Math.max(2, n * ROOM)], falls: true, counts: true },
    );
    this.#chart.describe();
    const name = layer + 1 === this.#layers ? words.output : words.of(String(layer + 1));
    const [inputs = 0, units = 0] = shape;
    const size = this.#context.words.matrix.size(formatInteger(inputs), formatInteger(units));
    const middle = (/** @type {number[]} */ all) => percent(all[Math.floor(n / 2)] ?? 0);
    const where = words.where(optimizer, formatInteger(step), name, size);
    const facts = n < 2 ? words.one : words.facts(middle(first), middle(second));
    setText(this.#facts, [where, facts, words.made[source]].join(this.#context.words.layers.space));
    setText(this.#caption, where);
    const cell = (/** @type {number | undefined} */ value) =>
      h('td', {}, String(Number((value ?? 0).toPrecision(DIGITS))));
    const rows = Array.from(before, (value, k) =>
      h('tr', {}, h('th', { scope: 'row' }, String(k + 1)), cell(value), cell(after[k])),
    );
    this.#rows.replaceChildren(...rows);
  }
}
