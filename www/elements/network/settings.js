// The settings of a training, built from the engine's catalog: one field for each, shown where it has a meaning. Layers,
// inputs and points have controls of their own.

import { settingText } from '../kit/attributes.js';
import { fill, h, hide, setText } from '../kit/dom.js';
import { choiceField, isShown } from '../kit/fields.js';
import { concerns, conventionField, equationOf, fieldOf, infoOf, optionsOf } from '../kit/settings.js';
import { refusal } from '../kit/told.js';

/** @typedef {import('../kit/fields.js').Field} Field */
/** @typedef {import('./session.js').Session} Session */

/**
 * @typedef {object} SettingsContext
 * @property {Session} session
 * @property {import('../kit/words/en.js').Strings} common
 * @property {import('./words.en.js').NetworkWords} words
 * @property {'en' | 'zh'} language
 * @property {string[] | null} only the settings to show, by attribute; null for all
 * @property {(name: string, text: string, committed: boolean) => void} onChange a setting's name and its new text
 */

/** Settings with controls of their own. */
const ELSEWHERE = ['objective', 'layers', 'activation', 'features', 'data'];
/** Those that say what the network learns from. */
const DATA = ['dataset', 'noise', 'trainRatio', 'standardise', 'samples', 'all', 'seed'];
/** Settings that few readers of a network want, beside those of which the catalog says it. */
const SELDOM = ['initializer', 'convention'];
/** Those that mean something for points made from the seed alone. */
const MADE = ['noise', 'samples'];
/** Seeds that are easy to read out. */
const SEEDS = 1_000_000;

export class Settings {
  /** @type {Map<string, Field>} */
  #fields = new Map();
  #context;
  #equation = h('p', { className: 'equation' });
  #groups = {
    data: h('div', { className: 'fields' }),
    training: h('div', { className: 'fields' }),
    more: h('div', { className: 'fields' }),
  };
  #heading;
  #more;
  /** Those that are shown elsewhere. @type {Set<string>} */
  #elsewhere = new Set(ELSEWHERE);
  /** Whether its fields are there: they take long to make. */
  #offered = false;

  /** @param {SettingsContext} context */
  constructor(context) {
    this.#context = context;
    const { common, words } = context;
    this.#heading = h('p', { className: 'group' }, words.trainingGroup);
    this.#more = h('details', {}, h('summary', {}, common.more), this.#groups.more);
    this.root = h('div', { className: 'controls', role: 'group', 'aria-label': common.settings });
  }

  /** Offers these settings; a field that was there stays. @param {string[] | null} only */
  offer(only) {
    this.#offered = true;
    /** @type {Record<'data' | 'training' | 'more', Element[]>} */
    const roots = { data: [], training: [], more: [] };
    for (const setting of this.#context.session.catalog.network.settings) {
      const { name, attribute, more } = setting;
      if (this.#elsewhere.has(name)) continue;
      if (only && !only.includes(attribute)) {
        this.#fields.delete(name);
        continue;
      }
      const field = this.#fields.get(name) ?? this.#field(setting);
      this.#fields.set(name, field);
      if (name === 'optimizer') field.root.append(this.#equation);
      const group = DATA.includes(name) ? 'data' : more || SELDOM.includes(name) ? 'more' : 'training';
      roots[group].push(field.root);
    }
    const { data, training, more } = this.#groups;
    fill(data, roots.data);
    fill(training, roots.training);
    fill(more, roots.more);
    fill(this.root, [
      ...(roots.data.length > 0 ? [data] : []),
      ...(roots.training.length > 0 ? [this.#heading, training] : []),
      ...(roots.more.length > 0 ? [this.#more] : []),
    ]);
    hide(this.root, !this.root.firstChild);
  }

  /** @param {number} samples that there are to learn from */
  update(samples) {
    const { session, language, only } = this.#context;
    if (!this.#offered) this.offer(only);
    const { config, catalog, problems } = session;
    setText(this.#equation, equationOf(config, catalog));
    for (const setting of catalog.network.settings) {
      const { name, kind } = setting;
      const field = this.#fields.get(name);
      if (!field) continue;
      const problem = problems.find(({ key }) => key === name);
      hide(field.root, !this.#hasMeaning(setting) && !problem);
      if (kind === 'batch')
        /** @type {ReturnType<typeof import('../kit/fields.js').batchField>} */ (field).resize(Math.max(1, samples));
      field.show(settingText((problem ? problem.value : config[name]) ?? ''));
      field.refuse(problem ? refusal(problem, catalog.network.settings, language) : '');
    }
  }

  /** A field, to be shown elsewhere. @param {string} attribute @returns {HTMLElement | undefined} */
  take(attribute) {
    const { settings } = this.#context.session.catalog.network;
    const setting = settings.find((candidate) => candidate.attribute === attribute);
    if (!setting || ELSEWHERE.includes(setting.name) || this.#context.only?.includes(attribute) === false)
      return undefined;
    const field = this.#fields.get(setting.name) ?? this.#field(setting);
    this.#fields.set(setting.name, field);
    this.#elsewhere.add(setting.name);
    hide(this.root, !this.root.querySelector('.field'));
    return field.root;
  }

  /** Whether a field that is seen says what is wrong with this setting. @param {string} name */
  shows(name) {
    return isShown(this.#fields.get(name));
  }

  /** @param {Setting} setting */
  #hasMeaning({ name }) {
    const { config, catalog, dataset } = this.#context.session;
    if (MADE.includes(name)) return dataset.kind === 'points';
    if (name === 'trainRatio') return dataset.kind !== 'images';
    if (name === 'all') return dataset.name === 'mnist';
    if (name === 'standardise') return dataset.kind === 'table';
    return concerns(name, config, catalog);
  }

  /** @param {Setting} setting @returns {Field} */
  #field(setting) {
    const { common: words, language, onChange } = this.#context;
    const info = infoOf(setting, { words, language });
    /** @type {import('../kit/fields.js').OnChange} */
    const report = (text, committed) => onChange(setting.name, text, committed);
    if (setting.kind === 'choice') return this.#choice(setting.name, info, report);
    const drawSeed = () => String(Math.floor(Math.random() * SEEDS));
    return fieldOf(setting, info, { words, samples: 1, drawSeed }, report);
  }

  /** @param {string} name @param {import('../kit/fields.js').FieldInfo} info @param {import('../kit/fields.js').OnChange} report */
  #choice(name, info, report) {
    const { session, language } = this.#context;
    const { optimizers, schedules, network } = session.catalog;
    if (name === 'convention') return conventionField(info, session, report);
    const { datasets, initializers } = network;
    const lists = { dataset: datasets, optimizer: optimizers, schedule: schedules, initializer: initializers };
    const list = lists[/** @type {keyof typeof lists} */ (name)] ?? [];
    return choiceField(info, [optionsOf(list, language)], [''], report);
  }
}
