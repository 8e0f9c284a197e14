// `<sgd-playground>`: its attributes are its state. This class follows them, owns the engine's session and the clock, and
// tells the page what happens. What is seen is `Figure`'s; what is computed is `Session`'s.

import { plainAttributes } from '../kit/attributes.js';
import { setAttributes } from '../kit/dom.js';
import { plainNumber } from '../kit/format.js';
import { FIRST_WORDS, languageAt } from '../kit/language.js';
import { controlsIn, meantBy, misspelt } from '../kit/names.js';
import { Place, PlacedElement } from '../kit/place.js';
import { Player } from '../kit/player.js';
import { defineProperties, knownIn, setState } from '../kit/properties.js';
import { explained, failureDetail, isEngineError, sentenceOf } from '../kit/refusal.js';
import { chooseOptimizer } from '../kit/settings.js';
import { Shell } from '../kit/shell.js';
import { pause, turn } from '../kit/turns.js';
import { loadCurve } from '../views/late-curve.js';
import { figureEngine, lacks, textsIn } from './engine.js';
import { Figure } from './figure.js';
import { Session } from './session.js';
import { NAMES, presentationAttributes, readCompare, readConfig, readPresentation, TABLE, withLead } from './state.js';

/** @typedef {import('./engine.js').Texts} Texts */
/** @typedef {import('./readouts.js').FigureState} FigureState */

/**
 * @fires sgd-step after steps were taken; `detail` is the run's status
 * @fires sgd-state when the state changes; `detail.state` is ready, running, paused, converged or diverged
 * @fires sgd-error when something asked for was refused, or the engine failed; `detail.message` says what
 * @fires sgd-change when the reader changed a setting; `detail.committed` is false while a slider or the start moves
 */
export class SgdPlayground extends PlacedElement {
  static {
    defineProperties(SgdPlayground.prototype, TABLE);
  }

  #shadow = this.attachShadow({ mode: 'open' });
  #shell = new Shell(this.#shadow);
  #player = new Player((steps) => this.#advance(steps));
  #place = new Place(this, this.#shadow, {
    names: NAMES,
    begin: () => this.#begin(),
    near: () => this.#load(),
    onScreen: (seen) => {
      this.#player.onScreen = seen;
    },
    follow: () => this.#follow(),
    recolour: () => this.#figure?.recolour(),
    end: () => this.#end(),
  });
  #presentation = readPresentation({}).presentation;
  /** @type {Session | undefined} */
  #session;
  /** @type {Texts | undefined} */
  #texts;
  /** @type {Figure | undefined} */
  #figure;
  /** What makes the compact form, once a figure has asked for it. @type {typeof import('./compact/compact.js').arrange | undefined} */
  #arrange;
  /** What the figure was built for; another look needs another figure. */
  #look = '';
  /** @type {FigureState | undefined} */
  #state;
  /** Sentences that stay until the next change of settings. @type {string[]} */
  #remarks = [];
  /** What a page has given a state that is none. @type {string[]} */
  #unknown = [];
  /** The refusals that the page has been told of. @type {import('./session.js').Problem[]} */
  #told = [];
  /** Whether to go on playing when the start is let go. */
  #resume = false;
  /** Whether the whole engine could not be had. */
  #small = false;
  /** The config on which an engine trapped last: with it another engine is tried only once. */
  #fatal = '';

  #begin() {
    this.#player.connect();
    this.#shell.wait(FIRST_WORDS[this.#language].loading);
  }

  #end() {
    this.#player.disconnect();
    this.#figure?.disconnect();
    this.#session?.free();
    this.#figure = undefined;
    this.#session = undefined;
    this.#state = undefined;
  }

  /** The engine that all figures share, once it is loaded: what `createEngine` gives can do more. */
  get engine() {
    return this.#session?.engine;
  }

  /** The experiment that the figure shows, once the engine is loaded. */
  get run() {
    this.#place.catchUp();
    return this.#session?.run;
  }

  /** Settings by attribute name, as text: only what differs from the defaults. What a link has to carry. */
  get state() {
    this.#place.catchUp();
    if (!this.#session) return knownIn(plainAttributes(this), TABLE);
    return { ...this.#session.attributes(), ...presentationAttributes(plainAttributes(this)) };
  }

  /** All settings at once; what is not named goes back to its default. */
  set state(/** @type {Record<string, unknown>} */ values) {
    this.#remarks = [];
    this.#unknown = setState(this, TABLE, values);
    this.#follow();
  }

  play() {
    this.#guard((session) => {
      this.#figure?.look(null);
      if (session.over || this.#atEnd(session)) session.rewind();
      this.#player.play();
      this.#show();
    });
  }

  pause() {
    this.#player.pause();
    this.#show();
  }

  /** One whole step: what is left of its five moves. */
  step() {
    this.#player.pause();
    this.#figure?.look(null);
    this.#guard((session) => {
      if (session.over) this.#show();
      else {
        session.step();
        this.#stepped(session);
      }
    });
  }

  /** Back to the start, with the settings as they are now. */
  reset() {
    this.#player.pause();
    this.#figure?.look(null);
    this.#guard((session) => {
      session.rewind();
      this.#show();
    });
  }

  #move() {
    this.#player.pause();
    this.#figure?.look(null);
    this.#guard((session) => {
      if (session.move()) this.#stepped(session);
      else this.#show();
    });
  }

  /** @param {number} steps */
  #advance(steps) {
    this.#guard((session) => {
      const left = Math.max(0, this.#presentation.steps - session.front);
      const { astray } = session;
      session.train(Math.min(steps, left), this.#presentation.untilLoss);
      // Whoever plays on after that wants to go on.
      if (session.over || this.#atEnd(session) || (session.astray && !astray)) this.#player.pause();
      this.#stepped(session);
    });
  }

  /** Whether the limits that the attributes set have been reached. @param {Session} session */
  #atEnd(session) {
    const { steps, untilLoss } = this.#presentation;
    const { status, others, front } = session;
    const reached = (/** @type {Status} */ { loss }) => loss < untilLoss;
    const ends = (/** @type {Status} */ other) => session.ended(other) || reached(other);
    return front >= steps || (reached(status) && others.every((other) => ends(other.status)));
  }

  /** @param {Session} session */
  #stepped(session) {
    this.#emit('sgd-step', session.status);
    this.#show();
  }

  /** Shows the run as it is now. */
  #show() {
    const session = this.#session;
    if (!session || !this.#figure) return;
    const { state: engineState, step } = session.status;
    const begun = step > 0 || session.moves.length > 0;
    const going = this.#player.playing && !session.over;
    const ended = engineState === 'converged' || engineState === 'diverged';
    const state = going ? 'running' : ended ? engineState : begun ? 'paused' : 'ready';
    this.#figure.frame(state);
    if (state === this.#state) return;
    this.#state = state;
    this.#emit('sgd-state', { state, status: session.status });
  }

  /** @param {Config} [known] what an engine took before @param {Session} [lost] whose engine has trapped */
  async #load(known, lost) {
    this.#shell.wait(FIRST_WORDS[this.#language].loading);
    try {
      const [engine, texts] = await Promise.all([figureEngine(), textsIn(this.#language), this.#loadCompact()]);
      await turn();
      if (this.isConnected) await this.#open(engine, texts, known, lost);
    } catch (error) {
      this.#fail(await explained(error), known);
    }
  }

  /** Before the figure is seen: nothing jumps then. */
  async #loadCompact() {
    if (this.hasAttribute('beside')) this.#arrange ??= (await import('./compact/compact.js')).arrange;
  }

  /** @param {unknown} why an error, or a sentence @param {Config} [known] to try again with */
  #fail(why, known) {
    this.#session = undefined;
    const { failed, tryAgain } = FIRST_WORDS[this.#language];
    const detail = failureDetail(why, this.#language);
    this.#shell.fail(failed(detail.message), tryAgain, () => this.#load(known));
    this.#emit('sgd-error', detail);
  }

  /** In some short tasks. @param {FigureEngine} engine @param {Texts} texts @param {Config} [known] @param {Session} [lost] */
  async #open(engine, texts, known, lost) {
    this.#small = false;
    const larger = await this.#larger(engine, texts.catalog);
    this.#texts = texts;
    this.#figure?.disconnect();
    this.#figure = undefined;
    this.#look = '';
    const { catalog } = larger ?? texts;
    const [wanted = {}] = this.#asked(catalog);
    const session = new Session(larger?.engine ?? engine, catalog, wanted, known);
    if (lost) {
      const again = await import('./again.js').catch(() => {});
      this.#remarks = (await again?.recover(session, lost, this.#language)) ?? [];
      this.#emit('sgd-error', { message: this.#remarks.join(' '), code: 'trapped' });
    }
    // What it trapped on may be its run.
    if (session.engine.trapped) return this.#load(known);
    await (session.config.dim === 1 ? loadCurve() : pause());
    this.#read();
    this.#name(plainAttributes(this));
    const figure = this.#figureFor(session);
    await pause();
    figure.controls.update();
    await pause();
    if (!this.isConnected || this.#session || figure !== this.#figure) return session.free();
    this.#session = session;
    this.#follow();
    const { autoplay } = this.#presentation;
    if (autoplay && !known && !matchMedia('(prefers-reduced-motion: reduce)').matches) this.play();
  }

  /** The configurations that the attributes ask for: that of the figure's own run, and those of a comparison. @param {Catalog} catalog */
  #asked({ settings }) {
    const attributes = plainAttributes(this);
    return [withLead(attributes), ...readCompare(attributes.compare ?? '')].map((one) => readConfig(one, settings));
  }

  /** The whole engine, where another one lacks a rule that is asked for. @param {FigureEngine} engine @param {Catalog} catalog */
  async #larger(engine, catalog) {
    if (this.#small || !lacks(engine, this.#asked(catalog))) return;
    try {
      const { largerEngine } = await import('./larger.js');
      return await largerEngine();
    } catch (error) {
      this.#small = true;
      this.#remarks = [FIRST_WORDS[this.#language].failed(sentenceOf(await explained(error), this.#language))];
    }
  }

  /** Takes it when it is there; until then the run goes on as it is. @param {Session} session */
  async #enlarge(session) {
    const larger = await this.#larger(session.engine, session.catalog);
    if (session !== this.#session) return;
    if (larger) {
      this.#guard(() => larger.takeOver(session));
      this.#look = '';
      larger.keepingPlace(this.#shadow, () => this.#follow());
    } else this.#follow();
  }

  /** How the attributes want it shown; and what of them was not understood. */
  #read() {
    const { presentation, rejected } = readPresentation(plainAttributes(this));
    this.#presentation = presentation;
    return rejected;
  }

  /** Makes everything follow the attributes. */
  #follow() {
    this.#place.known();
    const attributes = plainAttributes(this);
    const rejected = this.#read();
    const presentation = this.#presentation;
    this.#player.speed = presentation.speed;
    const unarranged = presentation.beside && !this.#arrange;
    if (this.#session && (unarranged || this.#texts?.language !== this.#language)) this.#bring(this.#session);
    this.#guard((session) => {
      const { engine, catalog } = session;
      const asked = this.#asked(catalog);
      if (!this.#small && lacks(engine, asked)) {
        this.#enlarge(session);
        return;
      }
      const change = session.apply(asked[0] ?? {});
      if (change === 'run') this.#player.pause();
      const misnamed = this.#name(attributes);
      const figure = this.#figureFor(session);
      if (!figure.root.isConnected) this.#shell.show(figure.root);
      figure.present(presentation);
      figure.tell([...this.#remarks, ...misnamed], rejected);
      this.#tellPage(session);
      this.#show();
    });
  }

  /** Takes the controls by their right names, and says which names mean nothing. @param {Record<string, string>} attributes */
  #name(attributes) {
    const { shown, unknown } = controlsIn(this.#presentation.controls, [...NAMES, 'moves']);
    this.#presentation.controls = shown;
    const { words } = this.#spoken;
    const strange = [...this.#unknown, ...misspelt(attributes, NAMES), ...unknown];
    return strange.map((name) => words.unknownName(name, meantBy(name, NAMES)));
  }

  /** The language and the form that are now asked for, once they are there. @param {Session} session */
  async #bring(session) {
    const language = this.#language;
    try {
      const [texts] = await Promise.all([textsIn(language), this.#loadCompact()]);
      if (session !== this.#session || language !== this.#language) return;
      this.#texts = texts;
      // The whole engine's is in every language.
      if (!('catalog' in session.engine)) session.catalog = texts.catalog;
      this.#follow();
    } catch (error) {
      this.#figure?.tell([FIRST_WORDS[language].failed(sentenceOf(await explained(error), language))], []);
    }
  }

  /** The figure, built anew where the language or the set of controls is another. @param {Session} session */
  #figureFor(session) {
    const { controls, maps, beside } = this.#presentation;
    const { language, words } = this.#spoken;
    const arrange = beside ? this.#arrange : undefined;
    const look = JSON.stringify([language, maps, arrange && [beside, controls]]);
    if (this.#figure && look === this.#look) return this.#figure;
    this.#look = look;
    this.#figure?.disconnect();
    this.#figure = new Figure(
      this.#shadow,
      session,
      this.#presentation,
      words,
      language,
      {
        reset: () => this.reset(),
        rewindHalf: (step) => this.#rewindHalf(step),
        rewindTo: (step) => this.#rewindTo(step),
        edit: (edits) => this.#edit(edits, true),
        redraw: () => this.#show(),
        guard: (action) => this.#guard(action),
        pause: () => this.#player.pause(),
        toggle: () => (this.#player.playing ? this.pause() : this.play()),
        step: () => this.step(),
        move: () => this.#move(),
        setSpeed: (speed, committed) => this.#edit({ speed: speed === 1 ? null : String(speed) }, committed),
        setStart: (point, committed) => this.#setStart(point, committed),
        change: (name, text, committed) => this.#change(name, text, committed),
      },
      arrange,
    );
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
    if (name === 'optimizer') this.#edit(chooseOptimizer(session, text), committed);
    else if (name === 'objective' || name === 'formula') this.#changeSurface(name, text, committed);
    else {
      const setting = session.catalog.settings.find((candidate) => candidate.name === name);
      // An emptied field asks for the default.
      if (setting) this.#edit({ [setting.attribute]: text.trim() === '' ? null : text }, committed);
    }
  }

  /** What that means for the other settings is loaded when a reader first changes it. @param {'objective' | 'formula'} name @param {string} text @param {boolean} committed */
  async #changeSurface(name, text, committed) {
    const language = this.#language;
    try {
      const edits = await import('./edits.js');
      if (this.#session) this.#edit(edits[name](this.#session, text), committed);
    } catch (error) {
      this.#figure?.tell([FIRST_WORDS[language].failed(sentenceOf(await explained(error), language))], []);
    }
  }

  /** @param {number[]} point @param {boolean} committed */
  #setStart(point, committed) {
    if (point.length === 0) return;
    this.#resume ||= this.#player.playing;
    this.#player.pause();
    this.#edit({ start: point.join(',') }, committed);
    if (!committed || !this.#resume) return;
    this.#resume = false;
    this.play();
  }

  /** @param {number} step */
  #rewindTo(step) {
    this.#player.pause();
    this.#guard((session) => {
      session.rewindTo(step);
      this.#figure?.look(null);
      this.#stepped(session);
    });
  }

  /** @param {number} step */
  #rewindHalf(step) {
    const rate = this.#session?.config.learningRate ?? 0;
    this.#edit({ 'learning-rate': plainNumber(rate / 2) }, true);
    this.#rewindTo(step);
  }

  /** The reader's edits become attributes. @param {Record<string, string | null>} edits null removes @param {boolean} committed */
  #edit(edits, committed) {
    this.#remarks = [];
    this.#unknown = [];
    this.#fatal = '';
    setAttributes(this, edits);
    this.#follow();
    this.#emit('sgd-change', { committed });
  }

  /**
   * Does what touches the engine. A refusal is told; a trapped engine is replaced.
   *
   * @param {(session: Session) => void} action
   */
  #guard(action) {
    this.#place.catchUp();
    const session = this.#session;
    if (!session) return;
    const { engine } = session;
    try {
      // Another figure's call may have trapped the engine that all share.
      if (!engine.trapped) action(session);
    } catch (error) {
      this.#player.pause();
      if (!engine.trapped) {
        if (!isEngineError(error)) throw error;
        const message = error.messages[this.#language];
        this.#figure?.tell([message], []);
        this.#emit('sgd-error', { message, code: error.code });
      }
    }
    if (engine.trapped) this.#replace(session);
  }

  /** Another engine, in which its run goes on. @param {Session} session */
  #replace(session) {
    const { taken } = session;
    const config = JSON.stringify(taken);
    if (config === this.#fatal) return this.#fail(FIRST_WORDS[this.#language].trapped, taken);
    this.#fatal = config;
    this.#session = undefined;
    this.#load(taken, session);
  }

  get #language() {
    return languageAt(this);
  }

  /** The texts that are there: of the language asked for, or while those are loaded, of the one before. */
  get #spoken() {
    const texts = this.#texts;
    if (!texts) throw new Error('no session without texts');
    return texts;
  }

  /** @param {string} name @param {unknown} detail */
  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }
}
