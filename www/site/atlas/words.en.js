// What the tables of the atlas say in English.

import { counted } from '../../elements/kit/counted.js';

/** @typedef {typeof words} AtlasWords */

export const words = {
  contents: 'Rules',
  library: 'Library',
  name: 'Its name there',
  first: 'First step',
  firstNote: 'times the rate',
  defaults: 'Defaults',
  differs: 'differs from the first form',
  equation: 'Equation',
  /** @param {string} name @param {string} argument */
  when: (name, argument) => `${name} with ${argument}`,
  /** @param {string} argument */
  required: (argument) => `${argument} must be given`,
  /** @param {string} value */
  fixed: (value) => `${value}, fixed`,
  /** @param {string} rule @param {number} forms @param {number} libraries */
  caption: (rule, forms, libraries) =>
    `${rule}: ${counted(forms, 'arithmetic')} in ${counted(libraries, 'library', 'libraries')}`,
  comma: ', ',
};
