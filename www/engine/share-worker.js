// A Worker that takes part in the training of a network: it holds some units of the first layer. Does what it is sent, in
// order. `crew.js` is the other side.

import { stayAwake, stopWaiting } from './awake.js';
import { setWasmUrl } from './wasm-url.js';

// Not the engine of pages, which starts Workers: bundlers would go round in a circle.
const whole = import('./whole.js');
/** @type {Promise<import('./whole.js').WholeEngine> | undefined} */
let coming;

/** @param {string} url where the WebAssembly is: what is said first */
function begin(url) {
  if (coming) return;
  setWasmUrl(url);
  coming = whole.then(({ createWhole }) => createWhole());
  coming.then(
    () => postMessage({ ready: true }),
    (error) => postMessage({ error: error.message }),
  );
}

/** @type {import('#wasm').NetworkShare | undefined} */
let share;
/** The levels of samples that are asked for again, by their numbers. @type {Map<number, Uint8Array>} */
const kept = new Map();

/** What can be sent. @type {Record<string, (engine: any, sent: any) => void>} */
const methods = {
  begin(engine, { setup, columns }) {
    share?.free();
    share = engine.share(setup, columns);
    kept.clear();
  },
  sum(_, { number, levels, room }) {
    const isBatch = number < 0;
    if (levels && !isBatch) kept.set(number, levels);
    const sums = /** @type {Float32Array<ArrayBuffer>} */ (share?.sums(levels ?? kept.get(number), isBatch, room));
    if (isBatch) postMessage({ sums, levels }, { transfer: [sums.buffer, levels.buffer] });
    else postMessage({ sums }, { transfer: [sums.buffer] });
  },
  learn(_, { slopes, lesson: [part, first, rate, taken] }) {
    share?.learn(slopes, part, first === 1, rate, taken);
  },
  show() {
    const columns = /** @type {Float32Array<ArrayBuffer>} */ (share?.columns());
    postMessage({ columns }, { transfer: [columns.buffer] });
  },
};

addEventListener('message', async ({ data }) => {
  if ('wasmUrl' in data) return begin(data.wasmUrl);
  try {
    const engine = await coming;
    stopWaiting();
    for (const sent of data) methods[sent.method](engine, sent);
    stayAwake();
  } catch (error) {
    postMessage({ error: /** @type {Error} */ (error).message });
  }
});
