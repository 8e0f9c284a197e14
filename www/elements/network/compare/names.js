// What tells runs from each other, as their names.

import { settingText } from '../../kit/attributes.js';
import { conventionLabel } from '../../kit/settings.js';
import { COMPARE_WORDS } from './words.js';

/** What the name of a rule says already. */
const RULE = ['optimizer', 'convention'];

/**
 * @param {ResolvedNetwork[]} configs of all runs
 * @param {Catalog} catalog
 * @param {'en' | 'zh'} language
 * @returns {string[]}
 */
export function namesOf(configs, catalog, language) {
  const { optimizers, network } = catalog;
  const isKnob = (/** @type {string} */ name) => optimizers.some(({ knobs }) => knobs.includes(name));
  const differ = (/** @type {string} */ name, /** @type {ResolvedNetwork[]} */ among) =>
    new Set(among.map((config) => textOf(config[name], name)).filter(Boolean)).size > 1;
  const rules = RULE.some((name) => differ(name, configs));
  return configs.map((config) => {
    // Knobs tell apart only the runs of one rule.
    const namesakes = configs.filter((other) => RULE.every((name) => other[name] === config[name]));
    const apart = network.settings.filter(
      ({ name }) =>
        !RULE.includes(name) && textOf(config[name], name) !== '' && differ(name, isKnob(name) ? namesakes : configs),
    );
    const values = apart.map((setting) => settingOf(setting, config, language));
    return (rules || values.length === 0 ? [ruleOf(config, catalog, language), ...values] : values).join(
      language === 'zh' ? '，' : ', ',
    );
  });
}

/** Its optimizer, and whose rule that is where it is not its own. @param {ResolvedNetwork} config @param {Catalog} catalog @param {'en' | 'zh'} language */
function ruleOf({ optimizer, convention }, catalog, language) {
  const info = catalog.optimizers.find(({ name }) => name === optimizer);
  const label = info?.label[language] ?? optimizer;
  return convention === info?.conventions[0] ? label : `${label} (${conventionLabel(convention, catalog)})`;
}

/** Layers that all have one activation say it once. @param {unknown} value @param {string} name of its setting */
const textOf = (value, name) => {
  if (!Array.isArray(value)) return settingText(value ?? '');
  return name === 'layers' ? value.join('-') || '0' : [...new Set(value)].join('-');
};

/** @param {Setting} setting @param {ResolvedNetwork} config @param {'en' | 'zh'} language */
function settingOf({ name, symbol, label }, config, language) {
  const text = textOf(config[name], name);
  return name === 'layers' ? COMPARE_WORDS[language].layers(text) : `${symbol || label[language]} = ${text}`;
}
