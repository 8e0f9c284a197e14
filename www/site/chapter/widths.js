// The widths of a network's layers, from the inputs to the outputs.

import { halfWidth } from '../../elements/kit/typed.js';

/** @param {string} text as a reader types them */
export function widthsOf(text) {
  const parts = halfWidth(text)
    .split(/[\s,、\-–×]+/)
    .filter(Boolean);
  return parts.map(Number);
}

/** How many parameters: for every unit of a layer, a weight for each of its inputs and one bias. @param {number[]} widths */
export function parameters(widths) {
  return widths.slice(1).reduce((sum, units, k) => sum + ((widths[k] ?? 0) + 1) * units, 0);
}
