// The runs that are compared with a figure's own: which they are, and how they keep up with it. Nothing here touches the page.

import { isEngineError } from '../../kit/refusal.js';
import { told } from '../../kit/told.js';
import { runsText } from '../compared.js';
import { namesOf } from './names.js';
import { Companion, scoresOf } from './run.js';
import { COMPARE_WORDS } from './words.js';

/** @typedef {import('../session.js').Session} Session */
/** @typedef {import('../compared.js').Asked} Asked */
/** @typedef {{ text: string, messages: Words }} Refusal of a run that was asked for */

/** @typedef {ComparedRun & { rows: import('../rows.js').Rows, look: number, text: string | null }} Shown `look`: its place among the looks; `text`: what asks for it */

/** Runs beside the figure's own: as many as there are colours that can be told apart. */
export const MOST = 5;
const TOO_MANY = { en: COMPARE_WORDS.en.tooMany(String(MOST + 1)), zh: COMPARE_WORDS.zh.tooMany(String(MOST + 1)) };
/** Settings that are the same for all, so that all learn from the same data. */
const COMMON = ['dataset', 'data', 'noise', 'trainRatio', 'standardise', 'samples', 'all', 'features', 'seed'];
/** A run that is to be changed where the figure's own is comes to it first, if that takes no more milliseconds than this. */
const PATIENCE = 2000;
/** More Workers than this do not train one network. */
const MOST_CORES = 4;
/** How long a turn lasts, in milliseconds. */
const TURN = 100;

export class Runs {
  #session;
  /** @type {Companion[]} */
  list = [];
  /** What could not be had. @type {Refusal[]} */
  refused = [];
  /** Of the figure's own run. @type {ComparedScores | undefined} */
  #scores;
  #ended = false;
  /** How many runs may learn at a time. */
  cores = globalThis.navigator?.hardwareConcurrency ?? 2;
  /** Where they are to come to. */
  #goal = 0;
  /** Those that are learning now. @type {Map<Companion, Promise<void>>} */
  #turns = new Map();
  /** What the figure's own run is at, or waits for. @type {Promise<unknown> | undefined} */
  #own;
  /** What one of them has failed by, until somebody is told. @type {unknown} */
  #failure;

  /** @param {Session} session */
  constructor(session) {
    this.#session = session;
  }

  /**
   * Makes the runs those that are asked for; those that are there go on.
   *
   * @param {Asked[]} asked
   * @param {boolean} led whether the first is the figure's own
   * @param {number} step where that is
   */
  async apply(asked, led, step) {
    /** @type {Refusal[]} */
    const refused = [];
    const refuse = (/** @type {Asked} */ run, /** @type {Words} */ messages) =>
      refused.push({ text: runsText([run]) ?? '', messages });
    const fit = asked.filter((run, place) => {
      const why = this.#refusal(run);
      if (why) refuse(run, why);
      return !why && !(led && place === 0);
    });
    // One may turn out to be the figure's own.
    for (const run of fit.splice(MOST + (led ? 0 : 1))) refuse(run, TOO_MANY);
    const old = new Map(this.list.map((run) => [run.text, run]));
    const taken = fit.map((run) => old.get(JSON.stringify(run))?.look);
    const made = await Promise.all(
      fit.map(async (attributes) => {
        const text = JSON.stringify(attributes);
        const run = old.get(text) ?? new Companion(text, firstFree(taken));
        old.delete(text);
        try {
          await this.#follow(run, this.#configOf(attributes), step);
          return run;
        } catch (error) {
          run.training.terminate();
          if (!isEngineError(error)) throw error;
          refuse(attributes, told(error, this.#session.catalog.network.settings));
          return undefined;
        }
      }),
    );
    const runs = made.filter((run) => run !== undefined);
    this.list = this.#different(runs, led);
    for (const run of this.list.splice(MOST)) refuse(JSON.parse(run.text), TOO_MANY);
    for (const run of [...old.values(), ...runs]) if (this.#ended || !this.list.includes(run)) run.training.terminate();
    this.refused = refused;
    // Each run has a core of its own before one has several.
    if (!this.#ended)
      await this.#session.training.limit(Math.max(1, Math.min(MOST_CORES, this.cores - this.list.length)));
  }

  /**
   * Brings them to a step. This goes on by itself, in turns: those that are furthest behind first, and only as many at a time as
   * there are cores, for more Workers than cores take each other's caches.
   *
   * @param {number} step
   * @param {Promise<unknown>} [own] what the figure's own run is at: until then it has one of the cores
   */
  follow(step, own) {
    this.#goal = step;
    this.#own = own;
    const freed = () => {
      if (this.#own !== own) return;
      this.#own = undefined;
      this.#fill();
    };
    own?.then(freed, freed);
    this.#fill();
  }

  /** Until there is a core for the figure's own run, which has the next one. */
  async room() {
    this.#own = Promise.resolve();
    while (this.#turns.size >= this.cores) await this.turned();
  }

  /** Until one of them has had its turn. */
  async turned() {
    if (this.#turns.size > 0) await Promise.race(this.#turns.values());
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure;
  }

  /** Brings them to a step where the figure's own run rests, for about so many milliseconds. @param {number} step @param {number} ms */
  async rest(step, ms) {
    const end = performance.now() + ms;
    this.follow(step);
    while (this.#turns.size > 0 && performance.now() < end) await this.turned();
  }

  /** Gives turns as long as there are cores. */
  #fill() {
    while (this.#turns.size < this.cores - (this.#own ? 1 : 0)) {
      const [next] = this.list
        .filter((run) => run.isAway(this.#goal) && !this.#turns.has(run))
        .sort((a, b) => a.step - b.step);
      if (!next) return;
      const turn = next.follow(this.#goal, TURN).catch((error) => {
        // One that was left out in the meantime has ended.
        if (this.list.includes(next)) this.#failure = error;
      });
      this.#turns.set(
        next,
        turn.then(() => {
          this.#turns.delete(next);
          if (this.#failure === undefined) this.#fill();
        }),
      );
    }
  }

  /** Whether one has not yet come to a step. @param {number} step */
  isBehind(step) {
    return this.list.some((run) => run.step < step && !run.ended);
  }

  /** Whether one has still to come to a step. @param {number} step */
  areAway(step) {
    return this.list.some((run) => run.isAway(step));
  }

  /** Evaluates those that have not been where they stand; gives whether there were any. @param {NetworkStatus} own */
  async evaluate(own) {
    const { config, catalog, training } = this.#session;
    const few = config.train <= (catalog.network.mnist.few[0] ?? 0);
    /** @type {Promise<void>[]} */
    const work = [];
    if (this.#scores?.step !== own.step) {
      work.push(
        scoresOf(training, own.step, few).then((scores) => {
          this.#scores = scores;
        }),
      );
    }
    for (const run of this.list) {
      const step = run.status?.step ?? 0;
      if (run.scores?.step === step) continue;
      work.push(
        scoresOf(run.training, step, few).then((scores) => {
          run.scores = scores;
        }),
      );
    }
    await Promise.all(work);
    return work.length > 0;
  }

  /** The scores are of another run, or no longer of it. */
  forget() {
    this.#scores = undefined;
    for (const run of this.list) run.scores = undefined;
  }

  /** All runs, the figure's own first. @param {NetworkStatus} own @param {'en' | 'zh'} language @returns {Shown[]} */
  shown(own, language) {
    const { training, rows, catalog } = this.#session;
    const at = (/** @type {ComparedScores | undefined} */ scores, /** @type {NetworkStatus} */ { step }) =>
      scores?.step === step ? scores : undefined;
    const names = namesOf([training.config, ...this.list.map((run) => run.training.config)], catalog, language);
    const first = { own: true, training, status: own, scores: at(this.#scores, own), rows, look: 0, text: null };
    const others = this.list.map(({ training, status = own, scores, rows, look, text }) => ({
      ...{ own: false, training, status, scores: at(scores, status), rows, look, text },
    }));
    return [first, ...others].map((run, k) => ({
      name: names[k] ?? '',
      config: run.training.config,
      seconds: run.training.seconds,
      ...run,
    }));
  }

  /** The same, for programs. @param {NetworkStatus} own @param {'en' | 'zh'} language @returns {ComparedRun[]} */
  told(own, language) {
    return this.shown(own, language).map(({ rows: _, look: __, text: ___, ...compared }) => compared);
  }

  end() {
    this.#ended = true;
    for (const run of this.list) run.training.terminate();
    this.list = [];
  }

  /** Those that differ from the figure's own; unless that is the first, it is whichever is the same. @param {Companion[]} runs @param {boolean} led */
  #different(runs, led) {
    const own = JSON.stringify(this.#session.config);
    const same = led ? undefined : runs.find(({ training }) => JSON.stringify(training.config) === own);
    return runs.filter((run) => run !== same);
  }

  /** Why a run cannot be one of a comparison. @param {Asked} attributes @returns {Words | undefined} */
  #refusal(attributes) {
    const { settings } = this.#session.catalog.network;
    for (const name of Object.keys(attributes)) {
      const setting = settings.find(({ attribute }) => attribute === name);
      const { unknown, common } = { unknown: COMPARE_WORDS.en.unknown, common: COMPARE_WORDS.en.common };
      if (!setting) return { en: unknown(name), zh: COMPARE_WORDS.zh.unknown(name) };
      if (COMMON.includes(setting.name)) return { en: common(name), zh: COMPARE_WORDS.zh.common(name) };
    }
    return undefined;
  }

  /** What its Worker is asked for. @param {Asked} attributes @returns {Config} */
  #configOf(attributes) {
    const { taken, config, catalog } = this.#session;
    const { optimizer, convention, learningRate: _, ...base } = taken;
    const { settings } = catalog.network;
    /** @type {Config} */
    const asked = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [
        settings.find(({ attribute }) => attribute === name)?.name ?? name,
        value,
      ]),
    );
    const rule = asked.optimizer ?? optimizer;
    const info = catalog.optimizers.find(({ name }) => name === (rule ?? config.optimizer));
    const follows = convention !== undefined && info?.conventions.includes(String(convention));
    return {
      ...base,
      learningRate: config.learningRate,
      ...(rule !== undefined && { optimizer: rule }),
      ...(follows && { convention }),
      ...asked,
    };
  }

  /** Makes a run what it is asked to be: live where that can be. @param {Companion} run @param {Config} config @param {number} step */
  async #follow(run, config, step) {
    const { catalog, table } = this.#session;
    if (run.status) {
      const names = [...new Set([...Object.keys(run.config), ...Object.keys(config)])];
      const changed = names.filter((name) => String(run.config[name]) !== String(config[name]));
      if (changed.length === 0) return;
      const isLive = (/** @type {string} */ name) =>
        config[name] !== undefined && catalog.network.settings.some((setting) => setting.name === name && setting.live);
      if (changed.every(isLive)) {
        await run.follow(step, PATIENCE);
        await run.set(config, Object.fromEntries(changed.map((name) => [name, config[name]])));
        return;
      }
    }
    await run.start(config, table);
  }
}

/** The first look that no run has; the figure's own has the first of all. @param {(number | undefined)[]} taken */
function firstFree(taken) {
  let look = 1;
  while (taken.includes(look)) look += 1;
  taken.push(look);
  return look;
}
