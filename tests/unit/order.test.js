import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import * as figure from '#figure';
import { withLikeTogether } from '../../tools/order.mjs';
import { createEngine } from '../../www/engine/engine.js';

const place = (/** @type {string} */ name) =>
  new URL(`../../target/bindgen/${name}/sgd_playground_bg.wasm`, import.meta.url);
const wasm = readFileSync(place('figure'));
const ordered = withLikeTogether(wasm);

test('with its functions in another order, an engine computes what it did', async () => {
  await figure.default({ module_or_path: ordered });
  const engine = await createEngine({ wasm: readFileSync(place('engine')) });
  for (const config of [
    { objective: 'rosenbrock', optimizer: 'adam', learningRate: 0.01, seed: 1 },
    { formula: 'sin(x)*cosh(y) + atan(x*y) + tan(x/9) + |x|', optimizer: 'nadam', seed: 1 },
    { objective: 'logistic', optimizer: 'momentum', convention: 'torch', schedule: 'cosine', batchSize: 4, seed: 3 },
  ]) {
    const run = new figure.Run(config);
    run.train(50);
    assert.deepEqual(run.trace(0), traceOf(engine, config));
    run.free();
  }
  assert.throws(
    () => figure.resolve({ formula: 'sinx' }),
    (/** @type {any} */ error) => error.messages.en.includes('sin(x)'),
  );
});

test('what it is made of stays, and fits into fewer bytes', () => {
  const [before, after] = [wasm, ordered].map((bytes) => new WebAssembly.Module(Uint8Array.from(bytes)));
  assert(before && after);
  assert.deepEqual(WebAssembly.Module.imports(after), WebAssembly.Module.imports(before));
  assert.deepEqual(WebAssembly.Module.exports(after), WebAssembly.Module.exports(before));
  const gzipped = (/** @type {Uint8Array} */ bytes) => gzipSync(bytes, { level: 9 }).length;
  assert(gzipped(ordered) < gzipped(wasm) - 1024);
});

/** @param {Engine} engine @param {Config} config */
function traceOf(engine, config) {
  const run = engine.experiment(config);
  run.train(50);
  return run.trace();
}
