// What the graph does without a page: the course of a walk, its state, its layout and its camera.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { dist } from '../../tools/places.mjs';
import { viewOfAll, withBox, withoutCuts, zoomed } from '../../www/elements/graph/camera.js';
import { operationOf } from '../../www/elements/graph/explain.js';
import { arrange, curve } from '../../www/elements/graph/layout.js';
import {
  EXAMPLES,
  exampleAttributes,
  exampleOf,
  fallback,
  readConfig,
  readShowing,
  withStep,
} from '../../www/elements/graph/state.js';
import { Course, partsOf } from '../../www/elements/graph/walk.js';
import { words as en } from '../../www/elements/graph/words.en.js';
import { words as zh } from '../../www/elements/graph/words.zh.js';
import { load } from './built.js';

const { createEngine, EngineError } = await load('graph');
const engine = await createEngine();

test('the walk has the gradient of the engine, for every surface', () => {
  for (const { name, kind, start } of engine.catalog().objectives) {
    if (kind !== 'surface') continue;
    const { gradient, loss } = engine.gradient({ objective: name }, start);
    const { stations, output } = engine.walk({ objective: name });
    const found = stations.filter(({ role }) => role === 'parameter').map((station) => station.gradient?.[0]);
    assert.deepEqual(found, Array.from(gradient), name);
    assert.equal(stations[output]?.value[0], loss, name);
  }
});

test('what cannot be walked is told', () => {
  for (const [config, point] of /** @type {[Config, number[] | undefined][]} */ ([
    [{ formula: 'x +' }, undefined],
    [{ formula: 'x*y' }, [1]],
    [{ formula: 'x' }, [Number.NaN]],
    [{ objective: 'line', seed: 1 }, undefined],
    [{ objective: 'network', layers: [1, 2, 3] }, undefined],
    [{ objective: 'network', activation: 'step' }, undefined],
    [{ objective: 'network' }, [1, 2, 3]],
  ])) {
    assert.throws(() => engine.walk(config, point), EngineError);
  }
});

test('forward through the operations, then backward to the parameters', () => {
  const course = new Course(engine.walk({ formula: '(2w + b - 1)^2' }, [1, 0.5]));
  const told = course.moves.map(({ pass, station }) => `${pass} ${course.station(station).name}`);
  assert.deepEqual(told, [
    ...['v1', 'v2', 'v3', 'L'].map((name) => `forward ${name}`),
    ...['L', 'v3', 'v2', 'v1', 'b', 'w'].map((name) => `backward ${name}`),
  ]);
  assert.equal(course.forward, 4);
  const place = course.walk.stations.findIndex(({ name }) => name === 'v2');
  assert.deepEqual(
    [1, 2].map((step) => course.knowsValue(place, step)),
    [false, true],
  );
  assert.deepEqual(
    [6, 7].map((step) => course.knowsGradient(place, step)),
    [false, true],
  );
  assert.ok(course.knowsValue(0, 0), 'inputs are given');
});

test('the ways to a node multiply and add up to its gradient', () => {
  const walk = engine.walk({ formula: 'x*sin(x) + x^2' }, [2]);
  const course = new Course(walk);
  const x = walk.stations.findIndex(({ name }) => name === 'x');
  const ways = course.ways(x, 4);
  assert.equal(ways.length, 3);
  const products = ways.map((way) => way.reduce((product, { pass }) => product * (pass.local?.[0] ?? Number.NaN), 1));
  const sum = products.reduce((a, b) => a + b, 0);
  assert.ok(Math.abs(sum - (walk.stations[x]?.gradient?.[0] ?? Number.NaN)) < 1e-12);
  assert.deepEqual(course.ways(x, 2), [], 'more than a reader follows');
  const arrived = course.arrivals[x]?.map(({ pass }) => pass.term[0] ?? 0) ?? [];
  assert.equal(
    arrived.reduce((a, b) => a + b),
    walk.stations[x]?.gradient?.[0],
  );
});

/** Formulas in which a value is used more than once, with the names that its uses need. @type {[string, number[], string[]][]} */
const SHARED = [
  ['x*x', [3], ['a', 'b']],
  ['x*sin(x)', [2], ['a']],
  ['x*sin(x) + x^2', [2], ['a']],
  ['x + x*x*x', [1.5], ['a', 'b', 'c', 'd']],
  ['max(x, x^2)', [1.5], ['a']],
  ['exp(x)/x', [1.5], ['a']],
  // Each of its uses leads to the loss by nodes of its own.
  ['(x-1)^2 + sin(x)', [2], []],
  ['(2w + b - 1)^2', [1, 0.5], []],
  // The parameter b is no use of anything.
  ['(w*w + b)*b', [2, 3], ['a', 'c', 'd']],
];

test('where a value is used more than once, each symbol of the chain rule still means one number', () => {
  for (const [formula, start, uses] of SHARED) {
    const walk = engine.walk({ formula }, start);
    const course = new Course(walk);
    assert.deepEqual(
      course.uses.flat().filter((name) => name !== undefined),
      uses,
      formula,
    );
    /** @type {Map<string, number>} */
    const meanings = new Map();
    const means = (/** @type {string} */ symbol, /** @type {number} */ value) => {
      const known = meanings.get(symbol) ?? value;
      meanings.set(symbol, known);
      assert.ok(Math.abs(known - value) < 1e-12, `${formula}: ${symbol} is ${known} and ${value}`);
    };
    const output = course.station(walk.output);
    walk.stations.forEach((station, place) => {
      const gradient = station.gradient?.[0];
      if (gradient === undefined) return;
      means(`∂${output.name}/∂${station.name}`, gradient);
      const ways = course.ways(place, 8).map((way) => course.factors(way));
      for (const { of, by, value } of ways.flat()) means(`∂${of.name}/∂${by.name}`, value);
      const products = ways.map((factors) => factors.reduce((product, { value }) => product * value, 1));
      const sum = products.reduce((a, b) => a + b, 0);
      assert.ok(Math.abs(sum - gradient) < 1e-12 * Math.max(1, Math.abs(gradient)), `${formula}: ${station.name}`);
    });
  }
});

test('the two ways of x·x have names', () => {
  const course = new Course(engine.walk({ formula: 'x*x' }, [3]));
  const told = course.ways(0, 4).map((way) =>
    course
      .factors(way)
      .map(({ of, by, value }) => `∂${of.name}/∂${by.name} = ${value}`)
      .join(', '),
  );
  assert.deepEqual(told, ['∂L/∂a = 3, ∂a/∂x = 1', '∂L/∂b = 3, ∂b/∂x = 1']);
});

test('symbols know where a negative number would be misread', () => {
  const tight = (/** @type {string} */ rule) =>
    partsOf(rule).flatMap((part) => (typeof part === 'string' ? [] : [[part.letter, part.tight]]));
  assert.deepEqual(tight('{a} · {b}'), [
    ['a', false],
    ['b', true],
  ]);
  assert.deepEqual(tight('{a}²'), [['a', true]]);
  assert.deepEqual(tight('max({a}, 0)'), [['a', false]]);
  assert.deepEqual(tight('−{y}/{b}'), [
    ['y', true],
    ['b', true],
  ]);
});

test('every constant is drawn where it is used, and nothing overlaps', () => {
  const { stations } = engine.walk({ formula: '(x-1)^2 + (y-1)^2' });
  for (const upright of [true, false]) {
    const { nodes, edges, width, height } = arrange(stations, () => ({ width: 100, height: 60 }), upright);
    assert.equal(nodes.filter(({ station }) => stations[station]?.role === 'constant').length, 2);
    assert.equal(
      edges.length,
      stations.reduce((sum, { arguments: used }) => sum + used.length, 0),
    );
    for (const [index, { box }] of nodes.entries()) {
      assert.ok(box.x >= 50 && box.x <= width - 50 && box.y >= 30 && box.y <= height - 30);
      for (const { box: other } of nodes.slice(index + 1)) {
        assert.ok(Math.abs(box.x - other.x) >= 100 || Math.abs(box.y - other.y) >= 60);
      }
    }
  }
  assert.match(
    curve([
      { x: 0, y: 0 },
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ]),
    /^M0 0Q1 2 3 4$/,
  );
});

test('what arranges a graph is compiled while it loads', () => {
  const scripts = readdirSync(dist).filter((file) => /^figure-.*\.js$/.test(file));
  const texts = scripts.map((file) => readFileSync(join(dist, file), 'utf8'));
  const arranging = texts.filter((text) => text.includes('nodesep'));
  assert.ok(arranging.length > 0);
  for (const text of arranging) assert.match(text, /^\/\/# allFunctionsCalledOnLoad\n/);
});

test('what is looked at comes into view, and zooming keeps its place', () => {
  const frame = { width: 400, height: 300 };
  const all = viewOfAll({ width: 200, height: 100 }, frame);
  assert.equal(all.scale, 1.15);
  assert.ok(viewOfAll({ width: 4000, height: 100 }, frame).scale > 0.5, 'never too small to read');
  assert.ok(viewOfAll({ width: 4000, height: 100 }, frame, 0).scale < 0.1);
  const view = withBox({ x: 0, y: 0, scale: 1 }, { x: 900, y: 50, width: 100, height: 60 }, frame);
  assert.ok(view.x <= 850 && view.x + 400 >= 950);
  const wide = withBox({ x: 0, y: 0, scale: 1 }, { x: 200, y: 50, width: 390, height: 60 }, frame);
  assert.ok(wide.x <= 5 && wide.x + 400 >= 395, 'all that fits is seen, be it without a margin');
  assert.equal(withBox(wide, { x: 300, y: 50, width: 500, height: 60 }, frame).x, 50 - 14, 'or its beginning');
  const nearer = zoomed({ x: 10, y: 20, scale: 1 }, 2, 100, 100);
  assert.deepEqual([nearer.x + 100 / nearer.scale, nearer.y + 100 / nearer.scale], [110, 120]);
});

test('the edge of the frame cuts no card, where moving a little is enough', () => {
  const card = (/** @type {number} */ x, /** @type {number} */ y) => ({ x, y, width: 100, height: 60 });
  const cards = [card(50, 30), card(170, 30), card(290, 30), card(170, 110)];
  const kept = card(290, 30);
  const [view, frame] = [
    { x: 80, y: -10, scale: 1 },
    { width: 300, height: 160 },
  ];
  assert.deepEqual(withoutCuts(view, cards, kept, frame), { ...view, x: 102 }, 'the first is left out');
  const whole = { ...view, x: 110 };
  assert.deepEqual(withoutCuts(whole, cards, kept, frame), whole, 'what is not cut stays');
  const low = { width: 300, height: 120 };
  assert.deepEqual(withoutCuts(whole, cards, kept, low), { ...whole, y: -42 }, 'down, to leave out the last');
  assert.equal(withoutCuts(view, cards, card(290, 30), { width: 90, height: 160 }), null, 'there is no room');
});

test('each operation has its word, of one number as of two', () => {
  for (const [formula, ...words] of [
    ['-x', 'negative', '相反数'],
    ['-x - 1', 'difference', '差'],
    ['x', 'identity', '恒等'],
    ['x + 1', 'sum', '和'],
    ['2x', 'product', '积'],
    ['2/x', 'quotient', '商'],
    ['x^2', 'power', '幂'],
    ['x^-3', 'power', '幂'],
    ['2^x', 'power', '幂'],
    ['√x', 'square root', '平方根'],
    ['∛x', 'cube root', '立方根'],
    ['|x|', 'absolute value', '绝对值'],
    ['exp(x)', 'exponential', '指数函数'],
    ['ln(x)', 'natural logarithm', '自然对数'],
    ['min(x, 1)', 'the smaller', '较小者'],
    ['max(x, 1)', 'the larger', '较大者'],
    ['sin(x)', 'sin', 'sin'],
  ]) {
    const { stations, output } = engine.walk({ formula }, [0.5]);
    const loss = /** @type {WalkStation} */ (stations[output]);
    assert.deepEqual(
      [en, zh].map((language) => operationOf(loss, language)),
      words,
      formula,
    );
  }
});

test('a loss that is one number of the formula is walked as the node L', () => {
  for (const [formula, told] of /** @type {[string, string[]][]} */ ([
    ['0x', ['forward L', 'backward L', 'backward x']],
    ['x^0', ['forward L', 'backward L', 'backward x']],
    ['x', ['forward L', 'backward L', 'backward x']],
  ])) {
    const course = new Course(engine.walk({ formula }, [3]));
    assert.equal(course.station(course.walk.output).name, 'L', formula);
    assert.deepEqual(
      course.moves.map(({ pass, station }) => `${pass} ${course.station(station).name}`),
      told,
      formula,
    );
    assert.deepEqual(course.station(0).gradient, Float64Array.of(formula === 'x' ? 1 : 0));
  }
});

test('attributes and examples', () => {
  assert.equal(exampleOf({}), 'neuron');
  assert.equal(exampleOf({ formula: '(2w+b-1)^2' }), 'neuron');
  assert.equal(exampleOf({ formula: 'x' }), undefined);
  assert.equal(exampleOf({ objective: 'network' }), 'network');
  assert.equal(exampleAttributes('network').formula, null);
  assert.deepEqual(readConfig({ objective: 'network', layers: '2,3', formula: 'x', start: '1' }), {
    formula: 'x',
    start: '1',
    seed: '1',
  });
  assert.deepEqual(readConfig({ objective: 'network', layers: '2,3' }), {
    objective: 'network',
    layers: '2,3',
    seed: '1',
  });
  const usual = { compact: false, strange: null, refused: null, controls: null };
  for (const [attributes, showing] of /** @type {[Record<string, string>, object][]} */ ([
    [
      { 'at-step': '5', controls: 'start, seed' },
      { step: 5, controls: ['start', 'seed'] },
    ],
    [{}, { step: 0 }],
    [{ 'at-step': '0' }, { step: 0 }],
    [{ 'at-step': '9' }, { step: 9 }],
    [{ 'at-step': '50' }, { step: 9, refused: '50' }],
    [{ 'at-step': '-1' }, { step: 0, refused: '-1' }],
    [{ 'at-step': '1.5' }, { step: 0, refused: '1.5' }],
    [
      { 'at-step': 'x', controls: 'none' },
      { step: 0, refused: 'x', controls: [] },
    ],
    [{ beside: 'explain' }, { step: 0, compact: true }],
    [{ beside: 'chart' }, { step: 0, strange: 'chart' }],
  ])) {
    assert.deepEqual(readShowing(attributes, 9), { ...usual, ...showing });
  }
});

test('each example has a name in both languages, and is walked from its own start', () => {
  for (const { name, attributes } of EXAMPLES) {
    assert.ok(name in en.examples && name in zh.examples, name);
    assert.equal(exampleOf(attributes), name);
    const { stations } = engine.walk(readConfig(attributes));
    const { start } = attributes;
    if (start === undefined) continue;
    const parameters = stations.filter(({ role }) => role === 'parameter').map(({ value }) => value[0]);
    assert.deepEqual(parameters, start.split(',').map(Number), name);
  }
  assert.deepEqual(Object.keys(en.examples).sort(), EXAMPLES.map(({ name }) => name).sort());
});

test('an example takes away whatever else chose what is walked', () => {
  const nothing = {
    formula: null,
    objective: null,
    start: null,
    layers: null,
    activation: null,
    seed: null,
    samples: null,
    data: null,
    'at-step': null,
    step: null,
  };
  for (const { name, attributes } of EXAMPLES) {
    assert.deepEqual(exampleAttributes(name), { ...nothing, ...attributes });
  }
  assert.deepEqual(exampleAttributes('nobody'), nothing);
});

test('where nothing is asked for the first example is walked, from where one likes', () => {
  const first = { formula: '(2w + b - 1)^2', start: '1,0.5' };
  assert.deepEqual(fallback(), first);
  for (const [attributes, config] of /** @type {[Record<string, string>, object][]} */ ([
    [{}, { ...first, seed: '1' }],
    [
      { start: '2,3', seed: '4' },
      { ...first, start: '2,3', seed: '4' },
    ],
    [{ formula: 'x^2' }, { formula: 'x^2', seed: '1' }],
    // Layers are a network's, samples those of any other model.
    [
      { objective: 'network', layers: '2', activation: 'tanh', samples: '4', data: '1,2' },
      { objective: 'network', layers: '2', activation: 'tanh', seed: '1' },
    ],
    [
      { objective: 'line', layers: '2', activation: 'tanh', samples: '4', data: '1,2' },
      { objective: 'line', samples: '4', data: '1,2', seed: '1' },
    ],
  ])) {
    assert.deepEqual(readConfig(attributes), config);
  }
});

test('`step`, as links of old have it, is `at-step`', () => {
  assert.deepEqual(withStep({ formula: 'x', step: '5' }), { formula: 'x', 'at-step': '5' });
  assert.deepEqual(withStep({ step: '5', 'at-step': '7' }), { 'at-step': '7' });
  assert.deepEqual(withStep({ formula: 'x' }), { formula: 'x' });
});

test('both languages have the same sentences', () => {
  const shape = (/** @type {unknown} */ value) =>
    value && typeof value === 'object'
      ? Object.entries(value).map(([key, inner]) => [key, typeof inner])
      : typeof value;
  assert.deepEqual(
    Object.entries(zh).map(([key, value]) => [key, shape(value)]),
    Object.entries(en).map(([key, value]) => [key, shape(value)]),
  );
});
