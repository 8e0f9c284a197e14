// Runs as scripts for other libraries. What the scripts compute is tested in tests/exports.rs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './built.js';

const { createEngine, EngineError } = await load('engine');
/** @type {any} Asked as programs ask that know no types. */
const engine = await createEngine();

const LIBRARIES = ['keras', 'torch', 'jax'];

/**
 * @param {() => unknown} call
 * @param {string} code
 * @param {string} key
 * @param {RegExp} words
 */
function refuses(call, code, key, words) {
  assert.throws(call, (error) => {
    assert.ok(error instanceof EngineError, `no EngineError: ${error}`);
    assert.deepEqual([error.code, error.key], [code, key], error.message);
    assert.match(error.message, words);
    assert.match(error.messages.zh, /\p{Script=Han}/u);
    return true;
  });
}

test('a run is a script for each library', () => {
  for (const library of LIBRARIES) {
    const script = engine.export({ objective: 'rosenbrock', optimizer: 'adam', learningRate: 0.02 }, library);
    assert.match(script, new RegExp(`^import ${library}$`, 'm'));
    assert.match(script, /^ {4}return \(1 - x\) \*\* 2 \+ 100 \* \(y - x\*\*2\) \*\* 2$/m);
    assert.match(script, /^for step in range\(100\):$/m);
    assert.match(script, /0\.02/);
    assert.match(script, /-1\.0, 1\.0/);
  }
});

test('there is a program for scikit-learn and one for TensorFlow.js', () => {
  const config = { objective: 'rosenbrock', optimizer: 'momentum', learningRate: 0.001 };
  assert.match(engine.export(config, 'sklearn'), /SGDOptimizer\(\[params\], learning_rate_init=0\.001, momentum=0\.9/);
  assert.match(engine.export(config, 'tfjs'), /tf\.train\.momentum\(0\.001, 0\.9, false\)/);
  assert.equal(engine.export(config, 'optax'), engine.export(config, 'jax'));
});

test('the rule is that of the convention, by the library or written out', () => {
  const script = (/** @type {string} */ convention, /** @type {string} */ library) =>
    engine.export({ objective: 'bowl', optimizer: 'adam', convention }, library);
  assert.match(script('keras', 'keras'), /keras\.optimizers\.Adam\(/);
  assert.match(script('torch', 'torch'), /torch\.optim\.Adam\(/);
  assert.match(script('torch', 'jax'), /optax\.adam\(/);
  for (const [convention, library] of [
    ['torch', 'keras'],
    ['keras', 'torch'],
    ['keras', 'jax'],
  ]) {
    assert.match(script(convention, library), /^m = beta_1|^ +m = beta_1 \* m/m);
    assert.doesNotMatch(script(convention, library), /Adam\(|adam\(/);
  }
});

test('plain options do, and what was typed', () => {
  const typed = { formula: 'w^2', start: '1.5', steps: '7', learningRate: '0.1', optimizer: 'sgd', seed: null };
  const plain = { formula: 'w^2', start: [1.5], steps: 7, learningRate: 0.1, optimizer: 'sgd' };
  for (const library of LIBRARIES) {
    assert.equal(engine.export(typed, library), engine.export(plain, library));
    assert.match(engine.export(plain, library), /range\(7\)/);
    assert.match(engine.export({ ...plain, steps: 0 }, library), /range\(0\)/);
    assert.match(engine.export({ ...plain, steps: undefined }, library), /range\(100\)/);
  }
});

test('the batches in a script are those of the run', () => {
  const config = { objective: 'line', batchSize: 7, seed: 4 };
  const run = engine.experiment(config);
  for (const library of LIBRARIES) {
    const script = engine.export({ ...config, steps: 20 }, library);
    const rows = script.slice(script.indexOf('batches = [')).matchAll(/^ {4}\[([\d, ]+)\],$/gm);
    const batches = [...rows].map(([, row]) => row.split(', ').map(Number));
    run.rewind();
    assert.deepEqual(
      batches,
      batches.map(() => [...run.step().batch.indices]),
    );
    assert.equal(batches.length, 20);
  }
});

test('what does not fit is refused', () => {
  const config = { objective: 'bowl' };
  for (const library of ['tensorflow', '', undefined, null, 7]) {
    refuses(() => engine.export(config, library), 'unknown-name', 'library', /keras, torch, jax/);
  }
  for (const steps of [-1, 0.5, 10_001, Number.NaN, 'many', {}]) {
    refuses(() => engine.export({ ...config, steps }, 'jax'), 'out-of-range', 'steps', /whole number from 0 to 10000/);
  }
  refuses(() => engine.export({ objective: 'hill' }, 'jax'), 'unknown-name', 'objective', /bowl/);
  refuses(() => engine.export({ step: 5 }, 'jax'), 'unknown-key', 'step', /learningRate/);
  const wide = { objective: 'line', samples: 1000, batchSize: 500, seed: 1, steps: 10_000 };
  refuses(() => engine.export(wide, 'torch'), 'out-of-range', 'steps', /batch size/);
  assert.throws(() => engine.export(), EngineError);
});
