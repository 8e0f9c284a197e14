// A run that goes along with a figure's own.

import { settingText } from '../../kit/attributes.js';
import { History } from '../../views/history.js';

/** @typedef {import('../session.js').Session} Session */

/** A figure's own full batch may cost another run a thousand steps: they are taken a few at a time. */
const MOST_STEPS_A_FRAME = 300;

export class Companion {
  /** Whether it spends as many gradients of samples as the figure's own run, instead of as many steps. */
  even = false;
  /** @type {((step: number) => number) | undefined} */
  along;

  /** For people. */
  name = '';
  /** The step at which it parts from the figure's own run. */
  first = 0;

  /**
   * @param {Run} run
   * @param {{ colour: string, dash: number[] }} style
   * @param {string} asked the text of the comparison that asks for it; empty for a fork
   */
  constructor(run, style, asked) {
    this.run = run;
    this.style = style;
    this.asked = asked;
    this.config = run.config;
    this.status = run.status();
    this.history = new History(this.config.dim);
    this.history.extend(run);
  }

  get finished() {
    return this.status.state === 'converged' || this.status.state === 'diverged';
  }

  get line() {
    return { history: this.history, ...this.style, first: this.first, along: this.along };
  }

  /** @param {number} steps @param {number} untilLoss @param {Status} lead how the figure's own run stands */
  train(steps, untilLoss, lead) {
    const options = Number.isFinite(untilLoss) ? { untilLoss } : {};
    if (this.even && lead.samples > 0) this.#follow(lead.samples, options);
    else this.status = this.run.train(steps, options);
    this.history.extend(this.run);
  }

  /** Until it has seen as many samples, as far as a frame's time allows. @param {number} samples @param {{ untilLoss?: number }} options */
  #follow(samples, options) {
    let left = MOST_STEPS_A_FRAME;
    while (!this.finished && this.status.samples < samples && left > 0) {
      const { step } = this.status;
      const wanted = Math.ceil((samples - this.status.samples) / this.#batch);
      this.status = this.run.train(Math.min(wanted, left), options);
      left -= this.status.step - step;
      if (this.status.step === step) return;
    }
  }

  /** Samples in a whole batch. */
  get #batch() {
    const { batchSize, samples } = this.config;
    return batchSize === 'full' ? samples : Math.min(batchSize, samples);
  }

  /** To where the figure's own run is. @param {Status} lead */
  catchUp(lead) {
    this.train(Math.max(0, lead.step - this.status.step), -Infinity, lead);
  }

  /** Its settings in mid-run. @param {Config} changes */
  set(changes) {
    this.status = this.run.set(changes);
    this.config = this.run.config;
  }

  rewind() {
    this.status = this.run.rewind(0);
    this.#again();
  }

  /** Back to where the figure's own run has gone back to; a fork that parts later stays. @param {Status} lead */
  rewindTo(lead) {
    const step = this.even && lead.samples > 0 ? Math.floor(lead.samples / this.#batch) : lead.step;
    if (this.status.step <= step) return;
    this.status = this.run.rewind(step);
    this.history.cut(step);
  }

  /** @param {ArrayLike<number>} point */
  moveTo(point) {
    this.status = this.run.moveTo(point);
    this.config = this.run.config;
    this.#again();
  }

  /** @param {Run} run */
  replace(run) {
    this.run.free();
    this.run = run;
  }

  free() {
    this.run.free();
  }

  #again() {
    this.first = 0;
    this.history.clear();
    this.history.extend(this.run);
  }
}

/**
 * @typedef {object} Parting where and how a fork leaves the figure's own run
 * @property {number} step
 * @property {Setting} setting
 * @property {string} value
 * @property {string} label the value for people
 */

/** A run that is the figure's own up to a step. Before that step, after a reset, it waits. */
export class Fork extends Companion {
  waiting = false;
  #session;

  /** @param {Session} session @param {Run} run @param {Parting} parting */
  constructor(session, run, parting) {
    super(run, { colour: '', dash: [] }, '');
    this.#session = session;
    this.parting = parting;
    this.first = parting.step;
  }

  /** @override @param {number} steps @param {number} untilLoss @param {Status} lead */
  train(steps, untilLoss, lead) {
    if (!this.waiting) super.train(steps, untilLoss, lead);
    else if (lead.step < this.parting.step) this.status = lead;
    else {
      const { step, setting, value } = this.parting;
      this.replace(this.#session.run.fork(step));
      this.set({ learningRate: this.#session.config.learningRate, [setting.name]: value });
      this.waiting = false;
      this.history.extend(this.run);
      this.catchUp(lead);
    }
  }

  /** @override */
  rewind() {
    this.#wait(this.#session.status);
  }

  /** @override */
  moveTo() {
    this.#wait(this.#session.status);
  }

  /** @override @param {Status} lead */
  rewindTo(lead) {
    if (lead.step < this.first) this.#wait(lead);
    else super.rewindTo(lead);
  }

  /** @param {Status} lead */
  #wait(lead) {
    this.waiting = true;
    this.status = lead;
    this.history.clear();
  }
}

/**
 * The names of the settings in which two configurations differ.
 *
 * @param {ResolvedConfig} a
 * @param {ResolvedConfig} b
 * @param {Setting[]} settings
 */
export function differences(a, b, settings) {
  return settings.filter(({ name }) => settingText(a[name]) !== settingText(b[name]));
}
