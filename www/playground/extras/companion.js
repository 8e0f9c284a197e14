// A run that goes along with a figure's own.

import { History } from '../history.js';
import { settingText } from '../state.js';

/** @typedef {import('../session.js').Session} Session */

export class Companion {
  /** Whether it spends as many gradients of samples as the figure's own run, instead of as many steps. */
  even = false;
  /** @type {((step: number) => number) | undefined} */
  along;

  /**
   * @param {Run} run
   * @param {string} name for people
   * @param {{ colour: string, dash: number[] }} style
   * @param {number} first the step at which it parts from the figure's own run
   */
  constructor(run, name, style, first = 0) {
    this.run = run;
    this.name = name;
    this.style = style;
    this.first = first;
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
    if (this.even && lead.samples > 0) {
      while (!this.finished && this.status.samples < lead.samples) this.status = this.run.train(1, options);
    } else this.status = this.run.train(steps, options);
    this.history.extend(this.run);
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

  /** @param {ArrayLike<number>} point */
  moveTo(point) {
    this.status = this.run.moveTo(point);
    this.config = this.run.config;
    this.#again();
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
 * The names of the settings in which two configurations differ.
 *
 * @param {ResolvedConfig} a
 * @param {ResolvedConfig} b
 * @param {Setting[]} settings
 */
export function differences(a, b, settings) {
  return settings.filter(({ name }) => {
    const key = /** @type {keyof ResolvedConfig} */ (name);
    return settingText(a[key]) !== settingText(b[key]);
  });
}
