// What documents, manifests and types say of attributes that no catalog has.
import { CONTROLS } from '../www/elements/graph/state.js';

/** A meaning; after it the values, and the default, where the element's own reader does not say them. @typedef {string[]} Said */

/** @type {Record<string, Said>} */
const SHARED = {
  controls: [
    'The controls to show, by the names of their attributes. `none` hides all of them. Without this attribute, or without names, the element shows everything.',
    'names, separated by commas',
    'all',
  ],
  speed: ['A factor on the pace of playing: 20 steps a second at 1.'],
  lang: [
    'The language of the element. Any tag that begins with `zh` means Chinese, any other English.',
    'a language tag',
    'the language of the page',
  ],
  theme: ['Light or dark. `auto` follows the page’s color scheme, or else the reader’s system.'],
  autoplay: [
    'Starts playing at once. Readers who prefer reduced motion press Play themselves.',
    'present, or `false`',
    'off',
  ],
};

/** @type {Record<string, Said>} */
export const PLAYGROUND = {
  ...SHARED,
  controls: [
    `${SHARED.controls?.[0]} \`moves\` shows the button for the five moves of a step, and their numbers. With this attribute the figure has no timeline, no numbers of the step and no export, and the comparison and the maps appear only if \`compare\` and \`maps\` ask for them.`,
    ...(SHARED.controls?.slice(1) ?? []),
  ],
  maps: [
    'The maps below the figure that are open: where each start leads, what each pair of learning rate and momentum does, and the gradients of mini-batches around the full gradient.',
    '',
    'none',
  ],
  view: [
    'The main picture. `auto` draws a curve for one parameter and a map for two. `surface` is the 3-D view of two.',
  ],
  camera: [
    'Where the 3-D view is seen from: yaw and pitch in degrees, and zoom. Two more numbers, from −1 to 1, move the middle of the picture.',
    '`yaw,pitch,zoom` or `yaw,pitch,zoom,x,y`',
    'from the front',
  ],
  steps: ['Playing stops after this step.', 'a whole number from 1', 'no limit'],
  'until-loss': ['Playing stops when the loss is below this.', 'a number', 'no limit'],
  compare: [
    'Other runs from the same start, in the same picture: at most 8 runs in all. See [Comparing runs](embedding.md#comparing-runs).',
    'for example `sgd@0.1,adam`',
    'none',
  ],
  fairness: [
    'What the compared runs have in common: one learning rate, the best rate of each, or the number of gradients of single samples.',
  ],
  height: ['The height of the main picture in CSS pixels.', '', 'from the width'],
  beside: [
    'The compact form, made to fit a window, with this beside the main picture: the losses, the samples and the model, the five moves of a step, the 3-D view, one of the maps, or nothing. One row has the buttons and at most two of `controls`; all else is behind “More”. Its height depends on its width alone. Where the loss has nothing of that kind, the losses are shown.',
    '',
    'the full form',
  ],
};

/** @type {Record<string, Said>} */
export const NETWORK = {
  ...SHARED,
  beside: [
    'The compact form: two pictures that fit a window, the settings that `controls` names above them, and everything else behind “More”. Its height depends on its width alone. `draw`: a pad to draw a digit on, or the plane, and a curve of the accuracy. `diagram`: the network, and the pad or the plane. `slice`: a slice of the loss, drawn anew as the network learns, and how far to trust it. `curve`: loss and accuracy.',
    '',
    'none',
  ],
  'at-step': [
    'The step that the run comes to first, by its own updates. One that would take too long to come to is left out, and the figure says so. A link to a network that rests at a step has it.',
    'a whole number from 0',
    'the start',
  ],
  'step-unit': [
    'What the Step button, and one step of playing, takes: one sample, one batch or one epoch.',
    '',
    'depends on the data set',
  ],
  axis: ['What the charts of loss and accuracy count.'],
  compare: [
    'Other runs that go along with the figure’s own, each in a Worker of its own: at most 6 runs in all. See [Comparing networks](embedding.md#comparing-networks).',
    'for example `sgd@0.1,adam/layers=16-8`',
    'none',
  ],
  'loss-scale': ['The scale of the chart of losses. A logarithmic one is linear where a loss is not positive.'],
  maps: ['The pictures of the loss around the network that are open.', '', 'none'],
  plane: [
    'The plane through the inputs of a table that the picture shows: two inputs by their numbers, with the others at their means, or the first two principal components.',
    '',
    '`pca` for more than two inputs',
  ],
  directions: ['What the slice of the loss is laid through.', '', '`random`; `pca` with `beside="slice"`'],
};

/** @type {Record<string, Said>} */
export const GRAPH = {
  formula: [
    'The loss, in one variable or in a pair: `x`, `w`, `x` and `y`, `w` and `b`, `w1` and `w2`.',
    'a formula',
    '`(2w + b - 1)^2`',
  ],
  objective: [
    'A surface or a model of the catalog, or `network` for a tiny network. `formula` takes precedence.',
    'a name',
    'none',
  ],
  start: [
    'The point at which the walk computes: a number for each parameter. For a network: two inputs and the class, 0 or 1.',
    'numbers, separated by commas',
    'that of the objective; `1,0.5` for the formula above',
  ],
  layers: [
    'Of a network: how many units each hidden layer has. At most two layers of 1 to 4 units; `none` for no hidden layer.',
    'whole numbers, separated by commas',
    '`3`',
  ],
  activation: ['Of a network: the activation of all hidden layers.', 'a name', '`relu`'],
  seed: ['The random numbers that weights and samples are made from.', 'a whole number from 0', '`1`'],
  samples: [
    'Of a model: how many data points the seed makes. The graph shows at most 6.',
    'a whole number from 1',
    'that of the model',
  ],
  data: [
    'Of a model: your own samples. Inputs, then the target; semicolons between samples.',
    'rows of numbers',
    'none',
  ],
  lang: SHARED.lang ?? [],
  theme: [SHARED.theme?.[0] ?? '', '`auto`, `light`, `dark`', '`auto`'],
  controls: [SHARED.controls?.[0] ?? '', `\`none\`, or some of ${names(CONTROLS)}`, 'all'],
  beside: [
    'With `explain` the compact form: the picture and what happens at the present node side by side, the start above them, and everything else behind “More”. Its height depends on its width alone.',
    '`explain`',
    'none',
  ],
  'at-step': ['How far the walk has come when the element appears.', 'a whole number from 0', '`0`'],
};

/** @param {string[]} list */
export function names(list) {
  return list.map((name) => `\`${name}\``).join(', ');
}

/** @param {Record<string, unknown>} values */
export const byAttribute = (values) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      value,
    ]),
  );
