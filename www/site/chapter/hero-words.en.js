// What the first picture says, in English.

import { counted } from '../../elements/kit/counted.js';

/** @typedef {import('./hero/scene.js').Name} Name */

/** @type {Record<Name, string>} */
const names = { sgd: 'SGD', momentum: 'momentum', adam: 'Adam' };

/** @param {Name[]} which */
function list(which) {
  const [last = '', ...before] = which.map((name) => names[name]).reverse();
  return before.length > 0 ? `${before.reverse().join(', ')} and ${last}` : last;
}

/** @param {string} sentence */
const capital = (sentence) => sentence.charAt(0).toUpperCase() + sentence.slice(1);

export const words = {
  label: 'Three balls on a relief with four valleys',
  keys: 'The arrow keys move the start, with Shift by larger steps; the space bar lets the balls roll again.',
  again: 'Roll again',
  hint: 'Drag the ring: where do they part?',
  /** Between sentences. */
  gap: ' ',
  /** @param {{ which: Name[], place: string }[]} groups those in one valley, and where it is */
  valleys: (groups) => {
    const count = ['', '', 'One start, two valleys: ', 'One start, three valleys: '][groups.length] ?? '';
    const [first, ...others] = groups.map(({ which, place }, index) => {
      if (which.length === 3) return `all three find the valley at ${place}`;
      const finds = which.length > 1 ? 'find' : 'finds';
      return index > 0 ? `${list(which)} ${place}` : `${list(which)} ${finds} ${count ? '' : 'the valley at '}${place}`;
    });
    return capital(`${count}${[first, ...others].join(', ')}.`);
  },
  /** @param {Name[]} which @param {string} place */
  level: (which, place) =>
    capital(`${list(which)} ${which.length > 1 ? 'stay' : 'stays'} at ${place}, where the ground is level.`),
  /** @param {Name[]} which */
  left: (which) => capital(`${list(which)} ${which.length > 1 ? 'leave' : 'leaves'} the picture.`),
  /** @param {Name[]} which @param {number} steps */
  moving: (which, steps) =>
    capital(`${list(which)} ${which.length > 1 ? 'are' : 'is'} still moving after ${counted(steps, 'step')}.`),
};

/** @typedef {typeof words} HeroWords */
