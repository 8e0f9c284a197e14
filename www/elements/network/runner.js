// What the Worker is asked for, one thing after the other: steps while it plays, single steps, the way back, pictures.

import { Player } from '../kit/player.js';
import { pause } from '../kit/turns.js';

/** @typedef {import('./figure.js').FigureState} FigureState */
/** @typedef {import('./figure.js').Figure} Figure */
/** @typedef {import('./session.js').Session} Session */
/** @typedef {import('../../engine/training.js').Training} Training */
/** @typedef {(training: Training) => Promise<unknown> | undefined} Command */

/**
 * @typedef {object} Host whose runs they are
 * @property {Session | undefined} session
 * @property {Figure | undefined} figure
 * @property {(error: unknown) => void} onError told what has failed
 * @property {(session: Session) => void} onRest told that the run rests at a step
 * @property {(session: Session) => void} onCompared told that all runs rest at one step, and are evaluated
 * @property {(name: string, detail: unknown) => void} emit
 */

/** How long the Worker may learn for one frame, in milliseconds: while it plays, and in a step of many updates, alone and compared. */
const BUDGET = { playing: 20, step: 60, compared: 100 };
/** How long the runs that are compared have for one frame where the figure's own rests, in milliseconds. */
const SHARE = 250;
/** More samples than this are not looked at for one frame. */
const GLANCES = 20;

export class Runner {
  clock = new Player((steps) => this.#advance(steps));
  /** As the last frame had it. @type {NetworkStatus | undefined} */
  status;
  /** Whether to play as soon as there is something to play. */
  eager = false;
  /** @type {FigureState | undefined} */
  #state;
  #chain = Promise.resolve();
  /** The steps that were asked for, one after the other. */
  #steps = Promise.resolve();
  /** Where the figure's own run began to learn last, and where it began before that. */
  #begun = 0;
  #before = 0;
  /** Whether steps are taken piece by piece. */
  #inPieces = false;
  /** Whether they are already waited for. */
  #following = false;
  /** Whether a picture is already waited for. */
  #drawing = false;
  /** Counts the reader's orders: what takes long ends when there is another. */
  #order = 0;
  #host;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  /** Forgets a run that is gone. */
  clear() {
    this.status = undefined;
    this.#state = undefined;
    this.#drawing = false;
    this.#following = false;
    this.#begun = 0;
    this.#before = 0;
  }

  play() {
    this.#order += 1;
    if (!this.#host.session) {
      this.eager = true;
      return;
    }
    if (this.#host.session.draft !== null) {
      // Unless what is asked for by now can be learnt from.
      const order = this.#order;
      this.enqueue((session) => {
        if (session.draft === null && order === this.#order) this.play();
      });
      return;
    }
    if (this.#host.session.ended(this.status)) this.#rewind();
    this.clock.play();
    this.restate();
  }

  pause() {
    this.#order += 1;
    this.eager = false;
    if (!this.clock.playing) return;
    this.clock.pause();
    // The Worker may still be learning for a frame: it is paused where that ends.
    this.enqueue((session) => {
      this.restate();
      return this.#measure(session);
    });
  }

  /** One step: a sample, a batch or an epoch. */
  step() {
    this.clock.pause();
    const order = this.#order;
    this.#steps = this.#steps.then(() => this.#stepOn(order));
  }

  /** An epoch is learnt in pieces: what a reader changes in the middle of it acts on the rest. @param {number} order */
  async #stepOn(order) {
    /** @type {number | undefined} */
    let end;
    let goesOn = true;
    while (goesOn) {
      goesOn = false;
      await this.enqueue(async (session) => {
        if (session.draft !== null) return;
        const unit = this.#host.figure?.unit;
        if (unit === 'sample') return this.frame(session, (training) => training.stepSample(), false);
        if (order !== this.#order) return;
        const { epoch = 0 } = this.status ?? {};
        end ??= epoch + 1;
        const left = unit === 'epoch' ? session.updatesIn(1, this.status) : 1;
        if (!session.ended(this.status)) await this.#piece(session, left, unit === 'epoch');
        const reached = unit !== 'epoch' || (this.status?.epoch ?? end) >= end;
        goesOn = !reached && order === this.#order && !session.ended(this.status);
        if (!goesOn && order === this.#order) await this.#measure(session);
      });
    }
  }

  /** Up to so many updates, for one frame. @param {Session} session @param {number} updates @param {boolean} waits whether it may wait for the runs that are compared */
  async #piece(session, updates, waits) {
    this.#inPieces = true;
    try {
      const ms = session.runs ? BUDGET.compared : BUDGET.step;
      await this.frame(session, (training) => training.train(updates, { ms }), waits);
      // They come to where this piece has led, while it is measured.
      session.runs?.follow(this.status?.step ?? 0);
    } finally {
      this.#inPieces = false;
    }
  }

  /** Draws what stands, with the scores of just this step. @param {Session} session */
  #measure(session) {
    const { step = 0, evaluatedAt = step, state } = this.status ?? {};
    /** @type {Command} */
    const measure = (training) => {
      if (evaluatedAt >= step || state === 'diverged') return undefined;
      // The loss over all of MNIST takes too long to be had at each press.
      const few = session.config.train <= (session.catalog.network.mnist.few[0] ?? 0);
      return Promise.all([few && training.evaluate('train'), training.evaluate('test')]);
    };
    return this.frame(session, measure, false);
  }

  /** To an earlier step, or by the same batches on to a later one. @param {number} step */
  goTo(step) {
    this.clock.pause();
    this.#order += 1;
    const order = this.#order;
    return this.enqueue(async (session) => {
      if (order !== this.#order || session.draft !== null) return;
      const now = () => this.status?.step ?? 0;
      if (step < now()) await this.frame(session, (training) => training.rewind(step), false);
      while (step > now() && order === this.#order && !session.ended(this.status)) {
        await this.#piece(session, step - now(), true);
      }
      if (order === this.#order) await this.#measure(session);
    });
  }

  /** Back to the start: the same data, the same initialisation. */
  reset() {
    this.clock.pause();
    this.#order += 1;
    this.#rewind();
  }

  #rewind() {
    this.enqueue((session) => {
      session.rows.clear();
      return this.frame(session, (training) => training.rewind(0), false);
    });
  }

  /** @param {number} steps */
  #advance(steps) {
    return this.enqueue((session) => {
      const unit = this.#host.figure?.unit;
      /** @type {Command} */
      const samples = (training) =>
        Promise.all(Array.from({ length: Math.min(steps, GLANCES) }, () => training.stepSample()));
      const updates = unit === 'epoch' ? session.updatesIn(steps, this.status) : steps;
      /** @type {Command} */
      const learn = (training) => training.train(updates, { ms: BUDGET.playing });
      return this.frame(session, unit === 'sample' ? samples : learn, true);
    });
  }

  /** @param {Session} session @param {Command} command @param {boolean} moving whether another follows @param {boolean} [glance] whether only what a reader draws is read */
  async frame(session, command, moving, glance = false) {
    const figure = this.#host.figure;
    if (!figure) return;
    const { runs } = session;
    const waits = moving && (await this.#queue(runs));
    const step = this.status?.step ?? 0;
    if (moving && !waits) [this.#before, this.#begun] = [this.#begun, step];
    const own = session.frame(waits ? () => undefined : command, figure.needs(moving && this.#goesOn, glance));
    // Those that are compared come to where this one has been, while it goes on.
    if (moving) runs?.follow(step, waits ? undefined : own);
    const moment = await own;
    if (!moving) await runs?.rest(moment.status.step, SHARE);
    if (session !== this.#host.session || figure !== this.#host.figure) return;
    const before = this.status?.step;
    this.status = moment.status;
    if (session.ended(moment.status)) this.clock.pause();
    for (const _ of figure.frame(moment, this.#now)) {
      // While it plays the pictures are coarse, and others follow at once.
      if (moving) continue;
      await pause();
      if (session !== this.#host.session || figure !== this.#host.figure) return;
    }
    if (before !== undefined && moment.status.step !== before) this.#host.emit('sgd-step', moment.status);
    this.restate();
    if (!this.#goesOn) this.#host.onRest(session);
    if (runs && !this.#goesOn) this.#gather(session, runs);
  }

  /** Whether other frames follow at once. */
  get #goesOn() {
    return this.clock.playing || this.#inPieces;
  }

  /**
   * Waits for a core, or where another run is further behind than all that this one has learnt in two frames, for some of its work:
   * says whether it is still not this one's turn.
   * @param {import('./compare/runs.js').Runs | undefined} runs
   */
  async #queue(runs) {
    if (!runs) return false;
    const { step = 0 } = this.status ?? {};
    // It may have gone back.
    this.#begun = Math.min(this.#begun, step);
    this.#before = Math.min(this.#before, step);
    if (!runs.isBehind(this.#before)) {
      await runs.room();
      return false;
    }
    await runs.turned();
    return true;
  }

  /** Where the figure rests, the runs that are compared come to it, and are evaluated. @param {Session} session @param {import('./compare/runs.js').Runs} runs */
  async #gather(session, runs) {
    const { status } = this;
    if (!status) return;
    if (runs.areAway(status.step)) {
      if (this.#following) return;
      this.#following = true;
      this.enqueue((session) => {
        this.#following = false;
        return this.frame(session, () => undefined, false);
      });
      return;
    }
    try {
      if (await runs.evaluate(status)) this.#host.onCompared(session);
    } catch (error) {
      if (session === this.#host.session) this.#host.onError(error);
    }
  }

  /** @returns {FigureState} */
  get #now() {
    if (this.status?.state === 'diverged') return 'diverged';
    if (this.clock.playing) return 'running';
    return (this.status?.step ?? 0) > 0 || this.status?.sample ? 'paused' : 'ready';
  }

  restate() {
    const state = this.#now;
    if (!this.status || state === this.#state) return;
    this.#state = state;
    this.#host.figure?.restate(state);
    this.#host.emit('sgd-state', { state, status: this.status });
  }

  /** Draws anew what stands still. @param {boolean} [glance] */
  redraw(glance = false) {
    if (this.#drawing || (glance && this.clock.playing)) return;
    this.#drawing = true;
    this.enqueue((session) => {
      this.#drawing = false;
      return this.frame(session, () => undefined, false, glance);
    });
  }

  /** Does one thing after the other; an error goes to the host. @param {(session: Session) => Promise<void> | void} action */
  enqueue(action) {
    const run = async () => {
      const session = this.#host.session;
      if (!session) return;
      try {
        await action(session);
      } catch (error) {
        if (session === this.#host.session) this.#host.onError(error);
      }
    };
    this.#chain = this.#chain.then(run);
    return this.#chain;
  }
}
