// Runs in the page: one training step of the network of the learning page, ours and other people's; and how much of what
// this machine can do in WebAssembly goes into its matrix products.
import { comingBatches, NETWORK, SIZES } from '../www/site/bench/contests.js';
import { fastest, peakLoops } from '../www/site/bench/peak.js';
import { contestant, inTurns } from '../www/site/bench/rounds.js';
import { trainer } from '../www/site/bench/step-by-hand.js';
import { enginesOf } from './engines.js';
import { jaxJs } from './jax.js';
import { convNet, tensorflow } from './libraries.js';

/** So many steps are compared before any is timed. */
const COMPARED = 5;
const ROUNDS = 9;

/** The products of one training step: rows, inner dimension, columns, and which operand is stored as its transpose. */
const PRODUCTS = /** @type {const} */ ([
  { name: '128×784 · 784×512', shape: [128, 784, 512, 0] },
  { name: '128×512 · 512×10', shape: [128, 512, 10, 0] },
  { name: '(128×512)ᵀ · 128×10', shape: [512, 128, 10, 1] },
  { name: '128×10 · (512×10)ᵀ', shape: [128, 10, 512, 2] },
  { name: '(128×784)ᵀ · 128×512', shape: [784, 128, 512, 1] },
]);

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {number} ms one step
 * @property {number[]} losses of the first steps
 */

/**
 * @param {{ name: string, url: string }[]} sites
 * @param {{ libraries: string, tensorflow: string, data?: string }} places of other people's libraries, of the WebAssembly of
 *   TensorFlow.js, and of the samples, if they are not MNIST's
 * @returns {Promise<{ steps: Step[], zeros: number }>} ours first; and which part of the inputs is zero
 */
export async function steps(sites, places) {
  const libraries = await import(places.libraries);
  const engines = await enginesOf(sites);
  for (const engine of engines) await engine.loadDataset('mnist', { base: places.data });
  const runs = engines.map((engine) => engine.experiment(NETWORK));
  const batches = comingBatches(engines[0], COMPARED);
  const task = {
    sizes: [...SIZES],
    rate: NETWORK.learningRate,
    parameters: runs[0].parameters().values.slice(),
    batches,
  };
  /** @type {import('./libraries.js').Learner[]} */
  const learners = [
    ...runs.map((run, k) => ({
      name: sites[k].name,
      step: () => run.step().loss,
      work: (/** @type {number} */ times) => run.train(times),
    })),
    await jaxJs(libraries, task),
    await tensorflow(libraries, task, 'wasm', places.tensorflow),
    await tensorflow(libraries, task, 'cpu'),
    convNet(libraries, task),
    byHand(task),
  ];
  /** @type {number[][]} */
  const losses = [];
  for (const learner of learners) {
    await learner.prepare?.();
    losses.push(batches.map((_, batch) => learner.step(batch)));
  }
  const times = await inTurns(learners, ROUNDS);
  const inputs = batches.flatMap((batch) => Array.from(batch.inputs));
  return {
    steps: learners.map(({ name }, k) => ({ name, ms: times[k], losses: losses[k] })),
    zeros: inputs.filter((x) => x === 0).length / inputs.length,
  };
}

/** @param {import('./libraries.js').Task} task @returns {import('./libraries.js').Learner} */
function byHand({ sizes: [inputs, hidden, classes], rate, parameters, batches }) {
  const network = { inputs, hidden, classes, parameters: parameters.slice() };
  const train = trainer(network, rate, batches[0].labels.length);
  return {
    name: 'JavaScript by hand',
    step: (batch) => train(batches[batch]),
    ...contestant(() => train(batches[0])),
  };
}

/**
 * @typedef {object} Kernels
 * @property {number} peak operations on single numbers, in thousand millions a second
 * @property {{ name: string, operations: number, ms: number }[]} products
 */

/**
 * @param {unknown} _ the sites
 * @param {string} url of kernels.wasm
 * @returns {Promise<Kernels>}
 */
export async function kernels(_, url) {
  const module = await WebAssembly.compileStreaming(fetch(url));
  // The boundary of the engine is in it too, and is never called.
  /** @type {Record<string, Record<string, () => number>>} */
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] = () => 0;
  }
  const wasm = /** @type {any} */ ((await WebAssembly.instantiate(module, imports)).exports);
  const products = PRODUCTS.map(({ shape }) => wasm.product(...shape));
  const loops = peakLoops();
  const times = await inTurns(
    [...loops, ...products.map((product) => ({ work: (/** @type {number} */ n) => wasm.multiply_times(product, n) }))],
    ROUNDS,
    100,
  );
  return {
    peak: fastest(loops, times),
    products: PRODUCTS.map(({ name, shape: [rows, inner, columns] }, k) => ({
      name,
      operations: 2 * rows * inner * columns,
      ms: times[loops.length + k],
    })),
  };
}
