// A run, as programs hold it.

import { count, EngineError, list } from './error.js';

/** @typedef {import('./module.js').Module<typeof import('#figure')>} FigureModule */

/** A run of an optimizer on an objective. @implements {Run} */
export class Experiment {
  /** @type {import('#figure').Run | undefined} */
  #run;
  #module;
  #generation;

  /** @param {FigureModule} module @param {Config | import('#figure').Run} from a configuration, or a run that is there */
  constructor(module, from) {
    this.#module = module;
    this.#generation = module.generation;
    this.#run = module.call((wasm) => (from instanceof wasm.Run ? from : new wasm.Run(from)));
  }

  /**
   * @template T
   * @param {(run: import('#figure').Run) => T} f
   */
  #call(f) {
    const run = this.#run;
    if (run && this.#generation === this.#module.generation) return this.#module.call(() => f(run));
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

  /** Another run with the same past up to step `step`; from there on each goes its own way. @returns {Run} */
  fork(step = 0) {
    const k = count('step', step, 0);
    return new Experiment(
      this.#module,
      this.#call((run) => run.fork(k)),
    );
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

  /** The update rule of a parameter, in the numbers of the last step. @returns {Rule | null} */
  rule(parameter = 0) {
    const k = count('parameter', parameter, 0);
    return this.#call((run) => run.rule(k));
  }

  /** How near it is to the learning rate at which it would not converge. @returns {Steadiness | null} */
  steadiness() {
    return this.#call((run) => run.steadiness());
  }

  /** The learning rate of the step that follows `step` others, as the schedule has it. */
  rateAt(step = 0) {
    const k = count('step', step, 0);
    return this.#call((run) => run.rateAt(k));
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
