// Starts Workers from the one file, which has their script inside. It is no module: those do not start where a page has no origin.

import { trusted } from '../trusted.js';
import { FILES, WORKER } from './files.js';

/** @type {string | undefined} */
let address;

/** @param {string} file by which name the Worker knows what it is */
export function startWorker(file) {
  // A Worker's Workers run the script that it runs itself.
  address ??= globalThis.document ? addressOf() : location.href;
  return new Worker(trusted(address), { name: file });
}

/** In a Worker `inside` is what it has of `FILES`. */
function addressOf() {
  const files = JSON.stringify({ 'engine.wasm': FILES['engine.wasm'] });
  return URL.createObjectURL(new Blob([`self.inside = ${files};\n`, WORKER], { type: 'text/javascript' }));
}
