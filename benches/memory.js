// Runs in the page: the memory that a training takes, as it comes about.

import { NETWORK } from './mnist.js';

const STEPS = 500;
/** How many digits a page loads: all of them, or those that it takes unless it is asked. */
const DIGITS = { all: 60_000 + 10_000, some: 12_000 + 2_000 };

/** @param {string} site */
const start = async (site) => (await import(`${site}engine.js`)).createEngine();

/**
 * In bytes: the WebAssembly's memory at each point, and what has to be in it, which is every number that is learnt, the inputs
 * and outputs of every layer for one batch, and the digits, a byte a pixel.
 * @param {unknown} _ the sites
 * @param {string} site
 * @param {boolean} all digits
 */
export async function digits(_, site, all) {
  const engine = await start(site);
  const begin = engine.memory();
  await engine.loadDataset('mnist', { all });
  const loaded = engine.memory();
  const run = engine.experiment({ ...NETWORK, all });
  run.train(STEPS);
  const parameters = run.parameters().values.byteLength;
  const activations = NETWORK.batchSize * (784 + 512 + 10) * 4;
  const data = DIGITS[all ? 'all' : 'some'] * 785;
  return { begin, loaded, trained: engine.memory(), parameters, activations, data, steps: STEPS };
}

/**
 * The memory of a small network after its first steps, and every 10,000 steps.
 * @param {unknown} _ the sites
 * @param {string} site
 * @returns {Promise<number[]>}
 */
export async function longRun(_, site) {
  const engine = await start(site);
  const run = engine.experiment({ objective: 'network', dataset: 'circle', layers: [4, 2], seed: 1 });
  run.train(100);
  const bytes = [engine.memory()];
  for (let k = 0; k < 3; k++) {
    run.train(10_000);
    bytes.push(engine.memory());
  }
  return bytes;
}
