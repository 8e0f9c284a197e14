// Points of one's own as a link holds them. Those that were drawn stand on a grid of hundredths: of more than a few, each takes five
// signs, which lose nothing. A link longer than LONGEST is cut off by some programs: it has no points then.

import { pointsIn, pointsText } from './csv.js';

/** @typedef {import('./csv.js').Point} Point */

const BEGIN = 'points:';
/** Up to so many points a link is to be read by people. */
const FEW = 24;
/** Signs that a link may have for its points. */
export const LONGEST = 5000;
/** So many drawn points fit into that. */
export const MOST_LINKED = 990;
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Hundredths from −4096 to 4095, for x₁ and x₂, and 16 classes: 30 bits. */
const HALF = 4096;

/** @param {number} value @returns {number} the hundredths from −HALF on, or −1 */
function hundredths(value) {
  const n = Math.round(value * 100);
  return n / 100 === value && Math.abs(n) < HALF ? n + HALF : -1;
}

/** @param {Point} point @returns {string} '' where it does not stand on the grid */
function packed({ x1, x2, class: label }) {
  const [x, y] = [hundredths(x1), hundredths(x2)];
  if (x < 0 || y < 0 || !(label >= 0 && label < 16)) return '';
  const bits = (x * 2 * HALF + y) * 16 + label;
  return Array.from({ length: 5 }, (_, k) => SIGNS[Math.floor(bits / 64 ** (4 - k)) % 64]).join('');
}

/** What stands in a link for points, as an attribute has them; null where there are too many. @param {string} text */
export function linkOf(text) {
  const points = pointsIn(text);
  if (points.length <= FEW) return text;
  const parts = points.map(packed);
  const link = parts.includes('') ? text : BEGIN + parts.join('');
  return link.length > LONGEST ? null : link;
}

/** The other way round. @param {string} link */
export function fromLink(link) {
  if (!link.startsWith(BEGIN)) return link;
  const fives = link.slice(BEGIN.length).match(/[\w-]{5}/g) ?? [];
  const points = fives.map((five) => {
    const bits = Array.from(five).reduce((sum, sign) => sum * 64 + SIGNS.indexOf(sign), 0);
    const y = Math.floor(bits / 16) % (2 * HALF);
    const x = Math.floor(bits / 16 / (2 * HALF));
    return { x1: (x - HALF) / 100, x2: (y - HALF) / 100, class: bits % 16 };
  });
  return pointsText(points);
}
