// Runs in the page: maps of many runs against hand-written JavaScript, by how many runs there are, and by how many Workers.
import { basins } from './basins-peer.js';
import { inTurns, median } from './rounds.js';

const ROUNDS = 11;
const TASK = { width: 320, height: 240, maxSteps: 300 };
const RUN = { optimizer: 'momentum', learningRate: 0.001, momentum: 0.9 };
const FORMULA = '(x^2+y-11)^2+(x+y^2-7)^2';
const DOMAIN = [-6, 6, -6, 6];
/** Starts along a side of the square of starts. */
const SIDES = [1, 10, 100, 1000];
const STEPS = 100;

/**
 * The basins of Himmelblau's function, from a formula typed as text and by hand.
 * @param {string} url of engine.js
 */
export async function peer(url) {
  const engine = await (await import(url)).createEngine();
  const config = { formula: FORMULA, domain: DOMAIN, ...RUN, ...TASK };
  const map = engine.basins(config);
  const { steep, still } = engine.quiet(config);
  const { learningRate: rate, momentum } = RUN;
  const task = { domain: DOMAIN, ...TASK, rate, momentum, minima: map.minima, steep, still };
  const contestants = [() => engine.basins(config), () => basins(task)].map((once) => ({
    work: (/** @type {number} */ times) => {
      for (let k = 0; k < times; k++) once();
    },
  }));
  const [mine, theirs] = await inTurns(contestants, ROUNDS, 1000);
  const other = basins(task);
  let differing = 0;
  for (let k = 0; k < map.label.length; k++) {
    if (map.label[k] !== other.label[k] || map.steps[k] !== other.steps[k]) differing += 1;
  }
  return { engine: mine, peer: theirs, differing, cells: map.label.length };
}

/**
 * Nanoseconds a run, by how many there are.
 * @param {string} url of engine.js
 */
export async function scaling(url) {
  const engine = await (await import(url)).createEngine();
  const config = { formula: FORMULA, domain: DOMAIN, ...RUN, learningRate: 1e-6, maxSteps: STEPS };
  // Of all sizes in turn: a machine that slows down does so for all.
  const contestants = SIDES.map((side) => ({
    work: (/** @type {number} */ times) => {
      for (let k = 0; k < times; k++) engine.basins({ ...config, width: side, height: side });
    },
  }));
  const times = await inTurns(contestants, 5);
  return SIDES.map((side, k) => ({ runs: side * side, each: (times[k] * 1e6) / side / side }));
}

/**
 * The median time of a map by the page's Workers, in milliseconds.
 * @param {string} url of engine.js
 * @param {number} rounds
 */
export async function pooled(url, rounds) {
  const engine = await (await import(url)).createEngine();
  const config = { formula: FORMULA, domain: DOMAIN, ...RUN, width: 640, height: 480, maxSteps: 300 };
  /** @type {number[]} */
  const times = [];
  for (let k = 0; k < rounds; k++) {
    const begin = performance.now();
    await engine.worker.basins(config);
    times.push(performance.now() - begin);
  }
  return median(times);
}
