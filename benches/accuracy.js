// Runs in the page: what a network has learnt in the end, and how long that took.

const DIGITS = {
  objective: 'network',
  dataset: 'mnist',
  layers: [512],
  activation: 'relu',
  initializer: 'glorot-uniform',
  optimizer: 'rmsprop',
  learningRate: 1e-3,
  batchSize: 128,
};
const EPOCHS = 5;
/** How many digits a page learns from: all of them, or those that it takes unless it is asked. */
const ALL = 60_000;
const SOME = 12_000;

/** @param {{ url: string }[]} sites @param {boolean} [all] */
async function load([{ url }], all = false) {
  const { createEngine } = await import(`${url}engine.js`);
  const engine = await createEngine();
  await engine.loadDataset('mnist', { all });
  return engine;
}

/** All digits. @param {{ url: string }[]} sites */
export async function allDigits(sites) {
  const engine = await load(sites, true);
  const run = engine.experiment({ ...DIGITS, all: true, seed: 1 });
  const steps = EPOCHS * Math.ceil(ALL / DIGITS.batchSize);
  const start = performance.now();
  run.train(steps);
  const seconds = (performance.now() - start) / 1000;
  return { ...run.evaluate('test'), seconds, steps };
}

/**
 * The digits that a page loads, once for each seed.
 * @param {{ url: string }[]} sites
 * @param {number[]} seeds
 */
export async function someDigits(sites, seeds) {
  const engine = await load(sites);
  const steps = EPOCHS * Math.ceil(SOME / DIGITS.batchSize);
  return seeds.map((seed) => {
    const run = engine.experiment({ ...DIGITS, seed });
    run.train(steps);
    const { accuracy } = run.evaluate('test');
    run.free();
    return accuracy;
  });
}
