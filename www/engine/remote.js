// The engine in a Worker, seen from a page: the same calls, which return promises. The Worker is there from the first call
// on, and all calls on a page share it.

import { EngineError } from './error.js';
import { startTraining } from './training.js';

/** What can be asked. */
const METHODS = [
  'bestRate',
  'closedForm',
  'contours',
  'descend',
  'export',
  'field',
  'gradient',
  'resolve',
  'stationaryPoints',
];

/**
 * @typedef {object} Call
 * @property {(value: any) => void} resolve
 * @property {(reason: unknown) => void} reject
 * @property {((part: number) => void) | undefined} onProgress
 */

/** @type {Worker | undefined} */
let worker;
/** @type {Map<number, Call>} */
const calls = new Map();
let last = 0;

/** @returns {Worker} */
function start() {
  const place = new URL('worker.js', import.meta.url);
  // A page may not start another origin's script as a Worker, but its own may import it.
  const own = place.origin === globalThis.location?.origin;
  const script = own
    ? place
    : URL.createObjectURL(new Blob([`import ${JSON.stringify(place.href)}`], { type: 'text/javascript' }));
  const started = new Worker(script, { type: 'module' });
  started.addEventListener('message', ({ data: { id, value, error, progress } }) => {
    const call = calls.get(id);
    if (progress !== undefined) {
      call?.onProgress?.(progress);
      return;
    }
    calls.delete(id);
    if (!error) call?.resolve(value);
    else if (error.messages) call?.reject(new EngineError(error));
    else call?.reject(Object.assign(new Error(error.message), { name: error.name }));
  });
  // A Worker that dies takes its calls along; the next call starts another.
  started.addEventListener('error', (event) => {
    event.preventDefault();
    started.terminate();
    if (worker === started) worker = undefined;
    const why = new EngineError({
      code: 'unavailable',
      messages: {
        en: `The background engine stopped${event.message ? `: ${event.message}` : ''}. Try again.`,
        zh: `后台引擎停止了${event.message ? `：${event.message}` : ''}。请重试。`,
      },
    });
    for (const { reject } of calls.values()) reject(why);
    calls.clear();
  });
  return started;
}

/**
 * @param {string} method
 * @param {unknown[]} args whose last may hold `signal` and `onProgress`
 * @returns {Promise<any>}
 */
function call(method, args) {
  const options = /** @type {{ signal?: AbortSignal, onProgress?: (part: number) => void } | undefined} */ (
    args.at(-1)
  );
  const { signal, onProgress } = options && typeof options === 'object' ? options : {};
  if (typeof Worker === 'undefined') {
    const messages = {
      en: 'There are no Workers here; call the engine itself.',
      zh: '这里没有 Worker；请直接调用引擎。',
    };
    return Promise.reject(new EngineError({ code: 'unavailable', messages }));
  }
  if (signal?.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    worker ??= start();
    last += 1;
    const id = last;
    calls.set(id, { resolve, reject, onProgress });
    signal?.addEventListener('abort', () => {
      if (!calls.delete(id)) return;
      worker?.postMessage({ id, abort: true });
      reject(signal.reason);
    });
    // Functions and signals stay here.
    const sent = args.map((arg) => {
      if (arg !== options || !(signal || onProgress)) return arg;
      const { signal: _, onProgress: __, ...rest } = /** @type {any} */ (options);
      return rest;
    });
    worker.postMessage({ id, method, args: sent });
  });
}

/** @type {Record<string, (...args: any[]) => Promise<any>>} */
export const remote = {
  ...Object.fromEntries(METHODS.map((method) => [method, (/** @type {unknown[]} */ ...args) => call(method, args)])),
  experiment: startTraining,
};
