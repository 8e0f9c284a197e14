import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { settingText } from '../../www/elements/kit/attributes.js';
import { formatHash, parseHash } from '../../www/elements/kit/hash.js';
import { propertyOf } from '../../www/elements/kit/properties.js';
import { compareText } from '../../www/elements/playground/extras/compare-text.js';
import {
  configAttributes,
  PRESENTATION_NAMES,
  presentationAttributes,
  readCompare,
  readConfig,
  readPresentation,
  TABLE,
  withLead,
} from '../../www/elements/playground/state.js';

/** @param {string} name @param {string} attribute @param {object} [rest] @returns {any} a setting of the catalog */
const setting = (name, attribute, rest = {}) => ({
  name,
  attribute,
  symbol: '',
  label: { en: name, zh: name },
  note: { en: '', zh: '' },
  kind: 'number',
  scale: 'linear',
  min: 0,
  max: 1,
  default: null,
  live: true,
  more: false,
  ...rest,
});

/** @type {Setting[]} */
const SETTINGS = [
  setting('objective', 'objective', { kind: 'choice', default: 'himmelblau' }),
  setting('formula', 'formula', { kind: 'text' }),
  setting('learningRate', 'learning-rate'),
  setting('start', 'start', { kind: 'numbers' }),
  setting('samples', 'samples', { kind: 'integer' }),
  setting('data', 'data', { kind: 'rows' }),
  setting('seed', 'seed', { kind: 'seed' }),
];

const CATALOG = /** @type {Catalog} */ (
  /** @type {unknown} */ ({ settings: SETTINGS, optimizers: [{ name: 'sgd', knobs: [], differs: [] }] })
);

/** @param {Partial<ResolvedConfig>} changes @returns {ResolvedConfig} */
const config = (changes = {}) => ({
  objective: 'himmelblau',
  kind: 'surface',
  formula: 'x^2 + y^2',
  label: { en: '', zh: '' },
  dim: 2,
  variables: ['x', 'y'],
  domain: [-1, 1, -1, 1],
  start: [0.5, -0.5],
  optimizer: 'sgd',
  convention: 'keras',
  schedule: 'constant',
  learningRate: 0.01,
  momentum: 0.9,
  batchSize: 'full',
  samples: 0,
  ownData: false,
  seed: 4,
  ...changes,
});

test('a hash says back what it was made of', () => {
  /** @type {Record<string, string>[]} */
  const states = [
    {},
    { objective: 'rosenbrock', 'learning-rate': '0.001', start: '-1,1' },
    { formula: '(1-x)^2 + 100*(y-x^2)^2' },
    { formula: 'a&b=c#d%20+é 二' },
    { autoplay: '' },
  ];
  for (const values of states) assert.deepEqual(parseHash(`#${formatHash(values)}`), values);
});

test('a formula stays readable in a hash, and a plus stays a plus', () => {
  assert.equal(formatHash({ formula: '2*x^2-3,1' }), 'formula=2*x^2-3,1');
  assert.deepEqual(parseHash('#formula=x^2+y^2'), { formula: 'x^2+y^2' });
});

test('a plus survives tools that make a space of it in a link', () => {
  const state = { formula: 'sin(x)+abs(y)^2-3' };
  assert.deepEqual(parseHash(formatHash(state).replaceAll('+', ' ')), state);
});

test('no link that a page has holds a plus that a tool could make a space', () => {
  const site = new URL('../../www/site/', import.meta.url);
  const pages = readdirSync(site, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.html'));
  const links = pages.flatMap(
    (file) => readFileSync(new URL(file, site), 'utf8').match(/href="[^"]*#[^"]*=[^"]*"/g) ?? [],
  );
  assert.ok(links.length > 50);
  assert.deepEqual(
    links.filter((link) => link.includes('+')),
    [],
  );
});

test('what people paste is read as far as it goes', () => {
  assert.deepEqual(parseHash(''), {});
  assert.deepEqual(parseHash('#'), {});
  assert.deepEqual(parseHash('?objective=line&&seed=3'), { objective: 'line', seed: '3' });
  assert.deepEqual(parseHash('#formula=100%'), { formula: '100%' });
  assert.deepEqual(parseHash('autoplay&seed=3#4'), { autoplay: '', seed: '3#4' });
  assert.deepEqual(parseHash('=3&seed='), { seed: '' });
  assert.deepEqual(parseHash('a?b=#1'), { 'a?b': '#1' });
});

test('the config has the settings under their own names, and nothing else', () => {
  const attributes = { objective: 'line', 'learning-rate': '0.1', class: 'wide', speed: '2' };
  assert.deepEqual(readConfig(attributes, SETTINGS), { objective: 'line', learningRate: '0.1' });
});

test('only what differs from the defaults becomes an attribute', () => {
  const written = (/** @type {Partial<ResolvedConfig>} */ changes, /** @type {unknown} */ data = undefined) =>
    configAttributes(config(changes), config(), data, CATALOG);
  assert.deepEqual(written({}), {});
  assert.deepEqual(written({ objective: 'bowl' }), { objective: 'bowl' });
  assert.deepEqual(written({ learningRate: 0.1, start: [1, 2] }), { 'learning-rate': '0.1', start: '1,2' });
  assert.deepEqual(written({ objective: 'formula', formula: 'x^2 + 2*y^2' }), { formula: 'x^2 + 2*y^2' });
});

test('of the settings of optimizers only those of the chosen one are said', () => {
  const settings = [...SETTINGS, setting('momentum', 'momentum'), setting('beta1', 'beta-1')];
  const optimizers = [
    { name: 'sgd', knobs: [], differs: [] },
    { name: 'momentum', knobs: ['momentum'], differs: ['torch'] },
    { name: 'adam', knobs: ['beta1'], differs: [] },
  ];
  const catalog = /** @type {Catalog} */ (
    /** @type {unknown} */ ({
      settings: [...settings, setting('convention', 'convention', { kind: 'choice', default: 'keras' })],
      optimizers,
    })
  );
  const asked = { momentum: 0.5, beta1: 0.8, convention: 'torch' };
  for (const [optimizer, said] of /** @type {const} */ ([
    ['sgd', {}],
    // Its rule differs by library.
    ['momentum', { momentum: '0.5', convention: 'torch' }],
    ['adam', { 'beta-1': '0.8' }],
    // One that this catalog does not have.
    ['muon', {}],
  ])) {
    const usual = config({ optimizer, beta1: 0.9 });
    assert.deepEqual(configAttributes(config({ ...asked, optimizer }), usual, undefined, catalog), said, optimizer);
  }
});

test('samples that the seed makes are said by their number', () => {
  const model = config({ objective: 'line', kind: 'model', formula: null, samples: 50 });
  const said = configAttributes(model, { ...model, samples: 40 }, undefined, CATALOG);
  assert.deepEqual(said, { objective: 'line', samples: '50', seed: '4' });
});

test('where there is chance, the seed is always said', () => {
  const model = config({ objective: 'line', kind: 'model', formula: null, samples: 40 });
  const said = configAttributes(model, model, undefined, CATALOG);
  assert.deepEqual(said, { objective: 'line', seed: '4' });
});

test('samples that were given are said as they were given, without their number', () => {
  const model = config({ objective: 'line', kind: 'model', formula: null, samples: 2, ownData: true });
  const usual = config({ objective: 'line', kind: 'model', formula: null, samples: 40 });
  const said = configAttributes(model, usual, '1,2;3,4', CATALOG);
  assert.deepEqual(said, { objective: 'line', data: '1,2;3,4', seed: '4' });
});

test('attributes that concern showing are read, and what means nothing is named', () => {
  const { presentation, rejected } = readPresentation({
    speed: '0.5',
    theme: 'dark',
    controls: 'learning-rate, momentum',
    autoplay: '',
    view: 'sideways',
    height: '20',
    steps: 'many',
  });
  assert.equal(presentation.speed, 0.5);
  assert.equal(presentation.theme, 'dark');
  assert.deepEqual(presentation.controls, ['learning-rate', 'momentum']);
  assert.equal(presentation.autoplay, true);
  assert.equal(presentation.view, 'auto');
  assert.equal(presentation.height, null);
  assert.equal(presentation.steps, Infinity);
  assert.deepEqual(
    rejected.map(({ name }) => name),
    ['view', 'steps', 'height'],
  );
});

const USUAL = {
  maps: [],
  view: 'auto',
  camera: null,
  controls: null,
  speed: 1,
  lang: '',
  theme: 'auto',
  autoplay: false,
  steps: Infinity,
  untilLoss: -Infinity,
  compare: '',
  fairness: 'same-rate',
  height: null,
  beside: '',
  led: false,
};

/** @param {...string} names @returns {[string, string][]} */
const named = (...names) => names.map((name) => [name, name]);

/** Of each attribute: what its texts mean, texts that mean nothing, and what is expected in their place. @type {Record<string, { means: [string, unknown][], nothing?: string[], expects?: string }>} */
const SHOWING = {
  maps: {
    means: [
      ['basins, rates,cloud', ['basins', 'rates', 'cloud']],
      ['cloud', ['cloud']],
      ['', []],
    ],
    nothing: ['basins,slice', 'slice'],
    expects: 'basins, rates, cloud',
  },
  view: {
    means: named('auto', 'curve', 'map', 'surface'),
    nothing: ['', 'side'],
    expects: 'auto, curve, map, surface',
  },
  camera: {
    means: [
      ['30,20,1', [30, 20, 1]],
      ['-30, 20, 1.5, 0.5, -0.5', [-30, 20, 1.5, 0.5, -0.5]],
    ],
    nothing: ['', '30,20', '1,2,3,4', '1,2,x', '1 2 3'],
    expects: 'yaw,pitch,zoom',
  },
  controls: {
    means: [
      ['start', ['start']],
      ['none', []],
      ['', null],
    ],
  },
  speed: { means: [['2', 2]], nothing: ['0'], expects: '0.1 … 10' },
  lang: { means: named('zh', '') },
  theme: { means: named('auto', 'light', 'dark'), nothing: ['pink'], expects: 'auto, light, dark' },
  autoplay: {
    means: [
      ['', true],
      ['false', false],
    ],
  },
  steps: { means: [['1', 1]], nothing: ['0', '1.5', ''], expects: '1, 2, …' },
  'until-loss': {
    means: [
      ['0.01', 0.01],
      ['-5', -5],
    ],
    nothing: ['', 'low', 'Infinity'],
    expects: '0.01, 0.1, …',
  },
  compare: { means: named('sgd@0.1,adam', '') },
  fairness: {
    means: named('same-rate', 'best-rate', 'same-evaluations'),
    nothing: ['', 'none'],
    expects: 'same-rate, best-rate, same-evaluations',
  },
  height: {
    means: [
      ['160', 160],
      ['2000', 2000],
    ],
    nothing: ['159', '2001'],
    expects: '160 … 2000',
  },
  beside: {
    means: named('chart', 'data', 'moves', 'surface', 'cloud', 'basins', 'rates', 'none'),
    nothing: ['', 'explain'],
    expects: 'chart, data, moves, surface, cloud, basins, rates, none',
  },
};

test('each attribute that concerns showing means one thing, in an element, as a property and in what is said back', () => {
  assert.deepEqual(readPresentation({}), { presentation: USUAL, rejected: [] });
  assert.deepEqual(Object.keys(SHOWING), PRESENTATION_NAMES);
  for (const [name, { means, nothing = [], expects }] of Object.entries(SHOWING)) {
    for (const [text, value] of means) {
      const { presentation, rejected } = readPresentation({ [name]: text });
      assert.deepEqual(presentation, { ...USUAL, led: name === 'compare', [propertyOf(name)]: value }, text);
      assert.deepEqual(rejected, []);
      assert.deepEqual(TABLE[name]?.(text), value, text);
      assert.deepEqual(presentationAttributes({ [name]: text, class: 'wide' }), { [name]: text });
    }
    for (const text of nothing) {
      const { presentation, rejected } = readPresentation({ [name]: text });
      assert.deepEqual(presentation, USUAL, `${name}="${text}"`);
      const [{ expects: told = '', ...refused } = {}, ...others] = rejected;
      assert.deepEqual([refused, others], [{ name, value: text }, []]);
      if (expects !== undefined) assert.equal(told, expects);
      assert.equal(TABLE[name]?.(text), undefined, `${name}="${text}"`);
      /** @type {Record<string, string>} */
      const view = name === 'view' ? {} : { view: 'map' };
      assert.deepEqual(presentationAttributes({ ...view, [name]: text }), view, 'what means nothing is not said');
    }
  }
});

test('a comparison leads the figure unless that says its own optimizer', () => {
  const led = (/** @type {Record<string, string>} */ attributes) => readPresentation(attributes).presentation.led;
  assert.equal(led({}), false);
  assert.equal(led({ compare: 'sgd' }), true);
  assert.equal(led({ compare: 'sgd', optimizer: 'adam' }), false);
  assert.equal(led({ optimizer: 'adam' }), false);
});

test('controls="none" shows none; without the attribute all are shown', () => {
  assert.deepEqual(readPresentation({ controls: 'none' }).presentation.controls, []);
  assert.equal(readPresentation({}).presentation.controls, null);
});

test('a setting is the same text from an array and from a number', () => {
  assert.equal(settingText([1, -2.5]), '1,-2.5');
  assert.equal(settingText(0.001), '0.001');
  assert.equal(settingText('full'), 'full');
});

test('a comparison is read run by run, and says back what it was made of', () => {
  const text = 'sgd@0.1,nesterov:torch@0.01/momentum=0.5,adam';
  const runs = readCompare(` ${text.replaceAll(',', ' , ')},`);
  assert.deepEqual(runs, [
    { optimizer: 'sgd', 'learning-rate': '0.1' },
    { optimizer: 'nesterov', convention: 'torch', 'learning-rate': '0.01', momentum: '0.5' },
    { optimizer: 'adam' },
  ]);
  assert.equal(compareText(runs), text);
  assert.equal(compareText([]), null);
  assert.deepEqual(readCompare(''), []);
});

test("the first of a comparison is the figure's own run, unless it says itself what it is", () => {
  assert.deepEqual(withLead({ compare: 'sgd@0.1,adam' }), {
    optimizer: 'sgd',
    'learning-rate': '0.1',
    compare: 'sgd@0.1,adam',
  });
  const own = { compare: 'sgd@0.1', optimizer: 'adam' };
  assert.equal(withLead(own), own);
  const alone = { 'learning-rate': '0.1' };
  assert.equal(withLead(alone), alone);
  assert.equal(withLead({ compare: 'sgd@0.1', 'learning-rate': '2' })['learning-rate'], '2');
});
