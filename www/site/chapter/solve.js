// Where the slope is zero: all such points of a loss, what each is, and which is lowest.

import { h, setText } from '../../elements/kit/dom.js';
import { equation } from '../../elements/kit/equation.js';
import { formatNumber, formatVector } from '../../elements/kit/format.js';
import { isEngineError } from '../../elements/kit/refusal.js';
import { pause } from '../../elements/kit/turns.js';
import { Curve, shape } from './curve.js';
import { figureEngine, remoteEngine, textsOf } from './engines.js';
import { language } from './language.js';
import { mapOf } from './solve-map.js';
import { Tangent } from './tangent.js';
import { row, table } from './transport.js';

/** What is shown first. */
const START = { formula: '0.5w^2+sin(3w)+1' };
const CELLS = 240;

/** @typedef {{ kind: StationaryPoint['kind'], point: ArrayLike<number>, loss: number }} Point */

/** @type {import('./live.js').Mount} */
export async function mount(place, words) {
  const [engine, remote, { catalog }] = await Promise.all([figureEngine(), remoteEngine(), textsOf(language)]);
  return new Solve(place, engine, remote, catalog, words);
}

class Solve {
  #place;
  #engine;
  #remote;
  #words;
  #catalog;
  #formula = h('input', { type: 'text', id: 'solve-formula', spellcheck: false });
  #refusal = h('p', { className: 'refusal', role: 'status' });
  #picture = h('div', { className: 'picture' });
  #summary = h('p', { className: 'said', role: 'status' });
  #closed = h('p', { className: 'said' });
  #table;
  #curve = new Curve();
  #tangent;
  /** @type {Record<string, string>} */
  #asked = START;
  /** @type {{ config: ResolvedConfig, points: StationaryPoint[], label: string } | undefined} */
  #shown;
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
    this.#place = place;
    this.#engine = engine;
    this.#remote = remote;
    this.#catalog = catalog;
    this.#words = words;
    const { solve } = words;
    this.#tangent = new Tangent(engine, this.#curve, solve);
    this.#curve.onResize = () => this.#mark();
    this.#table = table(solve.table, [solve.number, solve.kind, solve.point, solve.loss]);
    this.#formula.addEventListener('change', () => {
      this.#ask({ formula: this.#formula.value });
      this.#tell('sgd-change');
    });
    const label = h('label', { for: this.#formula.id }, solve.formula);
    place.replaceChildren(
      h('div', { className: 'controls' }, h('div', { className: 'field wide' }, label, this.#formula)),
      this.#refusal,
      h(
        'div',
        { className: 'solved' },
        this.#picture,
        h('div', { className: 'found' }, this.#summary, this.#table.root, this.#closed),
      ),
    );
    new ResizeObserver(() => this.#draw()).observe(this.#picture);
    this.#ask(START);
  }

  get state() {
    return this.#asked;
  }

  /** @param {Record<string, string>} state */
  set(state) {
    this.#ask(state);
  }

  /** How many there are of each kind. @returns {Record<string, string | number>} */
  status() {
    const { config, points = [] } = this.#shown ?? {};
    const count = (/** @type {string} */ kind) => points.filter((point) => point.kind === kind).length;
    return {
      objective: config?.objective ?? '',
      parameters: config?.dim ?? 0,
      minima: count('minimum'),
      maxima: count('maximum'),
      saddles: count('saddle'),
    };
  }

  /** @param {string} what */
  #tell(what) {
    this.#place.dispatchEvent(new CustomEvent(what, { bubbles: true }));
  }

  /** @param {Record<string, string>} asked */
  async #ask(asked) {
    this.#asked = asked;
    this.#turn += 1;
    const mine = this.#turn;
    const { solve } = this.#words;
    const known = this.#catalog.objectives.find(({ name }) => name === asked.objective);
    this.#formula.value = asked.formula ?? known?.formula ?? '';
    this.#formula.placeholder = known?.label[language] ?? '';
    await pause();
    if (mine !== this.#turn) return;
    try {
      const config = this.#engine.resolve(asked);
      if (config.dim > 2) throw new RangeError(solve.tooMany(String(config.dim)));
      setText(this.#summary, solve.searching);
      /** @type {StationaryPoint[]} */
      const points = await /** @type {any} */ (this.#remote).stationaryPoints(asked);
      if (mine !== this.#turn) return;
      setText(this.#refusal, '');
      const summary = this.#list(points);
      await pause();
      if (mine !== this.#turn) return;
      this.#show(config, points, summary);
      this.#tell('sgd-step');
    } catch (error) {
      if (mine !== this.#turn) return;
      const reason = error instanceof Error ? error.message : String(error);
      setText(this.#refusal, isEngineError(error) ? error.messages[language] : reason);
      setText(this.#summary, '');
    }
  }

  /** @param {StationaryPoint[]} points */
  #list(points) {
    const { solve } = this.#words;
    const alone = points.flatMap(({ kind, ...point }) => (kind === 'continuum' ? [] : [{ ...point, kind }]));
    const lowest = Math.min(...alone.filter(({ kind }) => kind === 'minimum').map(({ loss }) => loss));
    // Minima of one loss are equally deep up to rounding.
    const isLowest = (/** @type {Point} */ { kind, loss }) =>
      kind === 'minimum' && loss - lowest <= 1e-9 * Math.max(1, Math.abs(lowest));
    const rows = alone.map((point, k) => {
      const where = formatVector(point.point, 3);
      const line = row(String(k + 1), solve.kinds[point.kind], where, formatNumber(exact(point.loss), 3));
      if (isLowest(point)) line.className = 'lowest';
      return line;
    });
    this.#table.body.replaceChildren(...rows);
    const count = (/** @type {string} */ kind) => points.filter((point) => point.kind === kind).length;
    const [inflections, undecided] = [count('inflection'), count('degenerate')];
    const summary = [
      solve.summary(alone.length, count('minimum'), count('maximum'), count('saddle')),
      inflections > 0 ? solve.inflections(inflections) : '',
      undecided > 0 ? solve.undecided(undecided) : '',
      alone.length < points.length ? solve.continuum : '',
      points.length === this.#catalog.limits.stationaryPoints ? solve.more : '',
    ].join('');
    setText(this.#summary, summary);
    return summary;
  }

  /** @param {ResolvedConfig} config @param {StationaryPoint[]} points @param {string} summary */
  #show(config, points, summary) {
    const { solve } = this.#words;
    const closed = this.#engine.closedForm(this.#asked);
    const names = config.variables.join(', ');
    const by = closed && solve.closed(equation(names, formatVector(closed.point)), formatNumber(closed.loss));
    setText(this.#closed, by ?? '');
    this.#shown = { config, points, label: `${solve.picture}: ${summary}` };
    if (config.dim === 1) {
      this.#curve.show(config.domain, this.#engine.field({ ...this.#asked, width: CELLS }), config.variables[0] ?? '');
      this.#tangent.follow(this.#asked, config);
    }
    this.#draw();
  }

  #draw() {
    if (!this.#shown) return;
    const { config, points, label } = this.#shown;
    if (config.dim === 1) {
      if (!this.#tangent.root.isConnected) this.#picture.replaceChildren(this.#tangent.root);
      this.#mark();
      this.#tangent.describe(label);
      return;
    }
    const { clientWidth: width, clientHeight: height } = this.#picture;
    if (width === 0) return;
    const map = mapOf(
      { width, height },
      config,
      (context, across, down) => this.#engine.paint(context, { ...this.#asked, width: across, height: down }),
      (spot) => points.map(({ point, kind }, k) => sign(kind, spot([...point]), k)),
    );
    map.setAttribute('role', 'img');
    map.setAttribute('aria-label', label);
    this.#picture.replaceChildren(map);
  }

  #mark() {
    const { config, points } = this.#shown ?? {};
    if (config?.dim !== 1 || !points) return;
    this.#tangent.mark(points.map(({ point, loss, kind }, k) => sign(kind, this.#curve.spot(point[0] ?? 0, loss), k)));
  }
}

/** Without what rounding leaves of a zero. @param {number} loss */
const exact = (loss) => (Math.abs(loss) < 1e-12 ? 0 : loss);

/** A sign for each kind, and the number of its row. @param {string} kind @param {number[]} place @param {number} index */
function sign(kind, [x = 0, y = 0], index) {
  const signs = { minimum: 'M-5 -4H5L0 5Z', maximum: 'M-5 4H5L0 -5Z', saddle: 'M-5 0L0 -5L5 0L0 5Z' };
  const group = shape('g', { class: `mark ${kind}`, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` });
  const form = shape('path', { d: signs[/** @type {keyof typeof signs} */ (kind)] ?? 'M-4 -4H4V4H-4Z' });
  // On a curve the number keeps clear of it: above a maximum, below a minimum.
  const name = shape('text', { x: '9', y: kind === 'minimum' ? '14' : '-6' });
  name.textContent = kind === 'continuum' ? '' : String(index + 1);
  group.append(form, name);
  return group;
}
