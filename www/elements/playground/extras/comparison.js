// Several runs from one start in one picture, with a table of where they are, by a rule of fairness that is stated.

import { remote } from '../../../engine/remote.js';
import { settingText } from '../../kit/attributes.js';
import { h, setText } from '../../kit/dom.js';
import { formatInteger, formatNumber, formatVector, plainNumber } from '../../kit/format.js';
import { isEngineError } from '../../kit/refusal.js';
import { CONVENTIONS } from '../../kit/settings.js';
import { optimizerStyle, STYLES } from '../../views/palette.js';
import { readCompare, readConfig } from '../state.js';
import { Companion, differences, Fork } from './companion.js';
import { compareText } from './compare-text.js';

/** @typedef {import('./extras.js').Context} Context */
/** @typedef {import('./words.en.js').ExtraWords} ExtraWords */
/** @typedef {'same-rate' | 'best-rate' | 'same-evaluations'} Fairness */

/** Runs beside the figure's own; a chart with more lines cannot be read. */
const MOST = 7;
/** For how many steps rates are tried where the figure sets no end. */
const TRIED_STEPS = 200;

/** Why a search ends when a reader ends it. */
const CANCELLED = 'cancelled';

/** A run that is asked for. @typedef {{ text: string, attributes: Record<string, string>, companion: Companion }} Entry */

export class Comparison {
  #context;
  #words;
  /** @type {Entry[]} */
  #entries = [];
  /** @type {Fork[]} */
  #forks = [];
  /** The run and the settings for which all this was made. @type {Run | undefined} */
  #run;
  #asked = '';
  /** The attributes of the figure's own run, where the comparison names it. @type {Record<string, string> | undefined} */
  #lead;
  /** @type {Fairness} */
  #fairness = 'same-rate';
  #steps = TRIED_STEPS;
  /** Best rates by what they were found for; null where none converges. @type {Map<string, number | null>} */
  #best = new Map();
  /** @type {AbortController | undefined} */
  #search;
  /** The question whose answer the figure's own run has taken. */
  #applied = '';
  /** What the figure's own rate was before it was replaced by its best; null for the usual one. @type {unknown} */
  #rateBefore;
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
      // The rate that was the reader's own comes back.
      const rate = this.#rateBefore;
      const leaves = this.#fairness === 'best-rate' && rate !== undefined;
      if (value === 'best-rate') this.#rateBefore = context.session.taken.learningRate ?? null;
      /** @type {import('../edits.js').Edits} */
      const edits = { fairness: value === 'same-rate' ? null : value };
      if (leaves) edits['learning-rate'] = rate === null ? null : String(rate);
      context.actions.edit(edits);
    });
    const fair = h(
      'p',
      { className: 'fair', hidden: !context.whole },
      h('label', { for: 'fairness' }, words.fairness),
      ' ',
      this.#fair,
    );
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
      h('div', { className: 'scroll', tabIndex: 0, role: 'group', 'aria-label': words.compare }, table),
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

  /** @param {Fork} fork */
  addFork(fork) {
    const used = this.#context.session.others.length;
    fork.style = styleFor(this.#index(fork.config.optimizer) + 1 + used, this.#taken());
    this.#name(fork);
    this.#forks.push(fork);
    this.#settle();
  }

  /** @param {import('../state.js').Presentation} presentation */
  follow({ compare, fairness, steps, led }) {
    const { session } = this.#context;
    // A figure without its form, which is there for its maps, has nothing to compare.
    this.root.hidden = !this.#context.whole && compare === '';
    this.#fairness = /** @type {Fairness} */ (fairness);
    this.#steps = Number.isFinite(steps) ? steps : TRIED_STEPS;
    this.#fair.value = fairness;
    if (this.#run === undefined) {
      // The figure was built anew around its runs: they go on.
      const others = session.others.map((other) => /** @type {Companion} */ (other));
      this.#forks = others.filter((other) => other instanceof Fork);
      this.#entries = others
        .filter((other) => !(other instanceof Fork))
        .map((companion) => ({ text: companion.asked, attributes: JSON.parse(companion.asked), companion }));
      for (const fork of this.#forks) this.#name(fork);
      this.#run = session.run;
    }
    if (session.run !== this.#run) {
      // Another objective: the session has let go of what was there.
      [this.#entries, this.#forks, this.#run] = [[], [], session.run];
    }
    this.#lead = led ? readCompare(compare)[0] : undefined;
    const asked = JSON.stringify([compare, led, fairness, session.taken, session.config, [...this.#best]]);
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.disconnect();
      this.#progress.hidden = true;
      this.#make(compare);
      this.#settle();
    }
    if (this.#fairness === 'best-rate') this.#seek();
    this.update();
  }

  /** @param {string} [state] of the figure @param {number | null} [past] the step that is looked back at */
  update(state = 'paused', past = null) {
    const { session } = this.#context;
    this.root.classList.toggle('alone', session.others.length === 0);
    this.#table.hidden = session.others.length === 0;
    if (this.#table.hidden) return;
    const rows = [
      {
        name: this.#nameOf(session.config),
        config: session.config,
        status: session.status,
        history: session.history,
        companion: null,
      },
      ...session.others.map((other) => {
        const companion = /** @type {Companion} */ (other);
        this.#name(companion);
        const { name, config, status, history } = companion;
        return { name, config, status, history, companion };
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
      this.#fill(index, row, model, state, past);
    });
  }

  disconnect() {
    const search = this.#search;
    this.#search = undefined;
    search?.abort();
  }

  /** The companions that `compare` asks for; those that are there go on. @param {string} compare */
  #make(compare) {
    const { session } = this.#context;
    const { settings } = session.catalog;
    const old = this.#entries;
    this.#entries = [];
    /** @type {string[]} */
    const problems = [];
    // The first is the figure's own run, unless that says itself what it is: then it is whichever is the same.
    let own = this.#lead !== undefined;
    for (const attributes of readCompare(compare).slice(own ? 1 : 0)) {
      const text = JSON.stringify(attributes);
      const known = (/** @type {string} */ name) => settings.find(({ attribute }) => attribute === name);
      const unknown = Object.keys(attributes).find((name) => !known(name));
      const fixed = Object.keys(attributes).find((name) => known(name) && !known(name)?.live);
      try {
        if (unknown !== undefined) session.engine.resolve({ [unknown]: 0 });
        if (fixed !== undefined) {
          problems.push(this.#words.notOfOne(fixed));
          continue;
        }
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
        this.#entries.push({ text, attributes, companion: this.#companion(text, config, resolved, before?.companion) });
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

  /**
   * @param {string} text
   * @param {Config} config
   * @param {ResolvedConfig} resolved
   * @param {Companion} [before]
   * @returns {Companion}
   */
  #companion(text, config, resolved, before) {
    const { session } = this.#context;
    const { settings } = session.catalog;
    if (before) {
      const changed = differences(resolved, before.config, settings);
      if (changed.every(({ live }) => live)) {
        if (changed.length > 0) {
          before.set(
            Object.fromEntries(changed.map((s) => [s.name, resolved[/** @type {keyof ResolvedConfig} */ (s.name)]])),
          );
        }
        this.#name(before);
        return before;
      }
      before.free();
    }
    const style = styleFor(this.#index(resolved.optimizer), this.#taken());
    const companion = new Companion(session.engine.experiment(config), style, text);
    this.#name(companion);
    companion.catchUp(session.status);
    return companion;
  }

  /** @param {Companion} companion */
  #name(companion) {
    if (companion instanceof Fork) {
      const { step, setting, label } = companion.parting;
      const name = setting.label[this.#context.language] ?? setting.name;
      companion.name = this.#words.fork(formatInteger(step), name, label);
    } else companion.name = this.#nameOf(companion.config);
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
      else if (!session.finished) companion.rewindTo(session.status);
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

  /** Looks for the best rates that are not known yet; then everyone begins again, each at its best. */
  async #seek() {
    if (this.#search) return;
    const { session, actions } = this.#context;
    const runs = [
      { name: this.#nameOf(session.config), config: session.taken },
      ...this.#entries
        .filter(({ attributes }) => attributes['learning-rate'] === undefined)
        .map(({ attributes, companion }) => ({ name: companion.name, config: this.#configOf(attributes) })),
    ].filter(({ config }) => !this.#best.has(this.#question(config)));
    if (session.others.length === 0) return;
    if (runs.length === 0) {
      this.#useOwnBest();
      return;
    }
    const search = new AbortController();
    this.#search = search;
    const text = h('span', {});
    const cancel = h('button', { type: 'button', className: 'small' }, this.#words.cancel);
    cancel.addEventListener('click', () => search.abort(CANCELLED));
    this.#progress.replaceChildren(text, ' ', cancel);
    this.#progress.hidden = false;
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
      this.#progress.hidden = true;
      this.#search = undefined;
      this.#applied = '';
      this.#useOwnBest();
      actions.edit({});
      actions.reset();
      // Where none converges, the run keeps the rate that it has, and that is said.
      const hopeless = runs.filter(({ config }) => this.#best.get(this.#question(config)) === null);
      this.#progress.hidden = hopeless.length === 0;
      setText(this.#progress, hopeless.map(({ name }) => this.#words.noRate(name)).join(' '));
    } catch (error) {
      // Called off because it no longer matters: another search may be under way.
      if (this.#search !== search) return;
      this.#search = undefined;
      const cancelled = search.signal.reason === CANCELLED;
      setText(this.#progress, cancelled ? this.#words.cancelled : this.#words.failed(String(error)));
      if (cancelled) actions.edit({ fairness: null });
    }
  }

  /** The figure's own run uses its best rate, until a reader chooses another. */
  #useOwnBest() {
    const { session, actions } = this.#context;
    const question = this.#question(session.taken);
    const best = this.#best.get(question);
    if (question === this.#applied || best === undefined) return;
    this.#applied = question;
    if (best !== null && best !== session.config.learningRate) actions.edit({ 'learning-rate': plainNumber(best) });
  }

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

  /**
   * By name, where it is not Keras' by whose rules, and by the settings that tell it from others of that name; rates have a
   * column of their own.
   * @param {ResolvedConfig} config
   */
  #nameOf(config) {
    const { optimizer, convention } = config;
    const { session, language } = this.#context;
    const { optimizers, settings } = session.catalog;
    const label = optimizers[this.#index(optimizer)]?.label[language] ?? optimizer;
    const name = convention === 'keras' ? label : `${label} (${CONVENTIONS[convention] ?? convention})`;
    const namesakes = [session.config, ...this.#entries.map(({ companion }) => companion.config)].filter(
      (other) => other.optimizer === optimizer && other.convention === convention,
    );
    const apart = settings.filter(
      (setting) =>
        setting.name !== 'learningRate' && namesakes.some((other) => differences(config, other, [setting]).length > 0),
    );
    const values = apart.map((setting) => {
      const value = config[/** @type {keyof ResolvedConfig} */ (setting.name)];
      const shown = value === 'full' ? this.#words.full : settingText(value);
      return `${setting.symbol || setting.label[language]} = ${shown}`;
    });
    return [name, ...values].join(', ');
  }

  /** By samples seen, where runs are compared by those. @param {ResolvedConfig} config */
  #alongOf(config) {
    return this.#fairness === 'same-evaluations' ? samplesAfter(config) : undefined;
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
    this.#head.replaceChildren(...heads.map((text) => h('th', { scope: 'col' }, text)));
    this.#body.replaceChildren(
      ...rows.map(({ name, companion }, index) => {
        const { colour, dash } = companion?.style ?? optimizerStyle(session.optimizerIndex);
        const label = h('th', { scope: 'row' }, swatch(colour, dash), ` ${name}`);
        if (index === 0) label.append(h('small', {}, ` ${this.#words.own}`));
        const cells = heads.slice(1).map(() => h('td', {}));
        if (companion && this.#context.whole) label.prepend(this.#removeButton(companion), ' ');
        return h('tr', {}, label, ...cells);
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
      if (companion instanceof Fork) {
        this.#forks = this.#forks.filter((fork) => fork !== companion);
        this.#settle();
        companion.free();
        return;
      }
      const kept = this.#entries.filter((entry) => entry.companion !== companion);
      this.#edit(kept.map(({ attributes }) => attributes));
      this.#fair.focus();
    });
    return button;
  }

  /**
   * @param {number} index
   * @param {{ config: ResolvedConfig, status: Status, history: import('../../views/history.js').History }} row
   * @param {boolean} model
   * @param {string} state of the figure
   * @param {number | null} past
   */
  #fill(index, { config, status, history }, model, state, past) {
    const cells = this.#body.children[index]?.children;
    if (!cells) return;
    const { learningRate } = config;
    const back = past !== null && past < history.length - 1;
    const step = back ? past : status.step;
    const loss = back ? (history.loss[step] ?? Number.NaN) : status.loss;
    const params = back ? history.params.subarray(step * history.dim, (step + 1) * history.dim) : status.params;
    const seen = back ? (samplesAfter(config)?.(step) ?? 0) : status.samples;
    const resting = status.step === 0 ? 'ready' : 'paused';
    const going = state === 'running' && !back ? 'running' : resting;
    const ended = !back && (status.state === 'converged' || status.state === 'diverged');
    const texts = [
      [formatNumber(learningRate), learningRate],
      [formatInteger(step), step],
      ...(model ? [[formatInteger(seen), seen]] : []),
      [formatNumber(loss, 5), loss],
      [formatVector(params, 4), Array.from(params).join(', ')],
      [this.#context.stateWord(ended ? /** @type {'converged'} */ (status.state) : going), ''],
    ];
    texts.forEach(([text, exact], column) => {
      const cell = /** @type {HTMLElement} */ (cells[column + 1]);
      setText(cell, String(text));
      cell.title = String(exact);
    });
  }

  /** Another list; the figure's own run stays what it is. @param {Record<string, string>[]} list */
  #edit(list) {
    const { session, actions } = this.#context;
    const lead = this.#lead;
    if (lead && list.length > 0) {
      actions.edit({ compare: compareText([lead, ...list]) });
      return;
    }
    /** @type {import('../edits.js').Edits} */
    const own = { optimizer: session.config.optimizer };
    for (const { name, attribute } of session.catalog.settings) {
      const taken = session.taken[name];
      if (lead && attribute in lead && attribute !== 'optimizer' && taken !== undefined)
        own[attribute] = settingText(taken);
    }
    actions.edit({ ...own, compare: compareText(list) });
  }

  /** Why a run cannot be added; empty where it can. @param {Record<string, string>} attributes */
  #refusal(attributes) {
    const { session, language } = this.#context;
    if (this.#entries.length >= MOST) return this.#words.tooMany(String(MOST + 1));
    try {
      const resolved = session.engine.resolve(this.#configOf(attributes));
      const same = differences(resolved, session.config, session.catalog.settings).length === 0;
      return same ? this.#words.sameAsOwn : '';
    } catch (error) {
      if (isEngineError(error)) return error.messages[language];
      throw error;
    }
  }

  /** A run is added by optimizer and rate. */
  #form() {
    const { catalog } = this.#context.session;
    const { language } = this.#context;
    const words = this.#words;
    const choice = h('select', { 'aria-label': words.columns.run });
    for (const { name, label, conventions, differs } of catalog.optimizers) {
      choice.append(h('option', { value: name }, label[language]));
      for (const convention of conventions.filter((other) => differs.includes(other))) {
        choice.append(
          h('option', { value: `${name}:${convention}` }, `${label[language]} (${CONVENTIONS[convention]})`),
        );
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
      const refused = added && this.#refusal(added);
      if (refused) {
        setText(this.#notice, refused);
        return;
      }
      this.#edit([...this.#entries.map(({ attributes }) => attributes), ...(added ? [added] : [])]);
    });
    return form;
  }
}

/**
 * How many samples have been seen after so many steps, each as often as it was seen; for a run whose batch size has always
 * been what it is. Nothing without samples.
 *
 * @param {ResolvedConfig} config
 * @returns {((step: number) => number) | undefined}
 */
function samplesAfter({ samples, batchSize }) {
  if (samples === 0) return undefined;
  const size = batchSize === 'full' ? samples : Math.min(batchSize, samples);
  const perEpoch = Math.ceil(samples / size);
  return (step) => Math.floor(step / perEpoch) * samples + Math.min((step % perEpoch) * size, samples);
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
