// What a run is called in a comparison.

import { settingText } from '../../kit/attributes.js';
import { concerns, conventionLabel } from '../../kit/settings.js';
import { differences } from './companion.js';

/**
 * By name, where it is not its own by whose rules, and by the settings that tell it from others of that name; rates have a
 * column of their own.
 * @param {ResolvedConfig} config
 * @param {ResolvedConfig[]} compared all that are compared
 * @param {import('./extras.js').Context} context
 * @param {import('./words.en.js').ExtraWords} words
 */
export function runName(config, compared, { session, language }, words) {
  const { optimizer, convention } = config;
  const { optimizers, settings } = session.catalog;
  const info = optimizers.find(({ name }) => name === optimizer);
  const label = info?.label[language] ?? optimizer;
  const name =
    convention === info?.conventions[0] ? label : `${label} (${conventionLabel(convention, session.catalog)})`;
  const namesakes = compared.filter((other) => other.optimizer === optimizer && other.convention === convention);
  const apart = settings.filter(
    (setting) =>
      setting.name !== 'learningRate' &&
      concerns(setting.name, config, session.catalog) &&
      namesakes.some((other) => differences(config, other, [setting]).length > 0),
  );
  const values = apart.map((setting) => {
    const value = config[/** @type {keyof ResolvedConfig} */ (setting.name)];
    const shown = value === 'full' ? words.full : settingText(value);
    return `${setting.symbol || setting.label[language]} = ${shown}`;
  });
  return [name, ...values].join(', ');
}
