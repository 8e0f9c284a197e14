// Two curves that lie close to each other: told apart by dash and brightness, as train and test are.

import { css, rgbOf } from '../colours.js';

/** Losses whose highest is more than so many times the lowest have a logarithmic scale. */
export const SPREAD = 20;

/**
 * @param {import('../../views/palette.js').Palette} palette
 * @param {[string, ArrayLike<number>]} first its name and its values: dashed, and above
 * @param {[string, ArrayLike<number>]} second
 * @returns {import('../chart.js').Curve[]}
 */
export const twoCurves = ({ ink, muted }, [first, above], [second, below]) => [
  { label: first, colour: ink, text: ink, width: 2, dash: [5, 4], values: Array.from(above) },
  { label: second, colour: css(rgbOf(muted), 0.7), text: muted, width: 3, dash: [], values: Array.from(below) },
];
