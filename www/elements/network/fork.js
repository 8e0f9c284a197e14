// A fork: from the step that is shown the run goes on with one setting changed, and the run as it was goes along, compared.

import { h, setText } from '../kit/dom.js';
import { formatInteger, plainNumber } from '../kit/format.js';
import { numberText } from '../kit/typed.js';
import { runsBeside, withRuns } from './compared.js';

/** @typedef {import('./session.js').Session} Session */

export class Fork {
  #session;
  #language;
  #words;
  #actions;
  #setting;
  #value;
  #button = h('button', { type: 'submit', className: 'small' });
  #refusal = h('p', { className: 'refusal', role: 'status' });
  #offered = '';

  /** @param {Session} session @param {import('./texts.js').Texts} texts @param {import('./figure.js').FigureActions} actions */
  constructor(session, { language, words }, actions) {
    this.#session = session;
    this.#language = language;
    this.#words = words.fork;
    this.#actions = actions;
    this.#setting = h('select', { 'aria-label': this.#words.setting });
    this.#value = h('input', { type: 'text', size: 8, inputMode: 'decimal', 'aria-label': this.#words.value });
    this.#setting.addEventListener('change', () => this.#suggest());
    this.root = h(
      'form',
      { className: 'timeline-fork' },
      h('span', { 'aria-hidden': 'true' }, this.#words.with),
      this.#setting,
      h('span', { 'aria-hidden': 'true' }, '='),
      this.#value,
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
    const offered = JSON.stringify(settings.map(({ name }) => name));
    if (offered === this.#offered) return;
    this.#offered = offered;
    const label = (/** @type {Setting} */ setting) => setting.label[this.#language];
    this.#setting.replaceChildren(...settings.map((setting) => h('option', { value: setting.name }, label(setting))));
    this.#suggest();
  }

  /** The numbers that can change in mid-run and mean something now, the learning rate first. */
  get #settings() {
    const { catalog, config } = this.#session;
    const knobs = catalog.optimizers.find(({ name }) => name === config.optimizer)?.knobs ?? [];
    const all = catalog.optimizers.flatMap((optimizer) => optimizer.knobs);
    const shapes = catalog.schedules.flatMap(({ settings }) => settings);
    return catalog.network.settings
      .filter(
        ({ name, live, kind }) =>
          live &&
          kind === 'number' &&
          typeof config[name] === 'number' &&
          !shapes.includes(name) &&
          (!all.includes(name) || knobs.includes(name)),
      )
      .sort((a, b) => Number(b.name === 'learningRate') - Number(a.name === 'learningRate'));
  }

  /** Half of what it is. */
  #suggest() {
    const now = Number(this.#session.config[this.#setting.value]);
    this.#value.value = plainNumber(now / 2);
    setText(this.#refusal, '');
  }

  async #fork() {
    const [session, words] = [this.#session, this.#words];
    const setting = this.#settings.find(({ name }) => name === this.#setting.value);
    if (setting?.kind !== 'number') return;
    const text = numberText(this.#value.value);
    const [value, now] = [Number(text), Number(session.config[setting.name])];
    const { min, max } = setting;
    const refuse = (/** @type {string} */ why) => setText(this.#refusal, why);
    if (text === '' || !(value >= (min ?? -Infinity) && value <= (max ?? Infinity)))
      return refuse(words.range(setting.label[this.#language], String(min ?? '−∞'), String(max ?? '∞')));
    if (value === now) return refuse(words.same);
    // Another run can only be the same as this one if that has gone by one list of settings all along.
    const changes = await session.training.changes();
    const lists = changes.map((change) => ('settings' in change ? JSON.stringify(change.settings) : ''));
    if (session.training.strayed || new Set(lists).size > 1) return refuse(words.changed);
    const { asked, edit } = this.#actions;
    const kept = { [setting.attribute]: plainNumber(now) };
    edit(
      {
        ...withRuns([...runsBeside(asked), kept], asked, session.config.learningRate),
        [setting.attribute]: plainNumber(value),
      },
      true,
    );
    refuse('');
  }
}
