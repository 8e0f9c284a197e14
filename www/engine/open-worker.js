// Opening a Worker, for all who have one.

import { EngineError } from './error.js';

const NO_WORKERS = {
  en: 'There are no Workers here; call the engine itself.',
  zh: '这里没有 Worker；请直接调用引擎。',
};

const FORBIDDEN = {
  en: 'The Content Security Policy of this page (worker-src) forbids the Worker that this needs.',
  zh: '此页面的内容安全策略（CSP 的 worker-src）不允许启动这里所需的 Worker。',
};

/** Whether the page's policy has refused a Worker: the Worker itself only says that it failed. */
let forbidden = false;
globalThis.addEventListener?.('securitypolicyviolation', (event) => {
  forbidden ||= /** @type {SecurityPolicyViolationEvent} */ (event).effectiveDirective === 'worker-src';
});

/** Why no Worker can start here, if that is known. */
export const whyNone = () => (forbidden ? new EngineError({ code: 'unavailable', messages: FORBIDDEN }) : undefined);

/** Refuses where there are no Workers. */
export function needWorkers() {
  if (typeof Worker === 'undefined') throw new EngineError({ code: 'unavailable', messages: NO_WORKERS });
}

/**
 * A Worker that runs the script `file`.
 * @param {string} file
 * @param {() => Worker} start it from its address, which bundlers find where it is written out
 * @param {(worker: Worker, message: any) => void} onMessage
 * @param {(worker: Worker, why: string) => void} onDeath told the browser's message, which may be empty
 */
export function openWorker(file, start, onMessage, onDeath) {
  const worker = isOwn() ? start() : foreign(file);
  worker.addEventListener('message', ({ data }) => onMessage(worker, data));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    onDeath(worker, event.message);
  });
  return worker;
}

/** Where this script is; bundlers may write the path of a source file. */
const here = import.meta.url;

/** Whether the scripts are the page's own. */
function isOwn() {
  const { origin, protocol } = new URL(here);
  return globalThis.origin !== 'null' && (origin === globalThis.origin || protocol === 'file:');
}

/** The addresses of scripts that import those of another origin. @type {Map<string, string>} */
const imports = new Map();

/** A page may not start another origin's script as a Worker, but its own may import it. @param {string} file */
function foreign(file) {
  const { href } = new URL(file, here);
  // Nobody's is the origin of a sandboxed frame: there only classic scripts start.
  const classic = globalThis.origin === 'null';
  let script = imports.get(href);
  if (!script) {
    const address = JSON.stringify(href);
    const text = classic ? importing(address) : `import ${address}`;
    script = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    imports.set(href, script);
  }
  return new Worker(script, { type: classic ? 'classic' : 'module' });
}

/** A classic script that becomes a module: what is sent to it before is kept. @param {string} address */
const importing = (address) => `const early = [];
const keep = ({ data }) => early.push(data);
addEventListener('message', keep);
import(${address}).then(
  () => {
    removeEventListener('message', keep);
    for (const data of early) dispatchEvent(new MessageEvent('message', { data }));
  },
  (error) => setTimeout(() => {
    throw error;
  }),
);`;

/** An error as a Worker has sent it. @param {any} sent */
export const received = (sent) =>
  sent.messages ? new EngineError(sent) : Object.assign(new Error(sent.message), { name: sent.name });
