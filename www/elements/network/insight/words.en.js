// What is said of a closer look at a training, in English.

import { counted } from '../../kit/counted.js';

/** @typedef {(...parts: string[]) => string} Sentence */

export const words = {
  cancel: 'Cancel',
  calledOff: 'Called off.',

  layers: {
    title: 'The layers, step by step',
    healthy:
      'A healthy layer moves its weights by about a thousandth of their length in each update (10⁻³, dotted; the rule of thumb of Stanford’s CS231n notes): far more, and the rate is too large; far less, and the layer hardly learns.',
    gradient: 'Length of the gradient',
    update: 'Update ÷ weights',
    dead: 'Dead ReLU units',
    output: 'out',
    steps: 'updates',
    comma: ', ',
    space: ' ',
    noneDead: (/** @type {string} */ layer, /** @type {string} */ all) => `Layer ${layer}: no unit of ${all} is dead.`,
    someDead: (
      /** @type {string} */ layer,
      /** @type {string} */ dead,
      /** @type {string} */ all,
      /** @type {string} */ part,
      /** @type {string} */ which,
    ) =>
      `Layer ${layer}: ${dead} of ${counted(all, 'unit')} ${Number(dead) === 1 ? 'is' : 'are'} dead (${part}): ${which}.`,
    noRelu: 'There are no ReLU units here: only they can be dead.',
    cadence:
      'Numbered from the first hidden layer. Lengths are Euclidean; the gradient is that of the last batch. A unit is dead if it is 0 for each of the first training samples, up to 2,000: none of them can wake it. Measured when the losses are, at 512 steps at most.',
  },

  range: {
    title: 'Which learning rate?',
    intro:
      'A range test (Smith 2017): a copy of this run takes a few steps while its learning rate grows from each to the next. The run itself stays as it is.',
    weights: 'Weights',
    now: 'of now',
    fromStart: 'of the start',
    draw: 'Test the rates',
    again: 'Test again',
    computing: (/** @type {string} */ part) => `Trying rates: ${part}`,
    chart: 'Loss of the next batch',
    axis: 'learning rate',
    smoothed: 'mean',
    raw: 'batch',
    steepestMark: 'steepest',
    facts: (/** @type {string} */ steepest, /** @type {string} */ lowest) =>
      `The smoothed loss falls most steeply at ${steepest}, and is lowest at ${lowest}.`,
    noFall:
      'The loss falls nowhere, so there is nothing to suggest. Perhaps the network has learnt all it can, or all these rates are too large.',
    ended: {
      steps: (/** @type {string} */ _rate) => 'All steps were taken.',
      rise: (/** @type {string} */ rate) => `It ended at ${rate}, where the smoothed loss was 4 times its lowest.`,
      overflow: (/** @type {string} */ rate) => `It ended after ${rate}: the loss was no finite number any more.`,
    },
    nothing: 'The first step already leaves the finite numbers; try a smaller “From”.',
    note: (/** @type {string} */ step, /** @type {string} */ beta) =>
      `From the weights of step ${step}. Smoothed: a running mean that keeps ${beta} of itself in each step, corrected for its start. Both suggestions are rules of thumb: another order of batches, or a longer run, may want another rate. A click on the chart takes the rate there.`,
    useSteepest: (/** @type {string} */ rate) => `Use the steepest, ${rate}`,
    useTenth: (/** @type {string} */ rate) => `Use a tenth of the lowest, ${rate}`,
    taken: (/** @type {string} */ rate) => `The learning rate is ${rate} from here on.`,
  },

  graph: {
    title: 'Its computation graph',
    intro:
      'Every node of the loss on one sample of the training data, with the weights of now: values forward, gradients backward. Of arrays of more than ten rows or columns the length is shown.',
    by: { title: 'A node for each', numbers: 'number', arrays: 'array' },
    sample: 'Sample, from 0',
    walk: 'Walk this network’s graph for one sample',
  },
  singular: {
    title: 'How evenly does a step use its directions?',
    intro:
      'The singular values of the coming step of a layer’s weights tell how far it goes in each direction. Muon makes them nearly equal; other optimizers leave them spread.',
    layer: 'Layer',
    draw: 'Show the singular values',
    again: 'Show them again',
    computing: (/** @type {string} */ part) => `Computing singular values: ${part}`,
    chart: 'Singular values ÷ the largest',
    number: 'number',
    before: 'before',
    after: 'after',
    table: 'All values',
    output: 'output layer',
    of: (/** @type {string} */ layer) => `layer ${layer}`,
    where: (
      /** @type {string} */ optimizer,
      /** @type {string} */ step,
      /** @type {string} */ layer,
      /** @type {string} */ size,
    ) => `${optimizer} after ${counted(step, 'update')}, ${layer}: ${size}.`,
    facts: (/** @type {string} */ before, /** @type {string} */ after) =>
      `The median is ${before} of the largest before, and ${after} after.`,
    one: 'A matrix with one row or one column has one singular value, its length.',
    made: {
      gradient: '“Before” is the gradient of the coming batch, “after” the step that the optimizer makes of it.',
      momentum:
        '“Before” is the momentum, “after” what Muon makes of it: the step but for learning rate, scale and decay.',
    },
  },

  calibration: {
    title: 'Is it as sure as it is right?',
    intro: (/** @type {string} */ bins) =>
      `Test samples in ${bins} groups by how sure the network is of its answer; each bar is the part of the group that is right. On the dashed line, 80% sure would be right in 80% of cases. The pale part is what is missing (Guo et al. 2017).`,
    confidence: 'how sure',
    accuracy: 'right',
    bin: (
      /** @type {string} */ low,
      /** @type {string} */ high,
      /** @type {string} */ n,
      /** @type {string} */ sure,
      /** @type {string} */ right,
    ) => `${low} to ${high}: ${counted(n, 'sample')}, ${sure} sure, ${right} right`,
    error: (/** @type {string} */ error, /** @type {string} */ n) =>
      `Expected calibration error: ${error}, over ${counted(n, 'test sample')}.`,
    over: (/** @type {string} */ sure, /** @type {string} */ right) =>
      `It is too sure: ${sure} on average, and ${right} right.`,
    under: (/** @type {string} */ sure, /** @type {string} */ right) =>
      `It is less sure than it could be: ${sure} on average, and ${right} right.`,
    even: (/** @type {string} */ sure, /** @type {string} */ right) =>
      `On average it is as sure as it is right: ${sure} and ${right}.`,
    largest: (/** @type {string} */ largest) => `The largest gap of a group is ${largest}.`,
  },

  matrix: {
    title: 'The weights of a layer',
    intro: 'Each row is an input of the layer, each column one of its units.',
    layer: 'Layer',
    shown: 'Shown',
    weights: 'weights',
    gradient: 'gradient of the last batch',
    output: 'output',
    of: (/** @type {string} */ layer) => layer,
    size: (/** @type {string} */ from, /** @type {string} */ to) =>
      `${counted(from, 'input')} × ${counted(to, 'unit')}`,
    describe: (
      /** @type {string} */ layer,
      /** @type {string} */ size,
      /** @type {string} */ low,
      /** @type {string} */ high,
    ) => `Weights into layer ${layer}: ${size}, from ${low} to ${high}. The arrow keys read them one by one.`,
    hint: 'Point at a cell, or use the arrow keys, to read a weight and its gradient.',
    cell: (
      /** @type {string} */ from,
      /** @type {string} */ to,
      /** @type {string} */ weight,
      /** @type {string} */ slope,
    ) => `From ${from} to ${to}: weight ${weight}, gradient ${slope}`,
  },
};

/** @typedef {typeof words} InsightWords */
