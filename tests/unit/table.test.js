// Networks that learn from a table of a reader's own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readTable } from '../../www/engine/data/read.js';
import { load } from './built.js';
import { refusing } from './refuses.js';

const { createEngine, EngineError } = await load('table');
const engine = await createEngine();
const refuses = refusing(EngineError);
const file = (/** @type {string} */ name) => readFileSync(new URL(`../data/${name}`, import.meta.url));

test('a table is learnt from: classes of four inputs', async () => {
  const data = await engine.readData(file('polars-iris.csv'), { name: 'iris.csv' });
  const run = engine.experiment({ objective: 'network', data, seed: 1, learningRate: 0.1, batchSize: 8 });
  const { dataset, inputs, outputs, task, train, test: held, scaling, standardise } = run.config;
  assert.deepEqual([dataset, inputs, outputs, task, train, held, standardise], ['table', 4, 3, 'classes', 24, 6, true]);
  assert.equal(scaling?.mean.length, 5);
  run.train(600);
  assert.ok(run.evaluate('train').accuracy > 0.9);
  // What the file has goes in, and a class comes out.
  const [first] = data.rows;
  const answer = run.predict((first ?? []).slice(0, 4));
  assert.equal(answer.indexOf(Math.max(...answer)), first?.[4]);
  const maps = run.outputs(10, '3,4');
  assert.deepEqual(
    maps.layers.map(({ units }) => units),
    [4, 8, 4, 3],
  );
  assert.equal(maps.plane?.shares, null);
  assert.ok((run.outputs(10).plane?.shares?.[0] ?? 0) > 0.6);
  assert.throws(() => run.outputs(10, '1,9'), /two inputs from 1 to 4/);
  // Another run from the same place, and the same run from its checkpoint.
  const again = engine.restore(
    { objective: 'network', data, seed: 1, learningRate: 0.1, batchSize: 8 },
    run.checkpoint(),
  );
  assert.deepEqual(again.parameters().values, run.parameters().values);
});

test('a number is told in the units of the file', async () => {
  const data = await engine.readData(file('pandas-values.csv'));
  const run = engine.experiment({ objective: 'network', data, seed: 2, learningRate: 0.05, layers: [8] });
  run.train(2000);
  assert.ok(Number.isNaN(run.status().trainAccuracy));
  const misses = data.rows.map((row) => Math.abs((run.predict(row.slice(0, 3))[0] ?? 9) - (row[3] ?? 0)));
  assert.ok(misses.filter((miss) => miss < 0.4).length > 24, String(misses));
});

test('a table that fits nothing is refused in words', () => {
  const none = readTable('a,b,class\nu,v,x\nv,w,y\n');
  refuses(() => engine.experiment({ objective: 'network', data: none }), { code: 'bad-data', key: 'data' });
  refuses(() => engine.experiment({ objective: 'network', dataset: 'table' }), {
    code: 'unavailable',
    key: 'data',
  });
});

test('50,000 rows of 20 inputs are trained on', () => {
  const [rows, width] = [50_000, 21];
  const values = Float64Array.from({ length: rows * width }, (_, k) =>
    k % width === 20
      ? Math.floor(k / width) % 2
      : Math.sin(k * 1.7) + (k % width === 3 ? Math.floor(k / width) % 2 : 0),
  );
  const column = (/** @type {string} */ name) => ({ name, role: 'input' });
  const columns = Array.from({ length: 20 }, (_, k) => column(`x${k + 1}`));
  const data = { values, width, columns, classes: ['0', '1'], task: 'classes', problem: null };
  const run = engine.experiment({ objective: 'network', data, seed: 1, learningRate: 0.1 });
  assert.deepEqual([run.config.train, run.config.test], [40_000, 10_000]);
  run.train(1000);
  assert.ok(run.evaluate('test').accuracy > 0.6);
});
