// The memory of a training: how much it takes, as a part of what has to be in it, and that it takes no more the longer it lasts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

const MODULE = new URL('../../dist/engine.js', import.meta.url).href;
const LARGE = { dataset: 'mnist', layers: [512], batchSize: 128, learningRate: 0.01, seed: 1 };
const PARAMETERS = 784 * 512 + 512 + 512 * 10 + 10;

/**
 * The bytes of an engine of its own, after each so many steps, and at last after a checkpoint.
 * @param {{ config: object, steps: number[], all?: boolean, keepPath?: boolean }} wanted
 * @returns {Promise<number[]>}
 */
async function bytes(wanted) {
  const program = `
    const { parentPort, workerData } = require('node:worker_threads');
    const { module, config, steps, all = false, keepPath = true } = workerData;
    (async () => {
      const engine = await (await import(module)).createEngine();
      if (config.dataset === 'mnist') await engine.loadDataset('mnist', { all });
      const run = engine.experiment({ objective: 'network', all, ...config });
      if (!keepPath) run.keepPath(false);
      const bytes = steps.map((n) => {
        run.train(n);
        return engine.memory();
      });
      run.checkpoint();
      parentPort.postMessage([...bytes, engine.memory()]);
    })();`;
  const worker = new Worker(program, { eval: true, workerData: { module: MODULE, ...wanted } });
  /** @type {Promise<number[]>} */
  const answer = new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return answer.finally(() => worker.terminate());
}

/**
 * What has to be in it: parameters and what the optimizer remembers of each, four bytes a number; inputs and outputs of every
 * layer for one batch; the digits to train and to test on, a byte a pixel and one for the label.
 * @param {number} slots of the optimizer
 * @param {number} digits
 */
const needed = (slots, digits) => 4 * PARAMETERS * (1 + slots) + 4 * 128 * (784 + 512 + 10) + 785 * digits;

for (const [optimizer, slots] of /** @type {[string, number][]} */ ([
  ['sgd', 0],
  ['momentum', 1],
  ['adam', 2],
  ['rmsprop', 3],
])) {
  test(`12,000 digits and ${optimizer}: at most 2.5 times what has to be in memory`, async () => {
    const [first = 0, hundred, more, checkpoint] = await bytes({
      config: { ...LARGE, optimizer },
      steps: [10, 90, 100],
    });
    const ratio = first / needed(slots, 14_000);
    assert.ok(ratio > 1 && ratio <= 2.5, `${ratio.toFixed(3)} times`);
    // Beyond the first epoch there is a batch of another size.
    assert.deepEqual([hundred, more, checkpoint], [first, first, first]);
  });
}

for (const [optimizer, slots] of /** @type {[string, number][]} */ ([
  ['sgd', 0],
  ['rmsprop', 3],
])) {
  test(`60,000 digits and ${optimizer}: at most 1.3 times what has to be in memory`, async () => {
    const [size = 0, , checkpoint = 0] = await bytes({
      config: { ...LARGE, optimizer },
      all: true,
      steps: [10, 490],
    });
    const ratio = Math.max(size, checkpoint) / needed(slots, 70_000);
    assert.ok(ratio > 1 && ratio <= 1.3, `${ratio.toFixed(3)} times`);
  });
}

test('a path that is not kept takes no memory', async () => {
  const config = { ...LARGE, optimizer: 'sgd' };
  const [kept = 0] = await bytes({ config, steps: [10] });
  const [none = 0] = await bytes({ config, steps: [10], keepPath: false });
  // Four snapshots; the first one is there before it is said.
  assert.ok(kept - none >= 3 * 4 * PARAMETERS, `${kept} and ${none} bytes`);
});

for (const config of [
  { dataset: 'circle', layers: [4, 2], batchSize: 10, seed: 1 },
  { dataset: 'spiral', layers: [8, 8], batchSize: 32, optimizer: 'adam', seed: 1 },
]) {
  test(`${config.dataset}: as much memory after 30,000 steps as after the first hundred`, async () => {
    const [first, ...later] = await bytes({ config, steps: [100, 9_900, 10_000, 10_000] });
    assert.deepEqual(later.slice(0, -1), [first, first, first]);
  });
}
