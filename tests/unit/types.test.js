// What the engine really answers is what the types say: answers are written out as literals, and the compiler checks them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { load } from './built.js';

const { createEngine } = await load('types');
const engine = await createEngine();
const root = fileURLToPath(new URL('../../', import.meta.url));

const line = { objective: 'line', seed: 1 };
const bowl = { formula: 'x^2 + 3y^2', optimizer: 'momentum', seed: 1 };

function runs() {
  const run = engine.experiment(bowl);
  const sampled = engine.experiment(line);
  const moves = [run, sampled].flatMap((each) => Array.from({ length: 5 }, () => each.move()));
  run.train(20);
  const far = engine.experiment({ ...bowl, learningRate: 9 });
  far.train(10_000);
  return {
    "ReturnType<Run['move']>[]": moves,
    'ResolvedConfig[]': [run.config, sampled.config, engine.resolve({ objective: 'logistic' })],
    'Status[]': [run.status(), sampled.status(), far.status()],
    Trace: run.trace(),
    "ReturnType<Run['data']>[]": [run.data(), sampled.data()],
    "ReturnType<Run['rule']>[]": [run.rule(), engine.experiment({ ...bowl, optimizer: 'adam' }).rule()],
    "ReturnType<Run['steadiness']>[]": [run.steadiness(), sampled.steadiness()],
  };
}

function maps() {
  const size = { ...bowl, width: 4, height: 3, maxSteps: 50 };
  const surface = engine.surface({ ...bowl, side: 8 });
  surface.paint(null, { width: 40, height: 30 });
  return {
    'Contour[]': engine.contours({ ...bowl, width: 9, height: 9 }),
    'StationaryPoint[]': engine.stationaryPoints({ objective: 'himmelblau' }),
    Basins: engine.basins(size),
    RateMap: engine.rateMap({ ...bowl, learningRates: [1e-3, 1, 4], momenta: [0, 0.9, 3], maxSteps: 50 }),
    "ReturnType<Engine['quiet']>": engine.quiet(bowl),
    "ReturnType<Engine['gradientCloud']>[]": [engine.gradientCloud(line), engine.gradientCloud(bowl)],
    "ReturnType<Engine['gradient']>": engine.gradient(bowl, [1, 1]),
    "ReturnType<Engine['closedForm']>[]": [engine.closedForm(line), engine.closedForm(bowl)],
    'Walk[]': [engine.walk({ formula: 'relu(2w + b)^2' }), engine.walk({ objective: 'network', layers: [3] })],
    Painted: surface.scale(),
    'SurfaceLabel[]': surface.labels(),
    "ReturnType<Engine['still']>": engine.still({ ...bowl, side: 8 }, { width: 40, height: 30 }),
  };
}

function networks() {
  const run = engine.experiment({ objective: 'network', dataset: 'circle', layers: [3], seed: 1 });
  const before = run.status();
  run.train(20);
  const scores = { train: run.evaluate('train'), test: run.evaluate('test') };
  return {
    ResolvedNetwork: run.config,
    'NetworkStatus[]': [before, run.status(), engine.experiment({ objective: 'network', dataset: 'digits' }).status()],
    NetworkTrace: run.trace(),
    NetworkParameters: run.parameters(),
    UnitMaps: run.outputs(4),
    SampleRows: run.samples('train', 0, 3),
    'Record<string, Score>': scores,
    NetworkPath: run.path(),
    NetworkSlice: run.slice({ directions: 'pca', width: 3, height: 3 }),
    NetworkLine: run.interpolate(run.parameters().values),
    NetworkSpectrum: run.spectrum({ count: 2 }),
  };
}

/** A value as TypeScript; of a long array its beginning. @param {unknown} value @returns {string} */
function literal(value) {
  if (ArrayBuffer.isView(value)) return `new ${value.constructor.name}(0)`;
  if (Array.isArray(value)) return `[${value.slice(0, 100).map(literal).join(', ')}]`;
  if (value && typeof value === 'object') {
    const entries = Object.entries(value).map(([name, part]) => `${JSON.stringify(name)}: ${literal(part)}`);
    return `{ ${entries.join(', ')} }`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return 'Number.NaN';
  return value === undefined ? 'undefined' : JSON.stringify(value);
}

/** What the compiler says of answers: nothing where all is as the types say. @param {Record<string, unknown>} answers by type */
function complaints(answers) {
  const folder = join(root, 'target/types');
  mkdirSync(folder, { recursive: true });
  const place = mkdtempSync(join(folder, 'answers-'));
  const lines = Object.entries(answers).map(([type, value], k) => `const answer${k}: ${type} = ${literal(value)};`);
  writeFileSync(join(place, 'answers.ts'), `${lines.join('\n')}\nexport {};\n`);
  const options = {
    compilerOptions: {
      ...{ strict: true, noEmit: true, target: 'es2022', module: 'esnext', moduleResolution: 'bundler' },
      ...{ lib: ['es2022', 'dom', 'dom.iterable'], types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
      ...{ allowJs: true, skipLibCheck: true },
    },
    include: ['answers.ts', join(root, 'www/engine/types/*.d.ts')],
  };
  writeFileSync(join(place, 'tsconfig.json'), JSON.stringify(options));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', place], { encoding: 'utf8' });
  rmSync(place, { recursive: true });
  return stdout + stderr;
}

test('what the engine answers has the types that it says', () => {
  assert.equal(complaints({ Catalog: engine.catalog(), ...runs(), ...maps(), ...networks() }), '');
});

test('a wrong answer is found', () => {
  const { minima, label, steps } = engine.basins({ ...bowl, width: 2, height: 2 });
  assert.match(complaints({ Basins: { minima, label, steps } }), /outcome/, 'one that lacks something');
  assert.match(
    complaints({ "ReturnType<Engine['quiet']>": { ...engine.quiet(bowl), more: 1 } }),
    /more/,
    'one too many',
  );
  assert.match(complaints({ Trace: { ...engine.experiment(bowl).trace(), dim: 'two' } }), /not assignable/);
});
