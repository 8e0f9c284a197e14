// What `compare` says of a network's runs: which they are, by attribute.

import { readCompare } from '../kit/compare.js';
import { plainNumber } from '../kit/format.js';

/** @typedef {Record<string, string>} Asked what tells a run from the figure's own, by attribute */

/**
 * `@0.1` has the figure's optimizer, and `/layers=16-8` two layers: a comma begins another run.
 *
 * @param {string} text
 * @returns {Asked[]}
 */
export const readRuns = (text) =>
  readCompare(text).map(({ optimizer, ...more }) => ({
    ...(optimizer !== '' && { optimizer }),
    // A setting without a value is one for the engine to refuse.
    ...Object.fromEntries(
      Object.entries(more).map(([name, value = '']) => [name, name === 'layers' ? value.replaceAll('-', ',') : value]),
    ),
  }));

/** The same as text; null where nothing is compared. @param {Asked[]} runs */
export function runsText(runs) {
  const texts = runs.map(({ optimizer = '', convention, 'learning-rate': rate, ...more }) => {
    const head = [optimizer, convention && `:${convention}`, rate && `@${rate}`].filter(Boolean).join('');
    const rest = Object.entries(more).map(([name, value]) => `${name}=${value.replaceAll(',', '-')}`);
    return [head, ...rest].join('/');
  });
  return texts.length === 0 ? null : texts.join(',');
}

/** Whether the first of the runs is the figure's own. @param {Record<string, string>} attributes */
export const isLed = ({ compare = '', optimizer }) => compare.trim() !== '' && optimizer === undefined;

/**
 * What the figure's own run is asked to be: the first of a comparison, unless it says itself what it is.
 *
 * @param {Record<string, string>} attributes
 * @returns {Record<string, string>}
 */
export const withLead = (attributes) =>
  isLed(attributes) ? { ...readRuns(attributes.compare ?? '')[0], ...attributes } : attributes;

/** What an attribute says. @typedef {(name: string) => string | undefined} Says */

/** @param {Says} asked */
const isLedBy = (asked) =>
  isLed({ compare: asked('compare') ?? '', ...(asked('optimizer') !== undefined && { optimizer: '' }) });

/** The runs beside the figure's own. @param {Says} asked */
export const runsBeside = (asked) => readRuns(asked('compare') ?? '').slice(isLedBy(asked) ? 1 : 0);

/**
 * The attributes that make the runs beside it another list; the figure's own stays what it is.
 *
 * @param {Asked[]} list
 * @param {Says} asked
 * @param {number} rate of the figure's own
 * @returns {Record<string, string | null>}
 */
export function withRuns(list, asked, rate) {
  const led = isLedBy(asked);
  const [lead = {}] = led ? readRuns(asked('compare') ?? '') : [];
  if (list.length === 0) {
    const own = Object.entries(lead).filter(([name]) => asked(name) === undefined);
    return { ...Object.fromEntries(own), compare: null };
  }
  const first = led ? [lead] : asked('optimizer') === undefined ? [{ 'learning-rate': plainNumber(rate) }] : [];
  return { compare: runsText([...first, ...list]) };
}
