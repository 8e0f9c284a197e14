// Something long that is asked of a network, done in pieces: whoever drives it decides how long each piece lasts.

import { Handle } from './handle.js';

const OVER = { en: 'This work is over: ask for it again.', zh: '这项计算已经结束；请重新提出。' };

/** A piece lasts about so many milliseconds. */
export const SLICE = 25;

/** @template R @implements {NetworkJob<R>} */
export class Job {
  #job;

  /** @param {import('./module.js').Module<typeof import('#wasm')>} module @param {import('#wasm').NetworkJob} job */
  constructor(module, job) {
    this.#job = new Handle(module, () => job, OVER);
  }

  /** Does up to so many small units. @param {number} units @returns {number} the part that is done, 1 at the end */
  work(units) {
    return this.#job.call((job) => job.work(units));
  }

  /** What came of it, when all is done; its memory is given back. @returns {R} */
  finish() {
    return this.#job.consume((job) => job.finish());
  }

  /** Calls it off: gives its memory back. */
  free() {
    this.#job.release();
  }

  /** All of it, at once. @returns {R} */
  run() {
    try {
      while (this.work(1024) < 1);
      return this.finish();
    } finally {
      this.free();
    }
  }
}

/**
 * So many units that a piece lasts about {@link SLICE} milliseconds, from how long the last one took.
 * @param {number} units @param {number} spent in milliseconds
 */
export const nextPace = (units, spent) =>
  Math.max(1, Math.floor(Math.min(units * 2, (units * SLICE) / Math.max(0.1, spent))));
