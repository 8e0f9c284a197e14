// The engine of the build, in the form in which the learning page asks it: see `ask.js`.

/** @param {any} engine what `createEngine` gives, asked as programs ask that know no types @returns {import('../../www/site/chapter/ask.js').Asked} */
export const askedOf = (engine) => ({
  experiment: (config) => engine.experiment(config),
  stationaryPoints: (config) => engine.stationaryPoints(config),
  closedForm: (config) => engine.closedForm(config),
  gradient: (config, point) => engine.gradient(config, point),
  network: (config) => engine.experiment(config),
  bestRate: (config, options) => engine.bestRate(config, options),
});
