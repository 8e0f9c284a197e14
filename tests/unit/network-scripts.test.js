// Scripts of trained networks, run where Python has their libraries ($PYTHON, else python3): the engine's loss and accuracy, and
// its next steps.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { load } from './built.js';
import { can, python } from './python.js';
import { refusing } from './refuses.js';

const { createEngine, EngineError } = await load('network-scripts');
const refuses = refusing(EngineError);
const engine = await createEngine();

const STEPS = 20;
/** Of the file that a script reads. */
const FORMATS = /** @type {const} */ (['npz', 'safetensors']);
/** Of loss and accuracy, relative where they are larger than 1. */
const SAME = 1e-6;
/** Of parameters after these steps, as a part of how far the farthest of them has gone: both count in f32. */
const MOVED = 1e-4;

/** Runs scripts where they are; gives what each prints, or how it fails. */
const DRIVER = `
import contextlib, io, json, sys, traceback
results = []
for path in json.load(open(sys.argv[1])):
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(open(path).read(), path, "exec"), {"__name__": "__main__", "__file__": path})
        results.append([True, printed.getvalue()])
    except Exception:
        results.append([False, traceback.format_exc()])
json.dump(results, sys.stdout)
`;

/** Years, lengths and small shares: their sizes are far apart. @param {(year: number, share: number) => unknown} label */
const table = (label) => {
  const rows = Array.from({ length: 90 }, (_, k) => [1990 + ((k * 7) % 31), ((k * k) % 17) / 400, (k % 13) * 1.5]);
  const lines = rows.map(([year = 0, share = 0, length]) => [year, share, length, label(year, share)].join(','));
  return engine.readData(['year,share,length,label', ...lines].join('\n'));
};
const numbers = await table((year, share) => (20 + 0.3 * (year - 2000) - 90 * share).toFixed(2));
const words = await table((year, share) => (share > 0.02 ? 'much' : year > 2005 ? 'late' : 'early'));

/** @type {Record<string, Record<string, unknown>>} */
const NETWORKS = {
  digits: { dataset: 'digits', layers: [24, 16], activation: ['relu', 'gelu'] },
  circle: {
    dataset: 'circle',
    layers: [5, 3],
    activation: ['tanh', 'sigmoid'],
    features: ['x1', 'x2-squared', 'sin-x2'],
  },
  table: { data: numbers, layers: [6], activation: 'leaky-relu' },
};

/** The name of what is run, the network, and how it learns. @type {[string, Record<string, unknown>][]} */
const CASES = [];
for (const [name, network] of Object.entries(NETWORKS)) {
  for (const optimizer of ['sgd', 'momentum', 'adam', 'rmsprop']) {
    for (const convention of ['keras', 'torch']) CASES.push([name, { ...network, optimizer, convention }]);
  }
}
for (const { name: optimizer, conventions } of engine.catalog().optimizers) {
  if (['sgd', 'momentum', 'adam', 'rmsprop'].includes(optimizer)) continue;
  for (const convention of conventions) CASES.push(['circle', { ...NETWORKS.circle, optimizer, convention }]);
}
const circle = NETWORKS.circle;
CASES.push(
  ['circle', { ...circle, optimizer: 'momentum', schedule: 'exponential', decaySteps: 40 }],
  ['circle', { ...circle, optimizer: 'adam', convention: 'torch', schedule: 'cosine', decaySteps: 90, warmup: 5 }],
  ['circle', { ...circle, optimizer: 'rmsprop', momentum: 0.5, centered: true }],
  ['circle', { ...circle, optimizer: 'rmsprop', convention: 'torch', momentum: 0.5 }],
  ['circle', { ...circle, optimizer: 'adam', l1: 0.001, l2: 0.01, clipNorm: 0.05 }],
  [
    'circle',
    { ...circle, optimizer: 'momentum', convention: 'torch', clipValue: 0.01, clipNorm: 0.02, weightDecay: 0.01 },
  ],
  ['circle', { ...circle, optimizer: 'sgd', batchSize: 'full' }],
  ['circle', { ...circle, optimizer: 'adamw', convention: 'torch', weightDecay: 0.02 }],
  // Optax remembers the squares of matrices from 128 × 128 on by rows and columns, first along the longer side.
  ...[
    [160, 130],
    [130, 160],
  ].map(
    (layers) =>
      /** @type {[string, Record<string, unknown>]} */ ([
        'digits',
        { dataset: 'digits', layers, optimizer: 'adafactor', convention: 'optax' },
      ]),
  ),
  ['circle', { ...circle, optimizer: 'adafactor', convention: 'torch', weightDecay: 0.02, clipNorm: 0.05 }],
  ['circle', { ...circle, optimizer: 'adafactor', schedule: 'exponential', decaySteps: 40, weightDecay: 0.02 }],
  ['digits', { ...NETWORKS.digits, optimizer: 'adafactor' }],
  ['digits', { ...NETWORKS.digits, optimizer: 'muon' }],
  ['digits', { ...NETWORKS.digits, optimizer: 'muon', convention: 'torch', nesterov: false, iterations: 3 }],
  ['circle', { ...circle, optimizer: 'muon', weightDecay: 0.02, schedule: 'cosine', decaySteps: 90 }],
  ['circle', { ...circle, optimizer: 'muon', convention: 'optax', weightDecay: 0.02, clipValue: 0.01 }],
  [
    'circle',
    { ...circle, optimizer: 'muon', convention: 'optax', nesterov: false, schedule: 'exponential', decaySteps: 40 },
  ],
  ['table', { data: numbers, layers: [6], optimizer: 'muon' }],
  ['plane', { dataset: 'plane', layers: [], optimizer: 'nesterov' }],
  ['table', { data: words, layers: [5], optimizer: 'adam' }],
  ['table', { data: numbers, standardise: false, layers: [4], optimizer: 'adam' }],
  [
    'own',
    {
      data: [
        [0, 0, 0],
        [1, -0.5, 1],
        [-0.25, 2, 2],
        [1, 1, 0],
        [2, 1, 1],
      ],
      layers: [4],
      batchSize: 2,
      optimizer: 'adam',
    },
  ],
);

/** @type {['keras' | 'torch' | 'jax', string][]} */
const LIBRARIES = [
  ['keras', 'import keras, jax'],
  ['torch', 'import torch'],
  ['jax', 'import jax, optax'],
];

/** @param {string} text @param {string} part */
const scoresOf = (text, part) =>
  [...text.matchAll(new RegExp(`^${part} (.*)$`, 'gm'))].map(([, row = '']) => row.split(' ').map(Number));

for (const [library, needs] of LIBRARIES)
  test(`scripts for ${library} give the loss and the accuracy of the network, and take its next steps`, {
    timeout: 900_000,
  }, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'network-scripts-'));
    /** @type {string[]} */
    const wrong = [];
    /** By library, optimizer and format the largest differences. @type {Map<string, { runs: number, score: number, moved: number }>} */
    const found = new Map();
    try {
      if (!can(`import numpy; ${needs}`)) {
        t.diagnostic(`SKIPPED: Python cannot ${needs}; ${CASES.length * FORMATS.length} scripts were not run.`);
        return;
      }
      const hasSafetensors = can('import safetensors');
      if (!hasSafetensors) t.diagnostic('Python has no safetensors: no script writes a result of that kind.');
      const cases = [];
      for (const [n, [name, config]] of CASES.entries()) {
        for (const format of FORMATS) {
          const run = engine.experiment({ objective: 'network', seed: 4, ...config });
          run.train(57);
          const place = join(folder, `${library}-${n}-${format}`);
          mkdirSync(place);
          // An npz is read before a safetensors beside it.
          if (format === 'npz') writeFileSync(join(place, 'sgd-network.safetensors'), '');
          writeFileSync(join(place, `sgd-network.${format}`), await run.save(format));
          writeFileSync(join(place, 'sgd-network-data.npz'), await run.saveData('npz'));
          const path = join(place, 'script.py');
          writeFileSync(path, run.export(library, { steps: STEPS }));
          cases.push({ name, config, format, run, place, path });
        }
      }
      const list = join(folder, `${library}.json`);
      writeFileSync(list, JSON.stringify(cases.map(({ path }) => path)));
      const results = JSON.parse(python(['-c', DRIVER, list]));
      for (const [n, { name, config, format, run, place, path }] of cases.entries()) {
        const [ok, printed] = results[n];
        const what = `${library}, ${name}, ${format}, ${JSON.stringify({ ...config, data: undefined })}`;
        if (!ok) {
          wrong.push(`${what}\n${printed}\n${readFileSync(path, 'utf8')}`);
          continue;
        }
        const before = run.parameters().values;
        let score = 0;
        const compare = (/** @type {number} */ at) => {
          for (const part of /** @type {const} */ (['train', 'test'])) {
            const { loss, accuracy } = run.evaluate(part);
            const wanted = Number.isNaN(accuracy) ? [loss] : [loss, accuracy];
            const given = scoresOf(printed, part)[at] ?? [];
            assert.equal(given.length, wanted.length, what);
            const apart = given.map((x, k) => Math.abs(x - (wanted[k] ?? Number.NaN)) / Math.max(1, Math.abs(x)));
            if (at === 0) score = Math.max(score, ...apart);
            if (apart.some((x) => !(x <= (at === 0 ? SAME : MOVED))))
              wrong.push(`${what}, ${part}: ${given} for ${wanted}`);
          }
        };
        compare(0);
        run.train(STEPS);
        const after = run.parameters().values;
        const other = run.sibling();
        await other.load(new Uint8Array(readFileSync(join(place, 'sgd-network-trained.npz'))));
        const second = join(place, 'sgd-network-trained.safetensors');
        const isWritten = format === 'safetensors' && hasSafetensors;
        assert.equal(existsSync(second), isWritten, what);
        if (isWritten) {
          const same = run.sibling();
          await same.load(new Uint8Array(readFileSync(second)));
          assert.deepEqual(same.parameters().values, other.parameters().values, what);
          same.free();
        }
        const [far = 0, apart = 0] = [before, other.parameters().values].map((all) =>
          all.reduce((most, x, k) => Math.max(most, Math.abs(x - (after[k] ?? Number.NaN))), 0),
        );
        if (!(far > 0 && apart <= MOVED * far)) wrong.push(`${what}: ${apart} apart, moved ${far}`);
        compare(1);
        const key = `${library} ${config.optimizer} ${format}`;
        const entry = found.get(key) ?? { runs: 0, score: 0, moved: 0 };
        found.set(key, {
          runs: entry.runs + 1,
          score: Math.max(entry.score, score),
          moved: Math.max(entry.moved, apart / far),
        });
        other.free();
        run.free();
      }
      assert.deepEqual(wrong, []);
      for (const [key, { runs, score, moved }] of found) {
        t.diagnostic(`${key}: ${runs} scripts, score ${score.toExponential(1)}, parameters ${moved.toExponential(1)}`);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

test('a script has the coming batches, and the library its own optimizer with what it remembers', () => {
  const run = engine.experiment({
    objective: 'network',
    dataset: 'circle',
    optimizer: 'adam',
    seed: 2,
    convention: 'torch',
  });
  run.train(30);
  const script = run.export('torch', { steps: 3 });
  assert.match(script, /^optimizer = torch\.optim\.Adam\(model\.parameters\(\), lr=0\.01, betas=\(0\.9, 0\.999\)/m);
  assert.match(script, /"exp_avg": tensor\(f"optimizer\.m\.\{name\}"\)/);
  const rows = [...script.slice(script.indexOf('batches = [')).matchAll(/^ {4}\[([\d, ]+)\],$/gm)];
  const batches = rows.map(([, row = '']) => row.split(', ').map(Number));
  for (const batch of batches) {
    assert.deepEqual(
      batch,
      batch.map(() => run.stepSample().sample?.index),
    );
    run.step();
  }
  assert.equal(batches.length, 3);
  assert.equal(run.export('optax'), run.export('jax', { steps: 20 }));
});

test('what cannot be written is refused', () => {
  const run = engine.experiment({ objective: 'network', dataset: 'circle', seed: 2 });
  refuses(
    () => run.export(/** @type {any} */ ('sklearn')),
    { code: 'unavailable', key: 'library' },
    /keras, torch or jax/,
  );
  refuses(() => run.export(/** @type {any} */ ('caffe')), { code: 'unknown-name', key: 'library' }, /keras, torch/);
  refuses(() => run.export('torch', { steps: 0.5 }), { code: 'out-of-range', key: 'steps' });
  run.set({ optimizer: 'sgd', batchSize: 200 });
  refuses(() => run.export('jax', { steps: 9000 }), { code: 'out-of-range', key: 'steps' }, /batch size/);
});

test('data leave as they are parted, and a table in the units of its file', async () => {
  const run = engine.experiment({ objective: 'network', data: numbers, seed: 3 });
  const text = new TextDecoder().decode(await run.saveData('csv'));
  const [head, ...lines] = text.trim().split('\n');
  assert.equal(head, 'x1,x2,x3,value,part');
  const rows = lines.map((line) => line.split(','));
  assert.deepEqual([rows.filter((row) => row[4] === 'train').length, rows.length], [run.config.train, 90]);
  const given = numbers.rows.map((row) => row.join(','));
  for (const row of rows) assert.ok(given.includes(row.slice(0, 4).join(',')), String(row));
  await assert.rejects(run.saveData(/** @type {any} */ ('xls')), /npz, csv/);
});
