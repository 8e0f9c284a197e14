// A fork: from the step that is shown the run goes on with one setting changed, and the run as it was goes along, compared.

import { settingText } from '../kit/attributes.js';
import { h, setText } from '../kit/dom.js';
import { formatInteger, plainNumber } from '../kit/format.js';
import { chooseOptimizer, concerns, conventionLabel } from '../kit/settings.js';
import { numberText } from '../kit/typed.js';
import { hasChanged } from './arrival.js';
import { runsBeside, runsText, withRuns } from './compared.js';

/** @typedef {import('./session.js').Session} Session */

export class Fork {
  #session;
  #language;
  #words;
  #common;
  #actions;
  #setting;
  /** Where a value is typed, and where one of several is chosen; one of them is there. */
  #typed;
  #chosen;
  #button = h('button', { type: 'submit', className: 'small' });
  #refusal = h('p', { className: 'refusal', role: 'status' });
  #offered = '';

  /** @param {Session} session @param {import('./texts.js').Texts} texts @param {import('./figure.js').FigureActions} actions */
  constructor(session, { language, words, common }, actions) {
    this.#session = session;
    this.#language = language;
    this.#words = words.fork;
    this.#common = common;
    this.#actions = actions;
    const value = { 'aria-label': this.#words.value };
    this.#setting = h('select', { 'aria-label': this.#words.setting });
    this.#typed = h('input', { type: 'text', size: 8, inputMode: 'decimal', ...value });
    this.#chosen = h('select', value);
    this.#setting.addEventListener('change', () => this.#suggest());
    this.root = h(
      'form',
      { className: 'timeline-fork' },
      h('span', { 'aria-hidden': 'true' }, this.#words.with),
      this.#setting,
      h('span', { 'aria-hidden': 'true' }, '='),
      this.#typed,
      this.#button,
      this.#refusal,
    );
    this.root.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#fork();
    });
  }

  /** @param {number} step that is shown */
  update(step) {
    setText(this.#button, this.#words.goOn(formatInteger(step)));
    const settings = this.#settings;
    const offered = JSON.stringify([settings.map(({ name }) => name), this.#session.config.optimizer]);
    if (offered === this.#offered) return;
    this.#offered = offered;
    const label = (/** @type {Setting} */ setting) => setting.label[this.#language];
    const before = this.#setting.value;
    this.#setting.replaceChildren(...settings.map((setting) => h('option', { value: setting.name }, label(setting))));
    if (settings.some(({ name }) => name === before)) this.#setting.value = before;
    this.#suggest();
  }

  /** Those that can change in mid-run and mean something now, the learning rate first. */
  get #settings() {
    const { catalog, config } = this.#session;
    return catalog.network.settings
      .filter((setting) => {
        const { name, live, kind } = setting;
        if (!live || config[name] === undefined || !concerns(name, config, catalog)) return false;
        return kind !== 'choice' || this.#choices(setting).length > 1;
      })
      .sort((a, b) => Number(b.name === 'learningRate') - Number(a.name === 'learningRate'));
  }

  /** What can be chosen for a setting that is not typed; nothing for others. @param {Setting} setting @returns {{ value: string, label: string }[]} */
  #choices({ name, kind }) {
    const { catalog, config } = this.#session;
    const { optimizers, schedules } = catalog;
    if (kind === 'switch') return ['true', 'false'].map((value) => ({ value, label: this.#words.states[value] ?? '' }));
    if (name === 'convention') {
      const known = optimizers.find((optimizer) => optimizer.name === config.optimizer)?.conventions ?? [];
      return known.map((value) => ({ value, label: conventionLabel(value, catalog) }));
    }
    const list = name === 'optimizer' ? optimizers : name === 'schedule' ? schedules : [];
    return list.map((entry) => ({ value: entry.name, label: entry.label[this.#language] }));
  }

  /** Half of what it is, or another one. */
  #suggest() {
    const setting = this.#settings.find(({ name }) => name === this.#setting.value);
    if (!setting) return;
    const choices = this.#choices(setting);
    const now = this.#now(setting);
    const [there, gone] = choices.length > 0 ? [this.#chosen, this.#typed] : [this.#typed, this.#chosen];
    gone.replaceWith(there);
    this.#chosen.replaceChildren(...choices.map(({ value, label }) => h('option', { value }, label)));
    this.#chosen.value = choices.find(({ value }) => value !== now)?.value ?? '';
    const size = now === 'full' ? this.#session.config.train : Number(now);
    const half = setting.kind === 'number' ? size / 2 : Math.max(1, Math.floor(size / 2));
    this.#typed.value = choices.length > 0 ? '' : plainNumber(half);
    setText(this.#refusal, '');
  }

  /** What a setting is, as an attribute has it. @param {Setting} setting */
  #now({ name, kind }) {
    const value = this.#session.config[name];
    if (kind === 'switch') return String(Boolean(value));
    return typeof value === 'number' ? plainNumber(value) : settingText(value);
  }

  /** The value that is asked for, as an attribute has it; nothing where it is none. @param {Setting} setting */
  #asked(setting) {
    const { kind } = setting;
    if (this.#chosen.isConnected) return this.#chosen.value || undefined;
    const typed = this.#typed.value.trim();
    if (kind === 'batch' && (typed === 'full' || typed === this.#common.full)) return 'full';
    const text = numberText(typed);
    const value = Number(text);
    const { low, high } = this.#range(setting);
    const fits = text !== '' && value >= low && value <= high && (kind === 'number' || Number.isInteger(value));
    return fits ? plainNumber(value) : undefined;
  }

  /** @param {Setting} setting */
  #range({ kind, ...setting }) {
    if (kind === 'batch') return { low: 1, high: this.#session.config.train };
    const { min = -Infinity, max = Infinity } = /** @type {{ min?: number, max?: number }} */ (setting);
    return { low: min, high: max };
  }

  async #fork() {
    const [session, words] = [this.#session, this.#words];
    const setting = this.#settings.find(({ name }) => name === this.#setting.value);
    if (!setting) return;
    const refuse = (/** @type {string} */ why) => setText(this.#refusal, why);
    const value = this.#asked(setting);
    if (value === undefined) {
      const { low, high } = this.#range(setting);
      const range = setting.kind === 'number' ? words.range : words.whole;
      return refuse(range(setting.label[this.#language], String(low), String(high)));
    }
    if (value === this.#now(setting)) return refuse(words.same);
    if (await hasChanged(session.training)) return refuse(words.changed);
    this.#edit(setting, value);
    refuse('');
  }

  /** The run goes on so, and the run as it was goes along. @param {Setting} setting @param {string} value */
  #edit(setting, value) {
    const { asked, edit } = this.#actions;
    const { config } = this.#session;
    const rate = config.learningRate;
    const beside = runsBeside(asked);
    const now = this.#now(setting);
    if (setting.name !== 'optimizer') {
      edit({ ...withRuns([...beside, { [setting.attribute]: now }], asked, rate), [setting.attribute]: value }, true);
      return;
    }
    // A figure that names its optimizer is not the first of the runs that it compares.
    const kept = { optimizer: now, convention: String(config.convention), 'learning-rate': plainNumber(rate) };
    const compare = runsText([...beside, kept]);
    edit({ ...withRuns([], asked, rate), compare, ...chooseOptimizer(this.#session, value) }, true);
  }
}
