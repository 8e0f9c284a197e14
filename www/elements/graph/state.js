// The state of a graph as attributes, and what of it the engine is asked for.

import { oneOf, SHARED_READERS, wholeFrom } from '../kit/attributes.js';
import { tableOf } from '../kit/properties.js';

/** Attributes that choose what is walked, by what they are called in the engine's config. */
const CONFIG = ['formula', 'objective', 'start', 'layers', 'activation', 'seed', 'samples', 'data'];

/** What stands beside the picture in the compact form. */
export const BESIDE = 'explain';

const { lang, theme, controls } = SHARED_READERS;

/** Every attribute that means something. */
export const TABLE = tableOf(
  { text: 'formula objective activation data', numbers: 'start layers', number: 'seed samples' },
  { beside: oneOf(BESIDE), lang, theme, controls, 'at-step': wholeFrom(0) },
);
export const NAMES = Object.keys(TABLE);

/**
 * How far the walk is stood in `step`, until it turned out that what sets properties takes the method of that name away.
 *
 * @template T
 * @param {Record<string, T>} attributes
 * @returns {Record<string, T>}
 */
export const withStep = ({ step, ...attributes }) =>
  step === undefined ? attributes : { 'at-step': step, ...attributes };

/** What may stand in `controls`. */
export const CONTROLS = ['example', 'formula', 'start', 'layers', 'activation', 'seed'];

/** A line through one point, w·2 + b, should have met 1: as small as a neuron can be. */
const FIRST = { formula: '(2w + b - 1)^2', start: '1,0.5' };

/** What a reader can choose to look at; the rest are attributes. @type {{ name: string, attributes: Record<string, string> }[]} */
export const EXAMPLES = [
  { name: 'neuron', attributes: { ...FIRST } },
  { name: 'chain', attributes: { formula: 'sin(exp(x/2))', start: '1' } },
  { name: 'twice', attributes: { formula: 'x*sin(x) + x^2', start: '2' } },
  { name: 'gate', attributes: { formula: '(relu(3w + b) - 2)^2', start: '1,-0.5' } },
  { name: 'sigmoid', attributes: { formula: '-ln(sigmoid(2w + b))', start: '-0.5,0.25' } },
  { name: 'valley', attributes: { objective: 'rosenbrock', start: '-1,0.5' } },
  { name: 'network', attributes: { objective: 'network' } },
];

/** Which example this is; none where it is the reader's own. @param {Record<string, string>} attributes */
export function exampleOf(attributes) {
  const { formula, objective } = subjectOf(attributes);
  const plain = (/** @type {string | undefined} */ text) => text?.replace(/\s/g, '');
  return EXAMPLES.find(
    ({ attributes: known }) => plain(known.formula) === plain(formula) && known.objective === objective,
  )?.name;
}

/** The attributes of an example, with null for those that it takes away. @param {string} name @returns {Record<string, string | null>} */
export function exampleAttributes(name) {
  const known = EXAMPLES.find((example) => example.name === name)?.attributes ?? {};
  return { ...Object.fromEntries([...CONFIG, 'at-step', 'step'].map((key) => [key, null])), ...known };
}

/** What is asked for, with the first example where nothing is. @param {Record<string, string>} attributes */
export function subjectOf(attributes) {
  const { formula, objective, start } = attributes;
  if (formula === undefined && objective === undefined) return { ...FIRST, start: start ?? FIRST.start };
  return { formula, objective: formula === undefined ? objective : undefined, start };
}

/** The first example, for what cannot be shown. */
export const fallback = () => ({ ...FIRST });

/**
 * The engine's config that the attributes ask for, not yet checked: the engine does that.
 *
 * @param {Record<string, string>} attributes
 * @returns {Config}
 */
export function readConfig(attributes) {
  const network = attributes.formula === undefined && attributes.objective === 'network';
  const { layers, activation, seed, samples, data } = attributes;
  const own = network ? { layers, activation } : { samples, data };
  const all = { ...subjectOf(attributes), ...own, seed: seed ?? '1' };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/**
 * How far the walk is, which controls are shown (null for all), and whether in the compact form; with what means nothing of it.
 *
 * @param {Record<string, string>} attributes
 * @param {number} length of the walk
 */
export function readShowing(attributes, length) {
  const { 'at-step': text = '', controls, beside } = attributes;
  const asked = Number(text);
  const step = Number.isInteger(asked) ? Math.min(Math.max(asked, 0), length) : 0;
  return {
    step,
    compact: beside === BESIDE,
    strange: beside === undefined || beside === BESIDE ? null : beside,
    refused: step === asked ? null : text,
    controls: controls === undefined ? null : SHARED_READERS.controls.read(controls),
  };
}
