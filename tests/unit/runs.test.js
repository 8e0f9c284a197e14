// The same configuration and seed make the same run in Node as natively and in a browser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { load } from './built.js';

const { createEngine } = await load('runs');
const engine = await createEngine();

/**
 * FNV-1a over the bytes of numbers, little end first.
 * @param {...(Float64Array | Float32Array)} arrays
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

/** @param {string} file of tests/golden/ */
async function linesOf(file) {
  const text = await readFile(new URL(`../golden/${file}`, import.meta.url), 'utf8');
  return text.trimEnd().split('\n');
}

/** @param {string[]} lines @param {{ name: string }[]} all each of which a line should be about */
function names(lines, all) {
  const words = new Set(lines.flatMap((line) => line.split(' ')));
  for (const { name } of all) assert.ok(words.has(name), `no line is about ${name}`);
}

test('runs are those of tests/golden/runs.txt', async () => {
  const lines = await linesOf('runs.txt');
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
  names(lines, [...objectives, ...optimizers]);
});

test('networks are those of tests/golden/networks.txt', async () => {
  const lines = await linesOf('networks.txt');
  const found = lines.map((line) => {
    const [dataset, activation, optimizer] = line.split(' ');
    const own = { dataset, layers: '40', activation, optimizer, batchSize: 32, seed: 1 };
    const training = engine.experiment({ objective: 'network', ...own });
    training.train(50);
    const { values } = training.parameters();
    training.free();
    return `${dataset} ${activation} ${optimizer} ${hash(values)}`;
  });
  assert.deepEqual(found, lines);
  const { optimizers, network } = engine.catalog();
  names(lines, [...optimizers, ...network.activations]);
});
