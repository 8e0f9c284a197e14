// The memory of the modules: bounded, taken in large steps, and a sentence where there is no more of it, after which all goes on.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { reader } from '../../tools/wasm.mjs';

const dist = new URL('../../dist/', import.meta.url);
const PAGE = 65536;
const MB = 2 ** 20;

/** The pages of a module's memory: at first, and at most. @param {string} file @returns {[number, number | undefined]} */
function pages(file) {
  const module = reader(readFileSync(new URL(file, dist)).subarray(8));
  while (module.left()) {
    const [section, size] = [module.byte(), module.number()];
    if (section !== 5) {
      module.take(size);
      continue;
    }
    assert.equal(module.number(), 1);
    const bounded = module.byte() === 1;
    return [module.number(), bounded ? module.number() : undefined];
  }
  throw new Error(`${file} has no memory`);
}

for (const [file, most] of /** @type {[string, number][]} */ ([
  ['figure.wasm', 1024],
  ['engine.wasm', 2048],
])) {
  test(`${file} says how large its memory may become: ${most} MB`, () => {
    assert.equal(pages(file)[1], (most * MB) / PAGE);
  });
}

/**
 * What a program says in an engine of its own.
 * @param {string} program the body of an async function of `engine`
 * @returns {Promise<any>}
 */
function inEngine(program) {
  const script = `
    const { parentPort } = require('node:worker_threads');
    import(${JSON.stringify(new URL('engine.js', dist).href)}).then(async ({ createEngine }) => {
      const engine = await createEngine();
      parentPort.postMessage(await (async () => { ${program} })());
    });`;
  const worker = new Worker(script, { eval: true });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  }).finally(() => worker.terminate());
}

test('what is small needs no growth at all', async () => {
  const [before, after] = await inEngine(`
    const before = engine.memory();
    const run = engine.experiment({ objective: 'rosenbrock', seed: 1 });
    run.train(1000);
    engine.field({ objective: 'rosenbrock', width: 300, height: 300 });
    engine.experiment({ objective: 'network', dataset: 'circle', seed: 1 }).train(100);
    return [before, engine.memory()];`);
  assert.ok(before >= 8 * MB);
  assert.equal(after, before);
});

test('networks until memory is full: a sentence in two languages, and what is there goes on', async () => {
  const { made, told, step, later, memory } = await inEngine(`
    const large = { objective: 'network', dataset: 'circle', samples: 20, layers: [2000, 1990], optimizer: 'adam', seed: 1 };
    const runs = [];
    const ask = (what) => {
      try { what(); } catch ({ code, key, messages }) { return { code, key, messages }; }
    };
    const told = [];
    while (runs.length < 40 && !told.length) {
      const error = ask(() => runs.push(engine.experiment(large)));
      if (error) told.push(error);
    }
    const made = runs.length;
    told.push(
      ask(() => engine.field({ objective: 'rosenbrock', width: 4096, height: 4096 })),
      ask(() => engine.basins({ objective: 'rosenbrock', width: 4096, height: 4096, maxSteps: 1 })),
      ask(() => engine.descend({ objective: 'rosenbrock' }, new Float64Array(2 ** 25), 1)),
      ask(() => runs[0].interpolate(new Float32Array(2 ** 26))),
    );
    runs[0].step();
    for (const run of runs.splice(1, 2)) run.free();
    for (let round = 0; round < 20; round += 1) engine.experiment(large).free();
    const again = engine.experiment(large);
    again.step();
    return { made, told, step: runs[0].status().step, later: again.status().step, memory: engine.memory() };`);
  assert.ok(made >= 12, `only ${made} networks of four million parameters`);
  assert.deepEqual(
    told.map((/** @type {{ key?: string }} */ error) => error?.key),
    ['layers', 'width', 'width', undefined, undefined],
  );
  for (const error of told) {
    assert.equal(error?.code, 'unavailable');
    assert.match(error.messages.en, /^This needs about \d+ MB of memory, and there is not that much left\./);
    assert.match(error.messages.zh, /^这大约需要 \d+ MB 内存/);
  }
  assert.deepEqual([step, later], [1, 1]);
  assert.ok(memory <= 2048 * MB);
});

/** In numbers for each parameter; see src/network/training/room.rs. @type {[string, number][]} */
const ASKED = [
  ['sgd', 7],
  ['nesterov', 9],
  ['adam', 11],
  ['rmsprop', 13],
  ['muon', 32],
  ['lamb', 34],
  ['adafactor', 34],
];
for (const [optimizer, asked] of ASKED) {
  for (const batchSize of [10, 'full']) {
    test(`a large network with ${optimizer} and batches of ${batchSize} takes no more memory than is asked for`, async () => {
      const [before, after, parameters] = await inEngine(`
        const config = { dataset: 'circle', samples: 1000, trainRatio: 0.9, layers: [1000, 990], seed: 1 };
        const before = engine.memory();
        const run = engine.experiment({ objective: 'network', ...config, optimizer: '${optimizer}', batchSize: '${batchSize}' });
        run.train(3);
        return [before, engine.memory(), run.parameters().values.length];`);
      const units = 6 * (batchSize === 'full' ? 450 : 128) * 1994;
      assert.ok(
        // What was tried is given back in pieces of so many parameters: one may fit nothing.
        after - before <= 4 * ((asked + 1) * parameters + units + 600_000),
        `${(after - before) / 4 / parameters} for each parameter`,
      );
    });
  }
}
