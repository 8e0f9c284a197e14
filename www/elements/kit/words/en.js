// What the interface says, in English. What the engine knows (objectives, optimizers, settings, errors) brings its own words
// and is not repeated here.

export const words = {
  reset: 'Reset',
  play: 'Play',
  pause: 'Pause',
  step: 'Step',
  nextMove: 'Next move',
  nextMoveHint: (/** @type {string} */ move) => `Next move: ${move}`,
  speed: 'Speed',
  speedValue: (/** @type {string} */ factor) => `${factor}×`,

  moves: { draw: 'Draw a batch', forward: 'Forward pass', loss: 'Loss', backward: 'Backward pass', update: 'Update' },
  movesLabel: 'The five moves of this step',
  noBatch: 'no data: the loss is the function itself',
  wholeBatch: (/** @type {string} */ n) => `all ${n} samples`,
  someSamples: (/** @type {string} */ list, /** @type {string} */ n, /** @type {string} */ of) =>
    `${list} — ${n} of ${of} samples`,
  oneSample: (/** @type {string} */ index, /** @type {string} */ of) => `sample ${index} of ${of}`,

  step_: 'Step',
  epoch: 'Epoch',
  samplesSeen: 'Samples seen',
  loss: 'Loss',
  gradientNorm: 'Slope',
  state: 'State',
  meanings: {
    step: 'updates so far',
    epoch: 'passes over the data',
    samplesSeen: 'gradients computed',
    loss: 'at the ball',
    lossOverSamples: 'at the ball, all samples',
    gradientNorm: 'norm of the gradient',
    params: 'where the ball is',
  },
  states: {
    ready: 'ready',
    running: 'running',
    paused: 'paused',
    converged: 'converged',
    diverged: 'diverged',
  },

  groups: { curves: 'Curves', surfaces: 'Surfaces', models: 'Models with data' },
  ownFormula: 'Your formula',
  full: 'full',
  newSeed: 'New seed',
  more: 'More settings',
  settings: 'Settings',
  sliderOf: (/** @type {string} */ label) => `${label}, slider`,

  legend: {
    ball: 'where we are (drag it)',
    gradient: '−∇L, downhill',
    batch: '−∇L of this batch',
    velocity: 'velocity',
    minimum: 'minimum',
    tangent: 'tangent',
    fit: 'the model now',
    best: 'best possible',
    chosen: 'this batch',
  },
  lossScale: 'loss',
  mapTitle: 'Map of the loss',
  curveTitle: 'Curve of the loss',
  plotKeys: 'Arrow keys move the start, with Shift in larger steps; the space bar plays and pauses.',
  chartTitle: 'Loss against step',
  chartBySamples: 'Loss against samples seen',
  dataTitle: 'The data and the model',
  outside: 'the ball has left the picture',

  describe: {
    objective: (/** @type {string} */ name, /** @type {string} */ optimizer, /** @type {string} */ rate) =>
      `${name}, minimised by ${optimizer} with learning rate ${rate}.`,
    position: (
      /** @type {string} */ state,
      /** @type {string} */ step,
      /** @type {string} */ params,
      /** @type {string} */ loss,
    ) => `${state}, step ${step}: ${params}, loss ${loss}.`,
    chart: (/** @type {string} */ steps, /** @type {string} */ first, /** @type {string} */ last) =>
      `Over ${steps} steps the loss went from ${first} to ${last}.`,
  },

  divergedTitle: (/** @type {string} */ step) => `Stopped at step ${step}`,
  rewindHalf: (/** @type {string} */ step, /** @type {string} */ rate) =>
    step === '0' ? `Reset with half the rate (${rate})` : `Rewind to step ${step} with half the rate (${rate})`,
  unsteady: (
    /** @type {string} */ step,
    /** @type {string} */ rate,
    /** @type {string} */ sharpness,
    /** @type {string} */ product,
    /** @type {string} */ bound,
  ) =>
    `At step ${step}, learning rate × sharpness (the largest eigenvalue of the Hessian) is ${rate} × ${sharpness} = ${product}. Steps overshoot further and further while that is above ${bound}.`,

  rejected: (/** @type {string} */ name, /** @type {string} */ value, /** @type {string} */ expects) =>
    `${name}="${value}" is not one of its values (${expects}). The usual one is used instead.`,
  unknownName: (/** @type {string} */ name) => `There is no setting called “${name}”; it was left aside.`,
  viewMisfit: (/** @type {string} */ asked, /** @type {string} */ used) =>
    `The view “${asked}” does not fit this loss; “${used}” is shown instead.`,
  instead: (/** @type {string} */ used) => `Used instead: ${used}.`,
};

/** @typedef {typeof words} Strings */
