// Starting a Worker, wherever its script lies. In the one file `inside/start-worker.js` takes the place of this.

import { trusted } from './trusted.js';

/**
 * @param {string} file the script's name
 * @param {() => Worker} start starts it from its address
 */
export const startWorker = (file, start) => (isOwn() ? own(start) : foreign(file));

/** Bundlers find an address only where it is written into `new Worker(…)`, so it is vouched for on its way. @param {() => Worker} start */
function own(start) {
  const { Worker } = globalThis;
  globalThis.Worker = class extends Worker {
    /** @param {string | URL} address @param {WorkerOptions} [options] */
    constructor(address, options) {
      super(trusted(address), options);
    }
  };
  try {
    return start();
  } finally {
    globalThis.Worker = Worker;
  }
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
  return new Worker(trusted(script), { type: classic ? 'classic' : 'module' });
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
