// What a network in training says, in English. What the engine knows brings its own words and is not repeated here.

/** @typedef {(...parts: string[]) => string} Sentence */

export const words = {
  loading: 'Starting the network…',
  fetching: (/** @type {string} */ part) => `Fetching the images: ${part}`,
  cancel: 'Cancel',
  restarted: (/** @type {string} */ why, /** @type {string} */ step) => `${why} The run goes on from step ${step}.`,

  stepOf: 'Each press',
  units: { sample: 'one sample', batch: 'one batch', epoch: 'one epoch' },
  axis: 'Axis',
  axes: { updates: 'updates', epochs: 'epochs', samples: 'samples seen' },

  layers: 'Hidden layers',
  addLayer: 'Add a layer',
  removeLayer: 'Remove the last layer',
  layer: (/** @type {string} */ n) => `Layer ${n}`,
  neuronsIn: (/** @type {string} */ n) => `Neurons in layer ${n}`,
  neurons: 'neurons',
  activationOf: (/** @type {string} */ n) => `Activation of layer ${n}`,
  noLayers: 'none: the output looks at the inputs alone',

  diagram: 'The network',
  inputs: 'Inputs',
  hidden: (/** @type {string} */ n) => `Hidden ${n}`,
  output: 'Output',
  use: (/** @type {string} */ feature) => `Use ${feature} as an input`,
  pixels: (/** @type {string} */ n) => `${n} pixels`,
  image: 'The image that goes in',
  neuron: (/** @type {string} */ unit, /** @type {string} */ layer) => `Neuron ${unit}, ${layer}`,
  outputUnit: (/** @type {string} */ name) => `Output ${name}`,
  withBias: (/** @type {string} */ name, /** @type {string} */ bias) => `${name}; bias ${bias}`,
  manyUnits: (/** @type {string} */ n) => `… ${n}`,
  linkLegend: 'Lines are weights, the stem under a neuron is its bias: the wider, the further from zero.',
  negative: 'negative',
  positive: 'positive',
  link: (/** @type {string} */ from, /** @type {string} */ to, /** @type {string} */ value) =>
    `${from} → ${to}: ${value}`,

  chooseNeuron: 'Tap a neuron or a line, or go there with the Tab key, to read and change its numbers.',
  bias: 'bias',
  from: 'from',
  weight: 'weight',
  weightFrom: (/** @type {string} */ from) => `Weight from ${from}`,
  biasOf: (/** @type {string} */ name) => `Bias of ${name}`,
  rangeOfWeights: 'Weights shown',
  of: (/** @type {string} */ from, /** @type {string} */ to, /** @type {string} */ all) => `${from}–${to} of ${all}`,
  close: 'Close',
  pixel: (/** @type {string} */ row, /** @type {string} */ column) => `pixel ${row}, ${column}`,

  outputTitle: 'What the network answers',
  outputClasses: 'Background: the likeliest class, paler where it is less sure. Line: the decision boundary.',
  outputValues: 'Background: the value that the network gives, from −1 to 1.',
  neuronMap: 'What this neuron gives, everywhere in the plane.',
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
    samples: ['Samples seen', 'each counts every time'],
    trainLoss: ['Train loss', 'mean over the training data'],
    testLoss: ['Test loss', 'over data it never learns from'],
    trainAccuracy: ['Train accuracy', 'share of the training data that is read right'],
    testAccuracy: ['Test accuracy', 'share of the test data that is read right'],
    batchLoss: ['Batch loss', 'of the batch of the last update'],
    parameters: ['Parameters', 'weights and biases'],
  },
  measuredAt: (/** @type {string} */ step) => `measured at step ${step}`,
  lossChart: 'Loss',
  accuracyChart: 'Accuracy',
  describeOutput: (
    /** @type {string} */ dataset,
    /** @type {string} */ layers,
    /** @type {string} */ step,
    /** @type {string} */ train,
    /** @type {string} */ test,
    /** @type {string} */ accuracy,
  ) => `${dataset}, hidden layers ${layers}. After ${step} updates: train loss ${train}, test loss ${test}${accuracy}.`,
  describeAccuracy: (/** @type {string} */ test) => `, test accuracy ${test}`,

  stands: (/** @type {string} */ state, /** @type {string} */ text) => `${state}. ${text}`,
  trainingGroup: 'Training',

  own: {
    title: 'Your own points',
    start: 'Make these points your own',
    hint: 'Click or tap into the picture to add a point; by keyboard, arrow keys move the cross and Enter adds. Whole points are dealt to training and test from the seed.',
    class: 'Class of the next point',
    undo: 'Undo',
    draft: 'Add points of two classes: then there is something to learn.',
    clear: 'Clear all',
    paste: 'Paste as CSV',
    format: 'One point a line: x₁, x₂, class. Commas, semicolons or tabs.',
    take: 'Use these points',
    copy: 'Copy all as CSV',
    copied: 'Copied',
    count: (/** @type {string} */ n) => `${n} points`,
    picture: 'Picture of the points; arrow keys move a cross, Enter adds a point there',
    added: (/** @type {string} */ name, /** @type {string} */ x, /** @type {string} */ y) =>
      `Point of class ${name} added at ${x}, ${y}`,
    cross: (/** @type {string} */ x, /** @type {string} */ y) => `at ${x}, ${y}`,
    empty: 'There is no point in what you pasted.',
    bad: {
      fields: (/** @type {string} */ line, /** @type {string} */ text) =>
        `Line ${line}: expected x₁, x₂ and a class, found “${text}”.`,
      number: (/** @type {string} */ line, /** @type {string} */ text) =>
        `Line ${line}: x₁ or x₂ is no number in “${text}”.`,
      class: (/** @type {string} */ line, /** @type {string} */ text) =>
        `Line ${line}: the class is missing in “${text}”.`,
    },
    more: (/** @type {string} */ n) => `… and ${n} more lines like these. Nothing was changed.`,
    unchanged: 'Nothing was changed.',
    tooMany: (/** @type {string} */ n, /** @type {string} */ most) =>
      `There are ${n} classes; at most ${most} can be told apart here. Nothing was changed.`,
  },

  digits: {
    samples: 'Test images, and how they are read',
    other: 'Other images',
    readAs: (/** @type {string} */ truth, /** @type {string} */ read) => `a ${truth}, read as ${read}`,
    readRight: (/** @type {string} */ truth) => `a ${truth}, read right`,
    confusion: 'Confusion matrix',
    confusionNote: 'Rows: what it is. Columns: what it is read as. Test data.',
    confusionCorner: 'is ↓ read as →',
    filters: 'First layer: each neuron’s weights as an image',
    filtersNote: (/** @type {string} */ shown, /** @type {string} */ all) => `${shown} of ${all} neurons`,
    filtersAlt: (/** @type {string} */ n) => `Weights of ${n} neurons of the first layer, each as an image`,
    pad: 'Draw a digit',
    padLabel: 'Drawing pad. Arrow keys move the pen, Space puts it down and lifts it, Delete clears.',
    padHint: 'With finger or mouse; by keyboard, arrow keys move and Space draws.',
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
