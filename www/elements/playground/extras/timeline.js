// The run as a line that can be walked back and forth; from any step it can go on, or fork with one setting changed.

import { h, hide, rest, setAttributes, setText } from '../../kit/dom.js';
import { formatInteger } from '../../kit/format.js';
import { isEngineError } from '../../kit/refusal.js';
import { conventionLabel } from '../../kit/settings.js';
import { told } from '../../kit/told.js';
import { numberText } from '../../kit/typed.js';
import { Fork } from './companion.js';

/** @typedef {import('./extras.js').Context} Context */
/** @typedef {import('./words.en.js').ExtraWords} ExtraWords */

export class Timeline {
  #context;
  #words;
  #slider;
  #at = h('span', { className: 'at' });
  #goOn = h('button', { type: 'button', className: 'small' });
  #fork = h('button', { type: 'submit', className: 'small' });
  #setting;
  #value;
  #choice;
  #refusal = h('p', { className: 'refusal', role: 'status' });
  #settings = '';
  /** The step that is shown. */
  #step = 0;

  /** @param {Context} context @param {ExtraWords} words @param {(fork: Fork) => void} onFork */
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
    this.#choice = h('select', { 'aria-label': words.forkTo });
    const form = h(
      'form',
      { className: 'row' },
      this.#fork,
      h('span', {}, words.forkWith),
      this.#setting,
      h('span', {}, words.forkTo),
      this.#value,
      this.#choice,
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
    setAttributes(this.#slider, { 'aria-valuetext': text });
    setText(this.#goOn, this.#words.goOn(formatInteger(step)));
    setText(this.#fork, this.#words.forkHere(formatInteger(step)));
    rest(this.#goOn, step === last);
  }

  /** Another value to begin with: half the rate, or another name. */
  #offer() {
    const { session } = this.#context;
    const name = this.#setting.value;
    const now = session.config[name];
    const choices = this.#named(name);
    hide(this.#choice, choices.length === 0);
    hide(this.#value, choices.length > 0);
    this.#choice.replaceChildren(...choices.map(({ value, label }) => h('option', { value }, label)));
    this.#choice.value = choices.find(({ value }) => value !== String(now))?.value ?? '';
    this.#value.value = String(typeof now === 'number' && name === 'learningRate' ? now / 2 : now);
  }

  /** The values of a setting that has names for them. @param {string} name */
  #named(name) {
    const { session, language } = this.#context;
    const { catalog, optimizerIndex, config } = session;
    const entries = { optimizer: catalog.optimizers, schedule: catalog.schedules }[name];
    if (entries) return entries.map((entry) => ({ value: entry.name, label: entry.label[language] }));
    const conventions = name === 'convention' ? (catalog.optimizers[optimizerIndex]?.conventions ?? []) : [];
    const switched = typeof config[name] === 'boolean' ? ['true', 'false'] : [];
    return [...conventions, ...switched].map((value) => ({ value, label: conventionLabel(value, catalog) }));
  }

  /** @param {(fork: Fork) => void} onFork */
  #branch(onFork) {
    const { session, language } = this.#context;
    const setting = session.catalog.settings.find(({ name }) => name === this.#setting.value);
    if (!setting) return;
    const named = this.#named(setting.name).find(({ value }) => value === this.#choice.value);
    const value = named?.value ?? numberText(this.#value.value);
    const step = this.#step;
    const run = session.run.fork(step);
    try {
      // One setting is changed: another optimizer has the same rate.
      run.set({ learningRate: session.config.learningRate, [setting.name]: value });
      setText(this.#refusal, '');
      const fork = new Fork(session, run, { step, setting, value, label: named?.label ?? value });
      fork.catchUp(session.status);
      // Both are seen to where they are now.
      this.#context.look(null);
      onFork(fork);
    } catch (error) {
      run.free();
      if (!isEngineError(error)) throw error;
      setText(this.#refusal, told(error, session.catalog.settings)[language]);
    }
  }
}
