// Measures in a Worker, so that the page stays what it is: a message for the machine, and one for each contest.
import { basins, descents, fields, step } from './contests.js';
import { peak } from './peak.js';
import { contestant, inTurns } from './rounds.js';

/**
 * @typedef {{ peak: number }} Machine thousand millions of operations a second
 * @typedef {{ name: string, engine: number, byHand: number, difference: number }} Result milliseconds
 * @typedef {{ name: string, failure: Record<string, string> }} Failure sentences, by language
 * @typedef {{ machine: Machine } | { result: Result } | { failed: Failure } | { done: true }} Message
 */

const ROUNDS = 7;
const WARM_UP = 200;
/** Of the peak: the fastest of ten loops varies little. */
const PEAK_ROUNDS = 3;
const FIELDS = ['himmelblau', 'rosenbrock', 'six-hump-camel', 'rastrigin', 'ackley', 'log-goldstein-price'];

/** @param {Message} message */
const post = (message) => postMessage(message);

export async function measure() {
  // As any program loads it: from beside this script.
  /** @type {typeof import('../../engine/engine.js')} */
  const { createEngine } = await import(new URL('engine.js', import.meta.url).href);
  const engine = await createEngine();
  const others = [...fields(engine, FIELDS), ...descents(engine), basins(engine)];
  post({ machine: { peak: await peak(PEAK_ROUNDS) } });
  for (const contest of others) await compare(contest);
  try {
    await engine.loadDataset('mnist');
    await compare(step(engine));
  } catch (error) {
    const { message, messages } = /** @type {any} */ (error);
    post({ failed: { name: 'step', failure: messages ?? { en: message, zh: message } } });
  }
  post({ done: true });
}

/** @param {import('./contests.js').Contest} contest */
async function compare(contest) {
  const contestants = [contest.engine, contest.byHand].map(contestant);
  const [engine, byHand] = await inTurns(contestants, ROUNDS, WARM_UP);
  post({ result: { name: contest.name, engine, byHand, difference: contest.difference() } });
}
