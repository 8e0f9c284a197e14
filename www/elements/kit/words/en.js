// What the interface says, in English. What the engine knows (objectives, optimizers, settings, errors) brings its own words
// and is not repeated here.

export const words = {
  reset: 'Reset',
  play: 'Play',
  pause: 'Pause',
  step: 'Step',
  speed: 'Speed',
  speedValue: (/** @type {string} */ factor) => `${factor}×`,
  step_: 'Step',
  loss: 'Loss',
  state: 'State',
  states: {
    ready: 'ready',
    running: 'running',
    paused: 'paused',
    converged: 'converged',
    diverged: 'diverged',
  },
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
    error: 'its error',
    best: 'best possible',
    chosen: 'this batch',
  },
  lossScale: 'loss',
  noValue: 'The loss has no finite value here.',
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
  },
  rejected: (/** @type {string} */ name, /** @type {string} */ value, /** @type {string} */ expects) =>
    `${name}="${value}" is not one of its values (${expects}). The usual one is used instead.`,
  unknownName: (/** @type {string} */ name, /** @type {string | undefined} */ meant) =>
    `There is no setting called “${name}”; ${meant ? `did you mean “${meant}”?` : 'it was ignored.'}`,
};

/** @typedef {typeof words} Strings */
