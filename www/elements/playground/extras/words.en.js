// What comes after the figure has to say, in English.

import { counted } from '../../kit/counted.js';

export const words = {
  compare: 'Comparison',
  own: 'this run',
  full: 'full',
  columns: {
    run: 'Run',
    rate: 'Learning rate',
    step: 'Step',
    evaluations: 'Sample gradients',
    loss: 'Loss',
    state: 'State',
  },
  remove: (/** @type {string} */ name) => `Remove ${name}`,
  add: 'Add a run',
  addRate: 'learning rate',
  sameRateHint: 'same',
  fairness: 'Compare at',
  fair: {
    'same-rate': 'the same learning rate',
    'best-rate': 'each run’s best rate',
    'same-evaluations': 'equal gradient evaluations',
  },
  statement: {
    'same-rate': (/** @type {string} */ rate) =>
      `Same start and same batches. A run without a learning rate of its own uses ${rate}.`,
    'best-rate': (/** @type {string} */ steps) =>
      `Same start and same batches. A run without a learning rate of its own uses the one of 0.001, 0.003, 0.01, … that gives the lowest loss after ${counted(steps, 'step')}.`,
    'same-evaluations': () =>
      'Same start. All runs use the same number of single-sample gradients, whatever their batch size; the chart counts these gradients.',
    oneEach: () =>
      'Same start. Without data, every step of every optimizer computes one gradient, so equal steps mean equal evaluations.',
  },
  searching: (/** @type {string} */ name, /** @type {string} */ percent) => `Trying rates for ${name}: ${percent}%`,
  cancel: 'Cancel',
  notOfOne: (/** @type {string} */ name) => `“${name}” belongs to all runs of a comparison, not to one of them.`,
  noRate: (/** @type {string} */ name) => `${name} diverges at every rate that was tried.`,
  sameAsOwn: 'That is the figure’s own run: give it another learning rate.',
  cancelled: 'The search was cancelled; all runs use the same learning rate.',
  tooMany: (/** @type {string} */ most) => `At most ${most} runs can be compared; the others are left out.`,
  fork: (/** @type {string} */ step, /** @type {string} */ setting, /** @type {string} */ value) =>
    `from step ${step}: ${setting} ${value}`,

  timeline: 'Timeline',
  timelineHint: 'Look back at any step of this run',
  at: (/** @type {string} */ step, /** @type {string} */ of) => `step ${step} of ${of}`,
  goOn: (/** @type {string} */ step) => `Go on from step ${step}`,
  forkHere: (/** @type {string} */ step) => `Fork at step ${step}`,
  forkWith: 'with',
  forkTo: 'set to',

  rateNow: (
    /** @type {string} */ schedule,
    /** @type {string} */ step,
    /** @type {string} */ rate,
    /** @type {string} */ horizon,
  ) => `${schedule}, until step ${horizon}. After step ${step} the learning rate is ${rate}.`,

  insight: 'This step, in numbers',
  ofParameter: 'Parameter',
  taken: (/** @type {string} */ step) => `Step ${step}, as it was taken:`,
  latest: (/** @type {string} */ step) => `The latest step, ${step}, as it was taken:`,
  coming: (/** @type {string} */ step) => `Step ${step}, which comes next:`,
  unknown: 'Take a step to see its numbers.',
  steady: (
    /** @type {string} */ rate,
    /** @type {string} */ sharpness,
    /** @type {string} */ product,
    /** @type {string} */ bound,
  ) => `Learning rate × sharpness = ${rate} × ${sharpness} = ${product}; steady while below ${bound}.`,
  sharpness: 'Sharpness is the largest eigenvalue of the Hessian at the ball.',
  sharpnessScaled:
    'Sharpness is the largest eigenvalue of the Hessian at the ball, after this optimizer’s scaling of the gradient.',
  hilly: 'Here the loss curves upwards in no direction: no learning rate is too large yet.',
  ownSteps:
    'Whatever the curvature, each parameter moves by a step of its own, which only the signs of its gradient change.',
  noBound:
    'Whatever the curvature, this optimizer moves by its learning rate. It never settles: it only comes as close to the minimum as that rate.',
  stepsLeft: (/** @type {string} */ steps) =>
    `With steps as short as the last one, the minimum ahead is about ${steps} steps away.`,
  crawl: 'The learning rate is far below the stable limit: try a larger one.',

  take: 'Take it with you',
  script: 'As a script',
  trace: 'The record',
  picture: 'The picture',
  scriptHint: (/** @type {string} */ steps) => `${counted(steps, 'step')} with the settings as they are now`,
  onlyPixels: 'The 3-D view is made of pixels: take it as PNG.',
  failed: (/** @type {string} */ why) => `That did not work: ${why}`,

  show: 'Show as',
  map: 'Map',
  surface: 'Surface',
};

/** @typedef {typeof words} ExtraWords */
