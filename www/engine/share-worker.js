// A Worker that takes part in the training of a network: it holds some units of the first layer. Does what it is sent, in
// order. `crew.js` is the other side.

// Not the engine of pages, which starts Workers: bundlers would go round in a circle.
const coming = import('./whole.js').then(({ createWhole }) => createWhole());
coming.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ error: error.message }),
);

/** @type {import('#wasm').NetworkShare | undefined} */
let share;

/** What can be sent. @type {Record<string, (engine: any, sent: any) => void>} */
const methods = {
  begin(engine, { setup, columns }) {
    share?.free();
    share = engine.share(setup, columns);
  },
  sum(_, { asked }) {
    // Whether the sums are to be learnt from stands before the levels.
    const sums = /** @type {Float32Array<ArrayBuffer>} */ (share?.sums(asked.subarray(1), asked[0] === 1));
    postMessage({ sums }, { transfer: [sums.buffer] });
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
  try {
    const engine = await coming;
    for (const sent of data) methods[sent.method](engine, sent);
  } catch (error) {
    postMessage({ error: /** @type {Error} */ (error).message });
  }
});
