// What engine.js promises to programs.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { load } from './built.js';
import { refusing } from './refuses.js';

const { createEngine, EngineError } = await load('engine');
/** @type {any} Asked as programs ask that know no types. */
const engine = await createEngine();
const refuses = refusing(EngineError);

/** What is told of a run, copied. */
const told = (/** @type {any} */ run) => ({ trace: run.trace(), status: run.status() });

test('the catalog describes what there is', () => {
  const { objectives, optimizers, settings, colormaps, limits } = engine.catalog();
  assert.equal(engine.catalog(), engine.catalog(), 'it is made once');
  const named = (/** @type {any} */ { name, label, note }) => {
    for (const text of [label, note]) assert.ok(text.en && text.zh, `${name} has no words`);
  };
  assert.ok(objectives.length >= 19, `${objectives.length} objectives`);
  for (const info of objectives) {
    const { name, kind, dim, variables, domain, start, learningRate, formula, data, minima, source } = info;
    named(info);
    assert.equal(variables.length, dim, name);
    assert.equal(domain.length, 2 * dim, name);
    assert.equal(start.length, dim, name);
    assert.ok(learningRate > 0, name);
    assert.equal(typeof formula, kind === 'surface' ? 'string' : 'object', name);
    assert.equal(data === null, kind === 'surface', name);
    assert.equal(source !== '', kind === 'surface', name);
    for (const { point, loss } of minima) {
      assert.equal(point.length, dim, name);
      assert.ok(Math.abs(engine.gradient({ objective: name }, point).loss - loss) < 1e-9, name);
    }
  }
  const keys = new Map(settings.map((/** @type {any} */ setting) => [setting.name, setting]));
  for (const info of optimizers) {
    named(info);
    for (const convention of info.conventions) {
      for (const knob of [...info.knobs, 'weightDecay']) {
        assert.ok(keys.has(knob), `${info.name} has ${knob}`);
        assert.equal(typeof info.defaults[convention][knob], 'number', `${info.name}, ${convention}: ${knob}`);
      }
    }
    assert.deepEqual(Object.keys(engine.experiment({ optimizer: info.name }).status().slots), info.slots);
  }
  for (const setting of settings) {
    const { name, attribute, kind, min, max } = setting;
    named(setting);
    assert.equal(
      attribute,
      name.replace(/[A-Z]|(?<=..)\d/g, (/** @type {string} */ c) => `-${c.toLowerCase()}`),
    );
    if (['number', 'integer', 'seed'].includes(kind)) assert.ok(min < max, name);
  }
  assert.ok(colormaps.length > 0);
  assert.deepEqual(limits, {
    formulaLength: 1000,
    formulaDepth: 100,
    samples: 1000,
    steps: 1_000_000,
    cells: 2 ** 24,
    stationaryPoints: 1000,
  });
});

test('resolve fills in what the catalog says', () => {
  const { objectives, settings } = engine.catalog();
  for (const { name, kind, dim, variables, domain, start, learningRate, formula, data } of objectives) {
    const config = engine.resolve({ objective: name });
    assert.deepEqual(
      { kind, dim, variables, domain, start, learningRate, formula },
      Object.fromEntries(
        ['kind', 'dim', 'variables', 'domain', 'start', 'learningRate', 'formula'].map((key) => [key, config[key]]),
      ),
    );
    assert.equal(config.objective, name);
    assert.equal(config.batchSize, data ? data.batchSize : 'full');
    assert.equal(config.samples, data ? data.samples[2] : 0);
    assert.equal(config.ownData, false);
  }
  const usual = engine.resolve();
  for (const { name, default: value } of settings) if (value !== null) assert.equal(usual[name], value, name);
  const own = engine.resolve({ formula: 'w1^2 + 3w2' });
  assert.deepEqual([own.objective, own.dim, own.variables], ['formula', 2, ['w1', 'w2']]);
  assert.equal(engine.resolve({ formula: 'x^2', seed: 4 }).seed, 4);
});

test('what is null or undefined is not given', () => {
  const { seed: _, ...config } = engine.resolve({ objective: null, start: undefined, learningRate: undefined });
  const { seed: __, ...usual } = engine.resolve();
  assert.deepEqual(config, usual);
});

test('texts are read as numbers and lists', () => {
  const numbers = {
    objective: 'line',
    learningRate: 0.02,
    momentum: 0.5,
    batchSize: 3,
    samples: 12,
    seed: 8,
    start: [1, -0.5],
    domain: [-1, 2, -3, 4],
  };
  const texts = Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, String(value)]));
  assert.deepEqual(engine.resolve(texts), engine.resolve(numbers));
  assert.deepEqual(engine.resolve({ ...numbers, start: new Float64Array([1, -0.5]) }), engine.resolve(numbers));
  assert.deepEqual(engine.resolve({ ...texts, learningRate: ' 2e-2 ' }), engine.resolve(numbers));
});

test('a seed that is not given is drawn', () => {
  const seeds = Array.from({ length: 8 }, () => engine.resolve({ objective: 'line' }).seed);
  for (const seed of seeds) assert.ok(Number.isInteger(seed) && seed >= 0, `${seed}`);
  assert.ok(new Set(seeds).size > 1, `always ${seeds[0]}`);
  const [first] = seeds;
  const run = (/** @type {number} */ seed) => {
    const run = engine.experiment({ objective: 'line', seed });
    run.train(20);
    return told(run);
  };
  assert.deepEqual(run(first), run(first));
  assert.notDeepEqual(run(first), run(first + 1));
});

test('data is given as rows or as a text', () => {
  const rows = [
    [0, 1],
    [1, 3],
    [2.5, 5.5],
  ];
  for (const data of [rows, '0,1; 1,3; 2.5,5.5', '0,1\n1,3\n2.5,5.5\n', rows.map((row) => new Float64Array(row))]) {
    const run = engine.experiment({ objective: 'line', data, seed: 1 });
    assert.deepEqual(run.data(), {
      inputs: new Float64Array([0, 1, 2.5]),
      targets: new Float64Array([1, 3, 5.5]),
      n: 3,
      inputDim: 1,
    });
    assert.deepEqual([run.config.samples, run.config.ownData], [3, true]);
  }
  const made = engine.experiment({ objective: 'logistic', samples: 7, seed: 1 }).data();
  assert.deepEqual([made.n, made.inputDim, made.inputs.length, made.targets.length], [7, 2, 14, 7]);
  assert.equal(engine.experiment({ objective: 'bowl' }).data(), null);
});

test('gradient gives loss, gradient and Hessian', () => {
  assert.deepEqual(engine.gradient({ formula: 'x^2 + y^2' }, [1, 2]), {
    loss: 5,
    gradient: new Float64Array([2, 4]),
    hessian: new Float64Array([2, 0, 0, 2]),
  });
  assert.deepEqual(engine.gradient({ formula: 'w^3' }, new Float64Array([2])), {
    loss: 8,
    gradient: new Float64Array([12]),
    hessian: new Float64Array([12]),
  });
  assert.deepEqual(engine.gradient({ formula: 'x^2*y' }, [3, 5]).hessian, new Float64Array([10, 6, 6, 0]));
  refuses(() => engine.gradient({ formula: 'x^2 + y^2' }, [1]), { code: 'bad-shape' }, /x, y/);
  refuses(() => engine.gradient({ formula: 'x^2 + y^2' }, [1, 2, 3]), { code: 'bad-shape' }, /x, y/);
  refuses(() => engine.gradient({ objective: 'line' }, ['1', 'b']), { code: 'bad-shape' }, /w, b/);
});

test('what is kept from call to call does not show', () => {
  const size = { width: 9, height: 9 };
  const configs = [
    { formula: 'sin(x)*y' },
    { formula: 'sin(x)*y', domain: [0, 1, 0, 1] },
    { formula: 'cos(x)*y' },
    { objective: 'line', seed: 1 },
    { objective: 'line', seed: 2 },
    ...engine.catalog().objectives.map((/** @type {any} */ { name }) => ({ objective: name, seed: 3 })),
  ];
  const first = configs.map((config) => engine.field({ ...config, ...size }));
  assert.equal(new Set(first.map(String)).size, configs.length, 'different fields are different');
  const again = configs.map((config) => engine.field({ ...config, ...size }));
  assert.deepEqual(again, first);
});

test('a velocity times its unit is the way of a heavy ball, by the rules of every library', () => {
  /** @type {{ optimizer: string, convention: string }[]} */
  const forms = engine
    .catalog()
    .libraries.flatMap((/** @type {any} */ { classes }) => classes.flatMap((/** @type {any} */ { forms }) => forms));
  const conventions = new Set(
    forms.filter(({ optimizer }) => optimizer === 'momentum').map(({ convention }) => convention),
  );
  assert.ok(conventions.size > 20);
  const units = new Set();
  for (const convention of conventions) {
    const run = engine.experiment({ objective: 'ravine', optimizer: 'momentum', convention, learningRate: 0.01 });
    const before = run.train(3).params;
    const { params, slots, velocityUnit } = run.step();
    units.add(Math.fround(velocityUnit));
    for (const [k, v] of slots.velocity.entries()) {
      assert.ok(Math.abs(params[k] - before[k] - velocityUnit * v) < 1e-12, `${convention}: ${velocityUnit} · ${v}`);
    }
  }
  assert.deepEqual(units, new Set([1, Math.fround(-0.01)]));
});

test('a run tells how it stands', () => {
  const run = engine.experiment({ objective: 'line', optimizer: 'momentum', batchSize: 8, seed: 1 });
  const start = run.status();
  assert.deepEqual(Object.keys(start).sort(), [
    ...[
      'batch',
      'cause',
      'epoch',
      'gradient',
      'gradientNorm',
      'loss',
      'message',
      'nextMove',
      'params',
      'rate',
      'samples',
      'slots',
    ],
    ...['state', 'step', 'velocityUnit'],
  ]);
  assert.deepEqual([start.state, start.step, start.epoch, start.samples], ['ready', 0, 0, 0]);
  assert.deepEqual([start.batch, start.message, start.nextMove], [null, null, 'draw']);
  assert.ok(start.params instanceof Float64Array && start.gradient instanceof Float64Array);
  assert.equal(start.gradientNorm, Math.sqrt(start.gradient[0] ** 2 + start.gradient[1] ** 2));
  const one = run.step();
  assert.deepEqual([one.state, one.step, one.epoch, one.samples], ['running', 1, 0, 8]);
  assert.deepEqual([one.batch.size, one.batch.samples, one.batch.full, one.batch.indices.length], [8, 40, false, 8]);
  assert.ok(one.batch.indices instanceof Uint32Array);
  assert.equal(run.train(9).epoch, 2);
  assert.deepEqual(run.train(0), run.status());
  assert.deepEqual(
    start.params,
    new Float64Array(engine.resolve({ objective: 'line' }).start),
    'a copy stays as it was',
  );
});

test('a trace has the start in row 0 and is given from any row on', () => {
  const run = engine.experiment({ objective: 'rosenbrock', start: [-1, 1], optimizer: 'momentum', learningRate: 1e-3 });
  run.train(10);
  const { length, dim, params, loss, gradientNorm } = run.trace();
  assert.deepEqual([length, dim, params.length, loss.length, gradientNorm.length], [11, 2, 22, 11, 11]);
  assert.deepEqual([...params.subarray(0, 2)], [-1, 1]);
  assert.deepEqual(params.subarray(20), run.status().params);
  for (const from of [0, 1, 7, 10, 11, 5000]) {
    const rest = run.trace(from);
    const k = Math.min(from, 11);
    assert.equal(rest.length, 11 - k);
    assert.deepEqual(rest.params, params.slice(2 * k));
    assert.deepEqual(rest.loss, loss.slice(k));
    assert.deepEqual(rest.gradientNorm, gradientNorm.slice(k));
  }
});

test('training stops below a loss', () => {
  const config = { objective: 'rosenbrock', start: [-1, 1], optimizer: 'momentum', momentum: 0.9, learningRate: 1e-3 };
  const run = engine.experiment(config);
  const { state, loss, step } = run.train(10_000, { untilLoss: 0.01 });
  assert.equal(state, 'converged');
  assert.ok(loss < 0.01 && run.trace().loss[step - 1] >= 0.01, `${loss} after ${step}`);
  assert.equal(run.train(5).step, step + 5, 'it goes on when it is asked to');
});

test('five moves are a step', () => {
  const config = { objective: 'line', batchSize: 5, seed: 2 };
  const [steps, moves] = [engine.experiment(config), engine.experiment(config)];
  const { step: _, ...status } = steps.step();
  const found = Array.from({ length: 5 }, () => moves.move());
  assert.deepEqual(
    found.map(({ move }) => move),
    ['draw', 'forward', 'loss', 'backward', 'update'],
  );
  const [{ batch, epoch }, { outputs }, { loss }, { gradient }, { params, delta }] = found;
  assert.deepEqual([batch, epoch, loss], [status.batch.indices, 0, status.batch.loss]);
  assert.deepEqual([outputs.length, gradient.length, delta.length], [5, 2, 2]);
  assert.deepEqual(params, status.params);
  assert.deepEqual(told(moves), told(steps));
  moves.move();
  assert.equal(moves.status().nextMove, 'forward');
  assert.equal(moves.step().step, 2);
});

test('settings change in mid-run, or not at all', () => {
  const run = engine.experiment({ objective: 'line', optimizer: 'momentum', batchSize: 4, seed: 1 });
  run.train(10);
  run.set({ learningRate: '0.005', batchSize: 'full', optimizer: 'nesterov', momentum: 0.5 });
  const { learningRate, batchSize, optimizer, momentum } = run.config;
  assert.deepEqual([learningRate, batchSize, optimizer, momentum], [0.005, 'full', 'nesterov', 0.5]);
  assert.equal(run.step().batch.full, true);
  const before = [run.config, told(run)];
  refuses(() => run.set({ seed: 5 }), { code: 'not-live', key: 'seed' });
  refuses(() => run.set({ learningRate: 0.1, momentum: 2 }), { code: 'out-of-range', key: 'momentum' }, /0 to 0\.999/);
  refuses(() => run.set({ rate: 1 }), { code: 'unknown-key', key: 'rate' });
  assert.deepEqual([run.config, told(run)], before);
});

test('going back gives the same run again', () => {
  const run = engine.experiment({ objective: 'logistic', optimizer: 'nesterov', batchSize: 7, seed: 3 });
  run.train(300);
  const end = told(run);
  for (const step of [250, 64, 1]) {
    assert.equal(run.rewind(step).step, step);
    assert.equal(run.trace().length, step + 1);
    run.train(300 - step);
    assert.deepEqual(told(run), end);
  }
  assert.deepEqual([run.rewind().step, run.status().state], [0, 'ready']);
  run.train(300);
  assert.deepEqual(told(run), end);
});

test('another start begins anew', () => {
  const run = engine.experiment({ objective: 'bowl' });
  run.train(5);
  const { step, params, state } = run.moveTo([0.5, -1]);
  assert.deepEqual([step, [...params], state], [0, [0.5, -1], 'ready']);
  assert.deepEqual(run.config.start, [0.5, -1]);
  assert.equal(run.moveTo(new Float64Array([1, 2])).params[1], 2);
  for (const point of [[1], [1, 2, 3], [1, Number.NaN], [1, Number.POSITIVE_INFINITY], ['a', 'b']]) {
    refuses(() => run.moveTo(point), { code: 'bad-shape', key: 'start' }, /x, y/);
  }
  assert.deepEqual([...run.status().params], [1, 2]);
});

test('a run that diverges stays finite, says why and can go back', () => {
  const run = engine.experiment({ objective: 'parabola', optimizer: 'sgd', learningRate: 1.5 });
  const { state, step, message, loss, gradientNorm } = run.train(10_000);
  assert.equal(state, 'diverged');
  assert.ok(step > 100 && Number.isFinite(loss) && Number.isFinite(gradientNorm));
  assert.match(message.en, /1\.5/);
  assert.match(message.zh, /1\.5/);
  assert.equal(run.move(), null);
  assert.equal(run.step().step, step);
  run.set({ learningRate: 0.1 });
  assert.equal(run.rewind(10).state, 'running');
  assert.equal(run.train(1000).state, 'converged');
});

test('wrong calls throw an EngineError that says what to do', () => {
  /** @type {[Record<string, unknown>, Record<string, unknown>, RegExp][]} */
  const wrong = [
    [{ objective: 'mountain' }, { code: 'unknown-name', key: 'objective' }, /himmelblau/],
    [{ optimizer: 'best' }, { code: 'unknown-name', key: 'optimizer' }, /sgd/],
    [{ learningrate: 1 }, { code: 'unknown-key', key: 'learningrate' }, /learningRate/],
    [{ learningRate: Number.NaN }, { code: 'out-of-range', key: 'learningRate' }, /NaN.* use a number .* 10\./],
    [{ learningRate: 11 }, { code: 'out-of-range', key: 'learningRate' }, /11.* use a number .* 10\./],
    [{ learningRate: 'fast' }, { code: 'bad-type', key: 'learningRate' }, /fast/],
    [{ learningRate: true }, { code: 'bad-type', key: 'learningRate' }, /number/],
    [{ learningRate: {} }, { code: 'bad-type', key: 'learningRate' }, /number/],
    [{ objective: 7 }, { code: 'bad-type', key: 'objective' }, /text/],
    [{ start: [1] }, { code: 'bad-shape', key: 'start' }, /x, y/],
    [{ start: [1, Number.NaN] }, { code: 'bad-type', key: 'start' }, /finite/],
    [{ start: [1, '2'] }, { code: 'bad-type', key: 'start' }, /numbers/],
    [{ domain: [3, 1, 0, 1] }, { code: 'bad-shape', key: 'domain' }, /upper/],
    [{ seed: 1.5 }, { code: 'out-of-range', key: 'seed' }, /whole/],
    [{ objective: 'line', batchSize: 0 }, { code: 'out-of-range', key: 'batchSize' }, /full/],
    [{ objective: 'line', data: [[1, 2], [3]] }, { code: 'bad-shape', key: 'data' }, /Sample 2/],
    [{ objective: 'line', data: [] }, { code: 'bad-shape', key: 'data' }, /0 samples/],
    [{ objective: 'line', start: [] }, { code: 'bad-shape', key: 'start' }, /\[\]/],
    [{ objective: 'line', data: [['a', 'b']] }, { code: 'bad-type', key: 'data' }, /rows/],
    [{ objective: 'logistic', data: [[1, 2, 3]] }, { code: 'bad-shape', key: 'data' }, /y = 3/],
    [{ objective: 'formula' }, { code: 'bad-shape', key: 'formula' }, /formula/],
  ];
  for (const [config, what, words] of wrong) {
    refuses(() => engine.resolve(config), what, words);
    refuses(() => engine.experiment(config), what, words);
    refuses(() => engine.field({ ...config, width: 4, height: 4 }), what, words);
    refuses(() => engine.gradient(config, [0, 0]), what, words);
    refuses(() => engine.stationaryPoints(config), what, words);
    refuses(() => engine.descend(config, new Float64Array(2), 1), what, words);
  }
});

test('a wrong formula says where', () => {
  for (const [formula, position, length, words] of /** @type {const} */ ([
    ['x + * 2', 4, 1, /“\*”/],
    ['sin x', 4, 1, /sin/],
    ['x + foo(y)', 4, 3, /foo/],
    ['x + 😀', 4, 2, /😀/],
    ['(x + y', 6, 1, /the end/],
  ])) {
    refuses(() => engine.resolve({ formula }), { code: 'formula', key: 'formula', position, length }, words);
  }
});

test('counts are whole numbers in their range', () => {
  const run = engine.experiment({ objective: 'bowl' });
  for (const n of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 32, 'many', undefined]) {
    const what = { code: 'out-of-range', key: 'steps' };
    refuses(() => run.train(n), what, /whole number/);
    refuses(() => engine.descend({ objective: 'bowl' }, new Float64Array(2), n), what, /whole number/);
    refuses(() => engine.field({ width: n, height: 4 }), { code: 'out-of-range', key: 'width' }, /whole number/);
    refuses(() => engine.contours({ width: 4, height: n ?? 'x' }), { code: 'out-of-range', key: 'height' });
    if (n !== undefined) {
      refuses(() => run.rewind(n), { code: 'out-of-range', key: 'step' }, /whole number/);
      refuses(() => run.trace(n), { code: 'out-of-range', key: 'from' }, /whole number/);
    }
  }
  refuses(() => engine.field({ width: 0, height: 4 }), { code: 'out-of-range', key: 'width' });
  refuses(() => engine.field({ width: 5000, height: 5000 }), { code: 'out-of-range', key: 'width' }, /16777216/);
  assert.equal(run.train('3').step, 3);
});

test('the WebAssembly comes from where it is told, and a failure is not for ever', async () => {
  const place = new URL('../../dist/engine.wasm', import.meta.url);
  const other = await load('other');
  await assert.rejects(other.createEngine({ wasm: new URL('missing.wasm', place) }), /ENOENT/);
  const late = await other.createEngine({ wasm: await readFile(place) });
  assert.equal(late.trapped, false);
  assert.deepEqual(late.catalog(), engine.catalog());
});

test('a run that cannot go on says why', () => {
  for (const [config, cause, en, zh] of /** @type {[Config, string, RegExp, RegExp][]} */ ([
    [
      { objective: 'ravine', learningRate: 0.5 },
      'rate',
      /A learning rate of 0.5 is too large here/,
      /学习率 0.5 在这里太大/,
    ],
    [
      { formula: 'x^2+exp(x)', start: [-3], optimizer: 'momentum', momentum: 0.999, learningRate: 0.5 },
      'rate',
      /Step 14 leaves .* a momentum of 0.999 is too large/,
      /第 14 步.*加上动量 0.999/,
    ],
    [{ objective: 'saddle', learningRate: 0.1 }, 'unbounded', /it has no lowest point here/, /这里没有最低点/],
    [
      { formula: 'sqrt(x)', start: [0.25], learningRate: 0.25 },
      'no-value',
      /^Step 1 leads to where .* no finite value/,
      /^第 1 步会走到/,
    ],
    [{ formula: 'ln(x)', start: [-1] }, 'start', /move the start/, /请移动起点/],
  ])) {
    const run = engine.experiment({ optimizer: 'sgd', ...config });
    const status = run.train(5000);
    assert.equal(status.cause, cause);
    assert.match(status.message.en, en);
    assert.match(status.message.zh, zh);
  }
  assert.equal(engine.experiment({ objective: 'bowl' }).train(5000).cause, null);
});

test('what should be a list of numbers and is none is named', () => {
  for (const start of [new DataView(new ArrayBuffer(16)), new BigInt64Array(2), new Map([[0, 1]]), { length: 2 }]) {
    refuses(() => engine.resolve({ objective: 'bowl', start }), { code: 'bad-type', key: 'start' });
  }
  assert.deepEqual(engine.resolve({ objective: 'bowl', start: new Float32Array([1, 2]) }).start, [1, 2]);
  const run = engine.experiment({ objective: 'bowl' });
  const size = { objective: 'bowl', width: 4, height: 4 };
  for (const none of [null, 5, 'x', {}, true]) {
    const refused = { code: 'bad-type' };
    refuses(() => run.moveTo(none), { ...refused, key: 'start' });
    refuses(() => engine.gradient({ objective: 'bowl' }, none), { ...refused, key: 'point' });
    refuses(() => engine.descend({ objective: 'bowl' }, none, 1), { ...refused, key: 'starts' });
    refuses(() => engine.field({ ...size, into: none }), { ...refused, key: 'into' });
    if (none !== null) refuses(() => engine.contours({ ...size, levels: none }), { ...refused, key: 'levels' });
  }
  refuses(
    () => engine.descend({ objective: 'bowl' }, [1, Number.NaN], 1),
    { code: 'bad-type', key: 'starts' },
    /finite/,
  );
  refuses(() => run.train(5, { untilLoss: 'low' }), { code: 'bad-type', key: 'untilLoss' });
  for (const none of [5, 'bowl', [1, 2]]) refuses(() => engine.resolve(none), { code: 'bad-type' }, /object/);
});

test('a run that was freed is gone, and says so', () => {
  const run = engine.experiment({ objective: 'line', seed: 1 });
  run.free();
  for (const call of ['step', 'move', 'status', 'trace', 'data', 'rewind', 'free']) {
    refuses(() => run[call](), { code: 'unavailable' }, /freed/);
  }
});
