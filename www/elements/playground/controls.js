// The settings of a figure, built from the engine's catalog: one field for each, shown where it has a meaning.

import { h, setText } from '../kit/dom.js';
import { batchField, choiceField, numberField, seedField, switchField, textField } from '../kit/fields.js';
import { settingText } from './state.js';

/** @typedef {import('../kit/fields.js').Field} Field */
/** @typedef {import('./session.js').Session} Session */
/** @typedef {import('../kit/words/en.js').Strings} Strings */

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

  /** @param {ControlsContext} context */
  constructor(context) {
    this.#context = context;
    const { session, words, only } = context;
    const main = h('div', { className: 'fields' });
    const more = h('div', { className: 'fields' });
    for (const setting of session.catalog.settings) {
      if (only && !only.includes(setting.attribute)) continue;
      const field = this.#field(setting);
      this.#fields.set(setting.name, field);
      (setting.more ? more : main).append(field.root);
      if (setting.name === 'optimizer') field.root.append(this.#equation);
    }
    const details = h('details', {}, h('summary', {}, words.more), more);
    this.root = h('div', { className: 'controls', role: 'group', 'aria-label': words.settings }, main);
    if (more.childElementCount > 0) this.root.append(details);
    this.root.hidden = this.#fields.size === 0;
  }

  /** Shows what the run now has, and what is wrong with what was asked for. */
  update() {
    const { session } = this.#context;
    const { config, catalog, problems } = session;
    const optimizer = catalog.optimizers[session.optimizerIndex];
    // It is Keras' rule; another's is told with its numbers.
    setText(this.#equation, (config.convention === 'keras' && optimizer?.equation) || '');
    for (const setting of catalog.settings) {
      const field = this.#fields.get(setting.name);
      if (!field) continue;
      field.root.hidden = !this.#hasMeaning(setting);
      const problem = problems.find(({ key }) => key === setting.name);
      if (setting.kind === 'batch') /** @type {ReturnType<typeof batchField>} */ (field).resize(config.samples);
      const taken =
        setting.kind === 'rows'
          ? session.taken[setting.name]
          : config[/** @type {keyof ResolvedConfig} */ (setting.name)];
      field.show(settingText((problem ? problem.value : taken) ?? ''));
      if (problem) field.refuse(refusal(problem, this.#context), markOf(problem));
      else field.refuse('');
    }
  }

  /** Whether a field of its own says what is wrong with this setting. @param {string} name */
  shows(name) {
    const field = this.#fields.get(name);
    return field !== undefined && !field.root.hidden;
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
    const optimizer = catalog.optimizers[session.optimizerIndex];
    if (name === 'convention') return (optimizer?.conventions.length ?? 0) > 1 && optimizer?.differs.length !== 0;
    const schedule = catalog.schedules.find((candidate) => candidate.name === config.schedule);
    const isKnob = catalog.optimizers.some(({ knobs }) => knobs.includes(name));
    const shapes = catalog.schedules.some(({ settings }) => settings.includes(name));
    return (
      (!isKnob || optimizer?.knobs.includes(name) === true) && (!shapes || schedule?.settings.includes(name) === true)
    );
  }

  /** @param {Setting} setting @returns {Field} */
  #field(setting) {
    const { words, language, onChange, session } = this.#context;
    const { name, attribute, kind, symbol, scale, min, max } = setting;
    const label = setting.label[language];
    const info = { id: attribute, label, symbol, hint: setting.note[language], sliderLabel: words.sliderOf(label) };
    /** @type {import('../kit/fields.js').OnChange} */
    const report = (text, committed) => onChange(name, text, committed);
    switch (kind) {
      case 'choice':
        return this.#choice(setting, info, report);
      case 'batch':
        return batchField(info, { samples: session.config.samples, full: words.full }, report);
      case 'seed': {
        const draw = () => String(session.defaults().seed);
        return seedField(info, { button: words.newSeed, draw }, report);
      }
      case 'number':
      case 'integer': {
        const step = kind === 'integer' ? 1 : 10 ** Math.round(Math.log10((max - min) / 100));
        return numberField(info, { min, max, step, scale, whole: kind === 'integer' }, report);
      }
      case 'switch':
        return switchField(info, report);
      default:
        return textField(info, report);
    }
  }

  /** Those of the present optimizer. @param {import('../kit/fields.js').FieldInfo} info @param {import('../kit/fields.js').OnChange} report */
  #conventions(info, report) {
    const { session } = this.#context;
    const field = choiceField(
      info,
      [Object.entries(CONVENTIONS).map(([value, label]) => ({ value, label }))],
      [''],
      report,
    );
    const show = (/** @type {string} */ text) => {
      const known = session.catalog.optimizers[session.optimizerIndex]?.conventions;
      for (const option of field.root.querySelectorAll('option')) option.hidden = !known?.includes(option.value);
      field.show(text);
    };
    return { ...field, show };
  }

  /** @param {Setting} setting @param {import('../kit/fields.js').FieldInfo} info @param {import('../kit/fields.js').OnChange} report */
  #choice({ name }, info, report) {
    const { session, words, language } = this.#context;
    const { objectives, optimizers, schedules } = session.catalog;
    /** @param {(ObjectiveInfo | OptimizerInfo | ScheduleInfo)[]} entries */
    const options = (entries) => entries.map((entry) => ({ value: entry.name, label: entry.label[language] }));
    if (name === 'optimizer') return choiceField(info, [options(optimizers)], [''], report);
    if (name === 'schedule') return choiceField(info, [options(schedules)], [''], report);
    if (name === 'convention') return this.#conventions(info, report);
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

/** Names that are the same in every language. @type {Record<string, string>} */
export const CONVENTIONS = { keras: 'Keras', torch: 'PyTorch', sutskever: 'Sutskever 2013' };

/**
 * What was wrong with a wish, and what was taken instead.
 *
 * @param {import('./session.js').Problem} problem
 * @param {{ words: Strings, language: 'en' | 'zh' }} context
 */
export function refusal({ messages, used }, { words, language }) {
  const instead = used === '' ? '' : words.instead(used);
  return `${messages[language]} ${instead}`.trim();
}

/** @param {import('./session.js').Problem} problem */
const markOf = ({ position, length = 1 }) => (position === undefined ? undefined : { position, length });
