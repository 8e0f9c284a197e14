// `<sgd-network>`: its attributes are its state. This class follows them, owns the session and the clock, and tells the page
// what happens. What is seen is `Figure`'s; what is computed, in a Worker, is `Session`'s.

import { setAttributes } from '../playground/dom.js';
import { chooseOptimizer } from '../playground/edits.js';
import { formatInteger } from '../playground/format.js';
import { FIRST_WORDS, languageOf } from '../playground/language.js';
import { isEngineError } from '../playground/session.js';
import { Shell } from '../playground/shell.js';
import { Sight } from '../playground/sight.js';
import { plainAttributes } from '../playground/state.js';
import { Clock } from './clock.js';
import { Figure } from './figure.js';
import { Progress } from './progress.js';
import { Session } from './session.js';
import { chooseDataset, LOOK_NAMES, readLook, readWishes, settingName, stateAttributes } from './state.js';
import { addStyle } from './style.js';
import { textsIn } from './texts.js';

/** @typedef {import('./figure.js').FigureState} FigureState */
/** @typedef {import('../engine/training.js').Training} Training */
/** @typedef {(training: Training) => Promise<unknown> | undefined} Command */

const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const prefersStillness = matchMedia('(prefers-reduced-motion: reduce)');

/** How long the Worker may learn for one frame, in milliseconds: while it plays, and in a step of many updates. */
const BUDGET = { playing: 20, step: 60 };
/** More samples than this are not looked at for one frame. */
const GLANCES = 20;

/**
 * @fires sgd-step after steps were taken; `detail` is the training's status
 * @fires sgd-state when the state changes; `detail.state` is ready, running, paused or diverged
 * @fires sgd-error when something asked for was refused, or the engine failed; `detail.message` says what
 * @fires sgd-change when the reader changed a setting; `detail.committed` is false while a slider moves
 */
export class SgdNetwork extends HTMLElement {
  #shadow = this.attachShadow({ mode: 'open' });
  #shell = new Shell(this.#shadow);
  #clock = new Clock((steps) => this.#advance(steps));
  #attributes = new MutationObserver(() => this.#follow());
  #sight = new Sight({
    near: () => this.#load(),
    onScreen: (seen) => {
      this.#clock.onScreen = seen;
    },
  });
  #recolour = () => this.#figure?.recolour();
  #look = readLook({}).look;
  /** @type {Session | undefined} */
  #session;
  /** @type {import('./figure.js').Texts | undefined} */
  #texts;
  /** @type {Figure | undefined} */
  #figure;
  /** What the figure was built for; another look needs another figure. */
  #built = '';
  /** @type {NetworkStatus | undefined} */
  #status;
  /** @type {FigureState | undefined} */
  #state;
  /** Sentences that stay until the next change of settings. @type {string[]} */
  #remarks = [];
  /** The refusals that the page has been told of. @type {import('./session.js').Problem[]} */
  #told = [];
  /** What has been asked of the Worker: one thing after the other. */
  #chain = Promise.resolve();
  /** Whether the attributes, or a new picture, are already waited for. */
  #waiting = { apply: false, draw: false };
  /** Counts the reader's orders: what takes long ends when there is another. */
  #order = 0;
  /** Calls off what is being fetched. @type {AbortController | undefined} */
  #fetching;
  #progress = new Progress(() => this.#cancel());
  /** Whether to play as soon as there is something to play. */
  #eager = false;

  connectedCallback() {
    addStyle(this.#shadow);
    this.#clock.connect();
    this.#attributes.observe(this, { attributes: true });
    this.#sight.watch(this);
    prefersDark.addEventListener('change', this.#recolour);
    this.#shell.wait(FIRST_WORDS[this.#language].loading);
  }

  disconnectedCallback() {
    this.#clock.disconnect();
    this.#attributes.disconnect();
    this.#sight.disconnect();
    prefersDark.removeEventListener('change', this.#recolour);
    this.#fetching?.abort();
    this.#figure?.disconnect();
    this.#session?.training.terminate();
    this.#figure = undefined;
    this.#session = undefined;
    this.#state = undefined;
    this.#built = '';
  }

  /** The training that the element shows, once it has begun: `engine/training.js` says what it answers. */
  get training() {
    return this.#session?.training;
  }

  /** Settings by attribute name, as text: only what differs from the defaults. What a link has to carry. */
  get state() {
    const attributes = plainAttributes(this);
    if (!this.#session) return { ...readWishes(attributes), ...this.#plainLook(attributes) };
    return stateAttributes(attributes, this.#session.catalog.network.settings, this.#session);
  }

  /** All settings at once; what is not named goes back to its default. */
  set state(/** @type {Record<string, string>} */ values) {
    const settings = this.#session?.catalog.network.settings.map(({ attribute }) => attribute);
    const known = (/** @type {string} */ name) => !settings || settings.includes(name) || LOOK_NAMES.includes(name);
    const unknown = Object.keys(values).filter(
      (name) => !known(name) && settingName(name) in readWishes({ [name]: '' }),
    );
    const present = plainAttributes(this);
    const cleared = Object.keys(present).filter(
      (name) => LOOK_NAMES.includes(name) || settingName(name) in readWishes(present),
    );
    const given = Object.entries(values).filter(([name]) => !unknown.includes(name));
    setAttributes(this, { ...Object.fromEntries(cleared.map((name) => [name, null])), ...Object.fromEntries(given) });
    this.#remarks = unknown.map((name) => this.#texts?.common.unknownName(name) ?? '');
    this.#follow();
  }

  play() {
    this.#order += 1;
    if (!this.#session) {
      this.#eager = true;
      return;
    }
    if (this.#status?.state === 'diverged') this.#rewind();
    this.#clock.play();
    this.#restate();
  }

  pause() {
    this.#order += 1;
    this.#eager = false;
    if (!this.#clock.playing) return;
    this.#clock.pause();
    this.#restate();
    this.#redraw();
  }

  /** One step: a sample, a batch or an epoch. */
  step() {
    this.#clock.pause();
    const order = this.#order;
    this.#do(async (session) => {
      const unit = this.#figure?.unit;
      if (unit === 'sample') return this.#frame(session, (training) => training.stepSample(), false);
      let left = unit === 'epoch' ? session.updatesIn(1, this.#status) : 1;
      while (left > 0 && order === this.#order && this.#status?.state !== 'diverged') {
        const before = this.#status?.step ?? 0;
        await this.#frame(session, (training) => training.train(left, { ms: BUDGET.step }), false);
        left -= Math.max(1, (this.#status?.step ?? 0) - before);
      }
    });
  }

  /** Back to the start: the same data, the same initialisation. */
  reset() {
    this.#clock.pause();
    this.#order += 1;
    this.#rewind();
  }

  #rewind() {
    this.#do((session) => {
      session.rows.clear();
      return this.#frame(session, (training) => training.rewind(0), false);
    });
  }

  /** @param {number} steps */
  #advance(steps) {
    return this.#do((session) => {
      const unit = this.#figure?.unit;
      /** @type {Command} */
      const samples = (training) =>
        Promise.all(Array.from({ length: Math.min(steps, GLANCES) }, () => training.stepSample()));
      const updates = unit === 'epoch' ? session.updatesIn(steps, this.#status) : steps;
      /** @type {Command} */
      const learn = (training) => training.train(updates, { ms: BUDGET.playing });
      return this.#frame(session, unit === 'sample' ? samples : learn, true);
    });
  }

  /** @param {Session} session @param {Command} command @param {boolean} moving @param {boolean} [glance] whether only what a reader draws is read */
  async #frame(session, command, moving, glance = false) {
    const figure = this.#figure;
    if (!figure) return;
    const moment = await session.frame(command, figure.needs(moving && this.#clock.playing, glance));
    if (session !== this.#session || figure !== this.#figure) return;
    const before = this.#status?.step;
    this.#status = moment.status;
    if (moment.status.state === 'diverged') this.#clock.pause();
    figure.frame(moment, this.#now);
    if (before !== undefined && moment.status.step !== before) this.#emit('sgd-step', moment.status);
    this.#restate();
  }

  /** @returns {FigureState} */
  get #now() {
    if (this.#status?.state === 'diverged') return 'diverged';
    if (this.#clock.playing) return 'running';
    return (this.#status?.step ?? 0) > 0 || this.#status?.sample ? 'paused' : 'ready';
  }

  #restate() {
    const state = this.#now;
    if (!this.#status || state === this.#state) return;
    this.#state = state;
    this.#figure?.restate(state);
    this.#emit('sgd-state', { state, status: this.#status });
  }

  /** Draws anew what stands still. @param {boolean} [glance] */
  #redraw(glance = false) {
    if (this.#waiting.draw || (glance && this.#clock.playing)) return;
    this.#waiting.draw = true;
    this.#do((session) => {
      this.#waiting.draw = false;
      return this.#frame(session, () => undefined, false, glance);
    });
  }

  /** Does one thing after the other; copes with what fails. @param {(session: Session) => Promise<void> | void} action */
  #do(action) {
    const run = async () => {
      const session = this.#session;
      if (!session) return;
      try {
        await action(session);
      } catch (error) {
        if (session === this.#session) this.#cope(error);
      }
    };
    this.#chain = this.#chain.then(run);
    return this.#chain;
  }

  /** @param {unknown} error */
  #cope(error) {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    this.#clock.pause();
    if (!isEngineError(error)) {
      this.#fail(error instanceof Error ? error.message : String(error));
      return;
    }
    const message = error.messages[this.#language];
    this.#remarks = [message];
    this.#figure?.tell(this.#remarks, []);
    this.#restate();
    this.#emit('sgd-error', { message, code: error.code });
  }

  async #load() {
    const language = this.#language;
    this.#shell.wait(FIRST_WORDS[language].loading);
    try {
      const texts = await textsIn(language);
      const session = await Session.open(readWishes(plainAttributes(this)), this.#options(texts));
      this.#fetching = undefined;
      if (!this.isConnected) session.training.terminate();
      else this.#open(session, texts);
    } catch (error) {
      this.#fetching = undefined;
      if (error instanceof DOMException && error.name === 'AbortError') return;
      this.#fail(
        isEngineError(error) ? error.messages[language] : error instanceof Error ? error.message : String(error),
      );
    }
  }

  /** What a start is told: it shows how far the fetching is. @param {import('./figure.js').Texts} texts */
  #options({ words }) {
    const controller = new AbortController();
    return {
      signal: controller.signal,
      onProgress: (/** @type {{ loaded: number, total: number }} */ { loaded, total }) => {
        this.#fetching = controller;
        this.#progress.show(loaded, total, words);
        if (this.#figure) this.#figure.root.prepend(this.#progress.root);
        else if (!this.#progress.root.isConnected) this.#shell.show(this.#progress.framed);
      },
    };
  }

  /** What is being fetched is no longer wanted. */
  #cancel() {
    this.#fetching?.abort();
    this.#fetching = undefined;
    this.#progress.root.remove();
    const dataset = this.#session?.config.dataset ?? 'digits';
    this.#edit({ dataset }, true);
    if (!this.#session) this.#load();
  }

  /** @param {string} why */
  #fail(why) {
    this.#session?.training.terminate();
    this.#session = undefined;
    this.#figure?.disconnect();
    this.#figure = undefined;
    this.#built = '';
    const { failed, tryAgain } = FIRST_WORDS[this.#language];
    this.#shell.fail(failed(why), tryAgain, () => this.#load());
    this.#emit('sgd-error', { message: why });
  }

  /** @param {Session} session @param {import('./figure.js').Texts} texts */
  #open(session, texts) {
    this.#session = session;
    this.#texts = texts;
    this.#status = undefined;
    this.#state = undefined;
    this.#progress.root.remove();
    this.#attend(session);
    this.#follow();
    this.#redraw();
    const eager = this.#eager || (this.#look.autoplay && !prefersStillness.matches);
    this.#eager = false;
    if (eager) this.play();
  }

  /** A Worker that dies is started anew by the engine: the reader is told. @param {Session} session */
  #attend({ training }) {
    training.onRestart = (why) => {
      this.#do(async (session) => {
        await this.#frame(session, () => undefined, false);
        const step = formatInteger(this.#status?.step ?? 0);
        const sentence = this.#texts?.words.restarted(why[this.#language], step) ?? '';
        this.#remarks = [sentence];
        this.#figure?.tell(this.#remarks, []);
        this.#emit('sgd-error', { message: sentence, code: 'restarted' });
      });
    };
  }

  /** Makes everything follow the attributes. */
  #follow() {
    this.#attributes.takeRecords();
    const attributes = plainAttributes(this);
    const { look, rejected } = readLook(attributes);
    this.#look = look;
    this.#clock.speed = look.speed;
    const session = this.#session;
    if (!session) return;
    if (this.#texts?.language !== this.#language) this.#translate();
    const wishes = readWishes(attributes);
    if (session.restarts(wishes)) {
      this.#fetching?.abort();
      if (!session.redraws(wishes)) this.#clock.pause();
    }
    const figure = this.#figureFor(session);
    figure.refresh(look);
    figure.tell(this.#remarks, rejected);
    this.#restate();
    if (this.#waiting.apply) return;
    this.#waiting.apply = true;
    this.#do(() => this.#apply(session));
  }

  /** @param {Session} session */
  async #apply(session) {
    this.#waiting.apply = false;
    const attributes = plainAttributes(this);
    const texts = /** @type {import('./figure.js').Texts} */ (this.#texts);
    try {
      const change = await session.apply(readWishes(attributes), this.#options(texts));
      if (session !== this.#session) return;
      const { look, rejected } = readLook(plainAttributes(this));
      this.#figure?.refresh(look);
      if (change !== 'nothing') await this.#frame(session, () => undefined, false);
      this.#figure?.tell(this.#remarks, rejected);
      this.#tellPage(session);
    } finally {
      this.#fetching = undefined;
      this.#progress.root.remove();
    }
  }

  /** Speaks the language that is now asked for, once its texts are there. */
  async #translate() {
    const language = this.#language;
    const texts = await textsIn(language);
    if (language !== this.#language || !this.#session) return;
    this.#texts = texts;
    this.#follow();
  }

  /** The figure, built anew where language, theme or the set of controls is another. @param {Session} session */
  #figureFor(session) {
    const texts = /** @type {import('./figure.js').Texts} */ (this.#texts);
    const { controls, theme } = this.#look;
    const built = JSON.stringify([texts.language, controls, theme]);
    if (this.#figure && built === this.#built) return this.#figure;
    this.#built = built;
    this.#figure?.disconnect();
    this.#figure = new Figure(this.#shadow, session, this.#look, texts, {
      reset: () => this.reset(),
      toggle: () => (this.#clock.playing ? this.pause() : this.play()),
      step: () => this.step(),
      edit: (edits, committed) => this.#edit(edits, committed),
      change: (name, text, committed) => this.#change(name, text, committed),
      setParameter: (index, value) =>
        this.#do(() => this.#frame(session, (training) => training.setParameter(index, value), false)),
      redraw: (glance) => this.#redraw(glance),
    });
    this.#shell.show(this.#figure.root);
    session.restart();
    this.#redraw();
    return this.#figure;
  }

  /** @param {Session} session */
  #tellPage({ problems }) {
    if (problems === this.#told) return;
    this.#told = problems;
    for (const { messages, ...problem } of problems) {
      this.#emit('sgd-error', { message: messages[this.#language], ...problem });
    }
  }

  /** @param {string} name a setting @param {string} text @param {boolean} committed */
  #change(name, text, committed) {
    const session = this.#session;
    if (!session) return;
    const { settings, datasets } = session.catalog.network;
    if (name === 'dataset') {
      const next = datasets.find((dataset) => dataset.name === text);
      const sameKind = (next?.kind === 'images') === (session.dataset.kind === 'images') && next?.kind !== 'images';
      this.#edit(chooseDataset(text, sameKind), committed);
    } else if (name === 'optimizer') {
      this.#edit(chooseOptimizer(/** @type {any} */ (session), text), committed);
    } else {
      const setting = settings.find((candidate) => candidate.name === name);
      // An emptied field asks for the default.
      if (setting) this.#edit({ [setting.attribute]: text.trim() === '' ? null : text }, committed);
    }
  }

  /** The reader's edits become attributes. @param {Record<string, string | null>} edits null removes @param {boolean} committed */
  #edit(edits, committed) {
    this.#remarks = [];
    setAttributes(this, edits);
    this.#follow();
    // What a link says is what was taken: it is known when the Worker has answered.
    this.#chain.then(() => this.#emit('sgd-change', { committed }));
  }

  /** @param {Record<string, string>} attributes */
  #plainLook(attributes) {
    return Object.fromEntries(Object.entries(attributes).filter(([name]) => LOOK_NAMES.includes(name)));
  }

  get #language() {
    const nearest = this.closest('[lang]');
    return languageOf(this.#look.lang || (nearest?.getAttribute('lang') ?? ''));
  }

  /** @param {string} name @param {unknown} detail */
  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }
}
