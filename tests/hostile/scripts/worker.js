// Makes up inputs of one kind for so many seconds, and tells those which are a fault.
import { parentPort, workerData } from 'node:worker_threads';
import { faultOf, KINDS, LIMITS } from './kinds.js';
import { mutated, randomFrom } from './mutate.js';

/** After so many the rest is no news. */
const MOST_FOUND = 5;

const { kind, seconds, seed, shared } = workerData;
const [head, room] = [new Int32Array(shared, 0, 2), new Uint8Array(shared, 8)];
const known = /** @type {import('./kinds.js').Kind} */ (KINDS[kind]);
const random = randomFrom(seed);
/** @type {{ why: string, bytes: Uint8Array }[]} */
const found = [];
const end = performance.now() + 1000 * seconds;
while (performance.now() < end && found.length < MOST_FOUND) {
  const bytes = mutated(known.seeds, known.words, random, LIMITS.length);
  room.set(bytes);
  Atomics.store(head, 1, bytes.length);
  const why = await faultOf(known, bytes);
  if (why !== undefined) found.push({ why, bytes });
  Atomics.add(head, 0, 1);
}
parentPort?.postMessage(found);
