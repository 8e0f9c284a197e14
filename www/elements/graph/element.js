// `<sgd-graph>`: a computation graph, walked forward and backward. Its attributes are its state. This class follows them,
// asks the engine and tells the page; what is seen is `GraphFigure`'s.

import { bringIn, isShown, layOutApart } from '../kit/apart.js';
import { plainAttributes } from '../kit/attributes.js';
import { setAttributes } from '../kit/dom.js';
import { FIRST_WORDS, languageAt } from '../kit/language.js';
import { controlsIn, meantBy, misspelt } from '../kit/names.js';
import { Place, PlacedElement } from '../kit/place.js';
import { Player, STEPS_PER_SECOND } from '../kit/player.js';
import { defineProperties, knownIn, setState } from '../kit/properties.js';
import { explained, failureDetail, isEngineError } from '../kit/refusal.js';
import { addSheet } from '../kit/sheet.js';
import { Shell } from '../kit/shell.js';
import { told } from '../kit/told.js';
import { pause, turn } from '../kit/turns.js';
import { checkedWalk, NO_SUBJECT } from './given.js';
import {
  BESIDE,
  CONTROLS,
  exampleAttributes,
  exampleOf,
  fallback,
  NAMES,
  readConfig,
  readShowing,
  subjectOf,
  TABLE,
  withStep,
} from './state.js';
import { style } from './style/index.js';

/** @typedef {import('./figure.js').GraphFigure} GraphFigure */
/** @typedef {import('./words.en.js').Strings} Strings */
/** @typedef {typeof import('./figure.js') & typeof import('./walk.js')} Parts what is only loaded once the graph is near */
/** @typedef {{ walk: Walk, config: Config }} Answer a walk, and what was asked for */

/** Low and high of the sliders of a formula that has no domain of its own. */
const FREE = [-5, 5];
/** How long a reader needs for one node, in seconds. */
const PAUSE = 1.6;

/**
 * @fires sgd-step when the walk is at another step; `detail` is { step, of, pass, node }
 * @fires sgd-state once the graph can be walked; `detail.state` is ready
 * @fires sgd-error when something asked for was refused, or the engine failed; `detail.message` says what
 * @fires sgd-change when the reader changed something; `detail.committed` is false while it still moves
 */
export class SgdGraph extends PlacedElement {
  static {
    defineProperties(SgdGraph.prototype, TABLE);
  }

  #shadow = this.attachShadow({ mode: 'open' });
  #shell = new Shell(this.#shadow);
  #player = new Player((steps) => this.#advance(steps));
  #place = new Place(this, this.#shadow, {
    names: [...NAMES, 'step'],
    begin: () => this.#begin(),
    near: () => this.#load(),
    onScreen: (seen) => {
      this.#player.onScreen = seen;
    },
    follow: () => this.#follow(),
    end: () => this.#end(),
  });
  /** @type {Engine | undefined} */
  #engine;
  /** @type {Parts | undefined} */
  #parts;
  /** The compact form, once it is loaded. @type {import('./figure.js').CompactForm | undefined} */
  #form;
  /** @type {Strings | undefined} */
  #words;
  /** @type {GraphFigure | undefined} */
  #figure;
  /** What the figure was built for. */
  #look = '';
  /** The last that the engine did not refuse. @type {Answer | undefined} */
  #good;
  /** The course of its walk. @type {import('./walk.js').Course | undefined} */
  #course;
  /** What a formula or a surface is, wherever it is walked from. @type {{ config: string, resolved: ResolvedConfig } | undefined} */
  #resolved;
  /** What it was asked for last, and why it refused, if it did. @type {{ config: string, refusal: EngineError | null } | undefined} */
  #asked;
  /** A walk that a program gave: it is shown in place of what the attributes say. @type {Walk | undefined} */
  #given;
  /** Attributes that a page has given and that mean nothing here. @type {string[]} */
  #unknown = [];
  #step = 0;
  #length = 0;
  #ready = false;
  #told = '';
  /** @type {string | null} */
  #theme = null;

  constructor() {
    super();
    addSheet(this.#shadow, style);
    this.#player.speed = 1 / (PAUSE * STEPS_PER_SECOND);
  }

  #begin() {
    this.#player.connect();
    this.#shell.wait(FIRST_WORDS[this.#language].loading);
  }

  #end() {
    this.#player.disconnect();
    this.#figure?.disconnect();
    this.#figure = undefined;
    this.#look = '';
    this.#ready = false;
  }

  /** The engine, once it is loaded. */
  get engine() {
    return this.#engine;
  }

  /** What is shown, as the engine told it; undefined until it is there. */
  get walk() {
    this.#place.catchUp();
    return this.#good?.walk;
  }

  /**
   * Shows this walk, such as `await training.walk('train', 3)`, from its start; null goes back to what the attributes say.
   * @param {Walk | null | undefined} walk
   */
  set walk(walk) {
    this.#given = walk == null ? undefined : checkedWalk(walk);
    this.#good = undefined;
    this.pause();
    setAttributes(this, { 'at-step': null, step: null });
    this.#follow();
  }

  /** How many steps have been taken. */
  get position() {
    this.#place.catchUp();
    return this.#step;
  }

  /** The attributes that say what is seen. */
  get state() {
    return knownIn(withStep(plainAttributes(this)), TABLE);
  }

  /** All of them at once; what is not named goes. */
  set state(/** @type {Record<string, unknown>} */ values) {
    this.removeAttribute('step');
    this.#unknown = setState(this, TABLE, withStep(values));
    this.#follow();
  }

  /** One node on. */
  step() {
    this.#place.catchUp();
    this.#go(this.#step + 1, true);
  }

  /** One node back. */
  back() {
    this.#place.catchUp();
    this.#go(this.#step - 1, true);
  }

  /** To the start. */
  reset() {
    this.#place.catchUp();
    this.#player.pause();
    this.#go(0, true);
  }

  play() {
    this.#place.catchUp();
    if (this.#step >= this.#length) this.#go(0, false);
    this.#player.play();
    this.#figure?.showPlaying(true);
  }

  pause() {
    this.#player.pause();
    this.#figure?.showPlaying(false);
  }

  /** @param {number} steps */
  #advance(steps) {
    const step = Math.min(this.#step + steps, this.#length);
    if (step === this.#length) this.#player.pause();
    this.#go(step, step === this.#length, true);
    this.#figure?.showPlaying(this.#player.playing);
  }

  /** @param {number} asked @param {boolean} committed @param {boolean} [playing] */
  #go(asked, committed, playing = false) {
    if (!playing && this.#player.playing) this.pause();
    const step = Math.min(Math.max(asked, 0), this.#length);
    if (step === this.#step && !committed) return;
    setAttributes(this, { 'at-step': step === 0 ? null : String(step), step: null });
    this.#follow();
    this.#emit('sgd-change', { committed });
  }

  async #load() {
    this.#shell.wait(FIRST_WORDS[this.#language].loading);
    try {
      const [{ createEngine }, figure, walk] = await Promise.all([
        import('../../engine/engine.js'),
        import('./figure.js'),
        import('./walk.js'),
      ]);
      [this.#engine] = await Promise.all([createEngine(), this.#learn(), this.#learnForm()]);
      await turn();
      const parts = { ...figure, ...walk };
      if (this.isConnected) await this.#prepare(this.#engine, parts);
      this.#parts = parts;
      if (this.isConnected) this.#follow();
    } catch (error) {
      this.#fail(await explained(error));
    }
  }

  /** The words of the language that is asked for. */
  async #learn() {
    const language = this.#language;
    const { words } = language === 'zh' ? await import('./words.zh.js') : await import('./words.en.js');
    this.#words = words;
    this.#look = '';
    this.#spoken = language;
  }

  /** Loads the compact form, where it is asked for. */
  async #learnForm() {
    if (this.getAttribute('beside') === BESIDE) this.#form ??= (await import('./compact/compact.js')).compact;
  }

  /** Which language the words are. @type {import('../kit/language.js').Language | ''} */
  #spoken = '';

  /** @param {unknown} error */
  #fail(error) {
    const { failed, tryAgain } = FIRST_WORDS[this.#language];
    this.#figure?.disconnect();
    this.#figure = undefined;
    this.#look = '';
    const detail = failureDetail(error, this.#language);
    this.#shell.fail(failed(detail.message), tryAgain, () => this.#load());
    this.#emit('sgd-error', detail);
  }

  /** What takes long of the first figure, in several tasks. @param {Engine} engine @param {Parts} parts */
  async #prepare(engine, parts) {
    const attributes = withStep(plainAttributes(this));
    this.#walk(engine, attributes);
    await pause();
    if (!this.#good) return;
    const { walk } = this.#good;
    const { controls, compact } = readShowing(attributes, new parts.Course(walk).length);
    const figure = this.#figureFor(parts.GraphFigure, this.#shown(controls), compact ? this.#form : undefined);
    await pause();
    if (!figure) return;
    figure.prepare(walk, this.clientWidth);
    await pause();
    for (const act of layOutApart(this.#shadow, figure.root)) {
      if (figure !== this.#figure) return;
      act();
      await pause();
    }
  }

  /** Makes everything follow the attributes. */
  #follow() {
    this.#place.known();
    const [engine, parts] = [this.#engine, this.#parts];
    if (!engine || !parts || !this.isConnected) return;
    const lacks = this.getAttribute('beside') === BESIDE && !this.#form;
    if (lacks || this.#spoken !== this.#language) {
      Promise.all([this.#learnForm(), this.#learn()]).then(
        () => this.#follow(),
        async (error) => this.#fail(await explained(error)),
      );
      return;
    }
    const attributes = withStep(plainAttributes(this));
    const error = this.#walk(engine, attributes);
    if (!this.#good) return;
    if (this.#course?.walk !== this.#good.walk) this.#course = new parts.Course(this.#good.walk);
    const { length } = this.#course;
    const showing = readShowing(attributes, length);
    const { unknown } = controlsIn(showing.controls, CONTROLS);
    const figure = this.#figureFor(
      parts.GraphFigure,
      this.#shown(showing.controls),
      showing.compact ? this.#form : undefined,
    );
    if (!figure) return;
    if (!isShown(figure.root)) {
      bringIn(figure.root);
      this.#shell.show(figure.root);
    }
    const theme = this.getAttribute('theme');
    if (theme !== this.#theme) figure.recolour();
    this.#theme = theme;
    const moved = showing.step !== this.#step;
    this.#step = showing.step;
    this.#length = length;
    figure.show(this.#good.walk, this.#subject(engine, attributes), this.#step);
    figure.showPlaying(this.#player.playing);
    const misnamed = [...this.#unknown, ...misspelt(attributes, NAMES), ...unknown];
    this.#tell(figure, error, misnamed, showing);
    if (moved) this.#emit('sgd-step', this.#where(this.#course));
    if (this.#ready) return;
    this.#ready = true;
    this.#emit('sgd-state', { state: 'ready' });
  }

  /** Of a walk that was given nothing can be set. @param {string[] | null} controls */
  #shown(controls) {
    return this.#given ? [] : controlsIn(controls, CONTROLS).shown;
  }

  /**
   * Asks the engine for what the attributes say. Where it refuses, the last good graph stays; where there is none, what is
   * wrong is left out.
   *
   * @param {Engine} engine
   * @param {Record<string, string>} attributes
   * @returns {EngineError | null}
   */
  #walk(engine, attributes) {
    if (this.#given) {
      this.#good = { walk: this.#given, config: {} };
      return null;
    }
    const config = readConfig(attributes);
    const text = JSON.stringify(config);
    if (this.#good && this.#asked?.config === text) return this.#asked.refusal;
    const { start, ...elsewhere } = config;
    /** @type {EngineError | null} */
    let refusal = null;
    // A point that does not fit the formula is left out; so is everything, where there is nothing good to keep.
    const tries = [config, elsewhere, ...(this.#good ? [] : [fallback()])];
    for (const asked of tries) {
      try {
        this.#good = { walk: engine.walk(asked), config: asked };
        this.#asked = { config: text, refusal };
        return refusal;
      } catch (error) {
        if (!isEngineError(error)) {
          this.#fail(error);
          return null;
        }
        refusal ??= error;
      }
    }
    this.#asked = { config: text, refusal };
    return refusal;
  }

  /** @param {Engine} engine @param {Record<string, string>} asked @returns {import('./settings.js').Subject} */
  #subject(engine, asked) {
    if (this.#given) return NO_SUBJECT;
    const { config, walk } = /** @type {Answer} */ (this.#good);
    const network = config.objective === 'network';
    const resolved = network ? null : this.#resolve(engine, { ...config, start: undefined });
    const values = (/** @type {string} */ name) =>
      Array.from(walk.stations.find((node) => node.name === name)?.value ?? []);
    const variables = resolved
      ? resolved.variables.map((name, index) =>
          range(name, config.formula ? FREE : resolved.domain.slice(2 * index, 2 * index + 2)),
        )
      : ['x1', 'x2', 'class'].map((name) => range(name, [-3, 3]));
    const start = resolved ? resolved.variables.flatMap(values) : [...values('x'), values('t')[1] ?? 0];
    return {
      network,
      example: exampleOf(asked) ?? '',
      // While it is refused, what was typed stays in the field.
      formula: String(subjectOf(asked).formula ?? resolved?.formula ?? ''),
      variables,
      start,
      layers: String(config.layers ?? '3'),
      activation: String(config.activation ?? 'relu'),
      activations: network ? engine.catalog().network.activations : [],
      seed: String(config.seed ?? '1'),
    };
  }

  /** @param {Engine} engine @param {Config} config */
  #resolve(engine, config) {
    const text = JSON.stringify(config);
    if (this.#resolved?.config !== text) this.#resolved = { config: text, resolved: engine.resolve(config) };
    return this.#resolved.resolved;
  }

  /** @param {Parts['GraphFigure']} Figure @param {string[] | null} controls @param {import('./figure.js').CompactForm} [form] */
  #figureFor(Figure, controls, form) {
    const words = this.#words;
    if (!words) return this.#figure;
    const look = JSON.stringify([this.#spoken, form !== undefined]);
    if (this.#figure && look === this.#look) {
      this.#figure.offer(controls);
      return this.#figure;
    }
    this.#look = look;
    this.#figure?.disconnect();
    /** @type {import('./figure.js').Actions} */
    const actions = {
      go: (step, committed) => this.#go(step, committed),
      reset: () => this.reset(),
      toggle: () => (this.#player.playing ? this.pause() : this.play()),
      choose: (name) => this.#edit(exampleAttributes(name), true),
      edit: (edits, committed) => this.#edit(edits, committed),
    };
    this.#figure = new Figure(this.#shadow, words, actions, form);
    this.#figure.offer(controls);
    return this.#figure;
  }

  /** @param {Record<string, string | null>} edits @param {boolean} committed */
  #edit(edits, committed) {
    this.#unknown = [];
    this.pause();
    // Another graph is walked from its start.
    const another = ['formula', 'layers', 'activation'].some((name) => name in edits);
    setAttributes(this, another ? { 'at-step': null, step: null, ...edits } : edits);
    this.#follow();
    this.#emit('sgd-change', { committed });
  }

  /** @param {GraphFigure} figure @param {EngineError | null} error @param {string[]} misnamed names that mean nothing @param {{ refused: string | null, strange: string | null }} showing a step that is none, and a form that is none */
  #tell(figure, error, misnamed, { refused, strange }) {
    const words = /** @type {Strings} */ (this.#words);
    const { layers, activation, seed, starts: start } = words;
    const labels = Object.entries({ layers, activation, seed, start }).map(([name, label]) => ({
      name,
      label: { en: label, zh: label },
    }));
    const message = error ? told(error, labels)[this.#language] : '';
    const sentences = misnamed.map((name) => words.unknownName(name, meantBy(name, NAMES)));
    if (refused !== null) sentences.push(words.badStep(refused, this.#length));
    if (strange !== null) sentences.push(words.badBeside(strange, BESIDE));
    figure.tell(sentences, error, message);
    const all = [message, ...sentences].filter(Boolean).join(' ');
    if (all !== '' && all !== this.#told) this.#emit('sgd-error', { message: all, code: error?.code, key: error?.key });
    this.#told = all;
  }

  /** @param {import('./walk.js').Course} course */
  #where(course) {
    const move = course.move(this.#step);
    const node = move ? course.station(move.station).name : null;
    return { step: this.#step, of: this.#length, pass: move?.pass ?? null, node };
  }

  get #language() {
    return languageAt(this);
  }

  /** @param {string} name @param {unknown} detail */
  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }
}

/** @param {string} name @param {number[]} domain */
const range = (name, [low = -3, high = 3]) => ({ name, low, high });
