// What the maps below a figure say, in English.

import { counted } from '../../kit/counted.js';

export const words = {
  working: 'Computing a finer map',

  basins: {
    title: 'Basins of attraction',
    note: 'Where would the run end if it started elsewhere? Each point of this map is the start of a run with the settings above, on all samples. Its colour shows which minimum the run reaches: the darker, the more steps it takes.',
    keys: 'Arrow keys move the start, with Shift in larger steps; the space bar plays and pauses.',
    outside: 'the ball has left the picture',
    reached: (/** @type {string} */ number, /** @type {string} */ point, /** @type {string} */ share) =>
      `minimum ${number} at ${point}: ${share}`,
    kink: (/** @type {string} */ number, /** @type {string} */ point, /** @type {string} */ share) =>
      `minimum ${number} at the kink ${point}: ${share}`,
    more: (/** @type {string} */ count) => `and ${counted(count, 'more minimum', 'more minima')}`,
    moving: (/** @type {string} */ steps, /** @type {string} */ share) =>
      `at no minimum after ${counted(steps, 'step')}: ${share}`,
    resting: (/** @type {string} */ _steps, /** @type {string} */ share) =>
      `at rest, but at none of these minima: ${share}`,
    diverged: (/** @type {string} */ _steps, /** @type {string} */ share) => `diverged: ${share}`,
    statement: (/** @type {string} */ optimizer, /** @type {string} */ rate) => `${optimizer}, learning rate ${rate}.`,
    pace: (/** @type {string} */ least, /** @type {string} */ most) =>
      `The fastest start comes to rest after ${counted(least, 'step')}, the slowest one shown after ${most}.`,
  },

  rates: {
    title: 'Learning rate × momentum',
    note: 'Each cell is a run from the same start, with one pair of learning rate and momentum, on all samples. Bright runs are soon at rest; grey ones still move; black ones diverge. Click a cell to run it above.',
    keys: 'Arrow keys move over the cells, with Shift in larger steps; Enter runs a cell.',
    hint: 'Point at a cell to read it; click to run it.',
    cell: (/** @type {string} */ rate, /** @type {string} */ momentum, /** @type {string} */ outcome) =>
      `α = ${rate}, β = ${momentum}: ${outcome}`,
    outcomes: {
      0: (/** @type {string} */ steps) => `at rest after ${counted(steps, 'step')}`,
      1: (/** @type {string} */ steps) => `still moving after ${counted(steps, 'step')}`,
      2: (/** @type {string} */ steps) => `diverges after ${counted(steps, 'step')}`,
      3: (/** @type {string} */ steps) => `goes round in a cycle, still after ${counted(steps, 'step')}`,
      4: (/** @type {string} */ steps) => `at rest after ${counted(steps, 'step')}, but at no minimum`,
    },
    converged: (/** @type {string} */ least, /** @type {string} */ most, /** @type {string} */ part) =>
      `at rest after ${least} (bright) to ${counted(most, 'step')} (dark): ${part}`,
    moving: (/** @type {string} */ steps, /** @type {string} */ part) =>
      `still moving after ${counted(steps, 'step')}: ${part}`,
    resting: (/** @type {string} */ part) => `at rest, but at no minimum: ${part}`,
    cycling: (/** @type {string} */ part) => `goes round in a cycle: ${part}`,
    diverged: (/** @type {string} */ part) => `diverges: ${part}`,
    ring: 'The ring is the pair that is set now.',
    exact: (/** @type {string} */ low, /** @type {string} */ high) =>
      `This loss is a quadratic with curvatures from ${low} to ${high}, so theory is exact.`,
    near: (/** @type {string} */ low, /** @type {string} */ high) =>
      `Theory treats the loss as the quadratic that it resembles near the minimum, with curvatures from ${low} to ${high}. Far from the minimum, the map differs from theory.`,
    bound: 'In theory, steps grow beyond the dashed line.',
    best: (/** @type {string} */ rate, /** @type {string} */ momentum, /** @type {string} */ factor) =>
      `The star is the pair that is fastest in theory, in the long run: α = ${rate}, β = ${momentum}. Each step multiplies the error by ${factor}.`,
    without: (/** @type {string} */ optimizer) =>
      `${optimizer} has no momentum to vary. Choose SGD, Momentum, Nesterov or RMSprop above to see this map.`,
  },

  cloud: {
    title: 'Gradient cloud',
    note: 'At the ball, each mini-batch has its own gradient. Together they form a cloud around the gradient of all samples. Increase the batch size and watch the cloud shrink.',
    beyond: 'Here the gradients are so large that their squares overflow. Reset the run to see them.',
    picture: 'Gradients of mini-batches around the full gradient',
    pictureNote:
      'Each dot is the gradient of one batch. The line runs from zero to the gradient of all samples. The ellipses are one and two standard deviations, computed from the gradients of single samples.',
    axes: { x: 'batch size B (log scale)', y: 'spread (log scale)' },
    sizes: 'Spread of the gradients against batch size',
    sizesNote:
      'Root mean square distance from the full gradient against batch size B. Dots: measured. Dashed: σ/√B. Solid: σ/√B times √((N−B)/(N−1)), because a batch draws each of the N samples at most once.',
    statement: (
      /** @type {string} */ size,
      /** @type {string} */ found,
      /** @type {string} */ follows,
      /** @type {string} */ plain,
      /** @type {string} */ length,
    ) =>
      `Batch size ${size}: the gradients are ${found} away from the full gradient, whose length is ${length}. Theory gives ${follows}; σ/√B alone would give ${plain}.`,
  },
};

/** @typedef {typeof words} MapWords */
