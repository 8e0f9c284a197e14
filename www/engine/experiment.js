// A run, as programs hold it.

import { count, list } from './error.js';
import { Handle, RUN_GONE } from './handle.js';

/** What figures call of their WebAssembly. @typedef {Omit<typeof import('#figure'), 'initSync' | 'start'>} FigureGlue */
/** @typedef {import('./module.js').Module<FigureGlue>} FigureModule */

/** A run of an optimizer on an objective. @implements {Run} */
export class Experiment {
  #run;
  #module;
  #verdict;
  /** What it began with, then what was changed, each with the step after which: enough to take it again. @type {[number, Config][]} */
  past;

  /**
   * @param {FigureModule} module
   * @param {Config | import('#figure').Run} from a configuration, or a run that is there
   * @param {typeof import('./verdict.js').verdict} [verdict] what puts the cause of a divergence into words; figures load it later
   * @param {[number, Config][]} [past] of a run that is there
   */
  constructor(module, from, verdict, past = [[0, /** @type {Config} */ (from)]]) {
    this.#module = module;
    this.#verdict = verdict;
    this.past = past;
    this.#run = new Handle(module, (wasm) => (from instanceof wasm.Run ? from : new wasm.Run(from)), RUN_GONE);
  }

  /** The configuration as it is now, with everything filled in. @returns {ResolvedConfig} */
  get config() {
    return this.#run.call((run) => run.config());
  }

  /** One step, or what is left of the step under way. */
  step() {
    this.#run.call((run) => run.step());
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
    this.#run.call((run) => run.train(n, limit));
    return this.status();
  }

  /** The next of the five moves of a step, with its numbers; null where the run cannot go on. @returns {Move | null} */
  move() {
    return this.#run.call((run) => run.move());
  }

  /** Changes live settings in mid-run; throws and changes nothing if one does not fit. @param {Config} changes */
  set(changes) {
    this.#run.call((run) => run.set(changes));
    const status = this.status();
    this.past.push([status.step, changes]);
    return status;
  }

  /** Back to step `step`: the same initialisation, the same batches. Settings stay as they are now. */
  rewind(step = 0) {
    const k = count('step', step, 0);
    this.#run.call((run) => run.rewind(k));
    const status = this.status();
    this.past = this.#until(status.step);
    return status;
  }

  /** Another run with the same past up to step `step`; from there on each goes its own way. @returns {Run} */
  fork(step = 0) {
    const k = count('step', step, 0);
    return new Experiment(
      this.#module,
      this.#run.call((run) => run.fork(k)),
      this.#verdict,
      this.#until(Math.min(k, this.status().step)),
    );
  }

  /** Another start, and back to it. @param {ArrayLike<number>} point */
  moveTo(point) {
    const start = list('start', point, false);
    this.#run.call((run) => run.setStart(start));
    const [[, from] = []] = this.past;
    this.past = [
      [0, { ...from, start }],
      [0, this.config],
    ];
    return this.status();
  }

  /** Its past up to step `k`, with the settings as they are now. @param {number} k @returns {[number, Config][]} */
  #until(k) {
    // Its start is always a part of it.
    return [...this.past.filter(([step], index) => index === 0 || (k > 0 && step <= k)), [k, this.config]];
  }

  /** How it stands. @returns {Status} */
  status() {
    const status = this.#run.call((run) => run.status());
    if (status.cause && this.#verdict) status.message = this.#verdict(status, this.config);
    return status;
  }

  /** The update rule of a parameter, in the numbers of the last step. @returns {Rule | null} */
  rule(parameter = 0) {
    const k = count('parameter', parameter, 0);
    return this.#run.call((run) => run.rule(k));
  }

  /** How near it is to the learning rate at which it would not converge. @returns {Steadiness | null} */
  steadiness() {
    return this.#run.call((run) => run.steadiness());
  }

  /** The learning rate of the step that follows `step` others, as the schedule has it. */
  rateAt(step = 0) {
    const k = count('step', step, 0);
    return this.#run.call((run) => run.rateAt(k));
  }

  /** The record from row `from` on; row 0 is the start. @returns {Trace} */
  trace(from = 0) {
    const row = count('from', from, 0);
    return this.#run.call((run) => run.trace(row));
  }

  /** The samples; null for a formula. @returns {Samples | null} */
  data() {
    return this.#run.call((run) => run.data());
  }

  /** Gives its memory back. */
  free() {
    this.#run.consume((run) => run.free());
  }
}
