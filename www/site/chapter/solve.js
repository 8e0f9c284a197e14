// Where the gradient is zero: all such points of a loss, what each is, and which is lowest.

import { h, setText } from '../../elements/kit/dom.js';
import { formatNumber, formatVector } from '../../elements/kit/format.js';
import { isEngineError } from '../../elements/kit/refusal.js';
import { Curve, shape } from './curve.js';
import { figureEngine, remoteEngine, textsOf } from './engines.js';
import { language } from './language.js';
import { row, table } from './transport.js';

/** What is offered; the last is the reader's own. */
const OFFERED = ['himmelblau', 'double-well', 'six-hump-camel', 'styblinski-tang', 'line', 'formula'];
const CELLS = 200;
/** Of the map, in cells. */
const MAP = { width: 300, height: 220 };

/** @type {import('./live.js').Mount} */
export async function mount(place, words) {
  const [engine, remote, { catalog }] = await Promise.all([figureEngine(), remoteEngine(), textsOf(language)]);
  return new Solve(place, engine, remote, catalog, words);
}

class Solve {
  #engine;
  #remote;
  #words;
  #catalog;
  #choice = h('select', { id: 'solve-choice' });
  #formula = h('input', { type: 'text', id: 'solve-formula', spellcheck: false });
  #refusal = h('p', { className: 'refusal', role: 'status' });
  #picture = h('div', { className: 'picture' });
  #summary = h('p', { className: 'said', role: 'status' });
  #closed = h('p', { className: 'said' });
  #table;
  #seed = '7';
  /** Another question makes the one before void. */
  #turn = 0;

  /**
   * @param {HTMLElement} place
   * @param {FigureEngine} engine
   * @param {Engine['worker']} remote
   * @param {Catalog} catalog
   * @param {import('./words.en.js').ChapterWords} words
   */
  constructor(place, engine, remote, catalog, words) {
    this.#engine = engine;
    this.#remote = remote;
    this.#catalog = catalog;
    this.#words = words;
    const { solve } = words;
    this.#table = table(solve.table, [solve.number, solve.kind, solve.point, solve.loss]);
    for (const name of OFFERED) {
      const label = this.#objective(name)?.label[language] ?? solve.own;
      this.#choice.append(h('option', { value: name }, label));
    }
    this.#choice.addEventListener('change', () => this.#choose(this.#choice.value));
    this.#formula.addEventListener('change', () => {
      this.#choice.value = 'formula';
      this.#solve();
    });
    const field = (/** @type {HTMLElement} */ input, /** @type {string} */ label, className = 'field') =>
      h('div', { className }, h('label', { for: input.id }, label), input);
    place.replaceChildren(
      h(
        'div',
        { className: 'controls' },
        field(this.#choice, solve.choice),
        field(this.#formula, solve.formula, 'field wide'),
      ),
      this.#refusal,
      h('div', { className: 'solved' }, this.#picture, h('div', {}, this.#summary, this.#table.root, this.#closed)),
    );
    this.#choose(place.dataset.choice ?? 'himmelblau');
  }

  get state() {
    const { objective, formula, seed } = /** @type {Record<string, string>} */ (this.#config());
    return Object.fromEntries(Object.entries({ objective, formula, seed }).filter(([, value]) => value !== undefined));
  }

  /** @param {Record<string, string>} state */
  set({ objective, formula, seed }) {
    if (seed) this.#seed = seed;
    if (formula) this.#formula.value = formula;
    this.#choose(objective ?? 'formula');
  }

  /** @param {string} name */
  #objective(name) {
    return this.#catalog.objectives.find((objective) => objective.name === name);
  }

  /** @param {string} name */
  #choose(name) {
    this.#choice.value = name;
    const formula = this.#objective(name)?.formula;
    if (formula) this.#formula.value = formula;
    else if (name === 'line') this.#formula.value = '';
    else if (this.#formula.value === '') this.#formula.value = 'sin(3x) + 0.3x^2';
    this.#solve();
  }

  /** @returns {Config} */
  #config() {
    const name = this.#choice.value;
    if (name === 'formula') return { formula: this.#formula.value };
    return name === 'line' ? { objective: name, seed: this.#seed } : { objective: name };
  }

  async #solve() {
    this.#turn += 1;
    const mine = this.#turn;
    const { solve } = this.#words;
    const config = this.#config();
    try {
      const resolved = this.#engine.resolve(config);
      if (resolved.dim > 2) throw new RangeError(solve.tooMany(String(resolved.dim)));
      setText(this.#summary, solve.searching);
      this.#draw(resolved, [], solve.searching);
      /** @type {StationaryPoint[]} */
      const points = await /** @type {any} */ (this.#remote).stationaryPoints(config);
      if (mine !== this.#turn) return;
      setText(this.#refusal, '');
      this.#show(resolved, points);
    } catch (error) {
      if (mine !== this.#turn) return;
      const why = isEngineError(error)
        ? error.messages[language]
        : error instanceof Error
          ? error.message
          : String(error);
      setText(this.#refusal, why);
      setText(this.#summary, '');
    }
  }

  /** @param {ResolvedConfig} resolved @param {StationaryPoint[]} points */
  #show(resolved, points) {
    const { solve } = this.#words;
    const alone = points.flatMap(({ kind, ...point }) => (kind === 'continuum' ? [] : [{ ...point, kind }]));
    const lowest = Math.min(...alone.filter(({ kind }) => kind === 'minimum').map(({ loss }) => loss));
    // Minima of one loss are equally deep up to rounding.
    const isLowest = (/** @type {StationaryPoint} */ { kind, loss }) =>
      kind === 'minimum' && loss - lowest <= 1e-9 * Math.max(1, Math.abs(lowest));
    const rows = alone.map((point, k) => {
      const line = row(
        String(k + 1),
        solve.kinds[point.kind],
        formatVector(point.point),
        formatNumber(exact(point.loss)),
      );
      if (isLowest(point)) line.className = 'lowest';
      return line;
    });
    this.#table.body.replaceChildren(...rows);
    const count = (/** @type {string} */ kind) => points.filter((point) => point.kind === kind).length;
    const summary = [
      solve.summary(alone.length, count('minimum'), count('maximum'), count('saddle')),
      alone.length < points.length ? solve.continuum : '',
      points.length === this.#catalog.limits.stationaryPoints ? solve.more : '',
    ].join('');
    setText(this.#summary, summary);
    const closed = this.#engine.closedForm(this.#config());
    setText(
      this.#closed,
      closed ? solve.closed(resolved.variables.join(', '), formatVector(closed.point), formatNumber(closed.loss)) : '',
    );
    this.#draw(resolved, points, summary);
  }

  /** @param {ResolvedConfig} resolved @param {StationaryPoint[]} points @param {string} summary */
  #draw(resolved, points, summary) {
    const label = `${this.#words.solve.picture}: ${summary}`;
    this.#picture.replaceChildren(
      resolved.dim === 1 ? this.#curve(resolved, points, label) : this.#map(resolved, points, label),
    );
  }

  /** @param {ResolvedConfig} resolved @param {StationaryPoint[]} points @param {string} label */
  #curve({ domain, variables }, points, label) {
    const curve = new Curve();
    curve.show(domain, this.#engine.field({ ...this.#config(), width: CELLS }), variables[0] ?? '');
    points.forEach(({ point, loss, kind }, k) => {
      const [x = 0, y = 0] = curve.spot(point[0] ?? 0, loss);
      curve.root.append(mark(kind, x, y, kind === 'continuum' ? '' : String(k + 1)));
    });
    curve.describe(label);
    return curve.root;
  }

  /** @param {ResolvedConfig} resolved @param {StationaryPoint[]} points @param {string} label */
  #map({ domain, variables }, points, label) {
    const { width, height } = MAP;
    const canvas = h('canvas', { width, height });
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context) this.#engine.paint(context, { ...this.#config(), width, height });
    const over = shape('svg', { viewBox: `0 0 ${width} ${height}` });
    const [left = 0, right = 1, bottom = 0, top = 1] = domain;
    points.forEach(({ point: [x = 0, y = 0], kind }, k) => {
      const across = ((x - left) / (right - left)) * width;
      const number = kind === 'continuum' ? '' : String(k + 1);
      over.append(mark(kind, across, ((top - y) / (top - bottom)) * height, number));
    });
    const [first = '', second = ''] = variables;
    const axes = `${first}: ${formatNumber(left)} … ${formatNumber(right)}, ${second}: ${formatNumber(bottom)} … ${formatNumber(top)}`;
    const map = h('div', { className: 'map', role: 'img', 'aria-label': label }, canvas);
    map.append(over);
    return h('div', {}, map, h('p', { className: 'axes-text' }, axes));
  }
}

/** Without what rounding leaves of a zero. @param {number} loss */
const exact = (loss) => (Math.abs(loss) < 1e-12 ? 0 : loss);

/** A sign for each kind, and the number of its row. @param {string} kind @param {number} x @param {number} y @param {string} number */
function mark(kind, x, y, number) {
  const signs = { minimum: 'M-5 -4H5L0 5Z', maximum: 'M-5 4H5L0 -5Z', saddle: 'M-5 0L0 -5L5 0L0 5Z' };
  const group = shape('g', { class: `mark ${kind}`, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` });
  const sign = shape('path', { d: signs[/** @type {keyof typeof signs} */ (kind)] ?? 'M-4 -4H4V4H-4Z' });
  const name = shape('text', { x: '8', y: '-5' });
  name.textContent = number;
  group.append(sign, name);
  return group;
}
