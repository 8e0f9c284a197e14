// The colour and dash by which a run that is compared is known.

import { optimizerStyle } from '../../views/palette.js';

/** @typedef {{ colour: string, dash: number[] }} Style */

/** A darker and a brighter shade of each colour, for more runs of one optimizer, as far as both papers allow; first the plainer one. @type {Record<string, string[]>} */
const SHADES = {
  '#D55E00': ['#A94900', '#D97A56'],
  '#0072B2': ['#7296C2', '#006BA7'],
  '#009E73': ['#007454', '#3FA57F'],
  '#80868C': ['#62666B', '#8F9499'],
  '#3D97CC': ['#296C93', '#4C9BCE'],
  '#C77F00': ['#8F5A00', '#C9852F'],
  '#C4689B': ['#964E76', '#C97BA5'],
};
/** Each of those runs has a dash of its own. */
const DASHES = [
  [14, 4],
  [4, 4],
  [1, 4],
  [14, 4, 4, 4],
  [14, 3, 1, 3],
  [4, 3, 1, 3],
  [24, 4],
  [24, 4, 1, 4],
];

/** A look of the optimizer's that no other run has. @param {number} index @param {Style[]} taken */
export function styleFor(index, taken) {
  const looks = taken.map((style) => JSON.stringify(style));
  const own = optimizerStyle(index);
  const shades = SHADES[own.colour] ?? [];
  const others = DASHES.map((dash, k) => ({ colour: shades[k % shades.length] ?? own.colour, dash }));
  return [own, ...others].find((style) => !looks.includes(JSON.stringify(style))) ?? own;
}
