// ONNX files, checked and run by onnx and onnxruntime where Python has them: $PYTHON, else python3.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { load } from './built.js';
import { can, python } from './python.js';

const { createEngine } = await load('onnx');
const engine = await createEngine();

const CHECK = `
import json, sys, numpy, onnx, onnxruntime
outputs = []
for case in json.load(open(sys.argv[1])):
    onnx.checker.check_model(onnx.load(case["file"]), full_check=True)
    x = numpy.array(case["x"], "float32").reshape(-1, case["width"])
    outputs.append(onnxruntime.InferenceSession(case["file"]).run(["y"], {"x": x})[0].ravel().tolist())
json.dump(outputs, sys.stdout)
`;

test('onnxruntime gives the outputs of the network', async (t) => {
  const { activations, features } = engine.catalog().network;
  const every = features.map(({ name }) => name);
  const data = [
    { dataset: 'circle', layers: [5, 3] },
    { dataset: 'plane', layers: [4], features: every },
    { dataset: 'spiral', layers: [6, 4, 2], features: ['x2', 'x1x2'] },
    { dataset: 'digits', layers: [7] },
  ];
  const folder = mkdtempSync(join(tmpdir(), 'onnx-'));
  try {
    const cases = [];
    for (const { name: activation } of activations) {
      for (const of of data) {
        const run = engine.experiment({ objective: 'network', seed: 2, learningRate: 0.003, activation, ...of });
        run.train(50);
        const { inputs: given, width } = run.samples('test', 0, 20);
        // Near the middle, where sums of squares are not so large that their rounding is.
        const inputs = given.map((x) => (width === 2 ? x / 6 : x));
        const bytes = await run.save('onnx');
        assert.deepEqual([bytes[0], bytes[1]], [8, 8], 'ir_version 8');
        const file = join(folder, `${cases.length}.onnx`);
        writeFileSync(file, bytes);
        cases.push({ file, x: [...inputs], width, y: [...run.predict(inputs)], what: `${activation}, ${of.dataset}` });
      }
    }
    if (!can('import numpy, onnx, onnxruntime')) {
      t.diagnostic(`SKIPPED: onnx and onnxruntime cannot be imported; ${cases.length} files were not run.`);
      return;
    }
    writeFileSync(join(folder, 'cases.json'), JSON.stringify(cases));
    const outputs = JSON.parse(python(['-c', CHECK, join(folder, 'cases.json')]));
    let largest = 0;
    for (const [n, { y, what }] of cases.entries()) {
      assert.equal(outputs[n].length, y.length);
      for (const [k, value] of y.entries()) {
        const difference = Math.abs(outputs[n][k] - value);
        assert.ok(difference < 1e-6, `${what}: ${outputs[n][k]} for ${value}`);
        largest = Math.max(largest, difference);
      }
    }
    t.diagnostic(`${cases.length} files; the largest difference is ${largest.toExponential(1)}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
