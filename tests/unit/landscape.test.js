// The loss around a network through the engine's JavaScript: shapes, pieces, refusals. Its numbers are checked in Rust.
import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './built.js';

const { createEngine } = await load('landscape');
const engine = await createEngine();
const circle = /** @type {const} */ ({
  objective: 'network',
  dataset: 'circle',
  layers: [3],
  optimizer: 'momentum',
  learningRate: 0.05,
  seed: 1,
});

test('the catalog has what can be asked', () => {
  const { directions, normalise, slice, interpolation, spectrum } = engine.catalog().network.landscape;
  assert.deepEqual(
    [...directions, ...normalise].map(({ name, label }) => label.en && label.zh && name),
    ['random', 'pca', 'checkpoints', 'filter', 'layer', 'none'],
  );
  for (const { label, note } of [...slice, ...interpolation, ...spectrum]) {
    assert.ok(label.en && label.zh && note.en && note.zh);
  }
});

test('a slice with the paths of others', () => {
  const run = engine.experiment(circle);
  run.train(200);
  const before = run.checkpoint();
  const other = run.sibling({ optimizer: 'adam' });
  assert.deepEqual([other.config.optimizer, other.status().step, other.config.seed], ['adam', 0, 1]);
  other.train(200);
  const path = other.path();
  const n = run.config.parameters;
  assert.equal(path.params.length, path.length * n);
  assert.deepEqual(path.params.slice(0, n), run.path().params.slice(0, n), 'the same first weights');
  const slice = run.slice({ directions: 'pca', width: 21, height: 15, paths: [path] });
  assert.deepEqual([slice.step, slice.width, slice.height, slice.loss.length], [200, 21, 15, 315]);
  assert.equal(slice.picture.pixels.length, 4 * 315);
  assert.ok(slice.picture.contours.some(({ lines }) => lines.length > 0));
  assert.ok(slice.x[0] < 0 && slice.explained[0] >= slice.explained[1]);
  const [seen] = slice.others;
  assert.equal(slice.others.length, 1);
  for (const list of [seen?.x, seen?.y, seen?.distance, seen?.relative, seen?.loss, seen?.planeLoss]) {
    assert.equal(list?.length, path.length);
  }
  const last = slice.path.x.length - 1;
  assert.deepEqual([slice.path.x[last], slice.path.y[last], slice.path.step[last]], [0, 0, 200]);
  // On all 250 training samples, without penalties: what evaluate tells.
  assert.ok(Math.abs((slice.path.loss[last] ?? 0) - run.evaluate('train').loss) < 1e-6);
  assert.deepEqual(run.checkpoint(), before, 'nothing has changed');
  other.free();
});

test('a line, and eigenvalues', () => {
  const run = engine.experiment(circle);
  run.train(50);
  const other = run.sibling({ seed: 2 });
  const line = run.interpolate(other.parameters().values, { points: 5, samples: 100 });
  assert.deepEqual(Array.from(line.at), [-0.5, 0, 0.5, 1, 1.5]);
  assert.deepEqual([line.trainLoss.length, line.testAccuracy.length, line.samples], [5, 5, [100, 100]]);
  // Unless told otherwise, both networks are among its points.
  const { at, trainLoss } = run.interpolate(other.parameters().values);
  const loss = (/** @type {number} */ place) => trainLoss[at.indexOf(place)] ?? Number.NaN;
  assert.ok(Math.abs(loss(0) - run.evaluate('train').loss) < 1e-6, String(loss(0)));
  assert.ok(Math.abs(loss(1) - other.evaluate('train').loss) < 1e-6, String(loss(1)));
  const found = run.spectrum({ count: 2, tolerance: 1e-4 });
  assert.ok((found.values[0] ?? 0) > (found.values[1] ?? 0) && found.converged);
  assert.equal(found.bound, 2 * 1.9);
  assert.equal(found.rate, 0.05);
});

test('in pieces, and called off', () => {
  const run = engine.experiment(circle);
  const job = run.begin('slice', { width: 11, height: 11 });
  let [pieces, before] = [0, 0];
  for (let part = 0; part < 1; pieces += 1, before = part) {
    part = job.work(10);
    assert.ok(part >= before && part <= 1);
  }
  assert.ok(pieces > 10);
  assert.equal(job.finish().loss.length, 121);
  assert.throws(() => job.work(1), { code: 'unavailable' });
  const given = run.begin('spectrum', {});
  given.free();
  given.free();
  assert.throws(() => given.finish(), { code: 'unavailable' });
});

test('refusals', () => {
  const run = engine.experiment(circle);
  const short = new Float32Array(5);
  for (const [options, code, key] of /** @type {[any, string, string][]} */ ([
    [{ directions: 'pca' }, 'bad-shape', 'directions'],
    [{ directions: 'up' }, 'unknown-name', 'directions'],
    [{ width: 1 }, 'out-of-range', 'width'],
    [{ x: [2, 1] }, 'bad-shape', 'x'],
    [{ colour: 'red' }, 'unknown-key', 'colour'],
    [{ paths: [1] }, 'bad-type', 'paths'],
    [{ paths: [{ step: [0], params: short }] }, 'bad-shape', 'paths'],
  ])) {
    assert.throws(() => run.slice(options), { code, key }, JSON.stringify(options));
  }
  assert.throws(() => run.interpolate(short), { code: 'bad-shape', key: 'params' });
  assert.throws(() => run.interpolate(/** @type {any} */ (null)), { code: 'bad-type', key: 'params' });
  assert.throws(() => run.spectrum({ count: 0 }), { code: 'out-of-range', key: 'count' });
  assert.throws(() => run.sibling({ layers: [4] }), { code: 'not-live' });
  assert.equal(run.train(3).step, 3);
});
