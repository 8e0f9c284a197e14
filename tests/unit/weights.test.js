// A trained network as a file, and files of other programs: read back bit for bit, or refused in a sentence.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { load } from './built.js';

const { createEngine, EngineError } = await load('weights');
const engine = await createEngine();
const fixture = (/** @type {string} */ name) => readFileSync(new URL(`../weights/${name}`, import.meta.url));
const bytesOf = (/** @type {string} */ name) => new Uint8Array(fixture(name));

/** Three classes in the plane, for the network of the fixtures. */
const three = /** @type {const} */ ({
  objective: 'network',
  data: [
    [0, 0, 0],
    [1, -0.5, 1],
    [-0.25, 2, 2],
    [1, 1, 0],
  ],
  layers: [4],
  activation: 'tanh',
  seed: 1,
});
/** What Keras, PyTorch, Flax and scikit-learn make of it, in f64. */
const ROWS = [0, 0, 1, -0.5, -0.25, 2];
const OUTPUTS = [
  0.261106384, 0.334417941, 0.404475675, 0.219655588, 0.103069871, 0.677274541, 0.11396455, 0.80292293, 0.08311252,
];

/** @param {Promise<unknown>} call @param {string} code @param {RegExp} words */
const refused = (call, code, words) =>
  assert.rejects(call, (error) => {
    assert.ok(error instanceof EngineError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, words);
    assert.match(error.messages.zh, /\p{Script=Han}/u);
    return true;
  });

const settings = [
  { dataset: 'circle', layers: [5, 3], activation: ['relu', 'gelu'], optimizer: 'adam' },
  { dataset: 'circle', layers: [4], optimizer: 'rmsprop', convention: 'torch', features: ['x1', 'sin-x2'] },
  { dataset: 'plane', layers: [], optimizer: 'sgd' },
  { dataset: 'digits', layers: [6], optimizer: 'amsgrad' },
  { ...three, optimizer: 'nesterov' },
];

for (const format of /** @type {const} */ (['safetensors', 'npz'])) {
  test(`a run that is saved as ${format} goes on bit for bit`, async () => {
    for (const setting of settings) {
      const config = { objective: /** @type {const} */ ('network'), seed: 3, ...setting };
      const run = engine.experiment(config);
      run.train(37);
      const bytes = await run.save(format);
      const other = engine.experiment(config);
      other.train(5);
      assert.deepEqual(await other.load(bytes), { format, step: 37, optimizer: true });
      assert.deepEqual(other.parameters().values, run.parameters().values);
      assert.deepEqual(await other.save(format), bytes, 'the same file once more');
      run.train(41);
      other.train(41);
      assert.deepEqual(other.checkpoint(), run.checkpoint(), JSON.stringify(setting));
    }
  });
}

test('files of other libraries give the outputs that they give there', async () => {
  for (const name of [
    'net-torch.safetensors',
    'net-flax.safetensors',
    'net-flax.npz',
    'net.npz',
    'net-torch-order.npz',
  ]) {
    const run = engine.experiment({ ...three });
    run.train(3);
    const { optimizer, step } = await run.load(bytesOf(name));
    assert.deepEqual([optimizer, step, run.status().step, run.status().state], [false, 0, 0, 'ready'], name);
    for (const [k, y] of run.predict(ROWS).entries()) {
      assert.ok(Math.abs(y - (OUTPUTS[k] ?? NaN)) < 1e-6, `${name}: ${y}`);
    }
    const { inputs, layers, outputs, activation, config } = await engine.readWeights(bytesOf(name));
    assert.deepEqual([inputs, layers, outputs, activation, config], [2, [4], 3, null, null]);
  }
});

test('what was loaded is what a run goes back to, and its start is its own', async () => {
  const run = engine.experiment({ ...three });
  const first = run.parameters().values;
  await run.load(bytesOf('net.npz'));
  run.train(6);
  const six = run.parameters().values;
  run.train(4);
  run.rewind(6);
  assert.deepEqual(run.parameters().values, six);
  run.rewind(0);
  assert.deepEqual(run.parameters().values, first);
});

test('another optimizer takes the weights, and begins anew', async () => {
  const run = engine.experiment({ ...three, optimizer: 'adam' });
  run.train(10);
  const other = engine.experiment({ ...three, optimizer: 'momentum' });
  assert.deepEqual(await other.load(await run.save('npz')), { format: 'npz', step: 10, optimizer: false });
  assert.deepEqual(other.parameters().values, run.parameters().values);
  assert.equal(other.train(3).step, 13);
});

test('another network is refused with what the file holds, and nothing changes', async () => {
  const run = engine.experiment({ ...three, layers: [5] });
  run.train(8);
  const before = run.checkpoint();
  await refused(
    run.load(bytesOf('net-torch.safetensors')),
    'bad-shape',
    /2-4-3; this one is 2-5-3.*“0\.weight” is 4 × 2; here it would be 5 × 2/,
  );
  await refused(run.load(bytesOf('net.npz')), 'bad-shape', /“W1” is 2 × 4; here it would be 2 × 5/);
  const relu = engine.experiment({ ...three, layers: [5], activation: 'relu' });
  await refused(run.load(await relu.save('npz')), 'bad-shape', /activation is relu; here it is tanh/);
  assert.deepEqual(run.checkpoint(), before);
  const { layers, activation } = await engine.readWeights(await relu.save('safetensors'));
  assert.deepEqual([layers, activation], [[5], ['relu']]);
});

test('what is damaged, or no file of weights, is refused in a sentence', async () => {
  const run = engine.experiment({ ...three });
  const before = run.checkpoint();
  for (const name of ['net-torch.safetensors', 'net.npz', 'net-torch-order.npz']) {
    const whole = bytesOf(name);
    for (let length = 0; length < whole.length; length += 7) {
      await refused(run.load(whole.slice(0, length)), 'bad-data', /./);
    }
    for (let at = 0; at < whole.length; at += 3) {
      const bytes = whole.slice();
      bytes[at] = 255 - (bytes[at] ?? 0);
      await run.load(bytes).then(
        () => undefined,
        (error) => assert.ok(error instanceof EngineError, `${name} at ${at}: ${error}`),
      );
    }
  }
  // A byte that is turned may still be a file.
  await run.load(await engine.experiment({ ...three }).save('npz'));
  await refused(run.load(new TextEncoder().encode('x1,x2,class\n1,2,0\n')), 'bad-data', /no file of weights/);
  await refused(run.load(new Uint8Array(161e6)), 'bad-data', /161 MB; files of up to 160 MB/);
  await refused(run.load(/** @type {any} */ ('net.npz')), 'bad-type', /Uint8Array/);
  await refused(run.save(/** @type {any} */ ('h5')), 'unknown-name', /“h5”; use safetensors, npz, onnx/);
  await refused(run.load(new Uint8Array([0x80, 2, 0x7d])), 'bad-data', /PyTorch.*save_file/);
  await refused(run.load(new Uint8Array([0x89, 0x48, 0x44, 0x46, 13, 10, 26, 10])), 'bad-data', /HDF5.*savez/);
  await refused(run.load(new TextEncoder().encode('{"weightsManifest":[]}')), 'bad-data', /TensorFlow\.js.*savez/);
  await refused(run.load(await run.save('onnx')), 'bad-data', /ONNX.*savez/);
  assert.deepEqual(run.checkpoint(), before);
});

/** A safetensors file. @param {Record<string, unknown>} header @param {number} numbers bytes behind it */
function safetensors(header, numbers) {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + numbers);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

test('a header is checked before there is room made for what it says', async () => {
  const run = engine.experiment({ ...three });
  const one = { dtype: 'F32', shape: [2, 4], data_offsets: [0, 32] };
  // Each of the tensors has all bytes of the file.
  const shared = safetensors({ '0.kernel': one, '1.kernel': one }, 32);
  await refused(run.load(shared), 'bad-data', /header does not fit its bytes \(tensor “1\.kernel”\)/);
  const empty = { dtype: 'F32', shape: [1e9, 0], data_offsets: [0, 0] };
  await refused(run.load(safetensors({ '0.weight': empty }, 0)), 'bad-data', /is 1000000000 × 0;/);
  const odd = { ...one, dtype: { toString: 1 } };
  await refused(run.load(safetensors({ '0.kernel': odd }, 32)), 'bad-data', /numbers of type object;/);
  // What is said beside the tensors, and cannot be said.
  const counts = { step: 1, taken: 1, used: 1, samples: 1, epoch: 1, slots: [] };
  const config = { layers: [], activation: [{ toString: 1 }] };
  const note = { 'sgd-playground': JSON.stringify({ ...counts, config }) };
  const file = safetensors({ __metadata__: note, '0.kernel': one }, 32);
  await refused(run.load(file), 'bad-shape', /The file holds the network 2-4;/);
});

test('numbers in half precision and in f64 are read', async () => {
  const header = JSON.stringify({
    '0.weight': { dtype: 'BF16', shape: [3, 2], data_offsets: [0, 12] },
    '0.bias': { dtype: 'F16', shape: [3], data_offsets: [12, 18] },
  });
  const bytes = new Uint8Array(8 + header.length + 18);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(header.length), true);
  bytes.set(new TextEncoder().encode(header), 8);
  // 1, −2, 0.5, 3, 0, −0.15625 as bfloat16; 1, −2, 6.1e−5 as half floats.
  [0x3f80, 0xc000, 0x3f00, 0x4040, 0, 0xbe20, 0x3c00, 0xc000, 0x0400].forEach((bits, k) => {
    view.setUint16(8 + header.length + 2 * k, bits, true);
  });
  const run = engine.experiment({ ...three, layers: 'none' });
  await run.load(bytes);
  assert.deepEqual([...run.parameters().values], [1, 0.5, 0, -2, 3, -0.15625, 1, -2, 2 ** -14]);
});
