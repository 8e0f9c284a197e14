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
  /** @param {string} name @param {string} argument */
  without: (name, argument) => `${name} without ${argument}`,
  /** @param {string} argument @param {string} value which is taken here, if any */
  required: (argument, value) => (value ? `${argument} must be given, here ${value}` : `${argument} must be given`),
  /** @param {string} value */
  fixed: (value) => `${value}, fixed`,
  /** @param {string} letter @param {string} value */
  begins: (letter, value) => `${letter} begins at ${value}`,
  /** @param {string} rule @param {number} forms @param {number} libraries */
  caption: (rule, forms, libraries) =>
    `${rule}: ${counted(forms, 'arithmetic')} in ${counted(libraries, 'library', 'libraries')}`,
  comma: ', ',
};
