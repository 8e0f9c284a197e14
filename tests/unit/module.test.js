// What becomes of the engine after a trap, which leaves its memory in a state that nobody knows.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import * as glue from '#wasm';
import { Handle, RUN_GONE } from '../../www/engine/handle.js';
import { Module } from '../../www/engine/module.js';

const wasm = await readFile(new URL('../../target/bindgen/engine/sgd_playground_bg.wasm', import.meta.url));

/** Takes a step, and tells how many there are. @param {any} run */
function stepped(run) {
  run.step();
  return run.status().step;
}

test('a trap is told in a sentence, and the next call has a fresh engine', async () => {
  const module = new Module(/** @type {any} */ (glue), () => new URL('file:///engine.wasm'));
  await module.ready(wasm);
  const bowl = { objective: 'bowl', learningRate: 0.1 };
  const make = () => new Handle(module, (/** @type {any} */ { Run }) => new Run(bowl), RUN_GONE);
  const run = make();
  assert.equal(run.call(stepped), 1);
  const cause = new WebAssembly.RuntimeError('unreachable');
  assert.throws(
    () =>
      module.call(() => {
        throw cause;
      }),
    { name: 'EngineError', code: 'trapped', message: /internal error/, cause },
  );
  // What the old engine held is gone, whether or not there is a new one yet.
  assert.throws(() => run.call(stepped), { code: 'unavailable', message: /gone/ });
  assert.equal(module.generation, 0);
  const next = make();
  assert.equal(module.generation, 1);
  assert.equal(next.call(stepped), 1);
  assert.throws(() => run.call(stepped), { code: 'unavailable' });
  run.release();
  assert.equal(next.call(stepped), 2);
});
