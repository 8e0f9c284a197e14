// Opening a Worker, for all who have one.

import { EngineError } from './error.js';
import { startHere } from './here.js';
import { startWorker } from './start-worker.js';
import { wasmUrl } from './wasm-url.js';

const NO_WORKERS = {
  en: 'There are no Workers here; call the engine itself.',
  zh: '这里没有 Worker；请直接调用引擎。',
};

const FORBIDDEN = {
  en: 'The Content Security Policy of this page (worker-src) forbids Workers: this is computed on the page itself, which takes longer.',
  zh: '此页面的内容安全策略（CSP 的 worker-src）不允许启动 Worker：改在页面内计算，速度较慢。',
};

/** Whether the page's policy has refused a Worker: the Worker itself only says that it failed. */
let forbidden = false;
globalThis.addEventListener?.('securitypolicyviolation', (event) => {
  forbidden ||= /** @type {SecurityPolicyViolationEvent} */ (event).effectiveDirective === 'worker-src';
});

/** Why what Workers do elsewhere is done on the page itself, where that is so. */
export const whyHere = () => (forbidden ? FORBIDDEN : undefined);

/** Refuses where there are no Workers. */
export function needWorkers() {
  if (typeof Worker === 'undefined') throw new EngineError({ code: 'unavailable', messages: NO_WORKERS });
}

/**
 * A Worker that runs the script `file`; where the page's policy has none, what does the same on the page.
 * @param {string} file
 * @param {() => Worker} start it from its address, which bundlers find where it is written out
 * @param {(worker: Worker, message: any) => void} onMessage
 * @param {(worker: Worker, why: string) => void} onDeath told the browser's message, which may be empty
 */
export function openWorker(file, start, onMessage, onDeath) {
  const worker = begin(file, start);
  if (wasmUrl()) worker.postMessage({ wasmUrl: wasmUrl() });
  worker.addEventListener('message', ({ data }) => onMessage(worker, data));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    onDeath(worker, event.message);
  });
  return worker;
}

/** @param {string} file @param {() => Worker} start */
function begin(file, start) {
  if (forbidden) return startHere(file);
  try {
    return startWorker(file, start);
  } catch {
    // Trusted Types are a policy, too, and refuse the address at once.
    forbidden = true;
    return startHere(file);
  }
}

/** An error as a Worker has sent it. @param {any} sent */
export const received = (sent) =>
  sent.messages ? new EngineError(sent) : Object.assign(new Error(sent.message), { name: sent.name });
