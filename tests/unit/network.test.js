// Networks through the engine's JavaScript: every call, refusals, and runs whose bits are recorded.
import assert from 'node:assert/strict';
import test from 'node:test';
import { MOST_CLASSES } from '../../www/elements/network/csv.js';
import { load } from './built.js';

const { createEngine, EngineError } = await load('network');
const engine = await createEngine();
const circle = /** @type {const} */ ({ objective: 'network', dataset: 'circle', seed: 1 });

/** @param {Float32Array} values FNV-1a over their bits, as 32 bits */
function hash(values) {
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(values.buffer, values.byteOffset, values.byteLength)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash.toString(16);
}

test('the catalog has what networks are made of', () => {
  const { datasets, features, activations, initializers, settings, limits } = engine.catalog().network;
  assert.equal(datasets.length, 10);
  assert.equal(features.length, 7);
  assert.equal(activations.length, 6);
  assert.equal(initializers.length, 8);
  for (const { label, note } of [...datasets, ...initializers, ...settings]) {
    assert.ok(label.en && label.zh && note.en && note.zh);
  }
  assert.ok(limits.parameters > 407_050);
  assert.equal(limits.classes, MOST_CLASSES);
});

test('a run answers everything', () => {
  const run = engine.experiment({ ...circle, layers: [3], activation: ['tanh'], features: ['x1', 'x2', 'x1x2'] });
  const { config } = run;
  assert.deepEqual([config.layers, config.activation, config.features], [[3], ['tanh'], ['x1', 'x2', 'x1x2']]);
  assert.equal(config.parameters, 3 * 3 + 3 + 3 * 2 + 2);
  const status = run.train(30);
  assert.equal(status.step, 30);
  assert.equal(run.trace().length, 31);
  assert.equal(run.trace(30).testLoss[0], status.testLoss);
  const { values, parts } = run.parameters();
  assert.equal(values.length, config.parameters);
  assert.deepEqual(
    parts.map((/** @type {{ name: string }} */ { name }) => name),
    ['W1', 'b1', 'W2', 'b2'],
  );
  assert.equal(run.gradient().length, values.length);
  const maps = run.outputs(8);
  assert.deepEqual(
    maps.layers.map((/** @type {{ units: number }} */ { units }) => units),
    [3, 3, 2],
  );
  assert.equal(maps.layers[2].values.length, 2 * 64);
  // The top left cell is at (−5.25, 5.25), and the output map says what predict says.
  const [first, second] = run.predict([-5.25, 5.25]);
  assert.deepEqual([maps.layers[2].values[0], maps.layers[2].values[64]], [first, second]);
  assert.ok(Math.abs(first + second - 1) < 1e-6);
  const { count, targets, outputs } = run.samples('test', 5, 7);
  assert.deepEqual([count, targets.length, outputs.length], [7, 7, 14]);
  const confusion = run.confusion('test');
  assert.equal(
    confusion.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b),
    config.test,
  );
  assert.equal((confusion[0] + confusion[3]) / config.test, run.evaluate('test').accuracy);
  const look = run.stepSample().sample;
  assert.deepEqual([look?.at, look?.of, look?.prediction.length], [0, 10, 2]);
  run.setParameter(0, 0.5);
  assert.equal(run.parameters().values[0], 0.5);
  const again = engine.restore(config, run.checkpoint());
  assert.deepEqual(again.parameters().values, run.parameters().values);
  assert.deepEqual(again.trace(), run.trace());
  for (const wrong of /** @type {any[]} */ ([undefined, null, '', { length: 4e9 }, new Uint8Array(9)])) {
    assert.throws(() => engine.restore(config, wrong), EngineError);
  }
  run.free();
  assert.throws(() => run.step(), EngineError);
});

test('the same first weights after a rewind', () => {
  const run = engine.experiment(circle);
  const { values } = run.parameters();
  run.train(100);
  run.set({ learningRate: 0.01, l2: 0.01, optimizer: 'adam' });
  run.train(20);
  assert.equal(run.rewind().state, 'ready');
  assert.deepEqual(run.parameters().values, values);
});

test('refusals keep what was there', () => {
  const run = engine.experiment(circle);
  run.train(5);
  const before = run.parameters().values;
  for (const [changes, code] of /** @type {[Record<string, unknown>, string][]} */ ([
    [{ batchSize: 0 }, 'out-of-range'],
    [{ layers: [2] }, 'not-live'],
    [{ optimizer: 'x' }, 'unknown-name'],
  ])) {
    assert.throws(() => run.set(changes), { code });
  }
  assert.throws(() => run.predict([1]), { code: 'bad-shape' });
  assert.throws(() => run.evaluate(/** @type {any} */ ('all')), { code: 'unknown-name' });
  assert.throws(() => run.setParameter(1e6, 0), { code: 'out-of-range' });
  assert.throws(() => engine.experiment({ ...circle, layers: [8192] }).outputs(512), { key: 'width' });
  assert.throws(() => engine.experiment({ ...circle, layers: [0] }), { code: 'out-of-range', key: 'layers' });
  assert.throws(() => engine.experiment({ ...circle, layers: [8000, 8000] }), { code: 'out-of-range', key: 'layers' });
  assert.deepEqual(run.parameters().values, before);
});

test('a data set that does not exist, and one that has to be loaded', async () => {
  await assert.rejects(engine.loadDataset('cat'), { code: 'unknown-name', key: 'dataset' });
  await engine.loadDataset('digits');
  assert.throws(() => engine.experiment({ objective: 'network', dataset: 'mnist' }), { code: 'unavailable' });
  await engine.loadDataset('mnist');
  const run = engine.experiment({ objective: 'network', dataset: 'mnist', layers: [32], seed: 1 });
  assert.deepEqual([run.config.train, run.config.test], [12_000, 2_000]);
  run.train(94);
  assert.ok(run.evaluate('test').accuracy > 0.8);
});

/** Parameters after 60 steps. If they change, browsers no longer agree with those of before. */
const BITS = /** @type {[Record<string, unknown>, string][]} */ ([
  [{ dataset: 'spiral', layers: [8, 5], optimizer: 'adam' }, '543aeff0'],
  [{ dataset: 'moons', layers: [6], activation: 'gelu', optimizer: 'sgd', l1: 0.001 }, 'aabc09ac'],
  [{ dataset: 'digits', layers: [24], activation: 'relu', optimizer: 'rmsprop' }, 'bebf130e'],
]);

test('the same bits as ever', () => {
  const found = BITS.map(([config]) => {
    const run = engine.experiment({ objective: 'network', seed: 3, ...config });
    run.train(60);
    return hash(run.parameters().values);
  });
  assert.deepEqual(
    found,
    BITS.map(([, bits]) => bits),
  );
});
