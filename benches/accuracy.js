// Runs in the page: what a network has learnt in the end, how long that took, and what memory it took.

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
/** How many digits a page loads: all of them, or those that it takes unless it is asked. */
const ALL = { train: 60_000, test: 10_000 };
const SOME = { train: 12_000, test: 2_000 };

/** @param {string} url of engine.js @param {boolean} [all] */
async function load(url, all = false) {
  const { createEngine } = await import(url);
  const engine = await createEngine();
  await engine.loadDataset('mnist', { all });
  return engine;
}

/** All digits. @param {string} url of engine.js */
export async function allDigits(url) {
  const engine = await load(url, true);
  const run = engine.experiment({ ...DIGITS, all: true, seed: 1 });
  const steps = EPOCHS * Math.ceil(ALL.train / DIGITS.batchSize);
  const start = performance.now();
  run.train(steps);
  const seconds = (performance.now() - start) / 1000;
  return { ...run.evaluate('test'), seconds, steps, memory: memory(engine, run, ALL) };
}

/**
 * The digits that a page loads, once for each seed.
 * @param {string} url of engine.js
 * @param {number[]} seeds
 */
export async function someDigits(url, seeds) {
  const engine = await load(url);
  const steps = EPOCHS * Math.ceil(SOME.train / DIGITS.batchSize);
  /** @type {number[]} */
  const accuracy = [];
  let used;
  for (const seed of seeds) {
    const run = engine.experiment({ ...DIGITS, seed });
    run.train(steps);
    accuracy.push(run.evaluate('test').accuracy);
    used ??= memory(engine, run, SOME);
    run.free();
  }
  return { accuracy, memory: used };
}

/**
 * How many bytes the engine has as a small network goes on learning, every 10,000 steps.
 * @param {string} url of engine.js
 * @returns {Promise<number[]>}
 */
export async function longRun(url) {
  const { createEngine } = await import(url);
  const engine = await createEngine();
  const run = engine.experiment({ objective: 'network', dataset: 'circle', layers: [4, 2], seed: 1 });
  // What is made at first, once.
  run.train(100);
  const bytes = [engine.memory()];
  for (let k = 0; k < 3; k++) {
    run.train(10_000);
    bytes.push(engine.memory());
  }
  return bytes;
}

/**
 * The engine's memory, and what has to be in it: every number that is learnt, the inputs and outputs of every layer for one
 * batch, and the digits, a byte a pixel.
 * @param {any} engine
 * @param {any} run
 * @param {{ train: number, test: number }} digits
 */
function memory(engine, run, { train, test }) {
  const parameters = run.parameters().values.byteLength;
  const activations = DIGITS.batchSize * (784 + 512 + 10) * 4;
  return { used: engine.memory(), needed: parameters + activations + (train + test) * 785 };
}
