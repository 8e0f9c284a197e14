// Runs in the page: one training step of the network of the learning page, ours and other people's; and how much of what
// this machine can do in WebAssembly goes into its matrix products.
import { convNet, tensorflow } from './libraries.js';
import { inTurns } from './rounds.js';

const CONFIG = {
  objective: 'network',
  dataset: 'mnist',
  layers: [512],
  activation: 'relu',
  optimizer: 'sgd',
  learningRate: 0.1,
  batchSize: 128,
  seed: 1,
};
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
 * @param {{ engine: string, libraries: string, tensorflow: string }} places of engine.js, of other people's libraries, and
 *   of the WebAssembly of TensorFlow.js
 * @returns {Promise<Step[]>} ours first
 */
export async function steps(places) {
  const libraries = await import(places.libraries);
  const { createEngine } = await import(places.engine);
  const engine = await createEngine();
  await engine.loadDataset('mnist');
  const run = engine.experiment(CONFIG);
  const { values } = run.parameters();
  const sizes = [784, ...CONFIG.layers, 10];
  const task = { sizes, rate: CONFIG.learningRate, parameters: values.slice(), batches: coming(engine) };
  const ours = {
    name: 'the engine',
    step: () => run.step().loss,
    work: (/** @type {number} */ times) => run.train(times),
  };
  const learners = [
    ours,
    await tensorflow(libraries, task, 'wasm', places.tensorflow),
    await tensorflow(libraries, task, 'cpu'),
    convNet(libraries, task),
  ];
  /** @type {number[][]} */
  const losses = [];
  for (const learner of learners) {
    if ('prepare' in learner) await learner.prepare?.();
    losses.push(task.batches.map((_, batch) => learner.step(batch)));
  }
  const times = await inTurns(learners, ROUNDS);
  return learners.map(({ name }, k) => ({ name, ms: times[k], losses: losses[k] }));
}

/**
 * The batches that a run draws first, as its twin tells that looks at their samples one by one.
 * @param {any} engine
 * @returns {import('./libraries.js').Task['batches']}
 */
function coming(engine) {
  const twin = engine.experiment(CONFIG);
  const batches = Array.from({ length: COMPARED }, () => {
    const inputs = new Float32Array(CONFIG.batchSize * 784);
    const labels = new Uint8Array(CONFIG.batchSize);
    for (let k = 0; k < CONFIG.batchSize; k++) {
      const { index } = twin.stepSample().sample;
      const sample = twin.samples('train', index, 1);
      inputs.set(sample.inputs, k * 784);
      labels[k] = sample.targets[0];
    }
    // What is left of the step: its update.
    twin.step();
    return { inputs, labels };
  });
  twin.free();
  return batches;
}

/**
 * @typedef {object} Kernels
 * @property {number} peak operations on single numbers, in thousand millions a second
 * @property {{ name: string, operations: number, ms: number }[]} products
 */

/**
 * @param {string} url of kernels.wasm
 * @returns {Promise<Kernels>}
 */
export async function kernels(url) {
  const module = await WebAssembly.compileStreaming(fetch(url));
  // The boundary of the engine is in it too, and is never called.
  /** @type {Record<string, Record<string, () => number>>} */
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] = () => 0;
  }
  const wasm = /** @type {any} */ ((await WebAssembly.instantiate(module, imports)).exports);
  const kinds = Array.from({ length: wasm.peak_kinds() }, (_, kind) => kind);
  const rounds = 20_000;
  const products = PRODUCTS.map(({ shape }) => wasm.product(...shape));
  const times = await inTurns(
    [
      ...kinds.map((kind) => ({ work: (/** @type {number} */ n) => wasm.peak(kind, n * rounds, 1 + 2 ** -23, 1e-9) })),
      ...products.map((product) => ({ work: (/** @type {number} */ n) => wasm.multiply_times(product, n) })),
    ],
    ROUNDS,
    100,
  );
  const speeds = kinds.map((kind) => (wasm.peak_operations(kind) * rounds) / times[kind] / 1e6);
  return {
    peak: Math.max(...speeds),
    products: PRODUCTS.map(({ name, shape: [rows, inner, columns] }, k) => ({
      name,
      operations: 2 * rows * inner * columns,
      ms: times[kinds.length + k],
    })),
  };
}
