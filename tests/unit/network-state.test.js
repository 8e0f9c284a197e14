// What the attributes of `<sgd-network>` mean: how it is shown, what it learns from, and what a link to it carries.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainAttributes } from '../../www/elements/kit/attributes.js';
import { setState } from '../../www/elements/kit/properties.js';
import { pointsIn, pointsText } from '../../www/elements/network/csv.js';
import { fromLink } from '../../www/elements/network/link.js';
import {
  CORNERS,
  chooseDataset,
  isFile,
  LOOK_NAMES,
  readLook,
  readWishes,
  stateAttributes,
  TABLE,
  UNITS,
  withData,
} from '../../www/elements/network/state.js';
import { load } from './built.js';
import { StandIn } from './stand-in.js';

const engine = await (await load('network-state')).createEngine();
const { settings } = engine.catalog().network;

const USUAL = {
  beside: null,
  directions: null,
  speed: 1,
  unit: null,
  axis: 'updates',
  lossScale: 'log',
  compare: '',
  controls: null,
  maps: null,
  plane: null,
  lang: '',
  theme: 'auto',
  autoplay: false,
  atStep: 0,
};

/** Of each attribute: its property of a look, what its texts mean, texts that mean nothing, and what is expected in their place. @type {Record<string, { look: string, means: [string, unknown][], nothing?: string[], expects?: string }>} */
const LOOKS = {
  beside: {
    look: 'beside',
    means: ['draw', 'diagram', 'slice', 'curve'].map((name) => [name, name]),
    nothing: ['chart', ''],
    expects: 'draw, diagram, slice, curve',
  },
  speed: { look: 'speed', means: [['0.5', 0.5]], nothing: ['0', 'fast'], expects: '0.1 … 10' },
  'step-unit': {
    look: 'unit',
    means: ['sample', 'batch', 'epoch'].map((name) => [name, name]),
    nothing: ['year'],
    expects: 'sample, batch, epoch',
  },
  axis: {
    look: 'axis',
    means: ['updates', 'epochs', 'samples'].map((name) => [name, name]),
    nothing: ['years'],
    expects: 'updates, epochs, samples',
  },
  'loss-scale': {
    look: 'lossScale',
    means: ['log', 'linear'].map((name) => [name, name]),
    nothing: ['square'],
    expects: 'log, linear',
  },
  compare: { look: 'compare', means: [['sgd@0.1,adam', 'sgd@0.1,adam']] },
  maps: {
    look: 'maps',
    means: [
      ['sharpness,slice,interpolation', ['slice', 'interpolation', 'sharpness']],
      ['', null],
    ],
    nothing: ['basins'],
    expects: 'slice, interpolation, sharpness',
  },
  directions: {
    look: 'directions',
    means: ['random', 'pca', 'checkpoints'].map((name) => [name, name]),
    nothing: ['up'],
    expects: 'random, pca, checkpoints',
  },
  plane: {
    look: 'plane',
    means: [
      ['pca', 'pca'],
      [' pca ', 'pca'],
      ['1,2', '1,2'],
      [' 12,34 ', '12,34'],
    ],
    nothing: ['pcas', 'apca', '1', '1,2,3', '1,b', 'a,2', 'x1,2', ''],
    expects: 'pca, or the numbers of two inputs, such as 1,2',
  },
  controls: {
    look: 'controls',
    means: [
      ['layers,noise', ['layers', 'noise']],
      ['none', []],
      ['', null],
    ],
  },
  lang: { look: 'lang', means: [['zh', 'zh']] },
  theme: { look: 'theme', means: [['dark', 'dark']], nothing: ['pink'], expects: 'auto, light, dark' },
  autoplay: {
    look: 'autoplay',
    means: [
      ['', true],
      ['false', false],
    ],
  },
  'at-step': {
    look: 'atStep',
    means: [
      ['0', 0],
      ['40', 40],
    ],
    nothing: ['-1', '1.5', ''],
    expects: '0, 1, …',
  },
};

test('each attribute that concerns showing means one thing, and what means nothing is told with what is expected', () => {
  assert.deepEqual(readLook({}), { look: USUAL, rejected: [] });
  assert.deepEqual(Object.keys(LOOKS), LOOK_NAMES);
  for (const [name, { look, means, nothing = [], expects }] of Object.entries(LOOKS)) {
    for (const [text, value] of means) {
      assert.deepEqual(readLook({ [name]: text }), { look: { ...USUAL, [look]: value }, rejected: [] }, text);
    }
    for (const value of nothing) {
      assert.deepEqual(readLook({ [name]: value }), { look: USUAL, rejected: [{ name, value, expects }] }, value);
    }
  }
  assert.deepEqual(UNITS, ['sample', 'batch', 'epoch']);
});

test('as properties they are the same', () => {
  for (const [name, { means, nothing = [] }] of Object.entries(LOOKS)) {
    const read = TABLE[name];
    assert.ok(read);
    // The property has the names as they are written.
    if (name === 'maps') continue;
    for (const [text, value] of means) assert.deepEqual(read(text), value, `${name}="${text}"`);
    for (const text of nothing) assert.equal(read(text), undefined, `${name}="${text}"`);
  }
  assert.deepEqual(TABLE.maps?.('sharpness,slice'), ['sharpness', 'slice']);
});

test('a data set has a name; anything else is a file by its name, or points', () => {
  for (const [data, wishes] of /** @type {const} */ ([
    ['moons', { dataset: 'moons' }],
    [' Moons-2 ', { dataset: 'Moons-2' }],
    ['\tmoons\n', { dataset: 'moons' }],
    ['file:iris.csv', { dataset: 'table', data: 'file:iris.csv' }],
    ['1,2,red', { dataset: 'own', data: '1,2,red' }],
    ['red,1,2', { dataset: 'own', data: 'red,1,2' }],
    ['1moons', { dataset: 'own', data: '1moons' }],
    ['iris.csv file:', { dataset: 'own', data: 'iris.csv file:' }],
  ])) {
    assert.deepEqual(readWishes({ data }, settings), wishes, data);
  }
  for (const [data, is] of /** @type {const} */ ([
    ['file:iris.csv', true],
    ['iris.csv file:', false],
    ['moons', false],
    [undefined, false],
    [[[1, 2, 0]], false],
  ])) {
    assert.equal(isFile(data), is);
  }
  /** @type {any} */
  const rows = { dataset: 'moons', data: [[1, 2, 0]] };
  assert.deepEqual(withData(rows), { data: 'moons' });
});

/** Points as they are drawn, too many for people to read in a link. @param {number} n */
const drawnPoints = (n) =>
  pointsText(Array.from({ length: n }, (_, k) => ({ x1: k / 100, x2: -k / 100, class: k % 2 })));

/** @param {object} [changes] @returns {any} a session that took what it was asked for */
const session = (changes = {}) => ({ config: { seed: 7 }, taken: {}, problems: [], ...changes });

test('a link names what the network learns from, where it is not the usual', () => {
  const refused = (/** @type {string} */ key, /** @type {object} */ taken) => session({ problems: [{ key }], taken });
  for (const [
    attributes,
    data,
    from = session(),
  ] of /** @type {[Record<string, string>, string | undefined, any?][]} */ ([
    [{}, undefined],
    [{ data: 'circle' }, undefined],
    [{ data: 'moons' }, 'moons'],
    [{ dataset: 'moons' }, 'moons'],
    [{ data: '1,2,0;2,1,1' }, '1,2,0;2,1,1'],
    [{ data: 'file:iris.csv' }, 'file:iris.csv'],
    // What is there in place of what was refused.
    [{ data: 'mnist' }, 'digits', refused('dataset', { dataset: 'digits' })],
    [{ data: 'mnist' }, undefined, refused('dataset', { dataset: 'circle' })],
    [{ data: '1,2' }, '1,2,0', refused('data', { dataset: 'own', data: '1,2,0' })],
    [{ data: 'mnist' }, '1,2,0', refused('dataset', { dataset: 'own', data: '1,2,0' })],
    [{ data: 'mnist' }, 'file:iris.csv', refused('dataset', { dataset: 'table', data: 'file:iris.csv' })],
    [{ data: 'moons' }, 'moons', refused('noise', { dataset: 'digits' })],
    [{ data: '1,2' }, '1', session({ draft: '1', problems: [{ key: 'data' }] })],
  ])) {
    const state = stateAttributes(attributes, settings, from);
    assert.deepEqual(state, data === undefined ? { seed: '7' } : { data, seed: '7' }, JSON.stringify(attributes));
  }
});

test('a link has drawn points in short, and only says that there are some where they are too many', () => {
  const some = stateAttributes({ data: drawnPoints(100) }, settings, session(), 5);
  assert.equal(fromLink(some.data ?? ''), drawnPoints(100));
  assert.equal(some['at-step'], '5');
  const many = stateAttributes({ data: drawnPoints(2000) }, settings, session(), 5);
  assert.deepEqual(many, { data: 'own', seed: '7' }, 'of other points it would be another step');
});

test('a link leads to the step that is shown', () => {
  const at = (/** @type {number | undefined} */ step, changes = {}) =>
    stateAttributes({ 'at-step': '3' }, settings, session(changes), step)['at-step'];
  assert.equal(at(5), '5');
  assert.equal(at(1), '1');
  assert.equal(at(0), undefined, 'not to one that the figure was at before');
  assert.equal(at(undefined), undefined);
  assert.equal(at(5, { draft: '1,2,0' }), undefined, 'the points of the run are not those of the link');
});

test('a link has settings where they are not the default and were taken', () => {
  for (const [attributes, said, from = session()] of /** @type {[Record<string, string>, object, any?][]} */ ([
    [
      { 'learning-rate': '0.3', noise: '0.2' },
      { 'learning-rate': '0.3', noise: '0.2' },
    ],
    [{ 'decay-steps': '100', features: 'x1,x2', noise: '0' }, {}],
    [{ 'learning-rate': '' }, {}],
    [{ seed: '3' }, {}],
    [
      { 'learning-rate': '99', noise: '0.2' },
      { 'learning-rate': '10', noise: '0.2' },
      session({ problems: [{ key: 'learningRate' }], taken: { learningRate: 10, noise: 0 } }),
    ],
    [{ 'learning-rate': '99' }, {}, session({ problems: [{ key: 'learningRate' }] })],
  ])) {
    assert.deepEqual(stateAttributes(attributes, settings, from), { ...said, seed: '7' });
  }
});

test('a link has how it is shown, but for what means nothing', () => {
  const shown = { axis: 'samples', maps: 'slice', controls: '', lang: 'zh' };
  const refused = { speed: '100', plane: '1' };
  assert.deepEqual(stateAttributes({ ...shown, ...refused, class: 'wide' }, settings, session()), {
    ...shown,
    seed: '7',
  });
  assert.deepEqual(stateAttributes(shown, settings, session()), { ...shown, seed: '7' });
});

test('a link sets the figure that it was made of', () => {
  const attributes = { data: 'moons', layers: '4,2', 'at-step': '9', axis: 'epochs', compare: 'adam@0.1,sgd' };
  const state = stateAttributes(attributes, settings, session(), 9);
  const element = new StandIn();
  assert.deepEqual(setState(/** @type {any} */ (element), TABLE, state), []);
  const again = plainAttributes(/** @type {any} */ (element));
  assert.deepEqual(again, { ...attributes, seed: '7' });
  assert.deepEqual(readLook(again), readLook(attributes));
});

test("the first points of one's own are of two classes, each in two opposite corners", () => {
  const points = pointsIn(CORNERS);
  assert.equal(points.length, 8);
  for (const { x1, x2, class: label } of points) {
    assert.equal(label, x1 * x2 > 0 ? 0 : 1);
    assert.ok(points.some((other) => other.x1 === -x1 && other.x2 === -x2));
  }
  const run = engine.experiment({ objective: 'network', dataset: 'own', data: CORNERS, seed: 1 });
  assert.equal(run.config.dataset, 'own');
  run.free();
});

test('another data set is edited in, and lets go of what suited data of another kind', () => {
  const own = { data: CORNERS, dataset: null, samples: null };
  assert.deepEqual(chooseDataset('own', true), own);
  assert.deepEqual(chooseDataset('own', false), {
    ...own,
    'step-unit': null,
    layers: null,
    activation: null,
    features: null,
    noise: null,
    'learning-rate': null,
    'batch-size': null,
    'train-ratio': null,
    all: null,
    standardise: null,
    plane: null,
  });
  for (const name of Object.keys(chooseDataset('digits', false))) assert.ok(name in TABLE || name === 'dataset', name);
  assert.equal(chooseDataset('digits', false).data, 'digits');
});
