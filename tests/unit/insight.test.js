// What a training tells of itself, through the built engine.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './built.js';

const { createEngine } = await load('insight');
const engine = await createEngine();
const make = (/** @type {object} */ more = {}) =>
  engine.experiment({ objective: 'network', dataset: 'circle', layers: [6, 4], activation: 'relu', seed: 1, ...more });

/** @param {ArrayLike<number>} values */
const norm = (values) => Math.hypot(...Array.from(values));

test('number by number the walk of a sample has the gradient of its batch, too', () => {
  const net = make({ batchSize: 1, layers: [4] });
  net.train(3);
  const walks = Array.from({ length: 100 }, (_, sample) => net.walk('train', sample, { by: 'numbers' }));
  const { stations = [] } = walks[net.stepSample().sample?.index ?? -1] ?? {};
  net.step();
  const slopes = stations.flatMap(({ role, gradient }) => (role === 'parameter' ? [...(gradient ?? [])] : []));
  const gradient = net.gradient();
  assert.equal(slopes.length, gradient.length);
  for (const [k, slope] of slopes.entries()) assert.ok(Math.abs(slope - (gradient[k] ?? Number.NaN)) < 1e-6, `${k}`);
  assert.ok(stations.every(({ shape }) => shape.length === 0));
});

test('the walk of a sample has the gradient of a batch of that sample', () => {
  const net = make({ batchSize: 1, l2: 0.01 });
  net.train(3);
  const walked = (/** @type {number} */ sample) =>
    net
      .walk('train', sample)
      .stations.flatMap(({ role, gradient }) => (role === 'parameter' ? [...(gradient ?? [])] : []));
  const before = Array.from({ length: 100 }, (_, sample) => walked(sample));
  const sample = net.stepSample().sample?.index ?? -1;
  net.step();
  const gradient = net.gradient();
  const found = before[sample] ?? [];
  assert.equal(found.length, gradient.length);
  for (const [k, slope] of found.entries()) assert.ok(Math.abs(slope - (gradient[k] ?? Number.NaN)) < 1e-6, `${k}`);
  assert.throws(() => net.walk('train', 0, { by: 'numbers' }), { code: 'out-of-range', key: 'layers' });
  assert.throws(() => net.walk('train', 0, /** @type {any} */ ({ by: 'rows' })), { code: 'unknown-name', key: 'by' });
  assert.throws(() => net.walk('train', 1e9), { code: 'out-of-range' });
  assert.throws(() => net.walk('train', 0.5), { code: 'out-of-range' });
  assert.throws(() => net.walk(/** @type {any} */ ('all')), { code: 'unknown-name' });
});

test('the trace of layers is that of parameters and gradient', () => {
  const net = make();
  net.train(9);
  const before = net.parameters();
  net.step();
  const now = net.parameters();
  const gradient = net.gradient();
  const trace = net.layerTrace();
  assert.equal(trace.step.at(-1), 10);
  assert.equal(trace.layers.length, 3);
  for (const [k, layer] of trace.layers.entries()) {
    const [weights, biases] = now.parts.slice(2 * k, 2 * k + 2);
    if (!weights || !biases) throw new Error('parts');
    const [from, to] = [weights.offset, weights.offset + (weights.shape[0] ?? 0) * (weights.shape[1] ?? 0)];
    const moved = Array.from(now.values.subarray(from, to), (w, at) => w - (before.values[from + at] ?? 0));
    const near = (/** @type {number | undefined} */ told, /** @type {number} */ wanted) =>
      assert.ok(Math.abs((told ?? Number.NaN) - wanted) < 1e-6 * wanted, `${told} ${wanted}`);
    near(layer.updateRatio.at(-1), norm(moved) / norm(before.values.subarray(from, to)));
    near(layer.gradientNorm.at(-1), norm(gradient.subarray(from, biases.offset + (biases.shape[0] ?? 0))));
    near(layer.weightNorm.at(-1), norm(now.values.subarray(from, to)));
  }
  const dead = net.deadUnits();
  assert.equal(dead.length, 2);
  const { offset } = now.parts[1] ?? { offset: 0 };
  net.setParameter(offset + 2, -1000);
  assert.ok(Array.from(net.deadUnits()[0] ?? []).includes(2));
  net.free();
  const smooth = make({ activation: 'tanh' });
  assert.deepEqual(smooth.deadUnits(), [null, null]);
  smooth.free();
});

test('a range test leaves the run as it is, and refuses what makes no sense', () => {
  const net = make({ optimizer: 'adam' });
  net.train(20);
  const before = net.parameters().values;
  const found = net.rangeTest({ from: 1e-4, to: 1, steps: 50 });
  assert.deepEqual(net.parameters().values, before);
  assert.equal(found.step, 20);
  assert.equal(found.rate.length, found.loss.length);
  assert.ok(found.steepest === null || found.rate.includes(found.steepest));
  assert.ok(found.lowest !== null && found.rate.includes(found.lowest));
  const bad = (/** @type {object} */ options, /** @type {string} */ key) =>
    assert.throws(
      () => net.rangeTest(options),
      (/** @type {any} */ error) =>
        error.key === key && error.messages.en.length > 20 && /[\u4e00-\u9fff]/.test(error.messages.zh),
      JSON.stringify(options),
    );
  bad({ from: 1, to: 1 }, 'to');
  bad({ from: -1 }, 'from');
  bad({ to: 11 }, 'to');
  bad({ steps: 2.5 }, 'steps');
  bad({ start: 'middle' }, 'start');
  bad({ rate: 1 }, 'rate');
  net.free();
});

test('calibration is counted of the answers', () => {
  const net = engine.experiment({ objective: 'network', dataset: 'digits', layers: [10], seed: 1 });
  net.train(30);
  const { count, confidence, accuracy, error, largest } = net.calibration('test', 10);
  const rows = net.samples('test', 0, 1e6);
  const [sums, rights, counts] = [new Float64Array(10), new Float64Array(10), new Float64Array(10)];
  for (let k = 0; k < rows.count; k += 1) {
    const output = rows.outputs.subarray(10 * k, 10 * k + 10);
    const sure = Math.max(...output);
    const bin = Math.max(0, Math.ceil(sure * 10) - 1);
    counts[bin] += 1;
    sums[bin] += sure;
    rights[bin] += output.indexOf(sure) === rows.targets[k] ? 1 : 0;
  }
  assert.deepEqual(Array.from(count), Array.from(counts));
  let [wanted, most] = [0, 0];
  for (let k = 0; k < 10; k += 1) {
    if (counts[k] === 0) {
      assert.ok(Number.isNaN(confidence[k]) && Number.isNaN(accuracy[k]));
      continue;
    }
    const gap = Math.abs((rights[k] ?? 0) - (sums[k] ?? 0)) / (counts[k] ?? 1);
    wanted += (gap * (counts[k] ?? 0)) / rows.count;
    most = Math.max(most, gap);
  }
  assert.ok(Math.abs(error - wanted) < 1e-9 && Math.abs(largest - most) < 1e-9);
  assert.throws(() => net.calibration('test', 0), { code: 'out-of-range', key: 'bins' });
  assert.throws(() => net.calibration(/** @type {any} */ ('all')), { key: 'part' });
  net.free();
  const values = engine.experiment({ objective: 'network', dataset: 'plane', seed: 1 });
  assert.throws(() => values.calibration(), { code: 'unavailable' });
  values.free();
});

test('a restored run goes back by the settings of then', () => {
  const net = make({ optimizer: 'adam' });
  net.train(10);
  net.set({ learningRate: 0.3 });
  net.train(10);
  net.set({ optimizer: 'sgd', learningRate: 0.01 });
  net.setParameter(1, 0.5);
  net.train(10);
  const changes = structuredClone(net.changes());
  const other = engine.restore(net.config, net.checkpoint(), changes);
  assert.deepEqual(other.changes(), changes);
  for (const step of [25, 15, 5]) {
    other.rewind(step);
    net.rewind(step);
    assert.deepEqual(other.parameters().values, net.parameters().values, `step ${step}`);
  }
  net.free();
  other.free();
});

test('a run that diverges says what was first', () => {
  const net = engine.experiment({
    ...{ objective: 'network', dataset: 'plane', layers: [8], activation: 'relu' },
    ...{ optimizer: 'sgd', learningRate: 10, seed: 1 },
  });
  assert.equal(net.status().overflow, null);
  const { overflow, message, step, state } = net.train(2000);
  assert.equal(state, 'diverged');
  assert.ok(overflow && overflow.step > step && overflow.layer >= 1 && overflow.largestWeight > 0);
  assert.match(message?.en ?? '', new RegExp(`^In step ${overflow?.step} `));
  assert.match(message?.zh ?? '', /溢出/);
  net.free();
});

test('singular values of a step are those of its matrix, in pieces and as a whole', () => {
  const muon = make({ dataset: 'digits', optimizer: 'muon', layers: [8] });
  muon.train(5);
  const before = muon.parameters().values;
  const found = muon.singularValues(1);
  assert.deepEqual(muon.parameters().values, before);
  const { step, layer, shape, source } = found;
  assert.deepEqual(
    { step, layer, shape: Array.from(shape), source },
    { step: 5, layer: 1, shape: [8, 10], source: 'momentum' },
  );
  assert.equal(found.before.length, 8);
  assert.ok(found.after.every((value, k) => value > 0.3 && value < 1.4 && value <= (found.after[k - 1] ?? 2)));
  const job = muon.begin('singularValues', 1);
  let part = 0;
  while (part < 1) part = job.work(1);
  assert.deepEqual(job.finish(), found);
  muon.free();
  const plain = make({ dataset: 'digits', optimizer: 'sgd', learningRate: 0.25, layers: [8] });
  const values = plain.singularValues();
  assert.equal(values.source, 'gradient');
  // Σσ² is Σ of the squares of the gradient of that step's batch.
  plain.step();
  const [weights] = plain.parameters().parts;
  assert.ok(weights);
  const length = norm(plain.gradient().subarray(weights.offset, weights.offset + 64 * 8));
  assert.ok(Math.abs(norm(values.before) - length) < 1e-9 * length);
  for (const [k, value] of values.after.entries())
    assert.ok(Math.abs(value - 0.25 * (values.before[k] ?? 0)) < 1e-6 * (values.after[0] ?? 0));
  for (const layer of [-1, 2, 0.5, Number.NaN])
    assert.throws(() => plain.singularValues(layer), { code: 'out-of-range', key: 'layer' });
  plain.free();
});
