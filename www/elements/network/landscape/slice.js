// A slice of the network's loss: what is asked for, by the reader or by the run itself.

import { h, rest, setText } from '../../kit/dom.js';
import { formatInteger } from '../../kit/format.js';
import { optimizerStyle } from '../../views/palette.js';
import { SliceResult } from './result.js';
import { Task } from './task.js';

/** @typedef {import('./landscape.js').Context} Context */
/** @typedef {import('./landscape.js').Now} Now */
/** @typedef {import('./result.js').Shown} Shown */
/** @typedef {'random' | 'pca' | 'checkpoints'} Directions */

/** Whose paths can be added. */
const COMPANIONS = ['sgd', 'momentum', 'adam', 'rmsprop'];
/** Directions along a path need so many points of it. */
const LEAST = 3;
/** While it plays, slices that follow the run are coarse, and begin so many milliseconds after the last. */
const MOVING = { cells: 27, apart: 700 };

export class Slice {
  #context;
  #words;
  #task;
  #directions;
  #normalise;
  #samples;
  #compare = h('button', { type: 'button', className: 'small' });
  #stale = h('p', { className: 'stale', hidden: true });
  #box;
  /** Whether there are other paths; null for the usual: those of runs that are compared. @type {boolean | null} */
  #chosen = null;
  #note = h('p', { className: 'quiet' });
  /** @type {Shown | undefined} */
  #shown;
  /** Whether what is shown was drawn while it played. */
  #coarse = false;
  /** When the last was drawn. */
  #last = -Infinity;
  /** The run and its step that were tried last. */
  #tried = '';
  /** @type {Now | undefined} */
  #now;

  /** @param {Context} context */
  constructor(context) {
    this.#context = context;
    this.#words = context.words.slice;
    const words = this.#words;
    const { directions, normalise, slice } = context.session.catalog.network.landscape;
    const of = (/** @type {string} */ name) => slice.find((setting) => setting.name === name);
    this.#task = new Task(context, () => this.#draw());
    this.#directions = select(directions, of('directions'), context.language);
    this.#normalise = select(normalise, of('normalise'), context.language);
    const samples = of('samples');
    this.#samples = h('input', {
      type: 'number',
      min: String(samples?.min ?? 1),
      max: String(samples?.max ?? ''),
      step: '1',
      value: String(samples?.default ?? ''),
    });
    this.#directions.addEventListener('change', () => context.edit({ directions: this.#directions.value }));
    this.#compare.addEventListener('click', () => {
      this.#chosen = !this.#withOthers;
      this.#draw();
    });
    const field = (/** @type {Setting | undefined} */ setting, /** @type {HTMLElement} */ control) =>
      h('label', { className: 'ask' }, h('span', {}, setting?.label[context.language] ?? ''), control);
    this.result = new SliceResult(context);
    const { picture, trust, notes, table } = this.result;
    this.#box = h('div', { className: 'slice-result', hidden: true }, h('div', {}, picture, notes), trust, table);
    const asks = h(
      'div',
      { className: 'asks' },
      field(of('directions'), this.#directions),
      field(of('normalise'), this.#normalise),
      field(of('samples'), this.#samples),
    );
    const buttons = h('div', { className: 'row' }, this.#task.button, this.#compare);
    this.root = h(
      'section',
      { 'aria-label': words.title },
      h('p', { className: 'heading' }, words.title),
      asks,
      buttons,
      this.#note,
      this.#task.root,
    );
    this.root.append(this.#stale, this.#box);
    this.choose(context.directions);
    this.#restate();
  }

  /** @param {Now} now */
  update(now) {
    // Another run makes what is computed now worthless, and what is shown wrong.
    if (this.#now && now.version !== this.#now.version) this.#task.abort();
    this.#now = now;
    this.#restate();
    this.#follow();
  }

  /** Its directions; null for the usual ones. @param {Directions | null} directions */
  choose(directions) {
    const { session, follows } = this.#context;
    const usual = session.catalog.network.landscape.slice.find(({ name }) => name === 'directions')?.default;
    const chosen = directions ?? (follows ? 'pca' : String(usual));
    if (chosen === this.#directions.value) return;
    this.#directions.value = chosen;
    this.#tried = '';
    this.#restate();
    this.#follow();
  }

  abandon() {
    this.#task.abort();
    this.#restate();
  }

  recolour() {
    if (this.#shown) this.result.show(this.#shown);
  }

  disconnect() {
    this.#task.abort();
    this.result.disconnect();
  }

  #restate() {
    const { stale, changed } = this.#context.words;
    this.#normalise.disabled = this.#directions.value !== 'random';
    this.#nameOthers();
    rest(this.#compare, this.#task.busy || (!this.#withOthers && (this.#now?.status.step ?? 0) === 0));
    const old = this.#staleness;
    const shown = formatInteger(this.#shown?.slice.step ?? 0);
    const text =
      old === 'changed'
        ? changed(shown)
        : old === 'moved'
          ? stale(shown, formatInteger(this.#now?.status.step ?? 0))
          : '';
    setText(this.#stale, text);
    this.#stale.hidden = text === '';
    this.#task.name(this.#shown ? this.#words.again : this.#words.draw);
  }

  /** What other paths there can be. */
  #nameOthers() {
    const words = this.#words;
    const { fit, apart } = this.#compared;
    if (fit.length + apart.length === 0) {
      const names = this.#companions.map(({ label }) => label).join(', ');
      setText(this.#compare, this.#withOthers ? words.withoutOthers : words.withOthers(names));
      setText(this.#note, words.othersNote);
      this.#compare.hidden = false;
      return;
    }
    setText(this.#compare, this.#withOthers ? words.withoutCompared : words.withCompared);
    this.#compare.hidden = fit.length === 0;
    const names = apart.map(({ name }) => name).join('; ');
    const sentences = [fit.length > 0 ? words.comparedNote : '', apart.length > 0 ? words.apart(names) : ''];
    setText(this.#note, sentences.filter(Boolean).join(this.#context.language === 'zh' ? '' : ' '));
  }

  get #withOthers() {
    return this.#chosen ?? this.#compared.fit.length > 0;
  }

  /** The runs that the figure's is compared with: those whose weights are points of the same space, and the others. */
  get #compared() {
    const { session, language } = this.#context;
    const [own, ...others] = session.runs?.list.length
      ? session.runs.shown(this.#now?.status ?? /** @type {any} */ ({ step: 0 }), language)
      : [];
    const form = (/** @type {ResolvedNetwork} */ { layers, activation }) => JSON.stringify([layers, activation]);
    const fits = (/** @type {{ config: ResolvedNetwork }} */ { config }) => own && form(config) === form(own.config);
    return { own, fit: others.filter(fits), apart: others.filter((run) => !fits(run)) };
  }

  /** Whether what is shown is no longer where the run is. */
  get #staleness() {
    if (!this.#shown || !this.#now) return null;
    if (this.#shown.version !== this.#now.version) return 'changed';
    return this.#shown.slice.step === this.#now.status.step ? null : 'moved';
  }

  get #companions() {
    const { catalog, config } = this.#context.session;
    const others = COMPANIONS.filter((name) => name !== config.optimizer).slice(0, 3);
    const labelOf = (/** @type {string} */ name) => catalog.optimizers.find((info) => info.name === name)?.label;
    return others.map((name) => ({ name, label: labelOf(name)?.[this.#context.language] ?? '' }));
  }

  /** Draws by itself, where it is to follow the run and there is something new. */
  #follow() {
    const { follows } = this.#context;
    const [now, shown] = [this.#now, this.#shown];
    if (!follows || !now || this.#task.busy) return;
    const { step } = now.status;
    const early = this.#directions.value !== 'random' && step + 1 < LEAST;
    if (early) this.result.wait(this.#words.hint);
    const tried = [now.version, step, this.#directions.value, now.playing].join(' ');
    const fresh = !this.#coarse && this.#staleness === null && shown?.directions === this.#directions.value;
    const known = tried === this.#tried || (!now.playing && fresh);
    if (early || known || (now.playing && performance.now() - this.#last < MOVING.apart)) return;
    this.#tried = tried;
    this.#draw(now.playing);
  }

  /** @param {boolean} [moving] whether it plays on */
  async #draw(moving = false) {
    const { session } = this.#context;
    const { training } = session;
    const { own, fit } = this.#compared;
    const compared = this.#withOthers ? fit : [];
    const companions = this.#withOthers && fit.length === 0 ? this.#companions : [];
    const styleOf = (/** @type {string} */ optimizer) =>
      optimizerStyle(session.catalog.optimizers.findIndex(({ name }) => name === optimizer));
    const { optimizer } = session.config;
    const info = session.catalog.optimizers.find(({ name }) => name === optimizer);
    const usual = { label: info?.label[this.#context.language] ?? '', style: styleOf(optimizer) };
    const run = own && compared.length > 0 ? { label: own.name, style: optimizerStyle(own.look) } : usual;
    const version = this.#now?.version ?? 0;
    const directions = /** @type {Directions} */ (this.#directions.value);
    const random = directions === 'random';
    const normalise = /** @type {'filter' | 'layer' | 'none'} */ (this.#normalise.value);
    const samples = Number(this.#samples.value);
    const task = this.#task.run(async (part) => {
      // All are to have taken as many steps.
      if (companions.length + compared.length > 0) this.#context.pause();
      const { step } = await training.status();
      /** @type {import('./result.js').Other[]} */
      const others = [];
      for (const { name, label } of companions) {
        const { path } = await training.trainSibling({ optimizer: name }, step, part(this.#words.training, label));
        others.push({ label, style: styleOf(name), path });
      }
      if (compared.length > 0) await session.runs?.follow(step);
      for (const { name, look, training: other } of compared) {
        others.push({ label: name, style: optimizerStyle(look), path: await other.path() });
      }
      const slice = await training.slice({
        directions,
        ...(random && { normalise }),
        samples,
        ...(moving && { width: MOVING.cells, height: MOVING.cells }),
        paths: others.map(({ path }) => path),
        // The picture has their ways, and the table their ends.
        ends: true,
        ...part(this.#words.computing),
      });
      return { slice, others, run, version, directions };
    });
    this.#restate();
    const shown = await task;
    this.#last = performance.now();
    if (shown) {
      this.#shown = shown;
      this.#coarse = moving;
      this.#box.hidden = false;
      this.result.show(shown);
    }
    this.#restate();
    this.#follow();
  }
}

/** @param {{ name: string, label: Words }[]} names @param {Setting | undefined} setting @param {'en' | 'zh'} language */
function select(names, setting, language) {
  const options = names.map(({ name, label }) => h('option', { value: name }, label[language]));
  const element = h('select', {}, ...options);
  element.value = String(setting?.default ?? '');
  return element;
}
