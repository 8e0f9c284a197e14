// What is said of the loss around a network, in English. Names of directions and settings come from the engine.

/** @typedef {(...parts: string[]) => string} Sentence */

export const words = {
  intro:
    'A network has too many weights to be drawn. What can be drawn is the loss along one plane through them, and that can mislead: so each picture here says how far to trust it.',
  cancel: 'Cancel',
  calledOff: 'Called off.',
  stale: (/** @type {string} */ shown, /** @type {string} */ now) =>
    `This shows step ${shown}; the network is at step ${now} by now.`,
  changed: (/** @type {string} */ shown) =>
    `This shows step ${shown} as it was before something was changed or taken back.`,

  slice: {
    title: 'A slice through its loss',
    draw: 'Draw the slice',
    again: 'Draw it anew',
    withOthers: (/** @type {string} */ names) => `Add the paths of ${names}`,
    withoutOthers: 'Leave the other optimizers out',
    othersNote:
      'They begin with the same weights, take as many steps, each with its usual learning rate, and are trained now.',
    training: (/** @type {string} */ name, /** @type {string} */ part) => `Training with ${name}: ${part}`,
    computing: (/** @type {string} */ part) => `Computing losses: ${part}`,
    map: 'Loss on the plane',
    lossScale: 'Loss',
    axes: {
      random: 'x, y: how much of each direction is added to the weights; 0, 0 is the network as it was.',
      other: 'x, y: distance in the space of all weights; 0, 0 is the network as it was.',
    },
    describe: (
      /** @type {string} */ step,
      /** @type {string} */ low,
      /** @type {string} */ high,
      /** @type {string} */ start,
      /** @type {string} */ end,
    ) =>
      `Loss on a plane through the weights of step ${step}: from ${low} to ${high}. The run’s path begins at ${start} and ends at ${end}.`,
    trust: 'How far to trust it',
    explained: (/** @type {string} */ x, /** @type {string} */ y, /** @type {string} */ rest) =>
      `Of the squared distances of the paths’ points from the network in the middle, x shows ${x} and y ${y}; ${rest} is not in this plane.`,
    unmoved: 'No path has moved yet: there is only the point in the middle.',
    within: 'The run stays in this plane as far as numbers tell.',
    leaves: (/** @type {string} */ part, /** @type {string} */ distance, /** @type {string} */ step) =>
      `The run leaves this plane by up to ${part} of its own reach (a distance of ${distance}, at step ${step}).`,
    losses: (/** @type {string} */ step, /** @type {string} */ plane, /** @type {string} */ truth) =>
      `At step ${step}, where they differ most, the plane shows a loss of ${plane}; the true one was ${truth}.`,
    samples: (/** @type {string} */ n) => `Losses without penalties, over ${n} training samples.`,
    chart: 'Along the path',
    truth: 'true',
    plane: 'plane',
    steps: 'updates',
    table: 'The paths, each against the plane',
    columns: ['Optimizer', 'Leaves the plane by', 'Loss at its end', 'Plane shows'],
    own: (/** @type {string} */ name) => `${name} (this run)`,
  },

  interpolation: {
    title: 'The line to another network',
    draw: 'Train another and look',
    again: 'Do it anew',
    note: (/** @type {string} */ seed) =>
      `A second network, same data, other first weights (seed ${seed}), is trained for as many steps; then the loss is computed along the straight line between both, and a little beyond.`,
    training: (/** @type {string} */ part) => `Training the other network: ${part}`,
    computing: (/** @type {string} */ part) => `Computing losses: ${part}`,
    axis: 'place',
    ends: '0 is this network, 1 the other.',
    loss: 'Loss along the line',
    accuracy: 'Accuracy along the line',
    train: 'train',
    test: 'test',
    wall: (
      /** @type {string} */ here,
      /** @type {string} */ there,
      /** @type {string} */ top,
      /** @type {string} */ at,
    ) =>
      `Train loss ${here} here and ${there} there; in between it rises to ${top} (at ${at}). Part of the distance means nothing: a network whose neurons change places computes the same, and lies elsewhere.`,
    noWall: (/** @type {string} */ here, /** @type {string} */ there) =>
      `Train loss ${here} here and ${there} there, and nowhere in between higher than at the ends.`,
    distance: (/** @type {string} */ distance, /** @type {string} */ samples) =>
      `Distance between both: ${distance}. Over ${samples} samples each.`,
  },

  sharpness: {
    title: 'Sharpness and the edge of stability',
    note: 'Sharpness λ₁ is the largest eigenvalue of the Hessian: how strongly the loss bends where it bends most. On a quadratic, steps shrink only while learning rate × λ₁ is below a bound: 2 for plain descent.',
    live: 'Measure while it plays',
    measure: 'Measure now',
    tooLarge: 'This network is too large to be measured while it plays; one measurement takes some seconds.',
    measuring: (/** @type {string} */ part) => `Measuring: ${part}`,
    chart: 'Sharpness',
    sharpness: 'λ₁',
    steps: 'updates',
    scaled: 'Measured after the optimizer’s own scaling of each weight’s gradient, which is what its bound is for.',
    noBound: 'This optimizer’s steps do not depend on how large gradients are: it has no such bound.',
    value: (
      /** @type {string} */ step,
      /** @type {string} */ value,
      /** @type {string} */ error,
      /** @type {string} */ product,
      /** @type {string} */ bound,
    ) => `Step ${step}: λ₁ = ${value} (± ${error}), so learning rate × λ₁ = ${product}; the bound is ${bound}.`,
    atLeast: (/** @type {string} */ step, /** @type {string} */ value) =>
      `Step ${step}: λ₁ is at least ${value}; the search for it has not settled yet.`,
    alone: (/** @type {string} */ step, /** @type {string} */ value, /** @type {string} */ error) =>
      `Step ${step}: λ₁ = ${value} (± ${error}).`,
    below: 'Below the edge.',
    at: 'At the edge of stability.',
    beyond: 'Beyond the edge: along that direction steps grow, until the loss bends less again.',
    hint: 'With plain SGD on all samples at once, λ₁ tends to rise until it meets the line 2/α, and then stays about there (Cohen et al. 2021).',
    try: 'Set plain SGD on all samples',
    samples: (/** @type {string} */ n) =>
      `Of the loss that is trained on, penalties included, over ${n} training samples.`,
  },
};

/** @typedef {typeof words} LandscapeWords */
