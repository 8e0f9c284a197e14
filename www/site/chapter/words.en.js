// What the learning page's own figures say, in English.

import { counted } from '../../elements/kit/counted.js';

export const words = {
  play: 'Play',
  pause: 'Pause',
  reset: 'Reset',
  step: 'Step',
  never: 'never',
  more: 'More',

  /** Of what was typed into a field of numbers. */
  refused: (
    /** @type {string} */ text,
    /** @type {string} */ low,
    /** @type {string} */ high,
    /** @type {string} */ used,
  ) => `“${text}” does not fit: use a number from ${low} to ${high}. ${used} is kept.`,
  refusedWhole: (
    /** @type {string} */ text,
    /** @type {string} */ low,
    /** @type {string} */ high,
    /** @type {string} */ used,
  ) => `“${text}” does not fit: use a whole number from ${low} to ${high}. ${used} is kept.`,

  paper: {
    print: 'Print with all figures',
    waiting: (/** @type {string} */ number, /** @type {string} */ all) => `Figure ${number} of ${all}…`,
  },
  keep: {
    offer: 'To use the large images offline, keep them on this device:',
    save: 'Keep MNIST (2.3 MB)',
    saving: 'Fetching…',
    kept: 'They are on this device.',
    remove: 'Remove them',
    failed: (/** @type {string} */ why) => `They could not be kept: ${why}`,
  },
  solve: {
    formula: 'Loss',
    searching: 'Searching…',
    table: 'Stationary points, from the lowest loss up within each kind',
    number: 'No.',
    kind: 'Kind',
    point: 'Where',
    loss: 'Loss',
    kinds: {
      minimum: 'minimum',
      maximum: 'maximum',
      saddle: 'saddle',
      inflection: 'inflection point',
      degenerate: 'undecided',
    },
    summary: (
      /** @type {number} */ all,
      /** @type {number} */ minima,
      /** @type {number} */ maxima,
      /** @type {number} */ saddles,
    ) =>
      `${counted(all, 'stationary point')}: ${counted(minima, 'minimum', 'minima')}, ${counted(maxima, 'maximum', 'maxima')}, ${counted(saddles, 'saddle')}.`,
    inflections: (/** @type {number} */ all) =>
      ` ${counted(all, 'inflection point')}: level, but no minimum and no maximum.`,
    undecided: (/** @type {number} */ all) => ` ${all} undecided: there a second derivative is zero.`,
    continuum: ' The loss is also stationary along a whole curve or region, marked by squares.',
    more: ' There are more than are shown.',
    closed: (/** @type {string} */ point, /** @type {string} */ loss) =>
      `By Legendre’s formula, without any search: ${point}, loss ${loss}.`,
    picture: 'Picture of the loss with its stationary points',
    slide: 'Arrow keys slide the tangent.',
    slope: (/** @type {string} */ name, /** @type {string} */ at, /** @type {string} */ slope) =>
      `Tangent at ${name} = ${at}: slope ${slope}`,
    noLoss: (/** @type {string} */ name, /** @type {string} */ at) => `At ${name} = ${at} the loss has no value.`,
    noSlope: (/** @type {string} */ name, /** @type {string} */ at) => `At ${name} = ${at} the loss has no slope.`,
    tooMany: (/** @type {string} */ n) => `This formula has ${n} parameters. Points are searched for one or two.`,
  },
  gradient: {
    keys: 'Contours of a bowl with a ball, two slopes and the gradient. Arrow keys move the ball.',
    said: (/** @type {string} */ dx, /** @type {string} */ dy) => `∂L/∂x = ${dx}, ∂L/∂y = ${dy}`,
  },
  rates: {
    rate: 'Learning rate',
    said: (/** @type {string} */ step, /** @type {string} */ w, /** @type {string} */ loss) =>
      `Step ${step}: ${w}, loss ${loss}`,
    gone: (/** @type {string} */ step) => `Left the picture at step ${step}`,
  },
  saddles: {
    count: 'Count',
    another: 'Other random numbers',
    sample: 'Points for each dimension',
    seed: 'Seed',
    dimension: 'Dimensions',
    minima: 'Minima',
    saddles: 'Saddles',
    maxima: 'Maxima',
    table: 'Random stationary points by dimension and kind',
    nothing: 'Nothing has been counted yet.',
    counting: (/** @type {string} */ n) => `Counting in ${counted(n, 'dimension')}…`,
    told: (/** @type {string} */ n, /** @type {string} */ minima, /** @type {string} */ share) =>
      `${counted(n, 'dimension')}: ${counted(minima, 'minimum', 'minima')}, ${share}.`,
    done: (/** @type {string} */ sample) => `Counted ${counted(sample, 'point')} for each dimension.`,
  },
  loop: {
    momentum: 'Momentum',
    frictionless: ' At 1 no velocity would be lost, and the ball would never come to rest.',
    without: 'Without the look-ahead',
    with: 'With it',
    ahead: 'Look ahead (Nesterov)',
    next: 'Next line',
    toEnd: 'To the end',
    meaning: [
      'Begin on the right, at rest.',
      'Look at the loss and the slope where the ball is.',
      'Go on while the loss is too high.',
      'What is left of the velocity, and a push downhill.',
      'Move.',
      'Look again.',
    ],
    curve: 'A loss with two valleys; the ball starts on the right.',
    moved: (/** @type {string} */ steps, /** @type {string} */ w) => `Step ${steps}: ${w}.`,
    looked: (/** @type {string} */ steps, /** @type {string} */ w, /** @type {string} */ loss) =>
      `Step ${steps}: ${w}, loss ${loss}.`,
    ended: (/** @type {string} */ steps, /** @type {string} */ loss) =>
      `The loop has ended after ${counted(steps, 'step')}, at a loss of ${loss}.`,
    stuck: (/** @type {string} */ steps, /** @type {string} */ loss) =>
      `After ${counted(steps, 'step')} the ball stands still at a loss of ${loss}: the slope is zero there. The loop would go on for ever.`,
    compared: 'Steps until the loss is below 0.01, with a learning rate of 0.02',
    first: 'first',
    settled: 'for good',
  },
};

/** @typedef {typeof words} ChapterWords */
