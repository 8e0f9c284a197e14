// `<sgd-network>`: its attributes are its state. This class follows them, owns the session and the clock, and tells the page
// what happens. What is seen is `Figure`'s; what is computed, in a Worker, is `Session`'s.

import { bringIn, isShown, layOutApart } from '../kit/apart.js';
import { plainAttributes } from '../kit/attributes.js';
import { setAttributes } from '../kit/dom.js';
import { formatInteger } from '../kit/format.js';
import { FIRST_WORDS, languageAt } from '../kit/language.js';
import { controlsIn, meantBy, misspelt } from '../kit/names.js';
import { Place, PlacedElement } from '../kit/place.js';
import { defineProperties, knownIn, setState } from '../kit/properties.js';
import { explained, failureDetail, isEngineError, sentenceOf } from '../kit/refusal.js';
import { chooseOptimizer } from '../kit/settings.js';
import { addSheet } from '../kit/sheet.js';
import { Shell } from '../kit/shell.js';
import { pause, turn } from '../kit/turns.js';
import { Arrival } from './arrival.js';
import { isLed, readRuns } from './compared.js';
import { Figure } from './figure.js';
import { Progress } from './progress.js';
import { Runner } from './runner.js';
import { Session } from './session.js';
import { chooseDataset, NAMES, readLook, readWishes, stateAttributes, TABLE, withData } from './state.js';
import { style } from './style/index.js';
import { textsIn } from './texts.js';

/** Controls that are not among the settings. */
const APART = ['data', 'dataset', 'features', 'layers'];

/** @typedef {import('./figure.js').CompactForm} CompactForm */

/**
 * @fires sgd-step after steps were taken; `detail` is the training's status
 * @fires sgd-state when the state changes; `detail.state` is ready, running, paused or diverged
 * @fires sgd-error when something asked for was refused, or the engine failed; `detail.message` says what
 * @fires sgd-comparison when the compared runs rest at one step and are evaluated; `detail.runs` says what each has come to
 * @fires sgd-change when the reader changed a setting; `detail.committed` is false while a slider moves
 */
export class SgdNetwork extends PlacedElement {
  static {
    defineProperties(SgdNetwork.prototype, TABLE);
  }

  #shadow = this.attachShadow({ mode: 'open' });
  #shell = new Shell(this.#shadow);
  #place = new Place(this, this.#shadow, {
    names: [...NAMES, 'dataset'],
    begin: () => this.#begin(),
    near: () => this.#load(),
    onScreen: (seen) => {
      this.#runner.clock.onScreen = seen;
    },
    follow: () => this.#follow(),
    recolour: () => this.#figure?.recolour(),
    end: () => this.#end(),
  });
  #look = readLook({}).look;
  /** @type {Session | undefined} */
  #session;
  /** @type {import('./texts.js').Texts | undefined} */
  #texts;
  /** @type {Figure | undefined} */
  #figure;
  /** What the figure was built for; another look needs another figure. */
  #built = '';
  /** The compact form, once it is loaded. @type {CompactForm | undefined} */
  #Compact;
  /** Tables that the reader has given. @type {Map<string, DataTable>} */
  #tables = new Map();
  /** Sentences that stay until the next change of settings. @type {string[]} */
  #remarks = [];
  /** Names in the attributes that are like those of settings. @type {string[]} */
  #misnamed = [];
  /** What a page has given a state that is none. @type {string[]} */
  #unknown = [];
  /** The refusals that the page has been told of. @type {import('./session.js').Problem[]} */
  #told = [];
  /** The look that the figure has, as text; and whether nothing but what the session has to take is left to be shown. */
  #shown = '';
  #refreshed = false;
  /** Whether the attributes are already waited for. */
  #applying = false;
  /** Calls off what is being fetched. @type {AbortController | undefined} */
  #fetching;
  /** Counts the times that something was begun to be loaded, or given up: what comes for an earlier one is not wanted. */
  #loads = 0;
  #progress = new Progress(() => this.#cancel());
  #runner = new Runner(this.#host());
  #arrival = new Arrival(this.#runner);

  #begin() {
    addSheet(this.#shadow, style);
    this.#runner.clock.connect();
    this.#shell.wait(FIRST_WORDS[this.#language].loading);
  }

  #end() {
    this.#loads += 1;
    this.#applying = false;
    this.#runner.clock.disconnect();
    this.#fetching?.abort();
    this.#figure?.disconnect();
    this.#session?.end();
    this.#figure = undefined;
    this.#session = undefined;
    this.#runner.clear();
    this.#built = '';
    this.#arrival.clear();
  }

  /** The training that the element shows, once it has begun: `engine/training.js` says what it answers. */
  get training() {
    return this.#session?.training;
  }

  /** What the runner sees of this element. @returns {import('./runner.js').Host} */
  #host() {
    const session = () => this.#session;
    const figure = () => this.#figure;
    return {
      get session() {
        return session();
      },
      get figure() {
        return figure();
      },
      onError: (error) => this.#onError(error),
      onRest: (session) => this.#onRest(session),
      onCompared: (session) => this.#onCompared(session),
      emit: (name, detail) => this.#emit(name, detail),
    };
  }

  /** The runs that are compared, the figure's own first; undefined where nothing is. @returns {ComparedRun[] | undefined} */
  get comparison() {
    const [session, { status }] = [this.#session, this.#runner];
    if (!session?.runs?.list.length || !status) return undefined;
    return session.runs.told(status, this.#language);
  }

  /** @param {Session} session */
  #onCompared(session) {
    if (session !== this.#session) return;
    this.#figure?.comparing.draw();
    if (this.comparison) this.#emit('sgd-comparison', { runs: this.comparison });
  }

  /** Whether a link can lead to where the run rests. @param {Session} session */
  async #onRest(session) {
    const lacking = await this.#arrival.rest(session);
    if (lacking !== null && session === this.#session) this.#figure?.timeline.tellLink(lacking);
  }

  /** Makes the runs that go along those that are asked for. @param {Session} session */
  async #compare(session) {
    const attributes = plainAttributes(this);
    const asked = readRuns(attributes.compare ?? '');
    if (asked.length === 0 && !session.runs) return;
    try {
      const { Runs } = await import('./compare/runs.js');
      if (session !== this.#session) return;
      session.runs ??= new Runs(session);
      const told = JSON.stringify(session.runs.refused);
      await session.runs.apply(asked, isLed(attributes), this.#runner.status?.step ?? 0);
      const { refused } = session.runs;
      if (session !== this.#session || JSON.stringify(refused) === told) return;
      for (const { text, messages } of refused) {
        this.#emit('sgd-error', { message: messages[this.#language], key: 'compare', value: text });
      }
    } catch (error) {
      this.#figure?.comparing.fail();
      if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    }
  }

  /** Settings by attribute name, as text: only what differs from the defaults. What a link has to carry. */
  get state() {
    this.#place.catchUp();
    if (!this.#session) return knownIn(withData(plainAttributes(this)), TABLE);
    return stateAttributes(
      plainAttributes(this),
      this.#session.catalog.network.settings,
      this.#session,
      this.#arrival.linked,
    );
  }

  /** All settings at once; what is not named goes back to its default. */
  set state(/** @type {Record<string, unknown>} */ values) {
    this.#remarks = [];
    this.#arrival.forget();
    this.removeAttribute('dataset');
    this.#unknown = setState(this, TABLE, withData(values));
    this.#follow();
  }

  play() {
    this.#place.catchUp();
    this.#runner.play();
  }

  pause() {
    this.#runner.pause();
  }

  /** One step: a sample, a batch or an epoch. */
  step() {
    this.#place.catchUp();
    this.#runner.step();
  }

  /** Back to the start: the same data, the same initialisation. */
  reset() {
    this.#place.catchUp();
    this.#figure?.around.abandon();
    this.#runner.reset();
  }

  /** @param {unknown} error */
  #onError(error) {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    this.#runner.clock.pause();
    if (!isEngineError(error)) {
      this.#fail(error);
      return;
    }
    const message = error.messages[this.#language];
    this.#remarks = [message];
    this.#figure?.tell(this.#remarks, []);
    this.#runner.restate();
    this.#emit('sgd-error', { message, code: error.code });
  }

  async #load() {
    this.#loads += 1;
    const [load, language] = [this.#loads, this.#language];
    this.#shell.wait(FIRST_WORDS[language].loading);
    try {
      const [texts] = await Promise.all([textsIn(language), this.#learnForm()]);
      if (load !== this.#loads) return;
      this.#texts = texts;
      const session = await Session.open(
        (settings) => readWishes(plainAttributes(this), settings),
        this.#options(texts),
      );
      await turn();
      for (const act of this.#prepare(session)) {
        if (load === this.#loads) act();
        await pause();
      }
      if (load !== this.#loads) {
        session.end();
        return;
      }
      this.#fetching = undefined;
      this.#open(session, texts);
    } catch (error) {
      if (load !== this.#loads) return;
      this.#fetching = undefined;
      if (error instanceof DOMException && error.name === 'AbortError') return;
      this.#fail(await explained(error));
    }
  }

  /** Loads the compact form, where it is asked for. */
  async #learnForm() {
    if (readLook(plainAttributes(this)).look.beside === null) return;
    this.#Compact ??= (await import('./compact/compact.js')).Compact;
  }

  /** What a start is told: it shows how far the fetching is. @param {import('./texts.js').Texts} texts */
  #options({ words }) {
    this.#fetching = new AbortController();
    return {
      signal: this.#fetching.signal,
      tables: this.#tables,
      onProgress: (/** @type {{ loaded: number, total: number }} */ { loaded, total }) => {
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
    const { dataset = 'digits', data } = this.#session?.taken ?? {};
    this.#edit({ data: String(dataset === 'own' ? data : dataset), dataset: null }, true);
    if (!this.#session) this.#load();
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#session?.end();
    this.#session = undefined;
    this.#figure?.disconnect();
    this.#figure = undefined;
    this.#built = '';
    const { failed, tryAgain } = FIRST_WORDS[this.#language];
    const detail = failureDetail(error, this.#language);
    this.#shell.fail(failed(detail.message), tryAgain, () => this.#load());
    this.#emit('sgd-error', detail);
  }

  /** What it takes to build the figure, in some short tasks; it is shown in another. @param {Session} session */
  *#prepare(session) {
    yield () => {
      this.#read();
      this.#built = '';
      this.#figureFor(session);
    };
    const figure = this.#figure;
    if (!figure) return;
    yield* figure.ahead;
    yield* layOutApart(this.#shadow, figure.root);
    yield () => figure.arrange();
  }

  /** @param {Session} session @param {import('./texts.js').Texts} texts */
  #open(session, texts) {
    this.#session = session;
    this.#texts = texts;
    this.#runner.clear();
    this.#progress.root.remove();
    this.#attend(session);
    this.#follow();
    this.#runner.redraw();
    const eager =
      this.#runner.eager || (this.#look.autoplay && !matchMedia('(prefers-reduced-motion: reduce)').matches);
    this.#runner.eager = false;
    if (eager) this.play();
  }

  /** A Worker that dies is started anew by the engine: the reader is told. @param {Session} session */
  #attend({ training }) {
    training.onRestart = (why) => {
      this.#runner.enqueue(async (session) => {
        await this.#runner.frame(session, () => undefined, false);
        const step = formatInteger(this.#runner.status?.step ?? 0);
        const sentence = this.#texts?.words.restarted(why[this.#language], step) ?? '';
        this.#remarks = [sentence];
        this.#figure?.tell(this.#remarks, []);
        this.#emit('sgd-error', { message: sentence, code: 'restarted' });
      });
    };
  }

  /** Makes everything follow the attributes. */
  #follow() {
    this.#place.known();
    const attributes = plainAttributes(this);
    this.#look = readLook(attributes).look;
    this.#runner.clock.speed = this.#look.speed;
    const session = this.#session;
    if (!session) return;
    if (this.#look.beside !== null && !this.#Compact) {
      this.#learnForm().then(
        () => this.#follow(),
        async (error) => this.#fail(await explained(error)),
      );
      return;
    }
    if (this.#texts?.language !== this.#language) this.#translate();
    const rejected = this.#read();
    // What is being fetched is no longer wanted. A network that plays goes on playing, as another one.
    const restarts = session.restarts(readWishes(attributes, session.catalog.network.settings));
    if (restarts) this.#fetching?.abort();
    const figure = this.#figureFor(session);
    const shown = JSON.stringify(this.#look);
    this.#refreshed = shown !== this.#shown || !isShown(figure.root);
    this.#shown = shown;
    if (!isShown(figure.root)) {
      bringIn(figure.root);
      this.#shell.show(figure.root);
      // What has not begun yet need not begin anew: the figure is built for it.
      if (this.#runner.status) session.restart();
      this.#runner.redraw();
    }
    if (restarts) figure.around.abandon();
    if (this.#refreshed) figure.refresh(this.#look);
    figure.tell(this.#said(session), rejected);
    this.#runner.restate();
    if (this.#applying) return;
    this.#applying = true;
    this.#runner.enqueue(() => this.#apply(session));
  }

  /** @param {Session} session */
  async #apply(session) {
    this.#applying = false;
    const wishes = readWishes(plainAttributes(this), session.catalog.network.settings);
    const texts = /** @type {import('./texts.js').Texts} */ (this.#texts);
    try {
      const change = await session.apply(wishes, this.#options(texts));
      if (session !== this.#session) return;
      if (session.draft !== null) this.#runner.clock.pause();
      await this.#compare(session);
      if (session !== this.#session) return;
      const rejected = this.#read();
      if (change !== 'nothing' || session.runs || !this.#refreshed) this.#figure?.refresh(this.#look);
      this.#arrival.arrive(this.#look.atStep, session, (step) => {
        this.#remarks.push(texts.words.arrival.tooFar(formatInteger(step)));
      });
      if (change !== 'nothing' || session.runs) await this.#runner.frame(session, () => undefined, false);
      this.#figure?.tell(this.#said(session), rejected);
      this.#tellPage(session);
    } finally {
      this.#fetching = undefined;
      this.#progress.root.remove();
    }
  }

  /** How the attributes want it shown, with the controls by their right names; and which of them mean nothing. */
  #read() {
    const attributes = plainAttributes(this);
    const { look, rejected } = readLook(attributes);
    const { shown, unknown } = controlsIn(look.controls, [...NAMES, 'dataset']);
    // Which data there are, and points of one's own.
    if (shown?.includes('data')) shown.push('dataset');
    this.#look = { ...look, controls: shown };
    const strange = [...this.#unknown, ...misspelt(attributes, [...NAMES, 'dataset']), ...unknown];
    this.#misnamed = strange.map((name) => this.#texts?.common.unknownName(name, meantBy(name, NAMES)) ?? '');
    return rejected;
  }

  /** What the figure says above itself. @param {Session} session */
  #said({ training: { here } }) {
    return [...(here ? [here[this.#language]] : []), ...this.#remarks, ...this.#misnamed];
  }

  /** Speaks the language that is now asked for, once its texts are there. */
  async #translate() {
    const language = this.#language;
    try {
      const texts = await textsIn(language);
      if (language !== this.#language || !this.#session) return;
      this.#texts = texts;
      this.#follow();
    } catch (error) {
      this.#figure?.tell([FIRST_WORDS[language].failed(sentenceOf(await explained(error), language))], []);
    }
  }

  /** The figure, built anew where the language or the form is another, or controls that have parts of their own. @param {Session} session */
  #figureFor(session) {
    const texts = /** @type {import('./texts.js').Texts} */ (this.#texts);
    const { beside, controls, maps } = this.#look;
    const parts = controls && [controls.length === 0, ...APART.filter((name) => controls.includes(name))];
    const built = JSON.stringify([texts.language, beside, beside ? controls : parts, maps]);
    if (this.#figure && built === this.#built) return this.#figure;
    this.#built = built;
    this.#figure?.disconnect();
    /** @type {import('./figure.js').FigureActions} */
    const actions = {
      reset: () => this.reset(),
      toggle: () => (this.#runner.clock.playing ? this.pause() : this.play()),
      pause: () => this.pause(),
      step: () => this.step(),
      goTo: (step) => this.#runner.goTo(step),
      edit: (edits, committed) => this.#edit(edits, committed),
      takeTable: (table, standardise) => this.#takeTable(table, standardise),
      loadWeights: (bytes) => this.#loadWeights(bytes),
      asked: (name) => this.getAttribute(name) ?? undefined,
      change: (name, text, committed) => this.#change(name, text, committed),
      setParameter: (index, value) =>
        this.#runner.enqueue(() =>
          this.#runner.frame(session, (training) => training.setParameter(index, value), false),
        ),
      redraw: (glance) => this.#runner.redraw(glance),
    };
    const Form = beside === null ? undefined : this.#Compact;
    this.#figure = new Figure(this.#shadow, session, this.#look, texts, actions, Form);
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
      const pointsOnly = [next, session.dataset].every(
        (dataset) => dataset?.kind !== 'images' && dataset?.kind !== 'table',
      );
      this.#edit(chooseDataset(text, pointsOnly), committed);
    } else if (name === 'optimizer') {
      this.#edit(chooseOptimizer(session, text), committed);
    } else {
      const setting = settings.find((candidate) => candidate.name === name);
      // An emptied field asks for the default.
      if (setting) this.#edit({ [setting.attribute]: text.trim() === '' ? null : text }, committed);
    }
  }

  /**
   * Reads a table, as `readData` of the engine does, and learns from it. What is refused changes nothing.
   * @param {string | ArrayBuffer | ArrayBufferView} source
   * @param {ReadOptions & { standardise?: boolean }} [options]
   * @returns {Promise<DataTable>}
   */
  async readData(source, { standardise = true, ...options } = {}) {
    const table = await this.#readWith(source, options);
    if (table.problem) throw Object.assign(new Error(table.problem.en), { code: 'bad-data', messages: table.problem });
    this.#takeTable(table, standardise);
    return table;
  }

  /** @param {string | ArrayBuffer | ArrayBufferView} source @param {ReadOptions} options */
  async #readWith(source, options) {
    const { training } = this;
    return training
      ? training.readData(source, options)
      : (await import('../../engine/data/read.js')).readTable(source, options);
  }

  /** After what is under way. What does not fit is the caller's to say. @param {Uint8Array} bytes @returns {Promise<LoadedWeights>} */
  #loadWeights(bytes) {
    return new Promise((resolve, reject) => {
      this.#runner.clock.pause();
      this.#runner.enqueue((session) => {
        const load = (/** @type {import('../../engine/training.js').Training} */ training) =>
          training.load(bytes).then(resolve, reject);
        session.rows.clear();
        return this.#runner.frame(session, load, false);
      });
    });
  }

  /** @param {DataTable} table @param {boolean} standardise */
  #takeTable(table, standardise) {
    const name = table.name || 'data';
    // A file of the same name may hold something else.
    let key = `file:${name}`;
    for (let n = 2; this.#tables.has(key); n += 1) key = `file:${name} (${n})`;
    this.#tables.set(key, table);
    const edits = chooseDataset('table', false);
    this.#edit({ ...edits, data: key, standardise: standardise ? null : 'false' }, true);
  }

  /** The reader's edits become attributes. @param {Record<string, string | null>} edits null removes @param {boolean} committed */
  #edit(edits, committed) {
    this.#remarks = [];
    this.#unknown = [];
    setAttributes(this, edits);
    this.#follow();
    // What a link says is what was taken: it is known when the Worker has answered.
    this.#runner.enqueue(() => this.#emit('sgd-change', { committed }));
  }

  get #language() {
    return languageAt(this);
  }

  /** @param {string} name @param {unknown} detail */
  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }
}
