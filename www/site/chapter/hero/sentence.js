// What was just seen, as one line.

import { formatNumber } from '../../../elements/kit/format.js';
import { MOST_STEPS } from './scene.js';

/** @typedef {import('./runs.js').Rolled} Rolled */
/** @typedef {import('./scene.js').Name} Name */

/** Those that ended in one way, by where. @param {Rolled[]} rolled @param {Rolled['end']} end */
function grouped(rolled, end) {
  /** @type {Map<string, Name[]>} */
  const places = new Map();
  for (const { name, at } of rolled.filter((run) => run.end === end)) {
    const place = `(${at.map((value) => formatNumber(Math.round(10 * value) / 10)).join(',\u00a0')})`;
    places.set(place, [...(places.get(place) ?? []), name]);
  }
  return Array.from(places, ([place, which]) => ({ which, place }));
}

/** @param {Rolled[]} rolled @param {import('../hero-words.en.js').HeroWords} words */
export function sentence(rolled, words) {
  const those = (/** @type {Rolled['end']} */ end) => rolled.filter((run) => run.end === end).map(({ name }) => name);
  const [valleys, left, moving] = [grouped(rolled, 'valley'), those('left'), those('moving')];
  const sentences = grouped(rolled, 'level').map(({ which, place }) => words.level(which, place));
  if (valleys.length > 0) sentences.unshift(words.valleys(valleys));
  if (left.length > 0) sentences.push(words.left(left));
  if (moving.length > 0) sentences.push(words.moving(moving, MOST_STEPS));
  return sentences.join(words.gap);
}
