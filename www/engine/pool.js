// Workers that all figures of a page share, as many as there are cores. A job is cut into tiles; whenever a Worker is free
// it gets the next tile of the job that matters most: of those that can be seen the newest, then the newest of the others.

import { EngineError } from './error.js';
import { needWorkers, openWorker, received, whyHere } from './open-worker.js';

/**
 * @typedef {object} Tile
 * @property {string} method of the engine
 * @property {unknown[]} args
 * @property {Record<string, SharedArrayBuffer>} [into] where its arrays go, if memory is shared
 * @property {number} [at] from which place on
 *
 * @typedef {object} Job
 * @property {number} id
 * @property {Tile[]} tiles
 * @property {number} next the first tile that no Worker has got
 * @property {number[]} again those that a Worker has got which never started
 * @property {boolean} over whether nobody waits for it
 * @property {number} done
 * @property {unknown[]} values
 * @property {(values: any[]) => void} resolve
 * @property {(reason: unknown) => void} reject
 * @property {((part: number) => void) | undefined} onProgress
 * @property {() => boolean} visible
 */

/** A Worker ends when nobody has needed it for so many milliseconds: each holds an engine, whose memory never shrinks. */
const IDLE = 30_000;

export class Pool {
  #size;
  #last = 0;
  /** Those with tiles that no Worker has got, the oldest first. @type {Job[]} */
  #waiting = [];
  /** Every Worker, and the tile that it is at. @type {Map<Worker, { job: Job, tile: number } | null>} */
  #workers = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;

  /** @param {number} size how many Workers at most */
  constructor(size) {
    this.#size = size;
  }

  /**
   * What each tile gives, in order, when all are done.
   * @param {Tile[]} tiles
   * @param {{ signal?: AbortSignal, onProgress?: (part: number) => void, visible?: () => boolean }} [options]
   *   `onProgress`: the part that is done; `visible`: whether somebody is looking
   * @returns {Promise<any[]>}
   */
  async run(tiles, { signal, onProgress, visible = () => true } = {}) {
    needWorkers();
    signal?.throwIfAborted();
    this.#last += 1;
    const id = this.#last;
    let abort = () => {};
    const answer = new Promise((resolve, reject) => {
      /** @type {Job} */
      const job = {
        id,
        tiles,
        next: 0,
        again: [],
        over: false,
        done: 0,
        values: [],
        resolve,
        reject,
        onProgress,
        visible,
      };
      abort = () => this.#drop(job, signal?.reason);
      signal?.addEventListener('abort', abort);
      this.#waiting.push(job);
      this.#dispatch();
    });
    return answer.finally(() => signal?.removeEventListener('abort', abort));
  }

  /** Gives tiles to Workers that have none. */
  #dispatch() {
    while (this.#waiting.length > 0) {
      const job = this.#first();
      if (!job) continue;
      let worker;
      try {
        worker = this.#free();
      } catch (error) {
        // Nobody waits for one that cannot be had.
        for (const { reject } of this.#waiting.splice(0)) reject(error);
      }
      if (!worker) return;
      const tile = job.again.pop() ?? job.next++;
      if (job.next === job.tiles.length && job.again.length === 0) this.#waiting.splice(this.#waiting.indexOf(job), 1);
      this.#workers.set(worker, { job, tile });
      try {
        worker.postMessage({ id: job.id, ...job.tiles[tile] });
      } catch (error) {
        // What cannot be sent is refused here.
        this.#workers.set(worker, null);
        this.#drop(job, error);
      }
    }
  }

  /** The job that matters most; undefined where one could not say whether it does, and is gone. */
  #first() {
    const newest = [...this.#waiting].reverse();
    for (const job of newest) {
      try {
        if (job.visible()) return job;
      } catch (error) {
        this.#drop(job, error);
        return undefined;
      }
    }
    return newest[0];
  }

  /** Tells how far a job is; one that fails to hear it ends. @param {Job} job @param {number} part */
  #tell(job, part) {
    try {
      job.onProgress?.(part);
    } catch (error) {
      this.#drop(job, error);
    }
  }

  #free() {
    for (const [worker, at] of this.#workers) if (at === null) return worker;
    return this.#workers.size < (whyHere() ? 1 : this.#size) ? this.#open() : undefined;
  }

  #open() {
    const worker = openWorker(
      'worker.js',
      () => new Worker(new URL('worker.js', import.meta.url), { type: 'module' }),
      (worker, message) => this.#onMessage(worker, message),
      (worker, why) => this.#onDeath(worker, why),
    );
    this.#workers.set(worker, null);
    return worker;
  }

  /** A Worker that dies takes its tile's job along; another takes its place. @param {Worker} worker @param {string} message */
  #onDeath(worker, message) {
    worker.terminate();
    const at = this.#workers.get(worker);
    this.#workers.delete(worker);
    const why = message ? `: ${message}` : '';
    const messages = {
      en: `The background engine stopped${why}. Try again.`,
      zh: `后台引擎停止了${why}。请重试。`,
    };
    if (at && whyHere()) this.#putBack(at);
    else if (at) this.#drop(at.job, new EngineError({ code: 'unavailable', messages }));
    this.#dispatch();
  }

  /** A tile that the page itself computes. @param {{ job: Job, tile: number }} at */
  #putBack({ job, tile }) {
    if (job.over) return;
    job.again.push(tile);
    if (!this.#waiting.includes(job)) this.#waiting.push(job);
  }

  /** @param {Worker} worker @param {any} message */
  #onMessage(worker, { value, error, progress, fatal }) {
    const at = this.#workers.get(worker);
    if (!at) return;
    const { job, tile } = at;
    if (progress !== undefined) {
      this.#tell(job, (job.done + progress) / job.tiles.length);
      return;
    }
    this.#workers.set(worker, null);
    if (fatal) {
      worker.terminate();
      this.#workers.delete(worker);
    }
    if (error) this.#drop(job, received(error));
    else {
      job.values[tile] = value;
      job.done += 1;
      if (job.done === job.tiles.length) job.resolve(job.values);
      else this.#tell(job, job.done / job.tiles.length);
    }
    this.#dispatch();
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#endIdle(), IDLE);
  }

  #endIdle() {
    for (const [worker, at] of this.#workers) {
      if (at) continue;
      worker.terminate();
      this.#workers.delete(worker);
    }
  }

  /** Ends a job: its other tiles are not begun, and what comes of those under way is not heard. @param {Job} job @param {unknown} reason */
  #drop(job, reason) {
    job.reject(reason);
    job.over = true;
    job.onProgress = undefined;
    const place = this.#waiting.indexOf(job);
    if (place >= 0) this.#waiting.splice(place, 1);
    for (const [worker, at] of this.#workers) if (at?.job === job) worker.postMessage({ id: job.id, abort: true });
  }
}
