// Runs in the page: the engine against its peers, in turns.
import { descendOneByOne, descendSideBySide, fieldOf, surfaces } from './peer.js';
import { inTurns } from './rounds.js';

const ROUNDS = 15;
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
      await compare(
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
  rows.push(await compare('descend', mine, () => descendOneByOne(starts, STEPS, RATE, MOMENTUM)));
  rows.push(await compare('descend, tiled JS', mine, () => descendSideBySide(starts, STEPS, RATE, MOMENTUM)));
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
 * The engine against its peer.
 * @param {string} name
 * @param {() => Float64Array} engine
 * @param {() => Float64Array} peer
 * @returns {Promise<Row>}
 */
async function compare(name, engine, peer) {
  const contestants = [engine, peer].map((once) => ({
    work: (/** @type {number} */ times) => {
      for (let k = 0; k < times; k++) once();
    },
  }));
  const [mine, theirs] = await inTurns(contestants, ROUNDS);
  return { name, engine: mine, peer: theirs, difference: largestDifference(engine(), peer()) };
}

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
