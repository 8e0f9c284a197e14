// What a network in training says, in English. What the engine knows brings its own words and is not repeated here.

import { counted } from '../kit/counted.js';

/** @typedef {(...parts: string[]) => string} Sentence */

export const words = {
  loading: 'Starting the network…',
  fetching: (/** @type {string} */ part) => `Fetching the images: ${part}`,
  cancel: 'Cancel',
  restarted: (/** @type {string} */ why, /** @type {string} */ step) => `${why} The run goes on from step ${step}.`,

  stepOf: 'Each press',
  units: { sample: 'one sample', batch: 'one batch', epoch: 'one epoch' },
  axis: 'Axis',
  lossScale: 'Scale of the loss',
  lossScales: { log: 'logarithmic', linear: 'linear' },
  axes: { updates: 'updates', epochs: 'epochs', samples: 'samples seen' },

  timeline: {
    title: 'Timeline',
    note: 'Weights, answers and confusion matrix as they were at that step. Playing on from there takes the later steps anew, with the settings as they are now.',
    at: (/** @type {string} */ step, /** @type {string} */ last) => `step ${step} of ${last}`,
  },

  arrival: {
    tooFar: (/** @type {string} */ step) =>
      `Step ${step}, which the link names, would take too long to come to again, so this is the start.`,
    lacking: {
      changed:
        'A link to this network leads to its start: a setting or a weight was changed on the way, or weights were loaded.',
      far: 'A link to this network leads to its start: it would take too long to come to this step again.',
    },
  },
  fork: {
    with: 'Or with',
    setting: 'Setting to change',
    value: 'Its new value',
    goOn: (/** @type {string} */ step) => `Go on from step ${step}, and keep this run`,
    states: /** @type {Record<string, string>} */ ({ true: 'on', false: 'off' }),
    whole: (/** @type {string} */ name, /** @type {string} */ low, /** @type {string} */ high) =>
      `${name} is a whole number from ${low} to ${high}.`,
    range: (/** @type {string} */ name, /** @type {string} */ low, /** @type {string} */ high) =>
      `${name} is a number from ${low} to ${high}.`,
    same: 'That is its value now: give it another.',
    changed:
      'A setting or a weight of this run was changed on the way, or its weights were loaded: no second run can be the same. Reset it first.',
  },

  layers: 'Hidden layers',
  addLayer: 'Add a layer',
  removeLayer: 'Remove the last layer',
  layer: (/** @type {string} */ n) => `Layer ${n}`,
  neuronsIn: (/** @type {string} */ n) => `Neurons in layer ${n}`,
  neurons: 'neurons',
  activationOf: (/** @type {string} */ n) => `Activation of layer ${n}`,
  noLayers: 'none: the output reads the inputs directly',

  diagram: 'The network',
  inputs: 'Inputs',
  hidden: (/** @type {string} */ n) => `Hidden ${n}`,
  hiddenShort: (/** @type {string} */ n) => `H${n}`,
  output: 'Output',
  use: (/** @type {string} */ feature) => `Use ${feature} as an input`,
  pixels: (/** @type {string} */ n) => counted(n, 'pixel'),
  image: 'The image that goes in',
  neuron: (/** @type {string} */ unit, /** @type {string} */ layer) => `Neuron ${unit}, ${layer}`,
  outputUnit: (/** @type {string} */ name) => `Output ${name}`,
  withBias: (/** @type {string} */ name, /** @type {string} */ bias) => `${name}; bias ${bias}`,
  manyUnits: (/** @type {string} */ n) => `… ${n}`,
  linkLegend: 'Lines are weights, the stem under a neuron is its bias: the wider, the further from zero.',
  smallMaps: 'Small maps: the output of a neuron, over the whole plane.',
  smallImages: 'Small images: a neuron’s weights, one dot for each pixel or neuron that it looks at.',
  negative: 'negative',
  positive: 'positive',
  link: (/** @type {string} */ from, /** @type {string} */ to, /** @type {string} */ value) =>
    `${from} → ${to}: ${value}`,

  chooseNeuron: 'Tap a neuron or a line (or use the Tab key) to read and change its numbers.',
  bias: 'bias',
  from: 'from',
  weight: 'weight',
  weightFrom: (/** @type {string} */ from) => `Weight from ${from}`,
  biasOf: (/** @type {string} */ name) => `Bias of ${name}`,
  slope: (/** @type {string} */ value) => `∂L/∂w ${value}`,
  slopeMeaning: 'Gradient of the last batch’s loss by this number',
  rangeOfWeights: 'Weights shown',
  of: (/** @type {string} */ from, /** @type {string} */ to, /** @type {string} */ all) => `${from}–${to} of ${all}`,
  close: 'Close',
  pixel: (/** @type {string} */ row, /** @type {string} */ column) => `pixel ${row}, ${column}`,

  outputTitle: 'What the network answers',
  outputClasses: 'Background: the likeliest class, fainter where it is less sure. Line: the decision boundary.',
  outputValues: 'Background: the value that the network gives, from −1 to 1.',
  neuronMap: 'The output of this neuron, over the whole plane.',
  outputMap: 'The probability that the network gives this class, over the whole plane.',
  train: 'train',
  test: 'test',
  trainPoints: 'learnt from',
  testPoints: 'held back, to test',
  classNamed: (/** @type {string} */ name) => `class ${name}`,
  lookedAt: (
    /** @type {string} */ at,
    /** @type {string} */ of,
    /** @type {string} */ loss,
    /** @type {string} */ answer,
  ) => `Sample ${at} of the ${of} in this batch: loss ${loss}, ${answer}.`,
  answersClass: (/** @type {string} */ truth, /** @type {string} */ name, /** @type {string} */ part) =>
    `it is ${truth}, read as ${name} with probability ${part}`,
  answersValue: (/** @type {string} */ truth, /** @type {string} */ value) => `it is ${truth}, answer ${value}`,
  allSeen: (/** @type {string} */ of) => ` All ${of} seen; the next press makes the update.`,
  updated: 'Weights updated.',

  numbers: {
    step: ['Updates', 'changes of all the weights so far'],
    epoch: ['Epoch', 'passes over the training data'],
    samples: ['Samples seen', 'repeats included'],
    trainLoss: ['Train loss', 'mean over the training data'],
    testLoss: ['Test loss', 'over data it never learns from'],
    trainAccuracy: ['Train accuracy', 'share of the training data that is read right'],
    testAccuracy: ['Test accuracy', 'share of the test data that is read right'],
    batchLoss: ['Batch loss', 'of the batch of the last update'],
    parameters: ['Parameters', 'weights and biases'],
  },
  cores: (/** @type {number} */ cores) => `trains on ${cores} cores`,
  measuredAt: (/** @type {string} */ step) => `measured at step ${step}`,
  lossChart: 'Loss',
  logarithmic: ' (log scale)',
  accuracyChart: 'Accuracy',
  describeOutput: (
    /** @type {string} */ dataset,
    /** @type {string} */ layers,
    /** @type {string} */ step,
    /** @type {string} */ train,
    /** @type {string} */ test,
    /** @type {string} */ accuracy,
  ) =>
    `${dataset}, hidden layers ${layers}. After ${counted(step, 'update')}: train loss ${train}, test loss ${test}${accuracy}.`,
  describeAccuracy: (/** @type {string} */ test) => `, test accuracy ${test}`,

  stands: (/** @type {string} */ state, /** @type {string} */ text) => `${state}. ${text}`,
  trainingGroup: 'Training',

  further: 'More',
  around: 'The loss around this network',
  aroundFailed: 'This part could not be loaded. Close it and open it again to retry.',

  own: {
    title: 'Your own points',
    start: 'Make these points your own',
    hint: 'Click or tap in the picture to add a point; with the keyboard, arrow keys move the cross and Enter adds a point. The seed decides which points train the network and which test it.',
    class: 'Class of the next point',
    undo: 'Undo',
    draft: 'Add points of two classes to start training.',
    clear: 'Clear all',
    paste: 'Paste as CSV',
    format: 'One point a line: x₁, x₂, class. Commas, semicolons or tabs.',
    take: 'Use these points',
    copy: 'Copy all as CSV',
    copied: 'Copied',
    count: (/** @type {string} */ n) => counted(n, 'point'),
    unlinked: (/** @type {string} */ most) =>
      `A link does not hold so many: up to ${most} that were drawn. Copy them as CSV to take them along.`,
    picture: 'Picture of the points; arrow keys move a cross, Enter adds a point there',
    added: (/** @type {string} */ name, /** @type {string} */ x, /** @type {string} */ y) =>
      `Point of class ${name} added at ${x}, ${y}`,
    cross: (/** @type {string} */ x, /** @type {string} */ y) => `at ${x}, ${y}`,
    empty: 'There is no point in what you pasted.',
    bad: {
      fields: (/** @type {string} */ line, /** @type {string} */ text) =>
        `Line ${line}: expected x₁, x₂ and a class, found “${text}”.`,
      number: (/** @type {string} */ line, /** @type {string} */ text) =>
        `Line ${line}: x₁ or x₂ is not a number in “${text}”.`,
      class: (/** @type {string} */ line, /** @type {string} */ text) =>
        `Line ${line}: the class is missing in “${text}”.`,
    },
    more: (/** @type {string} */ n) =>
      `… and ${counted(n, 'more line like this', 'more lines like these')}. Nothing was changed.`,
    mapping: (/** @type {string} */ mapping) => `Classes by number: ${mapping}.`,
    unchanged: 'Nothing was changed.',
    tooMany: (/** @type {string} */ n, /** @type {string} */ most) =>
      `There are ${n} classes; at most ${most} can be told apart here. Nothing was changed.`,
  },

  digits: {
    samples: 'Test images, and how they are read',
    other: 'Other images',
    shownDrawing: 'your drawing',
    shownSample: (/** @type {string} */ at, /** @type {string} */ of) => `sample ${at} of ${of}`,
    shownTest: (/** @type {string} */ at) => `test image ${at}`,
    readAs: (/** @type {string} */ truth, /** @type {string} */ read) => `a ${truth}, read as ${read}`,
    readRight: (/** @type {string} */ truth) => `a ${truth}, read right`,
    confusion: 'Confusion matrix',
    confusionNote: 'Rows: the true digit. Columns: what the network reads. Test data.',
    confusionCorner: 'is ↓ read as →',
    filters: 'First layer: each neuron’s weights as an image',
    filtersNote: (/** @type {string} */ shown, /** @type {string} */ all) => `${shown} of ${counted(all, 'neuron')}`,
    filtersAlt: (/** @type {string} */ n) => `Weights of ${counted(n, 'neuron')} of the first layer, each as an image`,
    pad: 'Draw a digit',
    padLabel: 'Drawing pad. Arrow keys move the pen, Space puts it down and lifts it, Delete clears.',
    padHint: 'With finger or mouse, or with the arrow keys and Space.',
    padClear: 'Clear',
    padEmpty: 'Nothing is drawn yet.',
    padReads: (/** @type {string} */ name, /** @type {string} */ part) => `Read as ${name}, probability ${part}`,
    padProbabilities: 'Probabilities of the ten digits',
    penAt: (/** @type {string} */ x, /** @type {string} */ y, /** @type {string} */ state) =>
      `${state}, column ${x}, row ${y}`,
    penDown: 'pen down',
    penUp: 'pen up',
  },
};

/** @typedef {typeof words} NetworkWords */
