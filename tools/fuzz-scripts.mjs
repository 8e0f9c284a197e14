// `npm run fuzz -- SECONDS tables …`: inputs for what scripts read. They are read in a Worker, with the last one where it can be told
// though the Worker never ends.
import { Worker } from 'node:worker_threads';

export const SCRIPT_KINDS = ['links', 'messages', 'mnist', 'numpy', 'pasted', 'tables', 'weights'];
/** After so many seconds of the processor's time without another input one never ends. */
const NEVER = 30;
/** MB. Of it the limit for one input is a part. */
const HEAP = 1024;

/**
 * @param {string} kind
 * @param {number} seconds
 * @returns {Promise<{ kind: string, executions: number, found: { why: string, bytes: Uint8Array }[] }>}
 */
export function fuzzScripts(kind, seconds) {
  // The number of the input, its length, and the input.
  const shared = new SharedArrayBuffer(8 + 2 ** 16);
  const head = new Int32Array(shared, 0, 2);
  const seed = Date.now() % 2 ** 31;
  const worker = new Worker(new URL('../tests/hostile/scripts/worker.js', import.meta.url), {
    workerData: { kind, seconds, seed, shared },
    resourceLimits: { maxOldGenerationSizeMb: HEAP },
  });
  const last = () => Uint8Array.from(new Uint8Array(shared, 8, Atomics.load(head, 1)));
  return new Promise((resolve) => {
    const end = (/** @type {{ why: string, bytes: Uint8Array }[]} */ found) => {
      clearInterval(watch);
      worker.terminate();
      resolve({ kind, executions: Atomics.load(head, 0), found });
    };
    let [before, since] = [-1, process.cpuUsage()];
    const watch = setInterval(() => {
      const now = Atomics.load(head, 0);
      if (now !== before) [before, since] = [now, process.cpuUsage()];
      if (process.cpuUsage(since).user > 1e6 * NEVER) end([{ why: 'never ends', bytes: last() }]);
    }, 1000);
    worker.on('message', end);
    worker.on('error', (error) => end([{ why: String(error), bytes: last() }]));
  });
}
