// What is measured here: the engine, and what one would write by hand in JavaScript instead, on one thread each.
import { basins as basinsByHand } from './basins-by-hand.js';
import { trainer } from './step-by-hand.js';
import { descendOneByOne, descendSideBySide, fieldOf, SURFACES } from './surfaces-by-hand.js';

/**
 * @typedef {object} Contest
 * @property {string} name
 * @property {() => unknown} engine does it once
 * @property {() => unknown} byHand
 * @property {() => number} difference the largest between both results, relative where they exceed 1
 */

const SIDE = 512;

/** A field of each surface. @param {Engine} engine @param {string[]} [names] @returns {Contest[]} */
export function fields(engine, names = SURFACES) {
  const { objectives } = engine.catalog();
  return names.map((objective) => {
    const domain = /** @type {number[]} */ (objectives.find(({ name }) => name === objective)?.domain);
    const field = fieldOf(objective);
    // Both write to an array that is there: a fresh one of 2 MB would cost more than the losses in it.
    const [mine, theirs] = [new Float64Array(SIDE * SIDE), new Float64Array(SIDE * SIDE)];
    return contest(
      objective,
      () => engine.field({ objective, domain, width: SIDE, height: SIDE, into: mine }),
      () => field(domain, SIDE, SIDE, theirs),
    );
  });
}

const FORMULA = '(x^2+y-11)^2+(x+y^2-7)^2';
const RUN = { optimizer: 'momentum', learningRate: 0.001, momentum: 0.9 };
const STARTS_A_SIDE = 100;
const STEPS = 300;

/** Many runs at once, one after another in JavaScript and side by side. @param {Engine} engine @returns {Contest[]} */
export function descents(engine) {
  const starts = grid(STARTS_A_SIDE, -5, 5);
  const { learningRate: rate, momentum } = RUN;
  const mine = () => engine.descend({ formula: FORMULA, ...RUN }, starts, STEPS);
  return [
    contest('descend', mine, () => descendOneByOne(starts, STEPS, rate, momentum)),
    contest('descend-side-by-side', mine, () => descendSideBySide(starts, STEPS, rate, momentum)),
  ];
}

const MAP = { domain: [-6, 6, -6, 6], width: 320, height: 240, maxSteps: 300 };

/** The basins of Himmelblau's function, from a formula typed as text and by hand. @param {Engine} engine @returns {Contest} */
export function basins(engine) {
  const config = { formula: FORMULA, ...RUN, ...MAP };
  const { minima } = engine.basins(config);
  const { steep, still } = engine.quiet(config);
  const { learningRate: rate, momentum } = RUN;
  const byHand = () => basinsByHand({ ...MAP, rate, momentum, minima, steep, still });
  const mine = () => engine.basins(config);
  const difference = () => {
    const [ours, theirs] = [mine(), byHand()];
    return Math.max(largestDifference(ours.label, theirs.label), largestDifference(ours.steps, theirs.steps));
  };
  return { name: 'basins', engine: mine, byHand, difference };
}

export const NETWORK = {
  objective: /** @type {const} */ ('network'),
  dataset: 'mnist',
  layers: [512],
  activation: 'relu',
  optimizer: 'sgd',
  learningRate: 0.1,
  batchSize: 128,
  seed: 1,
};
/** Inputs, hidden units, classes. */
export const SIZES = /** @type {const} */ ([784, 512, 10]);
/** So many steps are compared before any is timed. */
const COMPARED = 5;

/** A training step on MNIST's digits, which have to be there. @param {Engine} engine @returns {Contest} */
export function step(engine) {
  const run = engine.experiment(NETWORK);
  const batches = comingBatches(engine, COMPARED);
  const [inputs, hidden, classes] = SIZES;
  const parameters = run.parameters().values.slice();
  const train = trainer({ inputs, hidden, classes, parameters }, NETWORK.learningRate, NETWORK.batchSize);
  const losses = batches.map((batch) => [run.step().loss, train(batch)]);
  const [mine, theirs] = [0, 1].map((side) => losses.map((pair) => pair[side]));
  return {
    name: 'step',
    engine: () => run.train(1),
    byHand: () => train(batches[0]),
    difference: () => largestDifference(mine, theirs),
  };
}

/**
 * The batches that a run draws first, as its twin tells that looks at their samples one by one.
 * @param {Engine} engine
 * @param {number} count
 */
export function comingBatches(engine, count) {
  const twin = engine.experiment(NETWORK);
  const batches = Array.from({ length: count }, () => {
    const inputs = new Float32Array(NETWORK.batchSize * SIZES[0]);
    const labels = new Uint8Array(NETWORK.batchSize);
    for (let k = 0; k < NETWORK.batchSize; k++) {
      const { index } = /** @type {{ index: number }} */ (twin.stepSample().sample);
      const sample = twin.samples('train', index, 1);
      inputs.set(sample.inputs, k * SIZES[0]);
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
 * @template {ArrayLike<number>} Result
 * @param {string} name
 * @param {() => Result} engine
 * @param {() => Result} byHand
 * @returns {Contest}
 */
const contest = (name, engine, byHand) => ({
  name,
  engine,
  byHand,
  difference: () => largestDifference(engine(), byHand()),
});

/**
 * Points of a square, x and y by rows.
 * @param {number} side
 * @param {number} low
 * @param {number} high
 */
function grid(side, low, high) {
  const at = (/** @type {number} */ i) => low + ((i + 0.5) / side) * (high - low);
  const points = Array.from({ length: side * side }, (_, i) => [at(i % side), at(Math.floor(i / side))]);
  return Float64Array.from(points.flat());
}

/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
export function largestDifference(a, b) {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]) / Math.max(1, Math.abs(b[i])));
  return largest;
}
