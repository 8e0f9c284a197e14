// Runs in a page of the site: trainings by so many Workers each, in turns.
import { median } from '../www/site/bench/rounds.js';
import { NETWORK } from './mnist.js';

const COUNTS = [1, 2, 3, 4];
const ROUNDS = 7;
const STEPS = 50;

/**
 * Milliseconds a step, and a hash of all parameters in the end, for each number of Workers.
 * @param {string} site
 * @param {number} units of the hidden layer
 * @returns {Promise<{ workers: number, ms: number, hash: string }[]>}
 */
export async function training(site, units) {
  const engine = await (await import(`${site}engine.js`)).createEngine();
  const trainings = [];
  for (const workers of COUNTS) {
    const run = await engine.worker.experiment({ ...NETWORK, layers: [units] }, { workers });
    await run.train(STEPS);
    // A build that takes no such number trains with one.
    trainings.push({ workers: run.workers ?? 1, run, times: /** @type {number[]} */ ([]) });
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const { run, times } of trainings) {
      const begin = performance.now();
      await run.train(STEPS);
      times.push((performance.now() - begin) / STEPS);
    }
  }
  const results = [];
  for (const { workers, run, times } of trainings) {
    const { values } = await run.parameters();
    const digest = await crypto.subtle.digest('SHA-256', Float32Array.from(values));
    const hash = Array.from(new Uint8Array(digest, 0, 6), (byte) => byte.toString(16).padStart(2, '0')).join('');
    results.push({ workers, ms: median(times), hash });
    run.terminate();
  }
  return results;
}
