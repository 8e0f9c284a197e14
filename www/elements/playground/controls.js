// The settings of a figure, built from the engine's catalog: one field for each, shown where it has a meaning.

import { settingText } from '../kit/attributes.js';
import { h, hide, setText } from '../kit/dom.js';
import { choiceField, isShown } from '../kit/fields.js';
import { concerns, conventionField, equationOf, fieldOf, infoOf, optionsOf } from '../kit/settings.js';
import { notesIn } from './engine.js';

/** @typedef {import('../kit/fields.js').Field} Field */
/** @typedef {import('./session.js').Session} Session */
/** @typedef {import('./words/en.js').Strings} Strings */

/**
 * @typedef {object} ControlsContext
 * @property {Session} session
 * @property {Strings} words
 * @property {'en' | 'zh'} language
 * @property {string[] | null} only the settings to show, by attribute; null for all
 * @property {(name: string, text: string, committed: boolean) => void} onChange a setting's name and its new text
 */

export class Controls {
  /** @type {Map<string, Field>} */
  #fields = new Map();
  #context;
  #equation = h('p', { className: 'equation' });
  #main = h('div', { className: 'fields' });
  #more = h('div', { className: 'fields' });
  #details;

  /** @param {ControlsContext} context */
  constructor(context) {
    this.#context = context;
    const { words, only } = context;
    this.#details = h('details', {}, h('summary', {}, words.more), this.#more);
    this.root = h(
      'div',
      { className: 'controls', role: 'group', 'aria-label': words.settings },
      this.#main,
      this.#details,
    );
    this.offer(only);
  }

  /** Offers these settings; a field that was there stays. @param {string[] | null} only */
  offer(only) {
    /** What the next field stands before, by group. @type {Map<Element, Element>} */
    const next = new Map();
    for (const setting of [...this.#context.session.catalog.settings].reverse()) {
      const { name, attribute, more } = setting;
      let field = this.#fields.get(name);
      if (only && !only.includes(attribute)) {
        field?.root.remove();
        this.#fields.delete(name);
        continue;
      }
      const group = more ? this.#more : this.#main;
      if (!field) {
        field = this.#field(setting);
        this.#fields.set(name, field);
        if (name === 'optimizer') field.root.append(this.#equation);
        group.insertBefore(field.root, next.get(group) ?? null);
      }
      next.set(group, field.root);
    }
    this.#details.hidden = !this.#more.firstChild;
    this.root.hidden = this.#fields.size === 0;
    this.root.addEventListener('pointerover', this.#explain, { once: true });
  }

  /** Settings tell what they are to who points at them. Without their notes they are what they were. */
  #explain = async () => {
    const notes = await notesIn(this.#context.language).catch(() => /** @type {Record<string, string>} */ ({}));
    for (const label of this.root.querySelectorAll('label')) label.title = notes[label.htmlFor] ?? '';
  };

  /** Shows what the run now has, and what is wrong with what was asked for. */
  update() {
    const { session, language } = this.#context;
    const { config, catalog, problems } = session;
    setText(this.#equation, equationOf(config, catalog));
    for (const setting of catalog.settings) {
      const field = this.#fields.get(setting.name);
      if (!field) continue;
      const seen = this.#hasMeaning(setting);
      hide(field.root, !seen);
      if (!seen) continue;
      const problem = problems.find(({ key }) => key === setting.name);
      if (setting.kind === 'batch')
        /** @type {ReturnType<typeof import('../kit/fields.js').batchField>} */ (field).resize(config.samples);
      const taken = setting.kind === 'rows' ? session.taken[setting.name] : config[setting.name];
      field.show(settingText((problem ? problem.value : taken) ?? ''));
      if (problem) field.refuse(session.refusal(problem, language), markOf(problem));
      else field.refuse('');
    }
  }

  /** Whether a field that is seen says what is wrong with this setting. @param {string} name */
  shows(name) {
    return isShown(this.#fields.get(name));
  }

  /** @param {Setting} setting */
  #hasMeaning({ name, kind }) {
    const { session } = this.#context;
    const { config, catalog } = session;
    const model = config.kind === 'model';
    if (kind === 'rows') return model;
    if (name === 'samples') return model && !config.ownData && config.samples > 1;
    if (kind === 'batch' || kind === 'seed') return model && config.samples > 1;
    if (name === 'formula') return !model;
    return concerns(name, config, catalog);
  }

  /** @param {Setting} setting @returns {Field} */
  #field(setting) {
    const { words, language, onChange, session } = this.#context;
    const info = infoOf(setting, { words, language });
    /** @type {import('../kit/fields.js').OnChange} */
    const report = (text, committed) => onChange(setting.name, text, committed);
    if (setting.kind === 'choice') return this.#choice(setting, info, report);
    const drawSeed = () => String(session.defaults().seed);
    return fieldOf(setting, info, { words, samples: session.config.samples, drawSeed }, report);
  }

  /** @param {Setting} setting @param {import('../kit/fields.js').FieldInfo} info @param {import('../kit/fields.js').OnChange} report */
  #choice({ name }, info, report) {
    const { session, words, language } = this.#context;
    const { objectives, optimizers, schedules } = session.catalog;
    /** @param {import('../kit/settings.js').Entry[]} entries */
    const options = (entries) => optionsOf(entries, language);
    if (name === 'optimizer') return choiceField(info, [options(optimizers)], [''], report);
    if (name === 'schedule') return choiceField(info, [options(schedules)], [''], report);
    if (name === 'convention') return conventionField(info, session, report);
    const surfaces = objectives.filter(({ kind }) => kind === 'surface');
    const groups = [
      options(surfaces.filter(({ dim }) => dim === 1)),
      options(surfaces.filter(({ dim }) => dim === 2)),
      options(objectives.filter(({ kind }) => kind === 'model')),
      [{ value: 'formula', label: words.ownFormula }],
    ];
    const { curves, surfaces: maps, models } = words.groups;
    return choiceField(info, groups, [curves, maps, models, ''], report);
  }
}

/** @param {import('./session.js').Problem} problem */
const markOf = ({ position, length = 1 }) => (position === undefined ? undefined : { position, length });
