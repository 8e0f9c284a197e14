// A run that goes along with a figure's own: the same data and batches, in a Worker of its own.

import { Training } from '../../../engine/training.js';
import { Rows } from '../rows.js';

export class Companion {
  training = new Training();
  rows = new Rows();
  /** @type {NetworkStatus | undefined} */
  status;
  /** @type {ComparedScores | undefined} */
  scores;
  /** What the Worker was asked for. @type {Config} */
  config = {};

  /** What it is at. @type {Promise<void>} */
  #turn = Promise.resolve();

  /** @param {string} text the attributes that tell it from the figure's own, as JSON @param {number} look its place among the looks */
  constructor(text, look) {
    this.text = text;
    this.look = look;
  }

  /** A new run. @param {Config} config @param {DataTable} [table] */
  async start(config, table) {
    await this.#turn;
    this.status = await this.training.start(
      { objective: 'network', ...config, ...(table && { data: table }) },
      { workers: 1 },
    );
    this.config = config;
    this.scores = undefined;
    this.rows.clear();
    await this.#read();
  }

  /** Other values in mid-run. @param {Config} config @param {Config} changes */
  async set(config, changes) {
    await this.#turn;
    this.status = await this.training.set(changes);
    this.config = config;
    this.scores = undefined;
  }

  /** Goes to a step, for so many milliseconds at most; after what it is at. @param {number} step @param {number} [ms] */
  follow(step, ms = Infinity) {
    const turn = this.#turn.then(() => this.#go(step, ms));
    // Who asked is told of a failure; the next goes on.
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  get step() {
    return this.status?.step ?? 0;
  }

  /** @param {number} step @param {number} ms */
  async #go(step, ms) {
    const now = this.step;
    if (now === step || (now < step && this.ended)) return;
    const { training } = this;
    this.status = await (now > step ? training.rewind(step) : training.train(step - now, { ms }));
    await this.#read();
  }

  /** Whether it goes no further. */
  get ended() {
    return this.status?.state === 'diverged';
  }

  /** Whether it has still to come to a step. @param {number} step */
  isAway(step) {
    return this.step > step || (this.step < step && !this.ended);
  }

  async #read() {
    const { from } = this.rows;
    const trace = await this.training.trace(from);
    if (!this.rows.extend(trace, from)) this.rows.extend(await this.training.trace(0), 0);
  }
}

/** The scores of where a training is. @param {Training} training @param {number} step @param {boolean} few @returns {Promise<ComparedScores>} */
export async function scoresOf(training, step, few) {
  const [train, test] = await Promise.all([few ? training.evaluate('train') : null, training.evaluate('test')]);
  return { step, train, test };
}
