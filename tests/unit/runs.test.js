// The same configuration and seed make the same run in Node as natively and in a browser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { load } from './built.js';

const { createEngine } = await load('runs');
const engine = await createEngine();

/**
 * FNV-1a over the bytes of 64-bit floats, little end first.
 * @param {...Float64Array} arrays
 */
function hash(...arrays) {
  let hash = 0xcbf29ce484222325n;
  for (const array of arrays) {
    for (const byte of new Uint8Array(array.buffer, array.byteOffset, array.byteLength)) {
      hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
    }
  }
  return hash.toString(16).padStart(16, '0');
}

test('runs are those of tests/golden/runs.txt', async () => {
  const text = await readFile(new URL('../golden/runs.txt', import.meta.url), 'utf8');
  const lines = text.trimEnd().split('\n');
  const found = lines.map((line) => {
    const [objective, optimizer, batchSize] = line.split(' ');
    const run = engine.experiment({ objective, optimizer, batchSize, seed: 1 });
    run.train(200);
    const { params, loss, gradientNorm } = run.trace();
    run.free();
    return `${objective} ${optimizer} ${batchSize} ${hash(params, loss, gradientNorm)}`;
  });
  assert.deepEqual(found, lines);
  const { objectives, optimizers } = engine.catalog();
  for (const { name } of [...objectives, ...optimizers]) {
    assert.ok(text.includes(name), `tests/golden/runs.txt has no ${name}`);
  }
});
