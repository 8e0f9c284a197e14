// The state of a network in its forms: attributes (kebab-case, text) and the engine's config (camelCase). What concerns
// showing is known here; which settings there are, the engine says, and a name that it doesn't know it refuses.

import { SETTINGS } from '#settings/network';
import { anyText, namesIn, oneOf, readerOf, SHARED_READERS, settingText, wholeFrom } from '../kit/attributes.js';
import { tableOf } from '../kit/properties.js';
import { withLead } from './compared.js';
import { fromLink, linkOf } from './link.js';
import { AXES, LOSS_SCALES } from './rows.js';

/** @typedef {'sample' | 'batch' | 'epoch'} Unit what one step is */
/** @typedef {import('./landscape/landscape.js').MapName} MapName */
/** @typedef {'draw' | 'diagram' | 'slice' | 'curve'} Beside the pictures of the compact form */
/** @typedef {import('./landscape/landscape.js').Directions} Directions */

/**
 * @typedef {object} Look
 * @property {number} speed
 * @property {Unit | null} unit null: what suits the data
 * @property {import('./rows.js').Axis} axis
 * @property {import('./rows.js').LossScale} lossScale
 * @property {string} compare runs that go along with the figure's own: see `readRuns`
 * @property {string[] | null} controls the settings to show; null for all
 * @property {MapName[] | null} maps what is open from the start of the loss around the network; null where nothing is named
 * @property {Beside | null} beside null: not the compact form
 * @property {Directions | null} directions null: the usual ones
 * @property {string | null} plane of a table: `pca`, or two inputs by number; null for the usual one
 * @property {string} lang
 * @property {string} theme
 * @property {boolean} autoplay
 * @property {number} atStep the step that is shown first
 */

/** @type {readonly Unit[]} */
export const UNITS = ['sample', 'batch', 'epoch'];

/** What there is of the loss around a network. @type {readonly MapName[]} */
export const MAPS = ['slice', 'interpolation', 'sharpness'];

const READERS = {
  beside: /** @type {import('../kit/attributes.js').Reader<Beside>} */ (oneOf('draw', 'diagram', 'slice', 'curve')),
  speed: SHARED_READERS.speed,
  'step-unit': oneOf(...UNITS),
  axis: oneOf(...AXES),
  'loss-scale': oneOf(...LOSS_SCALES),
  compare: anyText,
  maps: { expects: MAPS.join(', '), read: namesIn },
  directions: /** @type {import('../kit/attributes.js').Reader<Directions>} */ (oneOf('random', 'pca', 'checkpoints')),
  plane: {
    expects: 'pca, or the numbers of two inputs, such as 1,2',
    read: (/** @type {string} */ text) => (/^(pca|\d+,\d+)$/.test(text.trim()) ? text.trim() : undefined),
  },
  controls: SHARED_READERS.controls,
  lang: SHARED_READERS.lang,
  theme: SHARED_READERS.theme,
  autoplay: SHARED_READERS.autoplay,
  'at-step': wholeFrom(0),
};

/** The attributes that concern showing. */
export const LOOK_NAMES = Object.keys(READERS);

/** Every attribute that means something. */
export const TABLE = tableOf(SETTINGS, READERS);
export const NAMES = Object.keys(TABLE);

/** The smallest set of points of one's own: each class in two opposite corners. */
export const CORNERS = '-3,-3,0;3,3,0;-3,3,1;3,-3,1;-2,-2,0;2,2,0;-2,2,1;2,-2,1';

/**
 * @param {Record<string, string>} attributes
 * @returns {{ look: Look, rejected: import('../kit/attributes.js').Rejected[] }}
 */
export function readLook(attributes) {
  const { read, rejected } = readerOf(attributes);
  const unit = read('step-unit', READERS['step-unit'], /** @type {Unit | null} */ (null));
  const axis = read('axis', READERS.axis, 'updates');
  const lossScale = read('loss-scale', READERS['loss-scale'], 'log');
  const named = namesIn(attributes.maps ?? '');
  const known = MAPS.filter((name) => named.includes(name));
  if (named.some((name) => !(/** @type {readonly string[]} */ (MAPS).includes(name)))) {
    rejected.push({ name: 'maps', value: attributes.maps ?? '', expects: READERS.maps.expects });
  }
  const maps = known.length > 0 ? known : null;
  const look = {
    beside: read('beside', READERS.beside, /** @type {Beside | null} */ (null)),
    directions: read('directions', READERS.directions, /** @type {Directions | null} */ (null)),
    speed: read('speed', READERS.speed, 1),
    unit,
    axis,
    lossScale,
    compare: read('compare', READERS.compare, ''),
    controls: read('controls', READERS.controls, /** @type {string[] | null} */ (null)),
    maps,
    plane: read('plane', READERS.plane, /** @type {string | null} */ (null)),
    lang: read('lang', READERS.lang, ''),
    theme: read('theme', READERS.theme, 'auto'),
    autoplay: read('autoplay', READERS.autoplay, false),
    atStep: read('at-step', READERS['at-step'], 0),
  };
  return { look, rejected };
}

/**
 * What the network learns from stands in `data`: a data set's name, or points. In `dataset` stood the name before, until it
 * turned out that HTML has its own `dataset`.
 *
 * @template T
 * @param {Record<string, T>} attributes
 * @returns {Record<string, T | string>}
 */
export function withData({ dataset, ...attributes }) {
  if (dataset === undefined || isName(attributes.data)) return attributes;
  return dataset === 'own' ? { data: '', ...attributes } : { ...attributes, data: dataset };
}

/** Whether this is a table, by the name of its file. @param {unknown} data @returns {data is string} */
export const isFile = (data) => typeof data === 'string' && data.startsWith('file:');

/** Whether this is a data set's name, and no points. @param {unknown} data @returns {data is string} */
const isName = (data) => typeof data === 'string' && /^\s*[a-z][\w-]*\s*$/i.test(data);

/**
 * What the attributes ask the engine for, not yet checked.
 *
 * @param {Record<string, string>} attributes
 * @param {Setting[]} settings
 * @returns {Record<string, string>}
 */
export function readWishes(attributes, settings) {
  const { data, ...rest } = withData(withLead(attributes));
  /** @type {Record<string, string>} */
  const wishes =
    data === undefined
      ? {}
      : isName(data)
        ? { dataset: data.trim() }
        : { dataset: isFile(data) ? 'table' : 'own', data: fromLink(data) };
  for (const { name, attribute } of settings) {
    const text = rest[attribute];
    if (text !== undefined) wishes[name] = text;
  }
  return wishes;
}

/**
 * What a link has to carry: what was asked for and taken, where it differs from the default, and the seed.
 *
 * @param {Record<string, string>} attributes
 * @param {Setting[]} settings
 * @param {{ config: Record<string, unknown>, taken: Config, problems: { key: string }[], draft?: string | null }} session
 * @param {number} [step] that the link leads to
 * @returns {Record<string, string>}
 */
export function stateAttributes(attributes, settings, { config, taken, problems, draft = null }, step = 0) {
  const { rejected } = readLook(attributes);
  const refuses = (/** @type {string} */ name) => problems.some(({ key }) => key === name);
  /** @type {Record<string, string>} */
  const state = {};
  for (const { name, attribute, default: initial } of settings) {
    if (name === 'data') continue;
    if (name === 'dataset') {
      const kept = ['own', 'table'].includes(String(taken.dataset)) ? taken.data : taken.dataset;
      // In place of what was refused, what is there instead.
      const data = draft ?? (refuses('dataset') || refuses('data') ? kept : withData(attributes).data);
      // Points that are too many for a link are not in it; a name has none.
      const linked = data === undefined ? initial : (linkOf(settingText(data)) ?? 'own');
      if (linked !== initial) state.data = settingText(linked);
      continue;
    }
    const known = refuses(name) ? taken[name] : attributes[attribute];
    const text = known === undefined ? undefined : settingText(known);
    if (text !== undefined && text !== settingText(initial ?? '')) state[attribute] = text;
    if (name === 'seed') state[attribute] = settingText(config.seed);
  }
  // Of other points it would be another step.
  if (step > 0 && draft === null && state.data !== 'own') state['at-step'] = String(step);
  for (const name of LOOK_NAMES) {
    const text = name === 'at-step' ? undefined : attributes[name];
    if (text !== undefined && !rejected.some((entry) => entry.name === name)) state[name] = text;
  }
  return state;
}

/**
 * Another data set: what suited the old one goes back to its default where the new one is of another kind.
 *
 * @param {string} dataset
 * @param {boolean} sameKind
 * @returns {Record<string, string | null>}
 */
export function chooseDataset(dataset, sameKind) {
  const edits = {
    data: dataset === 'own' ? CORNERS : dataset,
    dataset: null,
    samples: null,
  };
  if (sameKind) return edits;
  const dependent = [
    'layers',
    'activation',
    'features',
    'noise',
    'learning-rate',
    'batch-size',
    'train-ratio',
    'all',
    'standardise',
    'plane',
  ];
  return { ...edits, 'step-unit': null, ...Object.fromEntries(dependent.map((name) => [name, null])) };
}
