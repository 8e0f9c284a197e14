// What the parts of `<sgd-network>` do that need no page: text in and out, and the axes of its charts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawn, MOST_CLASSES, pointsCsv, pointsIn, pointsText, readPoints } from '../../www/elements/network/csv.js';
import {
  activated,
  activationText,
  drawnUnits,
  layersText,
  readLayers,
  resized,
  withLayer,
  withoutLayer,
} from '../../www/elements/network/layers.js';
import { fromLink, LONGEST, linkOf, MOST_LINKED } from '../../www/elements/network/link.js';
import { boundaries, fillValues } from '../../www/elements/network/maps.js';
import { Rows } from '../../www/elements/network/rows.js';
import { chooseDataset, readLook, readWishes, stateAttributes, withData } from '../../www/elements/network/state.js';

test('points are read with commas, semicolons, tabs and spaces, with and without names of columns', () => {
  const expected = [
    { x1: 1.5, x2: -2, class: 0 },
    { x1: -3, x2: 0.5, class: 1 },
  ];
  for (const separator of [',', ';', '\t', ' ', ', ']) {
    const rows = [
      ['1.5', '-2', '0'],
      ['-3', '0.5', '1'],
    ].map((row) => row.join(separator));
    assert.deepEqual(readPoints(rows.join('\n')).points, expected);
    assert.deepEqual(readPoints(`x1,x2,class\r\n\r\n${rows.join('\r\n')}\r\n`).points, expected);
  }
});

test('classes may have names, and are counted as they come', () => {
  const { points, classes } = readPoints('0,0,cat\n1,1,dog\n2,2,"cat"');
  assert.deepEqual(classes, ['cat', 'dog']);
  assert.deepEqual(
    points.map((point) => point.class),
    [0, 1, 0],
  );
  assert.equal(readPoints('0,0,cat\n1,1,dog').named, true);
  assert.equal(readPoints('0,0,2\n1,1,0').named, false);
  assert.deepEqual(readPoints('0,0,2\n1,1,0').classes, ['0', '1', '2']);
  assert.equal(readPoints(`0,0,${MOST_CLASSES}\n1,1,0`).points[0]?.class, 0);
});

test('bad rows are named by their line in what was pasted', () => {
  const { points, bad } = readPoints('# mine\nx1,x2,class\n1,2,0\n1,2\n\n1,two,1\n3,4,\n5,6,1');
  assert.equal(points.length, 2);
  assert.deepEqual(
    bad.map(({ line, fault }) => [line, fault]),
    [
      [4, 'fields'],
      [6, 'number'],
      [7, 'class'],
    ],
  );
  assert.deepEqual(readPoints('').points, []);
  assert.equal(readPoints('a cat sat\n1,2,0').bad.length, 0, 'a first line without numbers is taken for names');
  const { bad: prose } = readPoints('a cat sat\non the mat');
  assert.deepEqual(
    prose.map(({ line, fault }) => [line, fault]),
    [
      [1, 'number'],
      [2, 'number'],
    ],
  );
});

test('a first line is taken for names only where it looks like names', () => {
  const named = (/** @type {string} */ text) => readPoints(text).bad.map(({ line, fault }) => [line, fault]);
  for (const names of ['x1,x2,class', '"x1","x2","class"', '特征1，特征2，类别', '_a;b;c', 'x1\tx2\tclass\t']) {
    assert.deepEqual(named(`${names}\n1,2,0\n3,4,1`), [], names);
    assert.equal(readPoints(`${names}\n1,2,0\n3,4,1`).points.length, 2, names);
  }
  for (const row of [
    'NA,NA,0',
    ',,0',
    'n/a;NaN;1',
    '#N/A,2,0',
    'x1,,0',
    ',x2,0',
    'inf,inf,0',
    '1.2.3,4.5.6,0',
    '1 2',
  ]) {
    assert.deepEqual(named(`${row}\n1,2,0\n3,4,1`), [[1, row === '1 2' ? 'fields' : 'number']], row);
  }
  assert.deepEqual(named('1,2,NA\n1,2,null\n1,2,none'), [
    [1, 'class'],
    [2, 'class'],
  ]);
  assert.deepEqual(named('1,2,0\n,,\n;;\n3,4,1'), [], 'rows of empty fields are none');
  assert.deepEqual(named('sep=;\nx;y;class\n1;2;0'), [], 'the line by which Excel names its separator');
});

test('numbers are read as spreadsheets of all countries write them', () => {
  const read = (/** @type {string} */ line) => {
    const { points, bad } = readPoints(line);
    return bad.length > 0 ? bad.map(({ fault }) => fault).join() : points.flatMap(({ x1, x2 }) => [x1, x2]);
  };
  for (const line of [
    '1,5;-2,25;0',
    '1,5\t-2,25\t0',
    '"1,5","-2,25",0',
    '"1.5","-2.25","0"',
    '"1,5"; "-2,25" ;0;',
    '1.5,-2.25,0,',
    '1.5,-2.25,0,,,',
    '１．５，－２．２５，０',
    '１，５；−2,25；0',
    '1.5,−2.25,0',
    ' 1.5 , -2.25 , 0 ',
    '15e-1,-225E-2,0.0',
    '+1.5\t-2.25\t０\t',
  ]) {
    assert.deepEqual(read(line), [1.5, -2.25], line);
  }
  assert.deepEqual(read('1,234;5,678;0'), [1.234, 5.678]);
  // Thousands, or decimal places: nobody can know.
  assert.equal(read('"1,234","2,345",0'), 'number');
  for (const line of ['1.234,5;2;0', '0x10,2,0', 'Infinity,2,0', '1 000;2;0', '5²,2,0']) {
    assert.equal(read(line), 'number', line);
  }
});

test('a quoted field holds what it says: separators and quotes', () => {
  const { classes, bad } = readPoints('1,2,"red, dry"\n3,4,"5"" pipe"\n5,6,5" pipe\n7,8, "red, dry" ');
  assert.deepEqual(bad, []);
  assert.deepEqual(classes, ['red, dry', '5" pipe']);
});

test('pasted points keep all their digits', () => {
  const { points } = readPoints('1000.12,0,0\n1000.38,0.1234567890123456,1\n1e-9,12345.678901234,0');
  assert.equal(pointsText(points), '1000.12,0,0;1000.38,0.1234567890123456,1;1e-9,12345.678901234,0');
  assert.deepEqual(pointsIn(pointsText(points)), points);
  assert.deepEqual(readPoints(pointsCsv(points)).points, points);
});

test('a link of drawn points is short, loses nothing, and has an end', () => {
  const points = (/** @type {number} */ n) =>
    Array.from({ length: n }, (_, k) => ({
      x1: ((k * 37) % 1201) / 100 - 6,
      x2: 6 - ((k * 91) % 1201) / 100,
      class: k % 7,
    }));
  const rounded = (/** @type {number} */ n) =>
    points(n).map(({ x1, x2, class: label }) => ({ x1: drawn(x1), x2: drawn(x2), class: label }));
  const few = pointsText(rounded(24));
  assert.equal(linkOf(few), few);
  const many = pointsText(rounded(MOST_LINKED));
  const link = linkOf(many) ?? '';
  assert.ok(link.length <= LONGEST && link.length < many.length / 2, String(link.length));
  assert.equal(fromLink(link), many);
  assert.match(link, /^points:[\w-]+$/);
  assert.equal(linkOf(pointsText(rounded(1100))), null);
  // What was pasted with more digits keeps them, or is not in the link.
  const exact = pointsText(Array.from({ length: 30 }, (_, k) => ({ x1: Math.sin(k), x2: 1e5 * k, class: 0 })));
  assert.equal(linkOf(exact), exact);
  assert.equal(fromLink('points:???'), '');
});

test('points survive the way through an attribute', () => {
  const { points } = readPoints('0.123456,2,1\n-3,4,0');
  assert.equal(pointsText(points), '0.123456,2,1;-3,4,0');
  assert.deepEqual(pointsIn('0.123456,2,1; -3,4,0'), points);
  assert.deepEqual(pointsIn('1,2;x,y,z;'), []);
  assert.deepEqual(readPoints(pointsCsv(points)).points, pointsIn(pointsText(points)));
});

test('layers and activations are text and lists', () => {
  assert.deepEqual(readLayers('4, 2'), [4, 2]);
  assert.deepEqual(readLayers('none'), []);
  assert.equal(layersText([]), 'none');
  assert.equal(activationText(['tanh', 'tanh']), 'tanh');
  assert.equal(activationText(['tanh', 'relu']), 'tanh,relu');
  assert.deepEqual(withLayer([4], ['relu'], 'tanh'), { layers: '4,4', activation: 'relu' });
  assert.deepEqual(withLayer([], [], 'tanh'), { layers: '4', activation: 'tanh' });
  assert.deepEqual(withoutLayer([4, 2], ['relu', 'tanh']), { layers: '4', activation: 'relu' });
  assert.deepEqual(withoutLayer([4], ['relu']), { layers: 'none', activation: 'relu' });
  assert.equal(resized([4, 2], 1, ' 8 '), '4,8');
  assert.equal(resized([4, 2], 0, ''), '0,2', 'the engine refuses it, in words');
  assert.equal(activated(['tanh', 'tanh'], 1, 'relu'), 'tanh,relu');
});

test('of many neurons the first are drawn and the last', () => {
  assert.deepEqual(drawnUnits(3, 8), [0, 1, 2]);
  assert.deepEqual(drawnUnits(512, 8), [0, 1, 2, 3, 4, 5, 511]);
});

/** @param {number[]} step @returns {NetworkTrace} */
function traceOf(step) {
  const values = Float64Array.from(step);
  const samples = values.map((value) => value * 10);
  const rest = { batchLoss: values, trainLoss: values, testLoss: values, trainAccuracy: values, testAccuracy: values };
  return { length: step.length, step: values, samples, epoch: values, ...rest };
}

test('the record grows by what is new, and is read anew when it was thinned', () => {
  const rows = new Rows();
  assert.equal(rows.extend(traceOf([0, 5, 10]), rows.from), true);
  assert.equal(rows.from, 2);
  assert.equal(rows.extend(traceOf([10, 15]), rows.from), true);
  assert.deepEqual(rows.columns.step, [0, 5, 10, 15]);
  assert.equal(rows.extend(traceOf([30]), rows.from), false);
  assert.equal(rows.extend(traceOf([]), rows.from), false);
  assert.equal(rows.extend(traceOf([0, 10, 20, 30]), 0), true);
  assert.deepEqual(rows.columns.step, [0, 10, 20, 30]);
  rows.clear();
  assert.equal(rows.length, 0);
});

test('an axis counts updates, samples or epochs', () => {
  const rows = new Rows();
  rows.extend(traceOf([0, 5, 10]), 0);
  assert.deepEqual(rows.along('updates', 50), [0, 5, 10]);
  assert.deepEqual(rows.along('samples', 50), [0, 50, 100]);
  assert.deepEqual(rows.along('epochs', 50), [0, 1, 2]);
});

/** @param {Record<string, string>} attributes by name @param {Record<string, unknown>} [defaults] */
const settingsNamed = (attributes, defaults = {}) =>
  /** @type {Setting[]} */ (
    Object.entries(attributes).map(([name, attribute]) => ({ name, attribute, default: defaults[name] ?? null }))
  );

test('`data` is the name of a data set, or points; `dataset` is what it was called', () => {
  const settings = settingsNamed({ dataset: 'dataset', data: 'data' });
  const points = '1,2,0;-1,2,1';
  for (const [attributes, data, wishes] of /** @type {const} */ ([
    [{ data: 'moons' }, 'moons', { dataset: 'moons' }],
    [{ data: points }, points, { dataset: 'own', data: points }],
    [{ data: '' }, '', { dataset: 'own', data: '' }],
    [{}, undefined, {}],
    [{ dataset: 'moons' }, 'moons', { dataset: 'moons' }],
    [{ dataset: 'own', data: points }, points, { dataset: 'own', data: points }],
    [{ dataset: 'own' }, '', { dataset: 'own', data: '' }],
    [{ dataset: 'moons', data: points }, 'moons', { dataset: 'moons' }],
    [{ dataset: 'circle', data: 'moons' }, 'moons', { dataset: 'moons' }],
  ])) {
    assert.deepEqual(withData(attributes), data === undefined ? {} : { data });
    assert.deepEqual(readWishes(attributes, settings), wishes);
  }
});

test('attributes are what to show and what to ask for', () => {
  const attributes = { id: 'a', data: 'xor', 'learning-rate': '0.1', 'beta-1': '0.9', axis: 'epochs', speed: '2' };
  const settings = settingsNamed({ dataset: 'dataset', learningRate: 'learning-rate', beta1: 'beta-1', data: 'data' });
  assert.deepEqual(readWishes(attributes, settings), { dataset: 'xor', learningRate: '0.1', beta1: '0.9' });
  const { look, rejected } = readLook({ ...attributes, 'step-unit': 'year', 'loss-scale': 'linear' });
  assert.equal(look.axis, 'epochs');
  assert.equal(look.lossScale, 'linear');
  assert.equal(readLook({}).look.lossScale, 'log');
  assert.equal(look.speed, 2);
  assert.equal(look.unit, null);
  assert.deepEqual(
    rejected.map(({ name }) => name),
    ['step-unit'],
  );
  const around = readLook({ maps: 'sharpness, slice' });
  assert.deepEqual([around.look.maps, around.rejected], [['slice', 'sharpness'], []]);
  const other = readLook({ maps: 'slice,basins' });
  assert.deepEqual(other.look.maps, ['slice']);
  assert.deepEqual(
    other.rejected.map(({ name }) => name),
    ['maps'],
  );
});

test('a state is what differs from the defaults, was not refused, and the seed', () => {
  const names = { dataset: 'dataset', learningRate: 'learning-rate', data: 'data', seed: 'seed' };
  const settings = settingsNamed(names, { dataset: 'circle' });
  const attributes = { dataset: 'circle', 'learning-rate': '0.3', data: '1,2,0', axis: 'samples', class: 'wide' };
  const session = { config: { dataset: 'circle', seed: 7 }, taken: {}, problems: [] };
  const state = stateAttributes(attributes, settings, session);
  assert.deepEqual(state, { 'learning-rate': '0.3', seed: '7', axis: 'samples' });
  assert.deepEqual(readWishes(state, settings), { learningRate: '0.3', seed: '7' });
  const refused = { ...session, problems: [{ key: 'learningRate' }] };
  assert.deepEqual(stateAttributes(attributes, settings, refused), { seed: '7', axis: 'samples' });
  const before = { ...refused, taken: { learningRate: '0.1' } };
  assert.equal(stateAttributes(attributes, settings, before)['learning-rate'], '0.1');
  assert.deepEqual(stateAttributes({ dataset: 'moons' }, settings, session), { data: 'moons', seed: '7' });
  const missing = { ...session, taken: { dataset: 'digits' }, problems: [{ key: 'dataset' }] };
  assert.equal(stateAttributes({ data: 'mnist' }, settings, missing).data, 'digits');
});

test("unfinished points of one's own stand in the state as they are", () => {
  const settings = settingsNamed({ dataset: 'dataset', data: 'data' }, { dataset: 'circle' });
  const session = { config: { dataset: 'own' }, taken: { data: '1,2,0;2,1,1' }, problems: [{ key: 'data' }] };
  const asked = (/** @type {string} */ data) => stateAttributes({ data }, settings, { ...session, draft: data });
  assert.deepEqual(asked('1,2,0'), { data: '1,2,0' });
  assert.deepEqual(asked(''), { data: '' });
});

test('another kind of data lets go of what suited the old one', () => {
  assert.deepEqual(chooseDataset('xor', true), { data: 'xor', dataset: null, samples: null });
  assert.equal(chooseDataset('digits', false).layers, null);
});

test('values become shades, and what is no number the paper', () => {
  const shades = Uint32Array.from({ length: 255 }, (_, shade) => shade);
  const pixels = new Uint32Array(5);
  fillValues(pixels, [-9, -1, 0, 1, Number.NaN], 0, 1, 1, shades);
  assert.deepEqual(Array.from(pixels), [0, 0, 127, 254, 127]);
});

test('the boundary runs where both classes are equally likely', () => {
  const width = 4;
  const second = Float32Array.from({ length: width * width }, (_, cell) => (cell % width) / (width - 1));
  const pieces = boundaries(Float32Array.from([...second.map((p) => 1 - p), ...second]), 2, width);
  assert.equal(pieces.length, 4 * (width - 1));
  for (let k = 0; k < pieces.length; k += 2) assert.ok(Math.abs((pieces[k] ?? 0) - 2) < 1e-6);
});
