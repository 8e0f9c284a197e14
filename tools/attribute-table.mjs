// What the attributes of each element take, for programs of other languages: `attributes.json`. The settings come from the
// catalog; of those that concern showing, what they take is found out by asking the readers.
import { NAMES as GRAPH_NAMES } from '../www/elements/graph/state.js';
import { LOOK_NAMES, readLook } from '../www/elements/network/state.js';
import { PRESENTATION_NAMES, readPresentation } from '../www/elements/playground/state.js';
import { byAttribute, GRAPH, NETWORK, PLAYGROUND } from './said.mjs';
import { networkSettings, SEVERAL } from './settings.mjs';

/** The file in dist/. */
export const TABLE = 'attributes.json';

/**
 * @typedef {object} Attribute
 * @property {string} name
 * @property {string} kind `number`, `integer`, `batch` (or `full`), `switch`, `choice`, `choices`, `numbers`, `rows`, `data` (a
 *   choice, or rows) or `text`
 * @property {string[]} [choices]
 * @property {number} [min]
 * @property {number} [max]
 * @property {string} [empty] what stands for an empty list
 * @property {string} note
 */

/** @typedef {(attributes: Record<string, string>) => { initial: Record<string, unknown>, rejected: { name: string, expects: string }[] }} Read */

/** @param {Catalog} catalog @returns {Record<string, Attribute[]>} */
export function attributeTable(catalog) {
  const { settings, network } = catalog;
  const choices = choicesIn(catalog);
  const setting = (/** @type {Setting} */ each) => settingEntry(each, choices);
  const playground = settings.map(setting);
  const trained = networkSettings(network.settings).map(setting);
  const known = [...trained, ...playground].reverse();
  return {
    'sgd-playground': [
      ...playground,
      ...PRESENTATION_NAMES.map((name) =>
        showing(name, PLAYGROUND, (attributes) => {
          const { presentation, rejected } = readPresentation(attributes);
          return { initial: byAttribute({ ...presentation }), rejected };
        }),
      ),
    ],
    'sgd-network': [
      ...trained,
      ...LOOK_NAMES.map((name) =>
        showing(name, NETWORK, (attributes) => {
          const { look, rejected } = readLook(attributes);
          return { initial: byAttribute({ ...look }), rejected };
        }),
      ),
    ],
    'sgd-graph': GRAPH_NAMES.map((name) => graphEntry(name, known, choices)),
  };
}

/** @param {Catalog} catalog @returns {Record<string, string[]>} */
function choicesIn({ objectives, optimizers, libraries, schedules, network }) {
  const names = (/** @type {{ name: string }[]} */ list) => list.map(({ name }) => name);
  return {
    objective: [...names(objectives), 'formula'],
    optimizer: names(optimizers),
    convention: [...new Set([...optimizers, ...libraries].flatMap(({ conventions }) => conventions))],
    schedule: names(schedules),
    dataset: names(network.datasets),
    activation: names(network.activations),
    initializer: names(network.initializers),
    features: names(network.features),
  };
}

/** @param {Setting} setting @param {Record<string, string[]>} choices @returns {Attribute} */
function settingEntry({ name, attribute, kind, min, max, note }, choices) {
  const range = { ...(min !== null && { min }), ...(max !== null && { max }) };
  const common = { name: attribute, ...range, note: note.en };
  if (name === 'dataset') return { ...common, kind: 'data', choices: choices.dataset };
  if (name === 'layers') return { ...common, kind: 'numbers', empty: 'none' };
  if (kind === 'choice')
    return { ...common, kind: SEVERAL.includes(name) ? 'choices' : 'choice', choices: choices[name] };
  return { ...common, kind: kind === 'seed' ? 'integer' : kind };
}

/**
 * @param {string} name
 * @param {Record<string, string[]>} said
 * @param {Read} read
 * @returns {Attribute}
 */
function showing(name, said, read) {
  const expects = (/** @type {string} */ text) => read({ [name]: text }).rejected[0]?.expects;
  const common = { name, note: said[name]?.[0] ?? '' };
  if (typeof read({}).initial[name] === 'boolean') return { ...common, kind: 'switch' };
  const range = expects('?');
  if (range === undefined) return { ...common, kind: 'text' };
  const [min, max] = range.split(' … ').map(Number);
  if (max !== undefined) return { ...common, kind: 'number', min, max };
  if (range.endsWith('…')) return { ...common, kind: 'integer', min: Number.parseInt(range, 10) };
  if (expects('0,0,1') === undefined) return { ...common, kind: 'numbers' };
  const choices = range.split(', ');
  const several = expects(choices.slice(0, 2).join()) === undefined;
  return { ...common, kind: several ? 'choices' : 'choice', choices };
}

/** @param {string} name @param {Attribute[]} known settings of the same names @param {Record<string, string[]>} choices @returns {Attribute} */
function graphEntry(name, known, choices) {
  const [note = '', values = ''] = GRAPH[name] ?? [];
  const listed = [...values.matchAll(/`([^`]+)`/g)].map(([, choice]) => choice ?? '');
  if (name === 'objective') return { name, kind: 'choice', choices: [...(choices.objective ?? []), 'network'], note };
  if (name === 'at-step') return { name, kind: 'integer', min: 0, note };
  const setting = known.find((each) => each.name === name);
  if (setting) return { ...setting, kind: name === 'activation' ? 'choice' : setting.kind, note };
  const choice = listed.length > 0 && name !== 'controls';
  return { name, kind: choice ? 'choice' : 'text', ...(choice && { choices: listed }), note };
}
