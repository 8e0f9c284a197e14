// Opening a Worker, for all who have one.

import { EngineError } from './error.js';

const NO_WORKERS = {
  en: 'There are no Workers here; call the engine itself.',
  zh: '这里没有 Worker；请直接调用引擎。',
};

/** Refuses where there are no Workers. */
export function needWorkers() {
  if (typeof Worker === 'undefined') throw new EngineError({ code: 'unavailable', messages: NO_WORKERS });
}

/**
 * A Worker that runs the script `file`. A page may not start another origin's script as a Worker, but its own may import it.
 * @param {string} file
 * @param {(worker: Worker, message: any) => void} onMessage
 * @param {(worker: Worker, why: string) => void} onDeath told the browser's message, which may be empty
 */
export function openWorker(file, onMessage, onDeath) {
  const place = new URL(file, import.meta.url);
  const own = place.origin === globalThis.location?.origin;
  const script = own
    ? place
    : URL.createObjectURL(new Blob([`import ${JSON.stringify(place.href)}`], { type: 'text/javascript' }));
  const worker = new Worker(script, { type: 'module' });
  worker.addEventListener('message', ({ data }) => onMessage(worker, data));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    onDeath(worker, event.message);
  });
  return worker;
}

/** An error as a Worker has sent it. @param {any} sent */
export const received = (sent) =>
  sent.messages ? new EngineError(sent) : Object.assign(new Error(sent.message), { name: sent.name });
