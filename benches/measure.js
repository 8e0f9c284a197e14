// Runs in the page: the engine against its peers, in turns.
import { descendOneByOne, descendSideBySide, fieldOf, surfaces } from './peer.js';

const ROUNDS = 15;
/** A measurement lasts at least this long, so that the clock's grain does not show. */
const LEAST_MS = 25;
const SIDE = 512;
const STARTS_A_SIDE = 100;
const STEPS = 300;
const RATE = 0.001;
const MOMENTUM = 0.9;

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {number} engine milliseconds
 * @property {number} peer milliseconds
 * @property {number} difference the largest between the two results, relative where they exceed 1
 */

/**
 * @param {string} url of engine.js
 * @returns {Promise<Row[]>}
 */
export async function measure(url) {
  const { createEngine } = await import(url);
  const engine = await createEngine();
  const { objectives } = engine.catalog();
  /** @type {Row[]} */
  const rows = [];
  for (const [name, surface] of Object.entries(surfaces)) {
    const { domain } = objectives.find((/** @type {{ name: string }} */ objective) => objective.name === name);
    const field = fieldOf(surface);
    // Both write to an array that is there: a fresh one of 2 MB would cost more than the losses in it.
    const [mine, theirs] = [new Float64Array(SIDE * SIDE), new Float64Array(SIDE * SIDE)];
    rows.push(
      compare(
        name,
        () => engine.field({ objective: name, domain, width: SIDE, height: SIDE, into: mine }),
        () => field(domain, SIDE, SIDE, theirs),
      ),
    );
  }
  const starts = grid(STARTS_A_SIDE, -5, 5);
  const config = {
    formula: '(x^2+y-11)^2+(x+y^2-7)^2',
    optimizer: 'momentum',
    learningRate: RATE,
    momentum: MOMENTUM,
  };
  const mine = () => engine.descend(config, starts, STEPS);
  rows.push(compare('descend', mine, () => descendOneByOne(starts, STEPS, RATE, MOMENTUM)));
  rows.push(compare('descend, tiled JS', mine, () => descendSideBySide(starts, STEPS, RATE, MOMENTUM)));
  return rows;
}

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

/**
 * The engine against its peer, by medians over rounds in which each has its turn.
 * @param {string} name
 * @param {() => Float64Array} engine
 * @param {() => Float64Array} peer
 * @returns {Row}
 */
function compare(name, engine, peer) {
  const contestants = [engine, peer].map((work) => ({
    work,
    repeats: warmUp(work),
    times: /** @type {number[]} */ ([]),
  }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { work, repeats, times } of contestants) times.push(time(work, repeats));
  }
  const [mine, theirs] = contestants.map(({ times }) => median(times));
  return { name, engine: mine, peer: theirs, difference: largestDifference(engine(), peer()) };
}

/**
 * Runs until compiled well, and tells how often to repeat for a measurement.
 * @param {() => unknown} work
 */
function warmUp(work) {
  const end = performance.now() + 300;
  while (performance.now() < end) work();
  return Math.max(1, Math.ceil(LEAST_MS / time(work, 3)));
}

/**
 * @param {() => unknown} work
 * @param {number} repeats
 */
function time(work, repeats) {
  const start = performance.now();
  for (let i = 0; i < repeats; i++) work();
  return (performance.now() - start) / repeats;
}

/** @param {number[]} times */
const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];

/**
 * @param {Float64Array} a
 * @param {Float64Array} b
 */
function largestDifference(a, b) {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]) / Math.max(1, Math.abs(b[i])));
  return largest;
}
