// Workers that share the training of a network with the Worker that leads it. Each holds some units of the first layer; see
// `src/network/together/`. The leader goes on alone when one of them fails.

import { stayAwake, stopWaiting } from './awake.js';
import { openWorker } from './open-worker.js';
import { wasmUrl } from './wasm-url.js';

/** A Worker that has not answered for so many milliseconds has failed. */
const PATIENCE = 10_000;

/** @typedef {{ method: string, [name: string]: any }} Order */

/** A Worker with a share: orders go out together, answers come back in their order. */
class Member {
  #worker;
  /** @type {Order[]} */
  #orders = [];
  /** @type {any[]} */
  #answers = [];
  /** @type {{ resolve: (answer: any) => void, reject: (reason: unknown) => void } | undefined} */
  #waiting;
  /** @type {Error | undefined} */
  #failure;
  ready = false;
  /** Arrays that have done their work, for the next levels and the next sums. @type {Uint8Array[]} */
  levels = [];
  /** @type {Float32Array[]} */
  sums = [];
  /** The numbers of samples whose levels it has. @type {Set<number>} */
  known = new Set();

  constructor() {
    this.#worker = openWorker(
      'share-worker.js',
      () => new Worker(new URL('share-worker.js', import.meta.url), { type: 'module' }),
      (_, message) => this.#onMessage(message),
      (_, why) => this.#fail(why),
    );
    // It begins when it knows where the WebAssembly is.
    this.#worker.postMessage({ wasmUrl: wasmUrl() });
  }

  get failed() {
    return this.#failure !== undefined;
  }

  /** @param {Order} order */
  order(order) {
    this.#orders.push(order);
  }

  /** Sends what has been ordered. */
  send() {
    if (this.#orders.length === 0) return;
    const buffers = this.#orders
      .flatMap(({ levels, room, slopes, columns }) => [levels, room, slopes, columns])
      .filter(Boolean);
    this.#worker.postMessage(
      this.#orders,
      buffers.map(({ buffer }) => buffer),
    );
    this.#orders = [];
  }

  /** The next answer. @returns {Promise<any>} */
  async answer() {
    if (this.#failure) throw this.#failure;
    if (this.#answers.length > 0) return this.#answers.shift();
    const timer = setTimeout(() => this.#fail('no answer'), PATIENCE);
    stayAwake();
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting = { resolve, reject };
      });
    } finally {
      clearTimeout(timer);
      stopWaiting();
      this.#waiting = undefined;
    }
  }

  terminate() {
    this.#worker.terminate();
    this.#fail('ended');
  }

  /** @param {any} message */
  #onMessage({ ready, error, ...answer }) {
    if (ready) this.ready = true;
    else if (error !== undefined) this.#fail(error);
    else if (this.#waiting) this.#waiting.resolve(answer);
    else this.#answers.push(answer);
  }

  /** @param {string} why */
  #fail(why) {
    this.#failure ??= new Error(why);
    this.#waiting?.reject(this.#failure);
  }
}

export class Crew {
  /** @type {Member[]} */
  #members = [];
  /** The training whose shares they have. @type {import('./network.js').Network | undefined} */
  #of;

  /** How many Workers there are, the leader among them. */
  get size() {
    return 1 + this.#members.length;
  }

  /** Whether there are others, and all are ready. */
  get ready() {
    return this.#members.length > 0 && this.#members.every((member) => member.ready && !member.failed);
  }

  /** Whether a training is shared now: its parameters are here and there. */
  get sharing() {
    return this.#of !== undefined;
  }

  /**
   * Shares a training with up to so many Workers in all, if they are there by now; those that are missing are opened. Says
   * whether it is shared.
   * @param {import('./network.js').Network} training
   * @param {number} workers
   */
  share(training, workers) {
    if (this.#of) return true;
    const wanted = training.shared((run) => run.share(workers));
    while (this.size < wanted) this.#members.push(new Member());
    for (const member of this.#members.splice(Math.max(0, wanted - 1))) member.terminate();
    if (this.#members.some((member) => member.failed)) throw new Error('a Worker could not be had');
    if (!this.ready) {
      training.shared((run) => run.part());
      return false;
    }
    this.#of = training;
    for (const [k, member] of this.#members.entries()) {
      member.known.clear();
      member.order({ method: 'begin', .../** @type {any} */ (training.shared((run) => run.setup(k + 1))) });
    }
    return true;
  }

  /**
   * Trains what is shared, until its step is `goal`, the loss of a batch is below `untilLoss`, or `goesOn` says no.
   * @param {number} goal
   * @param {number | undefined} untilLoss
   * @param {() => boolean} goesOn
   */
  async train(goal, untilLoss, goesOn) {
    const training = this.#of;
    const call = (/** @type {(run: import('#wasm').NetworkRun) => any} */ f) => training?.shared(f);
    let learning = false;
    for (;;) {
      const until = goesOn() ? Math.min(goal, 2 ** 31) : 0;
      // Orders go out before the leader does its own part.
      for (;;) {
        const number = call((run) => run.ask(until, untilLoss));
        if (number === undefined) break;
        for (const member of this.#members) {
          const levels = member.known.has(number) ? undefined : call((run) => run.levels(member.levels.pop()));
          if (number >= 0) member.known.add(number);
          member.order({ method: 'sum', number, levels, room: member.sums.pop() });
        }
      }
      this.#send();
      if (learning) call((run) => run.learn());
      if (!call((run) => run.isUnderWay(until, untilLoss))) {
        if (!call((run) => run.isDue())) return;
        learning = false;
        await this.join();
        if (!this.#of) return;
        continue;
      }
      call((run) => run.sum());
      for (const [k, member] of this.#members.entries()) {
        const { sums, levels } = await member.answer();
        call((run) => run.putSums(k + 1, sums));
        member.sums.push(sums);
        if (levels) member.levels.push(levels);
      }
      const lesson = call((run) => run.turn());
      learning = lesson !== undefined;
      if (lesson) {
        for (const member of this.#members) {
          member.order({ method: 'learn', lesson, slopes: call((run) => run.slopes()) });
        }
      }
    }
  }

  /** Brings everything together: the training is as if one Worker had done it. It stays shared, unless it has diverged. */
  async join() {
    const training = this.#of;
    if (!training) return;
    for (const member of this.#members) member.order({ method: 'show' });
    this.#send();
    for (const [k, member] of this.#members.entries()) {
      let columns;
      // Sums that nobody needs any more come first.
      while (!columns) ({ columns } = await member.answer());
      training.shared((run) => run.putColumns(k + 1, columns));
    }
    training.shared((run) => run.join());
    if (training.status().state === 'diverged') this.#of = undefined;
  }

  /** The training is shared no more. What has not been joined is taken back. */
  part() {
    this.#of?.shared((run) => run.part());
    this.#of = undefined;
  }

  /** Ends the Workers. */
  end() {
    this.part();
    for (const member of this.#members.splice(0)) member.terminate();
  }

  #send() {
    for (const member of this.#members) member.send();
  }
}
