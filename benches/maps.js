// Runs in the page: maps of many runs against hand-written JavaScript, by how many runs there are, and by how many Workers.
import { basins } from '../www/site/bench/contests.js';
import { contestant, inTurns, median } from '../www/site/bench/rounds.js';
import { enginesOf } from './engines.js';

/** @typedef {{ name: string, url: string }[]} Sites */

const ROUNDS = 11;
const RUN = { optimizer: 'momentum', learningRate: 0.001, momentum: 0.9 };
const FORMULA = '(x^2+y-11)^2+(x+y^2-7)^2';
const DOMAIN = [-6, 6, -6, 6];
/** Starts along a side of the square of starts. */
const SIDES = [1, 10, 100, 1000];
const STEPS = 100;

/** The basins of Himmelblau's function. @param {Sites} sites */
export async function peer(sites) {
  const [ours, ...before] = (await enginesOf(sites)).map(basins);
  const all = [ours.engine, ...before.map(({ engine }) => engine), ours.byHand];
  return { times: await inTurns(all.map(contestant), ROUNDS, 1000), difference: ours.difference() };
}

/** The time of a map, by how many runs it has. @param {Sites} sites */
export async function scaling(sites) {
  const engines = await enginesOf(sites);
  const config = { formula: FORMULA, domain: DOMAIN, ...RUN, learningRate: 1e-6, maxSteps: STEPS };
  const cases = SIDES.flatMap((side) => engines.map((engine) => ({ side, engine })));
  // Of all sizes in turn: a machine that slows down does so for all.
  const times = await inTurns(
    cases.map(({ side, engine }) => contestant(() => engine.basins({ ...config, width: side, height: side }))),
    5,
  );
  return SIDES.map((side, k) => ({
    runs: side * side,
    times: times.slice(k * engines.length, (k + 1) * engines.length),
  }));
}

/**
 * The median time of a map by the page's Workers, in milliseconds.
 * @param {string} url of the site
 * @param {number} rounds
 */
export async function pooled(url, rounds) {
  const engine = await (await import(`${url}engine.js`)).createEngine();
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
