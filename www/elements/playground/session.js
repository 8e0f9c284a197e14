// One experiment as a figure holds it: what was asked for, what the engine made of it, and how far it has come.
// Nothing here touches the page.

import { settingText } from '../kit/attributes.js';
import { isEngineError } from '../kit/refusal.js';
import { History } from '../views/history.js';
import { configAttributes } from './state.js';

/** @typedef {import('../kit/refusal.js').Problem} Problem */

/** The settings that together say what is minimised: when one of them is refused, the last good surface stays. */
const SURFACE = ['objective', 'formula', 'domain', 'start'];

/**
 * @typedef {object} Companion a run that goes along with the figure's own
 * @property {boolean} even whether it waits for the samples that the figure's own run sees
 * @property {Status} status
 * @property {import('../views/plot.js').Line} line
 * @property {(steps: number, untilLoss: number, lead: Status) => void} train
 * @property {() => void} rewind
 * @property {(lead: Status) => void} rewindTo
 * @property {(point: ArrayLike<number>) => void} moveTo
 * @property {() => void} free
 */

export class Session {
  /** Runs beside the figure's own. @type {Companion[]} */
  others = [];
  /** @type {Problem[]} */
  problems = [];
  /** What to say of one; by the names that readers see once those are loaded. @param {Problem} problem @param {'en' | 'zh'} language */
  refusal = ({ messages }, language) => messages[language];
  /** The moves of the current step that have been shown, in order. @type {Move[]} */
  moves = [];
  /** The last wish, to tell whether another one is new. */
  #asked = '';
  /** What the engine took of it: passed on whenever the engine is asked about the same surface. @type {Config} */
  #taken = {};
  /** What was painted last. @type {{ key: string, scale?: Painted, pixels?: ImageData } | undefined} */
  #painted;

  /**
   * @param {FigureEngine} engine
   * @param {Catalog} catalog
   * @param {Config} wanted
   * @param {Config} [known] what was taken before, to fall back on
   */
  constructor(engine, catalog, wanted, known = {}) {
    this.engine = engine;
    /** What there is; in another language once that is there. */
    this.catalog = catalog;
    this.#asked = JSON.stringify(wanted);
    this.config = this.#settle(wanted, known);
    this.run = engine.experiment(this.#taken);
    this.status = this.run.status();
    this.history = new History(this.config.dim);
    this.history.extend(this.run);
  }

  /**
   * Makes the run follow `wanted`: live where the engine can, else from the start.
   *
   * @param {Config} wanted
   * @returns {'nothing' | 'live' | 'start' | 'run'} what had to change
   */
  apply(wanted) {
    const asked = JSON.stringify(wanted);
    if (asked === this.#asked) return 'nothing';
    this.#asked = asked;
    const before = this.config;
    const data = this.#taken.data;
    const next = this.#settle(wanted, this.#taken);
    const changed = this.catalog.settings.filter(({ name }) =>
      name === 'data'
        ? this.#taken[name] !== data
        : settingText(settingOf(next, name)) !== settingText(settingOf(before, name)),
    );
    if (changed.length === 0) return 'nothing';
    if (changed.every(({ live }) => live)) {
      this.status = this.run.set(Object.fromEntries(changed.map(({ name }) => [name, settingOf(next, name)])));
      this.config = this.run.config;
      return 'live';
    }
    if (changed.every(({ name }) => name === 'start')) {
      this.moveStart(next.start);
      return 'start';
    }
    const run = this.engine.experiment(this.#taken);
    for (const other of this.others) other.free();
    this.others = [];
    this.run.free();
    this.run = run;
    this.config = run.config;
    if (this.history.dim !== this.config.dim) this.history = new History(this.config.dim);
    this.#restart(run.status());
    return 'run';
  }

  /** @param {ArrayLike<number>} point */
  moveStart(point) {
    const status = this.run.moveTo(point);
    this.config = this.run.config;
    this.#taken.start = this.config.start;
    this.#restart(status);
    for (const other of this.others) other.moveTo(point);
  }

  rewind() {
    this.#restart(this.run.rewind(0));
    for (const other of this.others) other.rewind();
  }

  /** Up to `steps` steps without showing their moves. @param {number} steps @param {number} untilLoss */
  train(steps, untilLoss) {
    this.moves = [];
    this.status = this.run.train(steps, Number.isFinite(untilLoss) ? { untilLoss } : {});
    this.history.extend(this.run);
    for (const other of this.others) other.train(steps, untilLoss, this.status);
  }

  /** Back to a step; what comes after it is gone. @param {number} step */
  rewindTo(step) {
    this.moves = [];
    this.status = this.run.rewind(step);
    this.history.cut(step);
    for (const other of this.others) other.rewindTo(this.status);
  }

  /** The next of the five moves. Tells whether there was one. */
  move() {
    const move = this.run.move();
    if (move && this.moves.at(-1)?.move === 'update') this.moves = [];
    if (move) this.moves.push(move);
    this.status = this.run.status();
    this.history.extend(this.run);
    if (move?.move === 'update') for (const other of this.others) other.train(1, -Infinity, this.status);
    return move !== null;
  }

  /** The rest of the current step, move by move, so that all five can be read afterwards. */
  step() {
    // The others go on when the figure's own run cannot.
    if (this.finished) {
      for (const other of this.others) other.train(1, -Infinity, this.status);
      return;
    }
    while (this.move() && !this.finished && this.moves.at(-1)?.move !== 'update');
  }

  /** Whether a run goes no further: it is at rest, has diverged, or has taken the most steps that a run may. @param {Status} status */
  ended({ state, step }) {
    return state === 'converged' || state === 'diverged' || step >= this.catalog.limits.steps;
  }

  get finished() {
    return this.ended(this.status);
  }

  /** The step of the run that is furthest. */
  get front() {
    return Math.max(this.status.step, ...this.others.map(({ status }) => status.step));
  }

  /** Whether no run can go on. */
  get over() {
    return this.finished && this.others.every(({ status, even }) => even || this.ended(status));
  }

  /** Whether no run that goes on will be seen again. */
  get astray() {
    const lost = (/** @type {Status} */ status, /** @type {History} */ history) =>
      this.ended(status) || history.leftAt(this.config.domain) !== null;
    return lost(this.status, this.history) && this.others.every(({ status, line }) => lost(status, line.history));
  }

  /** The objective's entry in the catalog; a reader's own formula has none. */
  get objective() {
    return this.catalog.objectives.find(({ name }) => name === this.config.objective);
  }

  get optimizerIndex() {
    return this.catalog.optimizers.findIndex(({ name }) => name === this.config.optimizer);
  }

  /** What identifies the loss surface; equal keys, equal pictures. */
  get surfaceKey() {
    const { objective, formula, domain, kind, seed, samples } = this.config;
    const data = kind === 'model' ? [seed, samples, this.#taken.data] : null;
    return JSON.stringify([objective, formula, domain, data]);
  }

  /** The minima to mark: those that the catalog knows, or the model's closed form. @returns {KnownMinimum[]} */
  minima() {
    if (this.config.kind === 'surface') return this.objective?.minima ?? [];
    const best = this.engine.closedForm(this.#taken);
    return best ? [best] : [];
  }

  /** What the engine took, to go on from in another session. */
  get taken() {
    return this.#taken;
  }

  /** The settings as attributes: those that say something. */
  attributes() {
    return configAttributes(this.config, this.defaults(), this.#taken.data, this.catalog);
  }

  /** The same objective by the same optimizer with nothing else set; where there is chance, with another seed. */
  defaults() {
    const { objective, formula, optimizer, convention, schedule } = this.config;
    const how = { optimizer, convention, schedule };
    return this.engine.resolve(objective === 'formula' ? { formula, ...how } : { objective, ...how });
  }

  /**
   * Paints the loss of the current surface into the top left corner of a canvas, if there is one. The contours come last. Another
   * theme or other controls change nothing in it.
   *
   * @param {CanvasRenderingContext2D | undefined} context
   * @param {{ width: number, height: number, contours: boolean }} picture
   */
  paint(context, { width, height, contours }) {
    const key = `${this.surfaceKey} ${width} ${height}`;
    if (key !== this.#painted?.key) this.#painted = { key };
    const painted = this.#painted;
    if (context && painted.pixels) context.putImageData(painted.pixels, 0, 0);
    if (painted.scale && (painted.pixels || !context)) return painted.scale;
    const scale = this.engine.paint(context, { ...this.#taken, width, height, contours });
    if (context) painted.pixels = context.getImageData(0, 0, width, height);
    if (contours) painted.scale = scale;
    return scale;
  }

  /** The losses along a curve, at the centres of `width` equal parts of its domain. @param {number} width */
  field(width) {
    return this.engine.field({ ...this.#taken, width });
  }

  free() {
    if (this.engine.trapped) return;
    this.run.free();
    for (const other of this.others) other.free();
  }

  /** @param {Status} status */
  #restart(status) {
    this.moves = [];
    this.status = status;
    this.history.clear();
    this.history.extend(this.run);
  }

  /**
   * The config that comes closest to `wanted`. Each refusal is kept in `problems`; in place of what was refused comes
   * what was taken before, or else the default.
   *
   * @param {Config} wanted
   * @param {Config} known
   * @returns {ResolvedConfig}
   */
  #settle(wanted, known) {
    this.problems = [];
    const config = { ...wanted };
    const fallback = { ...known };
    for (;;) {
      try {
        // Without a seed of its own a figure keeps the one that it drew: only a new seed makes another run.
        const settled = this.engine.resolve({ seed: known.seed, ...config });
        this.#taken = { ...config, seed: settled.seed };
        for (const problem of this.problems) problem.used = settingText(settingOf(settled, problem.key) ?? '');
        return settled;
      } catch (error) {
        const asked = Object.keys(config);
        if (!isEngineError(error) || asked.length === 0) throw error;
        const { key = '', messages, position, length } = error;
        if (!this.problems.some((problem) => problem.key === key)) {
          this.problems.push({ key, value: config[key], used: '', messages, position, length });
        }
        const refused = key === 'objective' || key === 'formula' ? SURFACE : key in config ? [key] : asked;
        for (const name of refused) {
          delete config[name];
          if (name in fallback) config[name] = fallback[name];
          delete fallback[name];
        }
      }
    }
  }
}

/** @param {ResolvedConfig} config @param {string} name */
const settingOf = (config, name) => config[name];
