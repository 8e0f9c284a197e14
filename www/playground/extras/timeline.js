// The run as a line that can be walked back and forth; from any step it can go on, or fork with one setting changed.

import { h, setText } from '../dom.js';
import { formatInteger } from '../format.js';
import { isEngineError } from '../session.js';
import { Companion } from './companion.js';

/** @typedef {import('./extras.js').Context} Context */
/** @typedef {import('./words.en.js').ExtraWords} ExtraWords */

export class Timeline {
  #context;
  #words;
  #slider;
  #at = h('output', {});
  #goOn = h('button', { type: 'button', className: 'small' });
  #fork = h('button', { type: 'submit', className: 'small' });
  #setting;
  #value;
  #choices = h('datalist', { id: 'fork-choices' });
  #refusal = h('p', { className: 'refusal', role: 'status' });
  #settings = '';
  /** The step that is shown. */
  #step = 0;

  /** @param {Context} context @param {ExtraWords} words @param {(fork: Companion) => void} onFork */
  constructor(context, words, onFork) {
    this.#context = context;
    this.#words = words;
    this.#slider = h('input', { type: 'range', min: '0', max: '0', step: '1', 'aria-label': words.timelineHint });
    this.#slider.addEventListener('input', () => {
      const step = Number(this.#slider.value);
      context.actions.pause();
      context.look(step >= this.#last ? null : step);
    });
    this.#goOn.addEventListener('click', () => context.actions.rewindTo(this.#step));
    this.#setting = h('select', { id: 'fork-setting', 'aria-label': words.forkWith });
    this.#setting.addEventListener('change', () => this.#offer());
    this.#value = h('input', { type: 'text', size: 10, autocomplete: 'off', 'aria-label': words.forkTo });
    this.#value.setAttribute('list', 'fork-choices');
    const form = h(
      'form',
      { className: 'row' },
      this.#fork,
      h('span', {}, words.forkWith),
      this.#setting,
      h('span', {}, words.forkTo),
      this.#value,
      this.#choices,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      context.actions.guard(() => this.#branch(onFork));
    });
    this.root = h(
      'div',
      { className: 'timeline', role: 'group', 'aria-label': words.timeline },
      h('p', { className: 'heading' }, words.timeline),
      h('div', { className: 'row' }, this.#slider, this.#at, this.#goOn),
      form,
      this.#refusal,
    );
  }

  get #last() {
    return this.#context.session.history.length - 1;
  }

  /** The settings that can change in mid-run and mean something now. */
  follow() {
    const { session, language } = this.#context;
    const knobs = session.catalog.optimizers[session.optimizerIndex]?.knobs ?? [];
    const all = session.catalog.optimizers.flatMap((optimizer) => optimizer.knobs);
    const shaped = session.catalog.schedules.flatMap(({ settings }) => settings);
    const offered = session.catalog.settings.filter(
      ({ name, live, kind }) =>
        live &&
        (kind !== 'batch' || session.config.samples > 1) &&
        (!all.includes(name) || knobs.includes(name)) &&
        !shaped.includes(name),
    );
    // The learning rate first: it is what most want to change.
    offered.sort((a, b) => Number(b.name === 'learningRate') - Number(a.name === 'learningRate'));
    const settings = JSON.stringify(offered.map(({ name }) => name));
    if (settings === this.#settings) return;
    this.#settings = settings;
    this.#setting.replaceChildren(...offered.map(({ name, label }) => h('option', { value: name }, label[language])));
    this.#offer();
  }

  /** @param {number} step the one that is shown */
  update(step) {
    this.#step = step;
    const last = this.#last;
    if (this.#slider.max !== String(last)) this.#slider.max = String(last);
    if (this.#slider.value !== String(step)) this.#slider.value = String(step);
    const text = this.#words.at(formatInteger(step), formatInteger(last));
    setText(this.#at, text);
    this.#slider.setAttribute('aria-valuetext', text);
    setText(this.#goOn, this.#words.goOn(formatInteger(step)));
    setText(this.#fork, this.#words.forkHere(formatInteger(step)));
    this.#goOn.disabled = step === last;
  }

  /** Another value to begin with: half the rate, or another name. */
  #offer() {
    const { session } = this.#context;
    const { catalog, config } = session;
    const name = /** @type {keyof ResolvedConfig} */ (this.#setting.value);
    const names = { optimizer: catalog.optimizers, schedule: catalog.schedules }[String(name)]?.map(
      (entry) => entry.name,
    );
    const conventions = name === 'convention' ? catalog.optimizers[session.optimizerIndex]?.conventions : undefined;
    const choices = names ?? conventions ?? [];
    this.#choices.replaceChildren(...choices.map((value) => h('option', { value })));
    const now = config[name];
    const other = choices.find((choice) => choice !== now);
    this.#value.value = other ?? String(typeof now === 'number' && name === 'learningRate' ? now / 2 : now);
  }

  /** @param {(fork: Companion) => void} onFork */
  #branch(onFork) {
    const { session, language } = this.#context;
    const setting = session.catalog.settings.find(({ name }) => name === this.#setting.value);
    if (!setting) return;
    const value = this.#value.value.trim();
    const step = this.#step;
    const run = session.run.fork(step);
    try {
      run.set({ [setting.name]: value });
      setText(this.#refusal, '');
      const name = this.#words.fork(formatInteger(step), setting.label[language], value);
      const fork = new Companion(run, name, { colour: '', dash: [] }, step);
      fork.catchUp(session.status);
      onFork(fork);
    } catch (error) {
      run.free();
      if (!isEngineError(error)) throw error;
      setText(this.#refusal, error.messages[language]);
    }
  }
}
