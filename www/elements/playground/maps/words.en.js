// What the maps below a figure say, in English.

export const words = {
  working: 'Computing a finer map',

  basins: {
    title: 'Basins of attraction',
    note: 'Where would the run end if it began elsewhere? Every point is a start of its own, run with the settings above on all samples. Its colour tells which minimum it reaches; the darker, the more steps it takes.',
    keys: 'Arrow keys move the start, with Shift in larger steps; the space bar plays and pauses.',
    outside: 'the ball has left the picture',
    reached: (/** @type {string} */ number, /** @type {string} */ point, /** @type {string} */ share) =>
      `minimum ${number} at ${point}: ${share}`,
    more: (/** @type {string} */ count) => `and ${count} more minima`,
    moving: (/** @type {string} */ steps, /** @type {string} */ share) =>
      `at no minimum after ${steps} steps: ${share}`,
    resting: (/** @type {string} */ _steps, /** @type {string} */ share) =>
      `at rest, but at none of these minima: ${share}`,
    diverged: (/** @type {string} */ _steps, /** @type {string} */ share) => `diverged: ${share}`,
    statement: (/** @type {string} */ optimizer, /** @type {string} */ rate) => `${optimizer}, learning rate ${rate}.`,
    pace: (/** @type {string} */ least, /** @type {string} */ most) =>
      `The quickest start is at rest after ${least} steps, the slowest shown takes ${most}.`,
  },

  rates: {
    title: 'Learning rate × momentum',
    note: 'One start, every pair of learning rate and momentum, each step on all samples. Bright pairs are at rest soon; grey ones still move; black ones diverge. Click a cell to run it above.',
    keys: 'Arrow keys move over the cells, with Shift in larger steps; Enter runs a cell.',
    hint: 'Point at a cell to read it; click to run it.',
    cell: (/** @type {string} */ rate, /** @type {string} */ momentum, /** @type {string} */ outcome) =>
      `α = ${rate}, β = ${momentum}: ${outcome}`,
    outcomes: {
      0: (/** @type {string} */ steps) => `at rest after ${steps} steps`,
      1: (/** @type {string} */ steps) => `still moving after ${steps} steps`,
      2: (/** @type {string} */ steps) => `diverges after ${steps} steps`,
      3: (/** @type {string} */ steps) => `goes round in a cycle, still after ${steps} steps`,
      4: (/** @type {string} */ steps) => `at rest after ${steps} steps, but at no minimum`,
    },
    converged: (/** @type {string} */ least, /** @type {string} */ most, /** @type {string} */ part) =>
      `at rest after ${least} (bright) to ${most} steps (dark): ${part}`,
    moving: (/** @type {string} */ steps, /** @type {string} */ part) => `still moving after ${steps} steps: ${part}`,
    resting: (/** @type {string} */ part) => `at rest, but at no minimum: ${part}`,
    cycling: (/** @type {string} */ part) => `goes round in a cycle: ${part}`,
    diverged: (/** @type {string} */ part) => `diverges: ${part}`,
    ring: 'The ring is the pair that is set now.',
    exact: (/** @type {string} */ low, /** @type {string} */ high) =>
      `This loss is a quadratic with curvatures from ${low} to ${high}, so theory is exact.`,
    near: (/** @type {string} */ low, /** @type {string} */ high) =>
      `Theory takes the loss for the quadratic that it is close to its minimum, with curvatures from ${low} to ${high}: far from there the map goes its own way.`,
    bound: 'Beyond the dashed line it says that steps grow.',
    best: (/** @type {string} */ rate, /** @type {string} */ momentum, /** @type {string} */ factor) =>
      `The star is its fastest pair in the long run: α = ${rate}, β = ${momentum}, with which errors are multiplied by ${factor} a step.`,
    without: (/** @type {string} */ optimizer) =>
      `${optimizer} has no momentum to vary. Choose SGD, Momentum, Nesterov or RMSprop above to see this map.`,
  },

  cloud: {
    title: 'Gradient cloud',
    note: 'Where the ball is, every mini-batch has a gradient of its own. Together they are a cloud about the gradient of all samples. Change the batch size and watch it shrink.',
    beyond: 'Here the gradients are too large for their squares to be numbers. Reset the run to see them.',
    picture: 'Gradients of mini-batches around the full gradient',
    pictureNote:
      'Each dot is the gradient of one batch, the line leads from zero to the gradient of all samples. Ellipses: one and two standard deviations, as they follow from the single samples.',
    sizes: 'Spread of the gradients against batch size',
    sizesNote:
      'Root mean square distance from the full gradient against batch size B. Dots: measured. Dashed: σ/√B. Line: with the factor √((N−B)/(N−1)), for a batch draws each of the N samples once.',
    statement: (
      /** @type {string} */ size,
      /** @type {string} */ found,
      /** @type {string} */ follows,
      /** @type {string} */ plain,
      /** @type {string} */ length,
    ) =>
      `Batch size ${size}: the gradients are ${found} away from the full one, which is ${length} long. It follows ${follows}; σ/√B alone would be ${plain}.`,
  },
};

/** @typedef {typeof words} MapWords */
