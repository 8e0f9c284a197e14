// What is said of the loss around a network, in English. Names of directions and settings come from the engine.

import { counted } from '../../kit/counted.js';

/** @typedef {(...parts: string[]) => string} Sentence */

export const words = {
  intro:
    'A network has too many weights to draw. A picture can show the loss on one plane through the space of all weights, and that can mislead: so each picture here says how far to trust it.',
  cancel: 'Cancel',
  calledOff: 'Called off.',
  stale: (/** @type {string} */ shown, /** @type {string} */ now) =>
    `This shows step ${shown}; the network is at step ${now} by now.`,
  changed: (/** @type {string} */ shown) =>
    `This shows step ${shown} as it was before something was changed or taken back.`,

  slice: {
    title: 'A slice through its loss',
    draw: 'Draw the slice',
    again: 'Draw it again',
    withOthers: (/** @type {string} */ names) => `Add the paths of ${names}`,
    withoutOthers: 'Leave the other optimizers out',
    othersNote:
      'These optimizers train now: from the same weights, for as many steps, each with its default learning rate.',
    withCompared: 'Add the paths of the compared runs',
    withoutCompared: 'Leave the compared runs out',
    comparedNote:
      'The paths of the compared runs are projected onto the same two directions, from the same first weights and for as many steps.',
    apart: (/** @type {string} */ names) =>
      `No plane through these weights can show ${names}: other layers or activations have other weights.`,
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
    hint: 'Press Play: the plane is laid through the path that training takes.',
    later:
      'Here it will say how much of the path the plane holds, how far the network strays from it, and both losses.',
    explained: (/** @type {string} */ all, /** @type {string} */ x, /** @type {string} */ y) =>
      `The plane holds ${all} of the path’s spread: ${x} along x, ${y} along y.`,
    explainedMany: (/** @type {string} */ all, /** @type {string} */ x, /** @type {string} */ y) =>
      `The plane holds ${all} of the paths’ spread: ${x} along x, ${y} along y.`,
    unmoved: 'No path has moved yet: there is only the point in the middle.',
    within: 'The run stays in this plane, to within rounding.',
    leaves: (/** @type {string} */ part, /** @type {string} */ distance, /** @type {string} */ step) =>
      `At step ${step} the network was farthest from the plane: ${distance}, which is ${part} of the path’s reach.`,
    losses: (/** @type {string} */ step, /** @type {string} */ plane, /** @type {string} */ truth) =>
      `At step ${step} the plane shows a loss of ${plane}; the network’s was ${truth}. Nowhere do they differ more.`,
    samples: (/** @type {string} */ n) => `Losses without penalties, over ${counted(n, 'training sample')}.`,
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
    again: 'Do it again',
    note: (/** @type {string} */ seed) =>
      `This trains a second network on the same data, from other first weights (seed ${seed}), for as many steps. Then it computes the loss along the straight line between the two, and a little beyond.`,
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
      `Train loss ${here} here and ${there} there; in between it rises to ${top} (at ${at}). Part of the distance means nothing: if neurons of a layer swap places, the network computes the same, but its weights are elsewhere.`,
    noWall: (/** @type {string} */ here, /** @type {string} */ there) =>
      `Train loss ${here} here and ${there} there, and nowhere in between is it higher than at the ends.`,
    distance: (/** @type {string} */ distance, /** @type {string} */ samples) =>
      `Distance between the two: ${distance}. Over ${counted(samples, 'sample')} each.`,
  },

  sharpness: {
    title: 'Sharpness and the edge of stability',
    note: 'Sharpness λ₁ is the largest eigenvalue of the Hessian: the curvature of the loss in its most curved direction. On a quadratic, steps shrink only while learning rate × λ₁ is below a bound: 2 for plain gradient descent.',
    live: 'Measure while it plays',
    measure: 'Measure now',
    tooLarge: 'This network is too large to be measured while it plays; one measurement takes some seconds.',
    measuring: (/** @type {string} */ part) => `Measuring: ${part}`,
    chart: 'Sharpness',
    sharpness: 'λ₁',
    steps: 'updates',
    scaled: 'Measured after the optimizer’s own scaling of each weight’s gradient: its bound applies to that.',
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
    beyond: 'Beyond the edge: steps along that direction grow, until the curvature falls again.',
    hint: 'With plain SGD on all samples at once, λ₁ tends to rise until it meets the line 2/α, and then stays about there (Cohen et al. 2021).',
    try: 'Set plain SGD on all samples',
    samples: (/** @type {string} */ n) =>
      `For the loss that training minimises, with penalties, over ${counted(n, 'training sample')}.`,
  },
};

/** @typedef {typeof words} LandscapeWords */
