// Settings as the catalog describes them: a field for each, and when it means something.

import { h } from './dom.js';
import { batchField, choiceField, numberField, seedField, switchField, textField } from './fields.js';

/** @typedef {import('./fields.js').Field} Field */
/** @typedef {import('./fields.js').FieldInfo} FieldInfo */
/** @typedef {import('./fields.js').OnChange} OnChange */
/** @typedef {{ optimizer: string, convention: string, schedule: string }} Chosen of a run */
/** @typedef {{ name: string, label: Words }} Entry of a list in the catalog */

/** Names that are the same in every language. @type {Record<string, string>} */
const CONVENTIONS = { keras: 'Keras', torch: 'PyTorch', sutskever: 'Sutskever 2013' };

/** What people call a convention: by the library that has it, where the catalog tells libraries. @param {string} name @param {Catalog} catalog */
export function conventionLabel(name, { libraries }) {
  const library = libraries?.find(({ conventions }) => conventions.includes(name));
  // A library may have two.
  const label =
    library?.name === name ? library.label : library && `${library.label}, ${name.slice(library.name.length + 1)}`;
  return CONVENTIONS[name] ?? label ?? name;
}

/**
 * The field for a setting that is no choice.
 *
 * @param {Setting} setting
 * @param {FieldInfo & { sliderLabel: string }} info
 * @param {{ words: import('./words/en.js').Strings, samples: number, drawSeed: () => string }} context
 *   `samples`: the largest batch
 * @param {OnChange} report
 * @returns {Field}
 */
export function fieldOf({ kind, scale, min, max }, info, { words, samples, drawSeed }, report) {
  switch (kind) {
    case 'batch':
      return batchField(info, { samples, full: words.full }, report);
    case 'seed':
      return seedField(info, { button: words.newSeed, draw: drawSeed }, report);
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

/** A setting's label, symbol and hint. @param {Setting} setting @param {{ words: import('./words/en.js').Strings, language: 'en' | 'zh' }} texts */
export function infoOf({ attribute, label, symbol, note }, { words, language }) {
  const name = label[language];
  return { id: attribute, label: name, symbol, hint: note?.[language] ?? '', sliderLabel: words.sliderOf(name) };
}

/** The entries of a list as options. @param {Entry[]} entries @param {'en' | 'zh'} language */
export const optionsOf = (entries, language) =>
  entries.map(({ name, label }) => ({ value: name, label: label[language] }));

/**
 * The conventions of the present optimizer.
 *
 * @param {FieldInfo} info
 * @param {{ config: Chosen, catalog: Catalog }} session
 * @param {OnChange} report
 * @returns {Field}
 */
export function conventionField(info, session, report) {
  const field = choiceField(info, [], [], report);
  const select = /** @type {HTMLSelectElement} */ (field.root.querySelector('select'));
  let shown = '';
  const show = (/** @type {string} */ text) => {
    const { config, catalog } = session;
    const names = catalog.optimizers.find(({ name }) => name === config.optimizer)?.conventions ?? [];
    if (shown !== `${names}`) {
      shown = `${names}`;
      select.replaceChildren(...names.map((value) => h('option', { value }, conventionLabel(value, catalog))));
    }
    field.show(text);
  };
  return { ...field, show };
}

/**
 * Whether a setting of optimizers or schedules means something for the chosen ones; any other does.
 *
 * @param {string} name
 * @param {Chosen} chosen
 * @param {Catalog} catalog
 */
export function concerns(name, chosen, { optimizers, schedules }) {
  const optimizer = optimizers.find((candidate) => candidate.name === chosen.optimizer);
  if (name === 'convention') {
    return optimizer !== undefined && optimizer.conventions.length > 1 && optimizer.differs.length > 0;
  }
  const schedule = schedules.find((candidate) => candidate.name === chosen.schedule);
  const isKnob = optimizers.some(({ knobs }) => knobs.includes(name));
  const shapes = schedules.some(({ settings }) => settings.includes(name));
  return (
    (!isKnob || optimizer?.knobs.includes(name) === true) && (!shapes || schedule?.settings.includes(name) === true)
  );
}

/** The chosen optimizer's equation: it is its own rule; that of another library is told with its numbers. @param {Chosen} chosen @param {Catalog} catalog */
export function equationOf({ optimizer, convention }, { optimizers }) {
  const chosen = optimizers.find(({ name }) => name === optimizer);
  return (convention === chosen?.conventions[0] && chosen.equation) || '';
}

/**
 * Another optimizer is asked for by the rules that it has.
 *
 * @param {{ config: Chosen, catalog: Catalog }} session
 * @param {string} name
 * @returns {Record<string, string | null>} attributes to set; null removes
 */
export function chooseOptimizer({ config, catalog }, name) {
  const next = catalog.optimizers.find((optimizer) => optimizer.name === name);
  return next?.conventions.includes(config.convention) ? { optimizer: name } : { optimizer: name, convention: null };
}
