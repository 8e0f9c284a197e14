// What programs can ask about a whole domain: fields, contours, stationary points, and maps of many runs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './built.js';
import { refusing } from './refuses.js';

const { createEngine, EngineError } = await load('pictures');
/** @type {any} Asked as programs ask that know no types. */
const engine = await createEngine();
const refuses = refusing(EngineError);

test('stationary points are told with their kind', () => {
  const found = engine.stationaryPoints({ objective: 'himmelblau' });
  const kinds = found.map((/** @type {any} */ { kind }) => kind);
  assert.deepEqual(kinds, [...Array(4).fill('minimum'), ...Array(4).fill('saddle'), 'maximum']);
  for (const { point, loss } of found) {
    const there = engine.gradient({ objective: 'himmelblau' }, point);
    assert.ok(Math.hypot(...there.gradient) < 1e-9, `${point}`);
    assert.equal(there.loss, loss);
  }
  assert.deepEqual(engine.stationaryPoints({ formula: 'x + y' }), []);
  const ring = engine.stationaryPoints({ formula: '(x^2 + y^2 - 1)^2', domain: [-2, 2, -2, 2] });
  assert.deepEqual([ring[0].kind, ring[1].kind], ['maximum', 'continuum']);
});

test('maps are made of formulas of which a part of the gradient is zero everywhere', async () => {
  // Each optimizer has its own state that a gradient of zero leaves as it is; here they are compiled to fused code.
  for (const { name } of engine.catalog().optimizers) {
    for (const formula of ['y^2', 'sign(x)', 'x + 0*y', '0*x + 0*y']) {
      const config = { formula, optimizer: name, learningRate: 0.1 };
      const { outcome } = await engine.basins({ ...config, width: 4, height: 4, maxSteps: 20 });
      assert.equal(outcome.length, formula === 'sign(x)' ? 4 : 16, `${name}, ${formula}`);
      const { dim } = engine.resolve(config);
      const starts = Array.from({ length: dim * 3 }, (_, k) => k / 4);
      const ends = engine.descend(config, starts, 20);
      for (const k of [0, 1, 2]) {
        const run = engine.experiment({ ...config, start: starts.slice(k * dim, (k + 1) * dim) });
        assert.deepEqual([...run.train(20).params], [...ends.slice(k * dim, (k + 1) * dim)], `${name}, ${formula}`);
      }
    }
  }
});

test('theory has bounds also where one parameter is curved a million times as much as the other', () => {
  const theory = engine.rateTheory({ formula: 'x^2 + 1e6*y^2', optimizer: 'momentum' }, 0);
  assert.deepEqual(theory.curvature, [2, 2e6]);
});

test('a line has a closed form, a formula has none', () => {
  const { point, loss } = engine.closedForm({ objective: 'line', data: '0,1; 1,3; 2,5' });
  assert.ok(Math.hypot(point[0] - 2, point[1] - 1) < 1e-12 && loss < 1e-24, `${point}: ${loss}`);
  assert.equal(engine.closedForm({ objective: 'logistic' }), null);
  assert.equal(engine.closedForm({ formula: 'x^2' }), null);
});

test('a field begins at the top left', () => {
  const config = { formula: 'x + 10*y', domain: [0, 4, 0, 2] };
  const field = engine.field({ ...config, width: 4, height: 2 });
  assert.deepEqual(field, new Float64Array([15.5, 16.5, 17.5, 18.5, 5.5, 6.5, 7.5, 8.5]));
  assert.equal(engine.field({ ...config, width: 3, height: 5 }).length, 15);
  assert.deepEqual(engine.field({ formula: '2x', domain: [0, 2], width: 2 }), new Float64Array([1, 3]));
  assert.equal(engine.field({ formula: '2x', width: 300, height: 7 }).length, 300, 'a curve has one row');
  const large = engine.field({ objective: 'ackley', width: 261, height: 3 });
  const cell = engine.gradient({ objective: 'ackley' }, [-5 + (10 * 260.5) / 261, 0]);
  assert.equal(large[261 + 260], cell.loss);
});

test('contours lie on their levels', () => {
  const config = { formula: 'x^2 + y^2', domain: [-2, 2, -2, 2], width: 101, height: 101 };
  const [low, high, ...rest] = engine.contours({ ...config, levels: [1, 2.25] });
  assert.equal(rest.length, 0);
  for (const { level, lines } of [low, high]) {
    assert.equal(lines.length, 1);
    assert.equal(lines[0].closed, true);
    const { points } = lines[0];
    assert.ok(points instanceof Float64Array && points.length > 100);
    for (let k = 0; k < points.length; k += 2) {
      assert.ok(Math.abs(points[k] ** 2 + points[k + 1] ** 2 - level) < 2e-3, `${points[k]}, ${points[k + 1]}`);
    }
  }
  assert.deepEqual([low.level, high.level], [1, 2.25]);
  assert.deepEqual(engine.contours({ ...config, levels: [2.25, 1] }), [low, high], 'in any order');
  assert.ok(engine.contours(config).length > 5, 'some that suit');
  assert.deepEqual(engine.contours({ formula: 'x^2', width: 10, height: 10 }), [], 'a curve has none');
});

test('descents side by side are single runs', () => {
  const starts = Array.from({ length: 600 }, (_, k) => Math.sin(k) * 2);
  for (const { name: optimizer } of engine.catalog().optimizers) {
    // With the same formula and another rate or momentum, what is kept of the first must not be used.
    for (const hyper of [{ learningRate: 0.001 }, { learningRate: 0.002 }, { learningRate: 0.001, momentum: 0.5 }]) {
      for (const objective of ['himmelblau', 'line']) {
        const config = { objective, optimizer, batchSize: 'full', seed: 5, ...hyper };
        const ends = engine.descend(config, new Float64Array(starts), 40);
        assert.equal(ends.length, starts.length);
        const run = engine.experiment(config);
        for (let k = 0; k < starts.length; k += 62) {
          run.moveTo(starts.slice(k, k + 2));
          run.train(40);
          assert.deepEqual([...run.status().params], [...ends.subarray(k, k + 2)], `${objective}, ${optimizer}, ${k}`);
        }
      }
    }
  }
  assert.deepEqual(engine.descend({ objective: 'bowl' }, new Float64Array([1, 2]), 0), new Float64Array([1, 2]));
  assert.equal(engine.descend({ objective: 'bowl' }, new Float64Array(), 5).length, 0);
  refuses(() => engine.descend({ objective: 'bowl' }, new Float64Array(3), 5), { code: 'bad-shape' }, /length 3/);
});

test('a field is what the gradient says, whichever variables a formula has where', () => {
  const formulas = ['y', 'y^2', 'exp(y)', 'x+0*y', 'x^y', 'y^x', '(x+y)^y', 'x^sin(y)', 'abs(x)^abs(y)', 'sin(x)*y'];
  const [domain, width, height] = [[0.1, 3, 0.2, 2], 7, 5];
  for (const formula of formulas) {
    const field = engine.field({ formula, domain, width, height });
    for (let row = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1) {
        const x = domain[0] + ((column + 0.5) / width) * (domain[1] - domain[0]);
        const y = domain[3] - ((row + 0.5) / height) * (domain[3] - domain[2]);
        assert.equal(
          field[row * width + column],
          engine.gradient({ formula }, [x, y]).loss,
          `${formula} at ${x}, ${y}`,
        );
      }
    }
  }
});

test('descending from any number of starts is so many runs', () => {
  const run = engine.experiment({ objective: 'himmelblau', start: [-0.5, -0.5], learningRate: 0.01 });
  const [x, y] = run.train(300).params;
  for (const n of [1, 2, 3, 257]) {
    const ends = engine.descend(
      { objective: 'himmelblau', learningRate: 0.01 },
      new Float64Array(2 * n).fill(-0.5),
      300,
    );
    assert.ok(
      ends.every((/** @type {number} */ end, /** @type {number} */ k) => Object.is(end, k % 2 ? y : x)),
      `${n} starts`,
    );
  }
});

test('a field is written where it is told', () => {
  const config = { formula: 'x + 10*y', domain: [0, 4, 0, 2], width: 4, height: 2 };
  const into = new Float64Array(8);
  assert.equal(engine.field({ ...config, into }), into);
  assert.deepEqual(into, engine.field(config));
  refuses(() => engine.field({ ...config, into: new Float64Array(7) }), { code: 'bad-shape', key: 'into' }, /7.* 8/);
});

test('maps of many runs say where each start leads, and what each pair of rates makes of it', () => {
  const config = {
    objective: 'himmelblau',
    optimizer: 'momentum',
    learningRate: 0.005,
    width: 12,
    height: 10,
    maxSteps: 400,
  };
  const { minima, label, steps } = engine.basins(config);
  assert.deepEqual([minima.length, label.length, steps.length], [4, 120, 120]);
  // The centre of the cell in row 3 and column 7 of the square from −6 to 6.
  const run = engine.experiment({ ...withoutSize(config), start: [1.5, 6 - 3.5 * 1.2] });
  const { params } = run.train(400);
  const [x, y] = minima[label[3 * 12 + 7]];
  assert.ok(Math.hypot(params[0] - x, params[1] - y) < 0.05, `${params} for ${x}, ${y}`);
  run.free();

  const map = engine.rateMap({
    objective: 'ravine',
    optimizer: 'momentum',
    learningRates: [0.01, 0.1, 3],
    momenta: [0, 0.5, 2],
  });
  assert.deepEqual([map.outcome.length, map.learningRates[0], map.momenta.length], [6, 0.01, 2]);
  // Row 0 has the largest momentum; with none, rates above 2/50 diverge.
  assert.deepEqual([map.outcome[0], map.outcome[5]], [0, 2]);
  assert.ok(Math.abs(map.theory.bound[0] - 0.04) < 1e-12 && map.theory.exact);

  assert.equal(engine.gradientCloud({ objective: 'bowl' }), null);
  assert.equal(engine.gradientCloud({ objective: 'line', seed: 1 }).full.length, 2);
});

test('maps refuse what does not fit', () => {
  const bowl = { objective: 'bowl', optimizer: 'momentum' };
  refuses(() => engine.basins({ ...bowl, width: 0 }), { code: 'out-of-range', key: 'width' });
  refuses(() => engine.basins({ ...bowl, width: 5000, height: 5000 }), { code: 'out-of-range' }, /cannot have|10⁹/);
  refuses(() => engine.basins({ ...bowl, width: 4000, height: 4000, maxSteps: 1000 }), { key: 'maxSteps' }, /10⁹/);
  refuses(() => engine.basins({ ...bowl, maxSteps: 1.5 }), { code: 'out-of-range', key: 'maxSteps' });
  refuses(() => engine.rateMap({ ...bowl, learningRates: [1, 0.1, 5] }), { key: 'learningRates' }, /1, 0.1, 5/);
  refuses(() => engine.rateMap({ ...bowl, momenta: [0, 1, 5] }), { key: 'momenta' });
  refuses(() => engine.rateMap({ ...bowl, momenta: 'all' }), { key: 'momenta' });
  refuses(() => engine.rateMap({ objective: 'bowl', optimizer: 'adam' }), { key: 'optimizer' }, /no momentum/);
  refuses(() => engine.gradientCloud({ objective: 'line', seed: 1 }, [1]), { key: 'point' });
});

/** @param {Record<string, unknown>} config */
function withoutSize({ width, height, maxSteps, ...config }) {
  return config;
}
