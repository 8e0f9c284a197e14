/**
 * The engine: loss surfaces, optimizers and experiments, in WebAssembly. Runs in a page, in a Worker and in Node.
 * This is the only module that talks to WebAssembly; it has no DOM.
 */
import init, * as wasm from '#wasm';

/** What was wrong with a call, told so that a person can mend it. */
export class EngineError extends Error {
  /** @param {{ code: string, messages: Words, key?: string, position?: number, length?: number }} what */
  constructor({ code, messages, key, position, length }) {
    super(messages.en);
    this.name = 'EngineError';
    /** A fixed word for the kind of mistake. */
    this.code = code;
    /** The sentence in every language. */
    this.messages = messages;
    /** The setting it is about. */
    this.key = key;
    /** In a formula: where the offending part begins, in UTF-16 units. */
    this.position = position;
    /** In a formula: how long it is. */
    this.length = length;
  }
}

/** How often a new instance had to be loaded. What an engine of an earlier one holds is gone. */
let generation = 0;
/** Whether the present instance has trapped: its memory can no longer be trusted. */
let trapped = false;

/**
 * Calls into WebAssembly. What it throws is either a description of what was wrong, or a trap.
 * @template T
 * @param {() => T} f
 * @returns {T}
 */
function call(f) {
  try {
    return f();
  } catch (error) {
    const thrown = /** @type {any} */ (error);
    if (thrown instanceof WebAssembly.RuntimeError) trapped = true;
    throw thrown?.messages ? new EngineError(thrown) : thrown;
  }
}

/**
 * A whole number, where a call takes one.
 * @param {string} key
 * @param {unknown} value
 */
function count(key, value, least = 1) {
  const n = Number(value);
  if (Number.isInteger(n) && n >= least && n < 2 ** 32) return n;
  const range = { least, most: 2 ** 32 - 1 };
  throw new EngineError({
    code: 'out-of-range',
    key,
    messages: {
      en: `${key} is ${String(value)}; a whole number from ${range.least} to ${range.most} fits.`,
      zh: `${key} 是 ${String(value)}；应为 ${range.least} 到 ${range.most} 的整数。`,
    },
  });
}

/**
 * A list of numbers, where a call takes one; all finite, unless someone else looks after that.
 * @param {string} key
 * @param {unknown} value
 */
function list(key, value, finite = true) {
  const given = value !== null && typeof value === 'object' && 'length' in value;
  const numbers = given ? Array.from(/** @type {ArrayLike<unknown>} */ (value), Number) : [];
  if (given && (!finite || numbers.every(Number.isFinite))) return numbers;
  throw new EngineError({
    code: 'bad-type',
    key,
    messages: { en: `${key} is no list of finite numbers.`, zh: `${key} 不是有限数的列表。` },
  });
}

/** A run of an optimizer on an objective. @implements {Run} */
class Experiment {
  /** @type {wasm.Run | undefined} */
  #run;
  #generation = generation;

  /** @param {Config} config */
  constructor(config) {
    this.#run = call(() => new wasm.Run(config));
  }

  /**
   * @template T
   * @param {(run: wasm.Run) => T} f
   */
  #call(f) {
    const run = this.#run;
    if (run && this.#generation === generation) return call(() => f(run));
    throw new EngineError({
      code: 'unavailable',
      messages: {
        en: 'This run is gone: it was freed, or the engine was replaced after a fault. Make a new one.',
        zh: '这次运行已不存在：它被释放了，或者引擎出错后已更换。请新建一次。',
      },
    });
  }

  /** The configuration as it is now, with everything filled in. @returns {ResolvedConfig} */
  get config() {
    return this.#call((run) => run.config());
  }

  /** One step, or what is left of the step under way. */
  step() {
    this.#call((run) => run.step());
    return this.status();
  }

  /**
   * Up to `steps` steps; fewer where the run converges or diverges, or the loss falls below `untilLoss`.
   * @param {number} steps
   * @param {{ untilLoss?: number }} [options]
   */
  train(steps, { untilLoss } = {}) {
    const n = count('steps', steps, 0);
    const [limit] = untilLoss === undefined ? [] : list('untilLoss', [untilLoss]);
    this.#call((run) => run.train(n, limit));
    return this.status();
  }

  /** The next of the five moves of a step, with its numbers; null where the run cannot go on. @returns {Move | null} */
  move() {
    return this.#call((run) => run.move());
  }

  /** Changes live settings in mid-run; throws and changes nothing if one does not fit. @param {Config} changes */
  set(changes) {
    this.#call((run) => run.set(changes));
    return this.status();
  }

  /** Back to step `step`: the same initialisation, the same batches. Settings stay as they are now. */
  rewind(step = 0) {
    const k = count('step', step, 0);
    this.#call((run) => run.rewind(k));
    return this.status();
  }

  /** Another start, and back to it. @param {ArrayLike<number>} point */
  moveTo(point) {
    const start = list('start', point, false);
    this.#call((run) => run.setStart(start));
    return this.status();
  }

  /** How it stands. @returns {Status} */
  status() {
    return this.#call((run) => run.status());
  }

  /** The record from row `from` on; row 0 is the start. @returns {Trace} */
  trace(from = 0) {
    const row = count('from', from, 0);
    return this.#call((run) => run.trace(row));
  }

  /** The samples; null for a formula. @returns {Samples | null} */
  data() {
    return this.#call((run) => run.data());
  }

  /** Gives its memory back. */
  free() {
    this.#call((run) => run.free());
    this.#run = undefined;
  }
}

/** @type {any} a call without its options: whatever is missing is named */
const NOTHING = {};

/** Everything that can be asked. Methods take a configuration: `{ objective | formula, domain, start, … }`. */
class EngineCore {
  #generation = generation;
  /** @type {Catalog | undefined} */
  #catalog;

  /** Whether WebAssembly has trapped since: `createEngine()` gives an engine that works. */
  get trapped() {
    return trapped || this.#generation !== generation;
  }

  /** What there is: every name, label, range and default. */
  catalog() {
    this.#catalog ??= /** @type {Catalog} */ (call(() => wasm.catalog()));
    return this.#catalog;
  }

  /** A configuration with everything filled in. @param {Config} [config] @returns {ResolvedConfig} */
  resolve(config = {}) {
    return call(() => wasm.resolve(config));
  }

  /** A run at its start. @param {Config} [config] @returns {Run} */
  experiment(config = {}) {
    return new Experiment(config);
  }

  /**
   * Loss, gradient and Hessian (by rows) at a point.
   * @param {Config} config
   * @param {ArrayLike<number>} point
   * @returns {{ loss: number, gradient: Float64Array, hessian: Float64Array }}
   */
  gradient(config, point) {
    const at = list('point', point, false);
    return call(() => wasm.gradient(config, at));
  }

  /**
   * Where the gradient is zero, inside the domain.
   * @param {Config} config
   * @returns {{ point: number[], loss: number, kind: 'minimum' | 'maximum' | 'saddle' | 'degenerate' }[]}
   */
  stationaryPoints(config) {
    return call(() => wasm.stationaryPoints(config));
  }

  /** The minimum by its formula, for a line or one weight; else null. @param {Config} config @returns {KnownMinimum | null} */
  closedForm(config) {
    return call(() => wasm.closedForm(config));
  }

  /**
   * The loss at the centres of the cells of a grid over the domain, row 0 at the top (the largest second variable). `into`
   * takes an array to write to: a fresh one of some megabytes costs more than the losses in it.
   * @param {Config & { width: number, height?: number, into?: Float64Array }} options
   * @returns {Float64Array}
   */
  field({ width, height = 1, into, ...config } = NOTHING) {
    const size = [count('width', width), count('height', height)];
    if (into !== undefined && !(into instanceof Float64Array)) list('into', null);
    return call(() => wasm.field(config, size[0], size[1], into));
  }

  /**
   * Contour lines of that grid, at `levels` or at some that suit.
   * @param {Config & { width: number, height: number, levels?: ArrayLike<number> }} options
   * @returns {Contour[]}
   */
  contours({ width, height, levels, ...config } = NOTHING) {
    const size = [count('width', width), count('height', height)];
    const rising = levels && list('levels', levels).sort((a, b) => a - b);
    return call(() => wasm.contours(config, size[0], size[1], rising));
  }

  /**
   * Paints that grid into the top left of a canvas, a pixel a cell.
   * @param {CanvasRenderingContext2D} context
   * @param {Config & { width: number, height: number, colormap?: string, contours?: boolean }} options
   * @returns {Painted}
   */
  paint(context, { width, height, colormap = 'viridis', contours = true, ...config }) {
    const size = [count('width', width), count('height', height)];
    return call(() => wasm.paint(context, config, size[0], size[1], colormap, contours));
  }

  /**
   * Where `steps` full-batch steps lead from each of many starts (rows of parameters); rows as well.
   * @param {Config} config
   * @param {ArrayLike<number>} starts
   * @param {number} steps
   * @returns {Float64Array}
   */
  descend(config, starts, steps) {
    const n = count('steps', steps, 0);
    const from = Float64Array.from(list('starts', starts));
    return call(() => wasm.descend(config, from, n));
  }
}

/** @type {Promise<unknown> | undefined} */
let loading;

/**
 * An engine. The WebAssembly is loaded once, however often this is called, and once more after a trap.
 * @param {{ wasm?: BufferSource | WebAssembly.Module | Response | URL | string }} [options] `wasm`: its bytes or address,
 *   where it is not beside this script
 * @returns {Promise<Engine>}
 */
export async function createEngine(options = {}) {
  loading ??= load(options.wasm).catch((error) => {
    loading = undefined;
    throw error;
  });
  await loading;
  if (trapped) {
    wasm.__wbg_reset_state();
    trapped = false;
    generation += 1;
  }
  return new EngineCore();
}

/** @param {BufferSource | WebAssembly.Module | Response | URL | string | undefined} source */
async function load(source) {
  const place = source ?? new URL('sgd_playground_bg.wasm', import.meta.url);
  if (place instanceof URL && place.protocol === 'file:') {
    // Node reads files, but does not fetch them.
    const { readFile } = await import('node:fs/promises');
    return init({ module_or_path: await readFile(place) });
  }
  return init({ module_or_path: place });
}
