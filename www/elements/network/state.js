// The state of a network in its forms: attributes (kebab-case, text) and the engine's config (camelCase). What concerns
// showing is known here; which settings there are, the engine says, and a name that it doesn't know it refuses.

import { namesIn, oneOf, readerOf, SHARED_READERS, settingText } from '../kit/attributes.js';
import { AXES } from './rows.js';

/** @typedef {'sample' | 'batch' | 'epoch'} Unit what one step is */
/** @typedef {import('./landscape/landscape.js').MapName} MapName */

/**
 * @typedef {object} Look
 * @property {number} speed
 * @property {Unit | null} unit null: what suits the data
 * @property {import('./rows.js').Axis} axis
 * @property {string[] | null} controls the settings to show; null for all
 * @property {MapName[] | null} maps what is open from the start of the loss around the network; null where nothing is named
 * @property {string} lang
 * @property {string} theme
 * @property {boolean} autoplay
 */

/** @type {readonly Unit[]} */
export const UNITS = ['sample', 'batch', 'epoch'];

/** What there is of the loss around a network. @type {readonly MapName[]} */
export const MAPS = ['slice', 'interpolation', 'sharpness'];

/** The attributes that concern showing. */
export const LOOK_NAMES = ['speed', 'step-unit', 'axis', 'maps', 'controls', 'lang', 'theme', 'autoplay'];

/** The smallest set of points of one's own: each class in two opposite corners. */
export const CORNERS = '-3,-3,0;3,3,0;-3,3,1;3,-3,1;-2,-2,0;2,2,0;-2,2,1;2,-2,1';

/** Attributes that mean something to every element. */
const EVERYWHERE = /^(id|class|style|hidden|title|dir|tabindex|role|slot|part|is|inert|data-.*|aria-.*|on.*)$/;

/**
 * @param {Record<string, string>} attributes
 * @returns {{ look: Look, rejected: import('../kit/attributes.js').Rejected[] }}
 */
export function readLook(attributes) {
  const { read, rejected } = readerOf(attributes);
  const unit = read('step-unit', oneOf(...UNITS), /** @type {Unit | null} */ (null));
  const axis = read('axis', oneOf(...AXES), 'updates');
  const named = namesIn(attributes.maps ?? '');
  const known = MAPS.filter((name) => named.includes(name));
  if (named.some((name) => !(/** @type {readonly string[]} */ (MAPS).includes(name)))) {
    rejected.push({ name: 'maps', value: attributes.maps ?? '', expects: MAPS.join(', ') });
  }
  const maps = known.length > 0 ? known : null;
  const look = {
    speed: read('speed', SHARED_READERS.speed, 1),
    unit,
    axis,
    controls: read('controls', SHARED_READERS.controls, /** @type {string[] | null} */ (null)),
    maps,
    lang: read('lang', SHARED_READERS.lang, ''),
    theme: read('theme', SHARED_READERS.theme, 'auto'),
    autoplay: read('autoplay', SHARED_READERS.autoplay, false),
  };
  return { look, rejected };
}

/** The same name in JavaScript. @param {string} attribute */
export const settingName = (attribute) =>
  attribute.replace(/-([a-z0-9])/g, (_, letter) => /** @type {string} */ (letter).toUpperCase());

/**
 * What the attributes ask the engine for, not yet checked.
 *
 * @param {Record<string, string>} attributes
 * @returns {Record<string, string>}
 */
export function readWishes(attributes) {
  const asked = Object.entries(attributes).filter(([name]) => !LOOK_NAMES.includes(name) && !EVERYWHERE.test(name));
  return Object.fromEntries(asked.map(([name, text]) => [settingName(name), text]));
}

/** Those of the attributes that are this element's own. @param {Record<string, string>} attributes */
export function ownAttributes(attributes) {
  const own = Object.entries(attributes).filter(([name]) => LOOK_NAMES.includes(name) || !EVERYWHERE.test(name));
  return Object.fromEntries(own);
}

/**
 * What becomes of the attributes when they are all given at once: what is not named goes back to its default.
 *
 * @param {Record<string, string>} present
 * @param {Record<string, string>} given
 * @param {Setting[] | undefined} settings where they are known already
 * @returns {{ edits: Record<string, string | null>, unknown: string[] }}
 */
export function replaceState(present, given, settings) {
  const names = settings?.map(({ attribute }) => attribute);
  const wanted = Object.keys(ownAttributes(given));
  const unknown = names ? wanted.filter((name) => !names.includes(name) && !LOOK_NAMES.includes(name)) : [];
  /** @type {Record<string, string | null>} */
  const edits = Object.fromEntries(Object.keys(ownAttributes(present)).map((name) => [name, null]));
  for (const name of wanted) if (!unknown.includes(name)) edits[name] = given[name] ?? '';
  return { edits, unknown };
}

/**
 * What a link has to carry: what was asked for and taken, where it differs from the default, and the seed.
 *
 * @param {Record<string, string>} attributes
 * @param {Setting[]} settings
 * @param {{ config: Record<string, unknown>, taken: Config, problems: { key: string }[], draft?: string | null }} session
 * @returns {Record<string, string>}
 */
export function stateAttributes(attributes, settings, { config, taken, problems, draft = null }) {
  const { rejected } = readLook(attributes);
  /** @type {Record<string, string>} */
  const state = {};
  for (const { name, attribute, default: initial } of settings) {
    // In place of what was refused, what is there instead.
    const refused = problems.some(({ key }) => key === name);
    const unfinished = name === 'data' ? draft : null;
    const known = unfinished ?? (refused ? taken[name] : attributes[attribute]);
    const text = known === undefined ? undefined : settingText(known);
    if (name === 'data' && config.dataset !== 'own') continue;
    if (text !== undefined && text !== settingText(initial ?? '')) state[attribute] = text;
    if (name === 'seed') state[attribute] = settingText(config.seed);
  }
  for (const name of LOOK_NAMES) {
    const text = attributes[name];
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
  const edits = { dataset, data: dataset === 'own' ? CORNERS : null, samples: null };
  if (sameKind) return edits;
  const dependent = ['layers', 'activation', 'features', 'noise', 'learning-rate', 'batch-size', 'train-ratio', 'all'];
  return { ...edits, 'step-unit': null, ...Object.fromEntries(dependent.map((name) => [name, null])) };
}
