// The search for each run's best rate, at which runs are then compared.

import { remote } from '../../../engine/remote.js';
import { h, setText } from '../../kit/dom.js';
import { plainNumber } from '../../kit/format.js';
import { sentenceOf } from '../../kit/refusal.js';
import { pause } from '../../kit/turns.js';

/** For how many steps rates are tried where the figure sets no end. */
const TRIED_STEPS = 200;
/** Why a search ends when a reader ends it. */
const CANCELLED = 'cancelled';

export class RateSearch {
  #context;
  #words;
  #steps = TRIED_STEPS;
  /** Best rates by what they were found for; null where none converges. @type {Map<string, number | null>} */
  #best = new Map();
  /** @type {AbortController | undefined} */
  #search;
  /** The question whose answer the figure's own run has taken. */
  #applied = '';
  /** How the figure's run stands. */
  state = 'paused';
  root = h('p', { className: 'search', role: 'status', hidden: true });

  /** @param {import('./extras.js').Context} context @param {import('./words.en.js').ExtraWords} words */
  constructor(context, words) {
    this.#context = context;
    this.#words = words;
  }

  /** For how many steps each rate is tried. */
  get steps() {
    return this.#steps;
  }

  set steps(steps) {
    this.#steps = Number.isFinite(steps) ? steps : TRIED_STEPS;
  }

  /** All that was found. */
  get found() {
    return [...this.#best];
  }

  /** Undefined before it is found; null where none converges. @param {Config} config */
  bestFor(config) {
    return this.#best.get(this.#question(config));
  }

  stop() {
    const search = this.#search;
    this.#search = undefined;
    search?.abort();
  }

  /**
   * Looks for the best rates that are not known yet; then everyone begins again, each at its best.
   * @param {{ name: string, config: Config }[]} asked
   */
  async seek(asked) {
    if (this.#search) return;
    const { actions, language } = this.#context;
    const runs = asked.filter(({ config }) => !this.#best.has(this.#question(config)));
    if (runs.length === 0) {
      this.#useOwnBest();
      return;
    }
    const search = new AbortController();
    this.#search = search;
    const text = h('span', {});
    const cancel = h('button', { type: 'button', className: 'small' }, this.#words.cancel);
    cancel.addEventListener('click', () => search.abort(CANCELLED));
    this.root.replaceChildren(text, ' ', cancel);
    this.root.hidden = false;
    try {
      for (const { name, config } of runs) {
        const onProgress = (/** @type {number} */ part) =>
          setText(text, this.#words.searching(name, String(Math.round(100 * part))));
        onProgress(0);
        const question = this.#question(config);
        const { best } = await remote.bestRate(config, { steps: this.#steps, signal: search.signal, onProgress });
        search.signal.throwIfAborted();
        this.#best.set(question, best);
      }
      this.root.hidden = true;
      this.#search = undefined;
      this.#applied = '';
      this.#useOwnBest();
      await pause();
      // Who plays meanwhile, or has played to the end, wants to see the race at the rates that were found.
      const plays = !['ready', 'paused'].includes(this.state);
      actions.edit({});
      await pause();
      actions.reset();
      if (plays) actions.toggle();
      // Where none converges, the run keeps the rate that it has, and that is said.
      const hopeless = runs.filter(({ config }) => this.bestFor(config) === null);
      this.root.hidden = hopeless.length === 0;
      setText(this.root, hopeless.map(({ name }) => this.#words.noRate(name)).join(' '));
    } catch (error) {
      // Called off because it no longer matters: another search may be under way.
      if (this.#search !== search) return;
      this.#search = undefined;
      const cancelled = search.signal.reason === CANCELLED;
      setText(this.root, cancelled ? this.#words.cancelled : this.#words.failed(sentenceOf(error, language)));
      if (cancelled) actions.edit({ fairness: null });
    }
  }

  /** The figure's own run uses its best rate, until a reader chooses another; once it has none, its best again. */
  #useOwnBest() {
    const { session, actions } = this.#context;
    const question = this.#question(session.taken);
    const best = this.#best.get(question);
    const has = question === this.#applied && session.taken.learningRate !== undefined;
    if (has || best === undefined) return;
    this.#applied = question;
    if (best !== null && best !== session.config.learningRate) actions.edit({ 'learning-rate': plainNumber(best) });
  }

  /** What a best rate depends on. @param {Config} config */
  #question(config) {
    const { learningRate: _, ...rest } = config;
    return JSON.stringify([rest, this.#steps]);
  }
}
