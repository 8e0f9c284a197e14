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
 * A Worker that runs the script `file`.
 * @param {string} file
 * @param {(worker: Worker, message: any) => void} onMessage
 * @param {(worker: Worker, why: string) => void} onDeath told the browser's message, which may be empty
 */
export function openWorker(file, onMessage, onDeath) {
  const worker = new Worker(scriptOf(file), { type: 'module' });
  worker.addEventListener('message', ({ data }) => onMessage(worker, data));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    onDeath(worker, event.message);
  });
  return worker;
}

/** The addresses of scripts that import those of another origin. @type {Map<string, string>} */
const imports = new Map();

/** A page may not start another origin's script as a Worker, but its own may import it. @param {string} file */
function scriptOf(file) {
  const { href, origin } = new URL(file, import.meta.url);
  if (origin === globalThis.location?.origin) return href;
  let script = imports.get(href);
  if (!script) {
    script = URL.createObjectURL(new Blob([`import ${JSON.stringify(href)}`], { type: 'text/javascript' }));
    imports.set(href, script);
  }
  return script;
}

/** An error as a Worker has sent it. @param {any} sent */
export const received = (sent) =>
  sent.messages ? new EngineError(sent) : Object.assign(new Error(sent.message), { name: sent.name });
