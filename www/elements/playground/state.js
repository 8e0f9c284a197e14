// The state of a figure as attributes (kebab-case, text) and as the engine's config (camelCase); as the hash of a link, see
// `hash.js`. Which settings there are, the engine's catalog says; only what concerns showing stands here.

import { SETTINGS } from '#settings/playground';
import {
  anyText,
  between,
  namesIn,
  oneOf,
  readerOf,
  SHARED_READERS,
  settingText,
  wholeFrom,
} from '../kit/attributes.js';
import { readCompare } from '../kit/compare.js';
import { propertyOf, tableOf } from '../kit/properties.js';

export { readCompare };

/**
 * @typedef {object} Presentation
 * @property {string} view 'auto', 'curve', 'map' or 'surface'
 * @property {number[] | null} camera of the 3-D view: yaw and pitch in degrees, zoom, and maybe x and y of what is looked at
 * @property {string[] | null} controls the settings to show; null for all
 * @property {number} speed a factor on 20 steps a second
 * @property {string} lang the language asked for; '' for the page's
 * @property {string} theme 'auto', 'light' or 'dark'
 * @property {boolean} autoplay
 * @property {number} steps where playing stops
 * @property {number} untilLoss the loss below which playing stops
 * @property {string[]} maps those below the figure that are open: 'basins', 'rates', 'cloud'
 * @property {string} compare the runs beside which the figure's own is shown; see `readCompare`
 * @property {boolean} led whether the first of them is the figure's own run
 * @property {string} fairness by which rule they are compared: 'same-rate', 'best-rate' or 'same-evaluations'
 * @property {number | null} height of the main picture, in CSS pixels; null for its natural height
 * @property {string} beside what the compact form has next to the main picture; '' for the full form
 */

/** The maps that a figure can have below it. */
const MAPS = ['basins', 'rates', 'cloud'];

const READERS = {
  maps: {
    expects: MAPS.join(', '),
    read: (/** @type {string} */ text) => {
      const names = namesIn(text);
      return names.every((name) => MAPS.includes(name)) ? names : undefined;
    },
  },
  view: oneOf('auto', 'curve', 'map', 'surface'),
  camera: {
    expects: 'yaw,pitch,zoom',
    read: (/** @type {string} */ text) => {
      const numbers = text.split(',').map(Number);
      return [3, 5].includes(numbers.length) && numbers.every(Number.isFinite) ? numbers : undefined;
    },
  },
  ...SHARED_READERS,
  steps: wholeFrom(1),
  'until-loss': between(-1e308, 1e308, '0.01, 0.1, …'),
  compare: anyText,
  fairness: oneOf('same-rate', 'best-rate', 'same-evaluations'),
  height: between(160, 2000),
  beside: oneOf('chart', 'data', 'moves', 'surface', 'cloud', 'basins', 'rates', 'none'),
};

/** Where they are not given: null for the others. @type {Record<string, unknown>} */
const INITIAL = {
  view: 'auto',
  speed: 1,
  lang: '',
  theme: 'auto',
  autoplay: false,
  steps: Infinity,
  'until-loss': -Infinity,
  maps: [],
  compare: '',
  fairness: 'same-rate',
  beside: '',
};

/** The attributes that concern showing, beside those of the catalog's settings. */
export const PRESENTATION_NAMES = Object.keys(READERS);

/** Every attribute that means something. */
export const TABLE = tableOf(SETTINGS, READERS);
export const NAMES = Object.keys(TABLE);

/**
 * @param {Record<string, string>} attributes
 * @returns {{ presentation: Presentation, rejected: import('../kit/attributes.js').Rejected[] }}
 */
export function readPresentation(attributes) {
  const { read, rejected } = readerOf(attributes);
  const presentation = Object.fromEntries(
    Object.entries(READERS).map(([name, reader]) => [propertyOf(name), read(name, reader, INITIAL[name] ?? null)]),
  );
  presentation.led = attributes.compare !== undefined && attributes.optimizer === undefined;
  return { presentation: /** @type {any} */ (presentation), rejected };
}

/** Those of the attributes that concern showing and mean something. @param {Record<string, string>} attributes */
export function presentationAttributes(attributes) {
  const refused = readPresentation(attributes).rejected.map(({ name }) => name);
  const said = PRESENTATION_NAMES.filter((name) => name in attributes && !refused.includes(name));
  return Object.fromEntries(said.map((name) => [name, attributes[name] ?? '']));
}

/**
 * What a figure's own run is asked to be: the first of a comparison, unless it says itself what it is.
 *
 * @param {Record<string, string>} attributes
 * @returns {Record<string, string>}
 */
export function withLead(attributes) {
  if (attributes.compare === undefined || attributes.optimizer !== undefined) return attributes;
  return { ...readCompare(attributes.compare)[0], ...attributes };
}

/**
 * The engine's config that the attributes ask for, not yet checked: the engine does that.
 *
 * @param {Record<string, string>} attributes
 * @param {Setting[]} settings
 * @returns {Config}
 */
export function readConfig(attributes, settings) {
  /** @type {Config} */
  const config = {};
  for (const { name, attribute } of settings) {
    const text = attributes[attribute];
    if (text !== undefined) config[name] = text;
  }
  return config;
}

/** @type {{ knobs: string[], differs: string[] }} */
const NOTHING = { knobs: [], differs: [] };

/**
 * The attributes that say `config` in full: whatever differs from `defaults`, and the seed where there is chance.
 *
 * @param {ResolvedConfig} config
 * @param {ResolvedConfig} defaults the same objective's, with nothing set
 * @param {unknown} data the reader's own samples, if there are any
 * @param {Catalog} catalog
 * @returns {Record<string, string>}
 */
export function configAttributes(config, defaults, data, { settings, optimizers }) {
  /** @type {Record<string, string>} */
  const attributes = {};
  const typed = config.objective === 'formula';
  const own = config.ownData;
  const { knobs, differs } = optimizers.find(({ name }) => name === config.optimizer) ?? NOTHING;
  const foreign = optimizers.flatMap((optimizer) => optimizer.knobs).filter((name) => !knobs.includes(name));
  for (const { name, attribute, kind, default: initial } of settings) {
    const text = settingText(name === 'data' ? data : config[name]);
    const usual = settingText(kind === 'choice' ? initial : defaults[name]);
    /** @type {Record<string, boolean>} */
    const special = {
      objective: !typed && text !== usual,
      formula: typed,
      data: own,
      samples: !own && text !== usual,
      seed: config.kind === 'model',
      convention: differs.includes(config.convention),
    };
    if (foreign.includes(name)) continue;
    if (special[name] ?? text !== usual) attributes[attribute] = text;
  }
  return attributes;
}
