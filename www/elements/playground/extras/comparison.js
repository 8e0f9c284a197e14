// Several runs from one start in one picture, by a rule of fairness that is stated: which they are, and who goes along.

import { settingText } from '../../kit/attributes.js';
import { h, hide, setText } from '../../kit/dom.js';
import { formatInteger, formatNumber } from '../../kit/format.js';
import { isEngineError } from '../../kit/refusal.js';
import { told } from '../../kit/told.js';
import { optimizerStyle } from '../../views/palette.js';
import { readCompare, readConfig } from '../state.js';
import { Companion, differences, Fork } from './companion.js';
import { compareForm } from './compare-form.js';
import { CompareTable } from './compare-table.js';
import { compareText } from './compare-text.js';
import { RateSearch } from './rate-search.js';
import { styleFor } from './run-looks.js';
import { runName } from './run-name.js';
import { samplesAfter } from './samples.js';
import { isWhole } from './whole.js';

/** @typedef {import('./extras.js').Context} Context */
/** @typedef {import('./words.en.js').ExtraWords} ExtraWords */
/** @typedef {'same-rate' | 'best-rate' | 'same-evaluations'} Fairness */

/** Runs beside the figure's own; a chart with more lines cannot be read. */
const MOST = 7;
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
  /** What the figure's own rate was before it was replaced by its best; null for the usual one. @type {unknown} */
  #rateBefore;
  #statement = h('p', { className: 'statement' });
  #notice = h('p', { className: 'refusal', role: 'status' });
  #rates;
  #fair;
  #rows;

  /** @param {Context} context @param {ExtraWords} words */
  constructor(context, words) {
    this.#context = context;
    this.#words = words;
    this.#rows = new CompareTable(context, words, (companion) => this.#remove(companion));
    this.#rates = new RateSearch(context, words);
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
      { className: 'fair', hidden: !isWhole(context) },
      h('label', { for: 'fairness' }, words.fairness),
      ' ',
      this.#fair,
    );
    this.#table = h('div', {}, fair, this.#statement, this.#rates.root, this.#rows.root);
    this.root = h(
      'div',
      { className: 'comparison', role: 'group', 'aria-label': words.compare },
      h('p', { className: 'heading' }, words.compare),
      this.#table,
      this.#notice,
    );
    if (isWhole(context)) this.root.append(compareForm(context, words, (added) => this.#add(added)));
  }

  #table;

  /** Where a step of the figure's own run stands on the chart's axis. */
  get along() {
    return this.#alongOf(this.#context.session.config);
  }

  /** @param {Fork} fork */
  addFork(fork) {
    fork.style = styleFor(this.#index(fork.config.optimizer), this.#taken());
    this.#name(fork);
    this.#forks.push(fork);
    this.#settle();
    this.#context.actions.redraw();
  }

  /** @param {import('../state.js').Presentation} presentation */
  follow({ compare, fairness, steps, led }) {
    const { session } = this.#context;
    // A figure without its form, which is there for its maps, has nothing to compare.
    hide(this.root, !isWhole(this.#context) && compare === '');
    this.#fairness = /** @type {Fairness} */ (fairness);
    this.#rates.steps = steps;
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
    const asked = JSON.stringify([compare, led, fairness, session.taken, session.config, this.#rates.found]);
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.disconnect();
      this.#rates.root.hidden = true;
      this.#make(compare);
      this.#settle();
    }
    if (this.#fairness === 'best-rate') this.#seek();
    this.update();
  }

  /** @param {string} [state] of the figure @param {number | null} [past] the step that is looked back at */
  update(state = this.#rates.state, past = null) {
    this.#rates.state = state;
    const alone = this.#context.session.others.length === 0;
    this.root.classList.toggle('alone', alone);
    hide(this.#table, alone);
    if (!alone) this.#rows.show(this.rows, state, past);
  }

  /** Every run, the figure's own first. @returns {import('./compare-table.js').Row[]} */
  get rows() {
    const { config, status, history, others, optimizerIndex } = this.#context.session;
    const style = optimizerStyle(optimizerIndex);
    const own = { name: this.#nameOf(config), style, config, status, history, companion: null };
    const rest = others.map((other) => {
      const companion = /** @type {Companion} */ (other);
      this.#name(companion);
      const { name, line, config, status, history } = companion;
      const { colour, dash } = line;
      return { name, style: { colour, dash }, config, status, history, companion };
    });
    return [own, ...rest];
  }

  disconnect() {
    this.#rates.stop();
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
        problems.push(told(error, settings)[this.#context.language]);
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
      const best = this.#fairness === 'best-rate' ? this.#rates.bestFor(config) : undefined;
      config.learningRate = best ?? session.config.learningRate;
    }
    return config;
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
    const { session } = this.#context;
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
      'best-rate': () => statement['best-rate'](String(this.#rates.steps)),
      'same-evaluations': () => (model ? statement['same-evaluations']() : statement.oneEach()),
    };
    setText(this.#statement, texts[this.#fairness]());
  }

  /** Each run without a rate of its own gets its best. */
  #seek() {
    const { session } = this.#context;
    if (session.others.length === 0) return;
    this.#rates.seek([
      { name: this.#nameOf(session.config), config: session.taken },
      ...this.#entries
        .filter(({ attributes }) => attributes['learning-rate'] === undefined)
        .map(({ attributes, companion }) => ({ name: companion.name, config: this.#configOf(attributes) })),
    ]);
  }

  /** @param {string} optimizer */
  #index(optimizer) {
    return this.#context.session.catalog.optimizers.findIndex(({ name }) => name === optimizer);
  }

  /** The looks that are in use. */
  #taken() {
    const { session } = this.#context;
    const others = [...this.#entries.map(({ companion }) => companion), ...this.#forks];
    return [optimizerStyle(session.optimizerIndex), ...others.map(({ style }) => style)];
  }

  /** @param {ResolvedConfig} config */
  #nameOf(config) {
    const compared = [this.#context.session.config, ...this.#entries.map(({ companion }) => companion.config)];
    return runName(config, compared, this.#context, this.#words);
  }

  /** By samples seen, where runs are compared by those. @param {ResolvedConfig} config */
  #alongOf(config) {
    return this.#fairness === 'same-evaluations' ? samplesAfter(config) : undefined;
  }

  /** @param {Companion} companion */
  #remove(companion) {
    if (companion instanceof Fork) {
      this.#forks = this.#forks.filter((fork) => fork !== companion);
      this.#settle();
      companion.free();
      this.#context.actions.redraw();
      return;
    }
    const kept = this.#entries.filter((entry) => entry.companion !== companion);
    this.#edit(kept.map(({ attributes }) => attributes));
    this.#fair.focus();
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
      if (isEngineError(error)) return told(error, session.catalog.settings)[language];
      throw error;
    }
  }

  /** @param {Record<string, string>} [added] */
  #add(added) {
    const refused = added && this.#refusal(added);
    if (refused) {
      setText(this.#notice, refused);
      return;
    }
    this.#edit([...this.#entries.map(({ attributes }) => attributes), ...(added ? [added] : [])]);
  }
}
