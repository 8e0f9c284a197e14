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

/** Years and small numbers: their sizes are far apart. @param {string[]} labels */
const table = (labels) => {
  const rows = Array.from({ length: 40 }, (_, k) => [2000 + (k % 7), k / 400, labels[k % labels.length] ?? 30 + k]);
  return engine.readData(['year,share,label', ...rows.map(String)].join('\n'));
};
const [classes, values] = await Promise.all([table(['no', 'yes']), table([])]);

test('onnxruntime gives the outputs of the network', async (t) => {
  const { activations, features } = engine.catalog().network;
  const every = features.map(({ name }) => name);
  const data = [
    { dataset: 'circle', layers: [5, 3] },
    { dataset: 'plane', layers: [4], features: every },
    { dataset: 'spiral', layers: [6, 4, 2], features: ['x2', 'x1x2'] },
    { dataset: 'digits', layers: [7] },
    { data: classes, layers: [3] },
    { data: values, layers: [3] },
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
        const near = given.map((x) => (width === 2 ? x / 6 : x));
        const inputs = of.data
          ? Float32Array.from(of.data.rows.flatMap(([year = 0, share = 0]) => [year, share]))
          : near;
        const bytes = await run.save('onnx');
        assert.deepEqual([bytes[0], bytes[1]], [8, 8], 'ir_version 8');
        const file = join(folder, `${cases.length}.onnx`);
        writeFileSync(file, bytes);
        cases.push({
          file,
          x: [...inputs],
          width,
          y: [...run.predict(inputs)],
          what: `${activation}, ${of.dataset ?? 'a table'}`,
        });
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
        const difference = Math.abs(outputs[n][k] - value) / Math.max(1, Math.abs(value));
        assert.ok(difference < 1e-6, `${what}: ${outputs[n][k]} for ${value}`);
        largest = Math.max(largest, difference);
      }
    }
    t.diagnostic(`${cases.length} files; the largest difference is ${largest.toExponential(1)}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
