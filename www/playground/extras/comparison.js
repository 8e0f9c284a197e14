// Several runs from one start in one picture, with a table of where they are, by a rule of fairness that is stated.

import { remote } from '../../engine/remote.js';
import { optimizerStyle, STYLES } from '../../views/palette.js';
import { h, setText } from '../dom.js';
import { formatInteger, formatNumber, formatVector, plainNumber } from '../format.js';
import { isEngineError } from '../session.js';
import { readCompare, readConfig } from '../state.js';
import { Companion, differences } from './companion.js';
import { compareText } from './compare-text.js';

/** @typedef {import('./extras.js').Context} Context */
/** @typedef {import('./words.en.js').ExtraWords} ExtraWords */
/** @typedef {'same-rate' | 'best-rate' | 'same-evaluations'} Fairness */

/** Runs beside the figure's own; a chart with more lines cannot be read. */
const MOST = 7;
/** For how many steps rates are tried where the figure sets no end. */
const TRIED_STEPS = 200;

/** A run that is asked for. @typedef {{ text: string, attributes: Record<string, string>, companion: Companion }} Entry */

export class Comparison {
  #context;
  #words;
  /** @type {Entry[]} */
  #entries = [];
  /** @type {Companion[]} */
  #forks = [];
  /** The run and the settings for which all this was made. @type {Run | undefined} */
  #run;
  #asked = '';
  /** @type {Fairness} */
  #fairness = 'same-rate';
  #steps = TRIED_STEPS;
  /** Best rates by what they were found for; null where none converges. @type {Map<string, number | null>} */
  #best = new Map();
  /** @type {AbortController | undefined} */
  #search;
  #body = h('tbody', {});
  #head = h('tr', {});
  #statement = h('p', { className: 'statement' });
  #notice = h('p', { className: 'refusal', role: 'status' });
  #progress = h('p', { className: 'search', role: 'status', hidden: true });
  #fair;
  #shown = '';

  /** @param {Context} context @param {ExtraWords} words */
  constructor(context, words) {
    this.#context = context;
    this.#words = words;
    this.#fair = h('select', { id: 'fairness' });
    for (const [value, label] of Object.entries(words.fair)) this.#fair.append(h('option', { value }, label));
    this.#fair.addEventListener('change', () => {
      const { value } = this.#fair;
      context.actions.edit({ fairness: value === 'same-rate' ? null : value });
    });
    const fair = h('p', { className: 'fair' }, h('label', { for: 'fairness' }, words.fairness), ' ', this.#fair);
    const table = h(
      'table',
      {},
      h('caption', { className: 'unseen' }, words.compare),
      h('thead', {}, this.#head),
      this.#body,
    );
    this.#table = h(
      'div',
      {},
      fair,
      this.#statement,
      this.#progress,
      h('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': words.compare }, table),
    );
    this.root = h(
      'div',
      { className: 'comparison', role: 'group', 'aria-label': words.compare },
      h('p', { className: 'heading' }, words.compare),
      this.#table,
      this.#notice,
    );
    if (context.whole) this.root.append(this.#form());
  }

  #table;

  /** Where a step of the figure's own run stands on the chart's axis. */
  get along() {
    return this.#alongOf(this.#context.session.config);
  }

  /** @param {Companion} fork */
  addFork(fork) {
    const used = this.#context.session.others.length;
    fork.style = styleFor(this.#index(fork.config.optimizer) + 1 + used, this.#taken());
    this.#forks.push(fork);
    this.#settle();
  }

  /** @param {import('../state.js').Presentation} presentation */
  follow({ compare, fairness, steps }) {
    const { session } = this.#context;
    this.#fairness = /** @type {Fairness} */ (fairness);
    this.#steps = Number.isFinite(steps) ? steps : TRIED_STEPS;
    this.#fair.value = fairness;
    if (session.run !== this.#run) {
      // Another objective: nothing that was there goes on.
      for (const { companion } of this.#entries) companion.free();
      for (const fork of this.#forks) fork.free();
      [this.#entries, this.#forks, this.#run] = [[], [], session.run];
    }
    const asked = JSON.stringify([compare, fairness, session.taken, session.config, [...this.#best]]);
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#make(compare);
      this.#settle();
    }
    if (this.#fairness === 'best-rate') this.#seek();
    else this.#search?.abort();
    this.update();
  }

  update() {
    const { session } = this.#context;
    this.root.classList.toggle('alone', session.others.length === 0);
    this.#table.hidden = session.others.length === 0;
    if (this.#table.hidden) return;
    const rows = [
      { name: this.#nameOf(session.config), config: session.config, status: session.status, companion: null },
      ...session.others.map((other) => {
        const companion = /** @type {Companion} */ (other);
        return { name: companion.name, config: companion.config, status: companion.status, companion };
      }),
    ];
    const model = session.config.samples > 0;
    const shown = JSON.stringify([
      rows.map(({ name, companion }) => [name, companion?.style]),
      model,
      session.optimizerIndex,
    ]);
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#buildTable(rows, model);
    }
    rows.forEach((row, index) => {
      this.#fill(index, row, model);
    });
  }

  disconnect() {
    this.#search?.abort();
  }

  /** The companions that `compare` asks for; those that are there go on. @param {string} compare */
  #make(compare) {
    const { session } = this.#context;
    const { settings } = session.catalog;
    const old = this.#entries;
    this.#entries = [];
    /** @type {string[]} */
    const problems = [];
    let own = false;
    for (const attributes of readCompare(compare)) {
      const text = JSON.stringify(attributes);
      const unknown = Object.keys(attributes).filter((name) => !settings.some(({ attribute }) => attribute === name));
      try {
        if (unknown.length > 0) session.engine.resolve({ [unknown[0] ?? '']: 0 });
        const config = this.#configOf(attributes);
        const resolved = session.engine.resolve(config);
        if (!own && differences(resolved, session.config, settings).length === 0) {
          own = true;
          continue;
        }
        if (this.#entries.length === MOST) {
          problems.push(this.#words.tooMany(String(MOST + 1)));
          break;
        }
        const at = old.findIndex((entry) => entry.text === text);
        const [before] = at < 0 ? [] : old.splice(at, 1);
        this.#entries.push({ text, attributes, companion: this.#companion(config, resolved, before?.companion) });
      } catch (error) {
        if (!isEngineError(error)) throw error;
        problems.push(error.messages[this.#context.language]);
      }
    }
    for (const { companion } of old) companion.free();
    setText(this.#notice, problems.join(' '));
  }

  /** What the engine is asked for. @param {Record<string, string>} attributes @returns {Config} */
  #configOf(attributes) {
    const { session } = this.#context;
    const { optimizer: __, convention, learningRate: _, ...base } = session.taken;
    const asked = readConfig(attributes, session.catalog.settings);
    const info = session.catalog.optimizers.find(({ name }) => name === asked.optimizer);
    const wished = asked.convention ?? convention;
    const config = { ...base, ...asked };
    if (wished !== undefined && (asked.convention !== undefined || info?.conventions.includes(String(wished))))
      config.convention = wished;
    if (asked.learningRate === undefined) {
      const best = this.#fairness === 'best-rate' ? this.#best.get(this.#question(config)) : undefined;
      config.learningRate = best ?? session.config.learningRate;
    }
    return config;
  }

  /** What a best rate depends on. @param {Config} config */
  #question(config) {
    const { learningRate: _, ...rest } = config;
    return JSON.stringify([rest, this.#steps]);
  }

  /** @param {Config} config @param {ResolvedConfig} resolved @param {Companion} [before] @returns {Companion} */
  #companion(config, resolved, before) {
    const { session } = this.#context;
    const { settings } = session.catalog;
    const name = this.#nameOf(resolved);
    if (before) {
      const changed = differences(resolved, before.config, settings);
      before.name = name;
      if (changed.every(({ live }) => live)) {
        if (changed.length > 0) {
          before.set(
            Object.fromEntries(changed.map((s) => [s.name, resolved[/** @type {keyof ResolvedConfig} */ (s.name)]])),
          );
        }
        return before;
      }
      before.free();
    }
    const style = styleFor(this.#index(resolved.optimizer), this.#taken());
    const companion = new Companion(session.engine.experiment(config), name, style);
    companion.catchUp(session.status);
    return companion;
  }

  /** Tells the session who goes along, and how. */
  #settle() {
    const { session, actions } = this.#context;
    const even = this.#fairness === 'same-evaluations';
    session.others = [...this.#entries.map(({ companion }) => companion), ...this.#forks];
    for (const other of session.others) {
      const companion = /** @type {Companion} */ (other);
      companion.even = even;
      companion.along = this.#alongOf(companion.config);
      if (even) companion.catchUp(session.status);
    }
    const rate = formatNumber(session.config.learningRate);
    const { statement } = this.#words;
    const model = session.config.samples > 0;
    const texts = {
      'same-rate': () => statement['same-rate'](rate),
      'best-rate': () => statement['best-rate'](String(this.#steps)),
      'same-evaluations': () => (model ? statement['same-evaluations']() : statement.oneEach()),
    };
    setText(this.#statement, texts[this.#fairness]());
    actions.redraw();
  }

  /** Looks for the best rates that are not known yet. */
  async #seek() {
    if (this.#search) return;
    const { session, actions } = this.#context;
    const own = { ...session.taken };
    const runs = [
      { name: this.#nameOf(session.config), config: own, own: true },
      ...this.#entries
        .filter(({ attributes }) => attributes['learning-rate'] === undefined)
        .map(({ attributes, companion }) => ({ name: companion.name, config: this.#configOf(attributes), own: false })),
    ].filter(({ config }) => !this.#best.has(this.#question(config)));
    if (runs.length === 0 || session.others.length === 0) return;
    const search = new AbortController();
    this.#search = search;
    const text = h('span', {});
    const cancel = h('button', { type: 'button', className: 'small' }, this.#words.cancel);
    cancel.addEventListener('click', () => search.abort());
    this.#progress.replaceChildren(text, ' ', cancel);
    this.#progress.hidden = false;
    try {
      for (const { name, config, own: mine } of runs) {
        const onProgress = (/** @type {number} */ part) =>
          setText(text, this.#words.searching(name, String(Math.round(100 * part))));
        onProgress(0);
        const { best } = await remote.bestRate(config, { steps: this.#steps, signal: search.signal, onProgress });
        this.#best.set(this.#question(config), best);
        if (mine && best !== null) this.#ownBest = best;
      }
      this.#progress.hidden = true;
    } catch (error) {
      const called = error instanceof Error && error.name === 'AbortError';
      setText(this.#progress, called ? this.#words.cancelled : this.#words.failed(String(error)));
      if (called && this.#fairness === 'best-rate') actions.edit({ fairness: null });
      return;
    } finally {
      this.#search = undefined;
    }
    // Everyone begins again, each at its best.
    const best = this.#ownBest;
    actions.edit(best === null ? {} : { 'learning-rate': plainNumber(best) });
    actions.reset();
  }

  /** @type {number | null} */
  #ownBest = null;

  /** @param {string} optimizer */
  #index(optimizer) {
    return this.#context.session.catalog.optimizers.findIndex(({ name }) => name === optimizer);
  }

  /** The looks that are in use. */
  #taken() {
    const { session } = this.#context;
    const others = [...this.#entries.map(({ companion }) => companion), ...this.#forks];
    return [optimizerStyle(session.optimizerIndex).colour, ...others.map(({ style }) => style.colour)];
  }

  /** By name and, where it is not Keras', by whose rules. @param {ResolvedConfig} config */
  #nameOf({ optimizer, convention }) {
    const info = this.#context.session.catalog.optimizers[this.#index(optimizer)];
    const label = info?.label[this.#context.language] ?? optimizer;
    return convention === 'keras' ? label : `${label} (${convention})`;
  }

  /** By samples seen, where runs are compared by those. @param {ResolvedConfig} config */
  #alongOf({ samples, batchSize }) {
    if (this.#fairness !== 'same-evaluations' || samples === 0) return undefined;
    const size = batchSize === 'full' ? samples : Math.min(batchSize, samples);
    const perEpoch = Math.ceil(samples / size);
    return (/** @type {number} */ step) =>
      Math.floor(step / perEpoch) * samples + Math.min((step % perEpoch) * size, samples);
  }

  /** @param {{ name: string, companion: Companion | null }[]} rows @param {boolean} model */
  #buildTable(rows, model) {
    const { session } = this.#context;
    const { run, rate, step, evaluations, loss, state } = this.#words.columns;
    const heads = [
      run,
      rate,
      step,
      ...(model ? [evaluations] : []),
      loss,
      `(${session.config.variables.join(', ')})`,
      state,
    ];
    this.#head.replaceChildren(...heads.map((text) => h('th', { scope: 'col' }, text)), h('td', {}));
    this.#body.replaceChildren(
      ...rows.map(({ name, companion }, index) => {
        const { colour, dash } = companion?.style ?? optimizerStyle(session.optimizerIndex);
        const label = h('th', { scope: 'row' }, swatch(colour, dash), ` ${name}`);
        if (index === 0) label.append(h('small', {}, ` ${this.#words.own}`));
        const cells = heads.slice(1).map(() => h('td', {}));
        const last = h('td', {});
        if (companion && this.#context.whole) last.append(this.#removeButton(companion));
        return h('tr', {}, label, ...cells, last);
      }),
    );
  }

  /** @param {Companion} companion */
  #removeButton(companion) {
    const button = h(
      'button',
      { type: 'button', className: 'small', 'aria-label': this.#words.remove(companion.name) },
      '×',
    );
    button.addEventListener('click', () => {
      if (this.#forks.includes(companion)) {
        this.#forks = this.#forks.filter((fork) => fork !== companion);
        this.#settle();
        companion.free();
        return;
      }
      const kept = this.#entries.filter((entry) => entry.companion !== companion);
      this.#context.actions.edit({ compare: compareText(kept.map(({ attributes }) => attributes)) });
    });
    return button;
  }

  /**
   * @param {number} index
   * @param {{ config: ResolvedConfig, status: Status }} row
   * @param {boolean} model
   */
  #fill(index, { config, status }, model) {
    const cells = this.#body.children[index]?.children;
    if (!cells) return;
    const { learningRate } = config;
    const texts = [
      [formatNumber(learningRate), learningRate],
      [formatInteger(status.step), status.step],
      ...(model ? [[formatInteger(status.samples), status.samples]] : []),
      [formatNumber(status.loss, 7), status.loss],
      [formatVector(status.params, 7), Array.from(status.params).join(', ')],
      [this.#context.stateWord(status.state), ''],
    ];
    texts.forEach(([text, exact], column) => {
      const cell = /** @type {HTMLElement} */ (cells[column + 1]);
      setText(cell, String(text));
      cell.title = String(exact);
    });
  }

  /** A run is added by optimizer and rate. */
  #form() {
    const { catalog } = this.#context.session;
    const { language, actions } = this.#context;
    const words = this.#words;
    const choice = h('select', { 'aria-label': words.columns.run });
    for (const { name, label, conventions, differs } of catalog.optimizers) {
      choice.append(h('option', { value: name }, label[language]));
      for (const convention of conventions.filter((other) => differs.includes(other))) {
        choice.append(h('option', { value: `${name}:${convention}` }, `${label[language]} (${convention})`));
      }
    }
    const rate = h('input', {
      type: 'text',
      inputMode: 'decimal',
      size: 8,
      placeholder: words.sameRateHint,
      'aria-label': words.addRate,
    });
    const add = h('button', { type: 'submit', className: 'small' }, words.add);
    const form = h('form', { className: 'row' }, choice, h('span', {}, '@'), rate, add);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const typed = rate.value.trim();
      const [added] = readCompare(choice.value + (typed === '' ? '' : `@${typed}`));
      const { session } = this.#context;
      // The figure's own run stays what it is: it is named outright.
      const own = { optimizer: session.config.optimizer };
      const list = [...this.#entries.map(({ attributes }) => attributes), ...(added ? [added] : [])];
      actions.edit({ ...own, compare: compareText(list) });
    });
    return form;
  }
}

/** A look that no other run has, the optimizer's own if that is free. @param {number} index @param {string[]} taken colours */
function styleFor(index, taken) {
  for (let step = 0; step < STYLES; step += 1) {
    const style = optimizerStyle(index + step);
    if (!taken.includes(style.colour)) return style;
  }
  return optimizerStyle(index);
}

/** @param {string} colour @param {number[]} dash */
function swatch(colour, dash) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 28 8');
  svg.setAttribute('class', 'swatch');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', 'M0 4h28');
  line.setAttribute('stroke', colour);
  line.setAttribute('stroke-width', '3');
  line.setAttribute('stroke-dasharray', dash.join(' '));
  svg.append(line);
  return svg;
}
