// What a playground says besides what all figures say, in English.

import { words as common } from '../../kit/words/en.js';

export const words = {
  ...common,

  nextMove: 'Next move',
  nextMoveHint: (/** @type {string} */ move) => `Next move: ${move}`,
  moves: { draw: 'Draw a batch', forward: 'Forward pass', loss: 'Loss', backward: 'Backward pass', update: 'Update' },
  movesLabel: 'The five moves of this step',
  noBatch: 'no data: the loss is the function itself',
  wholeBatch: (/** @type {string} */ n) => `all ${n} samples`,
  someSamples: (/** @type {string} */ list, /** @type {string} */ n, /** @type {string} */ of) =>
    `${list} — ${n} of ${of} samples`,
  oneSample: (/** @type {string} */ index, /** @type {string} */ of) => `sample ${index} of ${of}`,
  epoch: 'Epoch',
  samplesSeen: 'Samples seen',
  gradientNorm: 'Slope',
  meanings: {
    step: 'updates so far',
    epoch: 'passes over the data',
    samplesSeen: 'gradients computed',
    loss: 'at the ball',
    lossOverSamples: 'at the ball, all samples',
    gradientNorm: 'norm of the gradient',
    slope: 'slope at the ball',
    params: 'where the ball is',
  },
  groups: { curves: 'Curves', surfaces: 'Surfaces', models: 'Models with data' },
  ownFormula: 'Your formula',
  mapTitle: 'Map of the loss',
  curveTitle: 'Curve of the loss',
  plotKeys: 'Arrow keys move the start, with Shift in larger steps; the space bar plays and pauses.',
  left: (/** @type {string} */ step, /** @type {boolean} */ goesOn) =>
    `The ball left the picture at step ${step}.${goesOn ? ' You can play on.' : ''}`,
  dataTitle: 'The data and the model',
  viewMisfit: (/** @type {string} */ asked, /** @type {string} */ used) =>
    `The view “${asked}” does not fit this loss; “${used}” is shown instead.`,
};

/** @typedef {typeof words} Strings */
