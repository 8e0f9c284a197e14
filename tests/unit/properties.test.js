// What attributes mean to programs: the values that their texts stand for, and the properties that read and write them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TABLE as GRAPH } from '../../www/elements/graph/state.js';
import {
  anyText,
  between,
  namesIn,
  oneOf,
  plainAttributes,
  readerOf,
  SHARED_READERS,
  settingText,
  wholeFrom,
} from '../../www/elements/kit/attributes.js';
import { defineProperties, knownIn, propertyOf, setState, tableOf, takeUp } from '../../www/elements/kit/properties.js';
import { TABLE as NETWORK } from '../../www/elements/network/state.js';
import { TABLE as PLAYGROUND } from '../../www/elements/playground/state.js';
import { load } from './built.js';
import { StandIn } from './stand-in.js';

const catalog = (await (await load('properties')).createEngine()).catalog();

/** @typedef {[text: string, value: unknown][]} Meanings null: it means nothing */

/** @type {Meanings} */
const NUMBERS = [
  ['0.5', 0.5],
  ['-1e-3', -0.001],
  ['0', 0],
  ['', null],
  [' ', null],
  ['much', null],
];

/** What the texts of a setting mean, by its kind in the catalog. @type {Record<string, Meanings>} */
const MEANINGS = {
  number: NUMBERS,
  integer: NUMBERS,
  seed: NUMBERS,
  batch: [...NUMBERS, ['full', 'full']],
  switch: [
    ['', true],
    ['true', true],
    ['false', false],
  ],
  numbers: [
    ['-1,0.5', [-1, 0.5]],
    ['4 2', [4, 2]],
    ['none', []],
    ['1,x', null],
    ['much', null],
  ],
  choice: [['adam', 'adam']],
  names: [['x1, x1x2', ['x1', 'x1x2']]],
  text: [['x^2 + y', 'x^2 + y']],
  rows: [['1,2;3,4', '1,2;3,4']],
};

/** Choices of several names. */
const LISTS = ['activation', 'features'];
/** What a network has no attribute for. */
const NONE = ['objective', 'dataset'];

/** An element that has the properties of a table. @param {import('../../www/elements/kit/properties.js').Table} table @returns {any} */
function elementOf(table) {
  class Figure extends StandIn {}
  defineProperties(/** @type {any} */ (Figure.prototype), table);
  return new Figure();
}

for (const [name, table, settings] of /** @type {const} */ ([
  ['sgd-playground', PLAYGROUND, catalog.settings],
  ['sgd-network', NETWORK, catalog.network.settings],
])) {
  test(`${name}: every setting of the catalog is a property, and means what its kind says`, () => {
    const element = elementOf(table);
    for (const { name: property, attribute, kind } of settings) {
      if (table === NETWORK && NONE.includes(attribute)) continue;
      const several = table === NETWORK && LISTS.includes(attribute);
      assert.equal(element[property], null, `${attribute}: it is not there`);
      for (const [text, value] of MEANINGS[several ? 'names' : kind] ?? []) {
        element.setAttribute(attribute, text);
        assert.deepEqual(element[property], value, `${attribute}="${text}"`);
      }
    }
  });
}

test('sgd-graph: its properties mean what they do in the other elements', () => {
  /** @type {Record<string, Meanings>} */
  const meanings = {
    formula: MEANINGS.text,
    objective: [['beale', 'beale']],
    activation: [['tanh', 'tanh']],
    data: MEANINGS.rows,
    start: MEANINGS.numbers,
    layers: MEANINGS.numbers,
    seed: NUMBERS,
    samples: NUMBERS,
    beside: [
      ['explain', 'explain'],
      ['chart', null],
    ],
    lang: [['zh', 'zh']],
    theme: [
      ['dark', 'dark'],
      ['pink', null],
    ],
    controls: [['start', ['start']]],
    'at-step': [
      ['0', 0],
      ['3', 3],
      ['-1', null],
    ],
  };
  assert.deepEqual(Object.keys(GRAPH).sort(), Object.keys(meanings).sort());
  const element = elementOf(GRAPH);
  for (const [attribute, texts] of Object.entries(meanings)) {
    for (const [text, value] of texts) {
      element.setAttribute(attribute, text);
      assert.deepEqual(element[propertyOf(attribute)], value, `${attribute}="${text}"`);
    }
  }
});

test('a property writes its attribute', () => {
  const element = elementOf(PLAYGROUND);
  for (const [property, value, attribute, text] of /** @type {const} */ ([
    ['learningRate', 0.01, 'learning-rate', '0.01'],
    ['learningRate', '0.1', 'learning-rate', '0.1'],
    ['learningRate', null, 'learning-rate', null],
    ['start', [1, -2], 'start', '1,-2'],
    ['start', undefined, 'start', null],
    [
      'data',
      [
        [1, 2],
        [3, 4],
      ],
      'data',
      '1,2;3,4',
    ],
    ['autoplay', true, 'autoplay', 'true'],
    ['autoplay', false, 'autoplay', 'false'],
    // Without names it would be all of them.
    ['controls', [], 'controls', 'none'],
    ['controls', ['start', 'seed'], 'controls', 'start,seed'],
    ['controls', '', 'controls', ''],
    ['maps', [], 'maps', ''],
  ])) {
    element[property] = value;
    assert.equal(element.getAttribute(attribute), text, `${property} = ${JSON.stringify(value)}`);
  }
});

test('a program sees the properties, and may replace them; what every element has stays as it is', () => {
  class Figure extends StandIn {}
  Object.defineProperty(Figure.prototype, 'lang', { value: 'en', configurable: true });
  defineProperties(/** @type {any} */ (Figure.prototype), PLAYGROUND);
  const names = Object.keys(PLAYGROUND)
    .filter((name) => name !== 'lang')
    .map(propertyOf);
  assert.deepEqual(Object.keys(Figure.prototype), names, 'one enumerable property for each attribute');
  for (const name of names) {
    assert.equal(Object.getOwnPropertyDescriptor(Figure.prototype, name)?.configurable, true, name);
  }
  assert.equal(Object.getOwnPropertyDescriptor(Figure.prototype, 'lang')?.value, 'en');
});

test('the state replaces all attributes that mean something, and names what means nothing', () => {
  const element = new StandIn();
  const set = (/** @type {Record<string, unknown>} */ values) =>
    setState(/** @type {any} */ (element), PLAYGROUND, values);
  for (const [name, text] of [
    ['class', 'wide'],
    ['state', '[object Object]'],
    ['seed', '3'],
    ['momentum', '0.5'],
  ]) {
    element.setAttribute(name ?? '', text ?? '');
  }
  const others = set({ 'learning-rate': 0.01, momentum: '0.9', controls: [], tempo: 3 });
  assert.deepEqual(others, ['tempo']);
  assert.deepEqual(element.said, { class: 'wide', 'learning-rate': '0.01', momentum: '0.9', controls: 'none' });
  const { writes } = element;
  set({ 'learning-rate': '0.01', momentum: '0.9', controls: [] });
  assert.equal(element.writes, writes, 'what says the same is not set again');
  for (const [state, text] of /** @type {const} */ ([
    ['this', 'this'],
    [['this', 'that'], 'this,that'],
  ])) {
    assert.deepEqual(set({ state, toString: 1 }), ['state', 'toString']);
    assert.deepEqual(element.said, { class: 'wide', state: text });
  }
});

test('of attributes that come from elsewhere only those of the table are taken', () => {
  const own = { objective: 'line', 'learning-rate': '0.1', 'at-step': '3' };
  assert.deepEqual(knownIn({ ...own, class: 'wide', toString: 'no' }, PLAYGROUND), {
    objective: 'line',
    'learning-rate': '0.1',
  });
});

test('what was set before the element was known is set once more', () => {
  class Figure extends StandIn {
    /** @type {unknown} */
    taken = null;
    /** @param {unknown} value */
    set state(value) {
      this.taken = value;
    }
  }
  defineProperties(/** @type {any} */ (Figure.prototype), PLAYGROUND);
  const early = /** @type {any} */ (new Figure());
  for (const [name, value] of /** @type {const} */ ([
    ['learningRate', 0.5],
    ['state', { seed: '1' }],
    ['mine', 1],
  ])) {
    Object.defineProperty(early, name, { value, configurable: true, writable: true, enumerable: true });
  }
  early.setAttribute('height', 'tall');
  takeUp(early, Object.keys(PLAYGROUND));
  assert.equal(early.getAttribute('learning-rate'), '0.5');
  assert.equal(early.learningRate, 0.5);
  assert.deepEqual(early.taken, { seed: '1' });
  assert.ok(!Object.hasOwn(early, 'learningRate') && !Object.hasOwn(early, 'state'));
  assert.deepEqual(early.said, { height: 'tall', 'learning-rate': '0.5' }, 'what nobody set stays as it is');
  assert.ok(Object.hasOwn(early, 'mine'));
});

test('a setting of no kind and an attribute of its own stand in one table', () => {
  const table = tableOf({ number: 'rate size', switch: 'on' }, { theme: oneOf('light', 'dark') });
  assert.deepEqual(Object.keys(table), ['rate', 'size', 'on', 'theme']);
  assert.equal(table.size?.('2'), 2);
  assert.equal(table.theme?.('dark'), 'dark');
  assert.equal(table.theme?.('pink'), undefined);
});

test('a reader knows what it takes and says what it expects', () => {
  const { controls, speed, lang, theme, autoplay } = SHARED_READERS;
  /** Undefined: it means nothing. @type {[import('../../www/elements/kit/attributes.js').Reader<unknown>, string, [string, unknown][]][]} */
  const readers = [
    [
      oneOf('one', 'two'),
      'one, two',
      [
        ['one', 'one'],
        ['two', 'two'],
        ['three', undefined],
        ['', undefined],
      ],
    ],
    [
      between(-1, 2.5),
      '-1 … 2.5',
      [
        ['-1', -1],
        ['2.5', 2.5],
        ['0', 0],
        [' 1 ', 1],
        ['-1.001', undefined],
        ['2.6', undefined],
        ['', undefined],
        [' ', undefined],
        ['one', undefined],
      ],
    ],
    [
      wholeFrom(0),
      '0, 1, …',
      [
        ['0', 0],
        ['12', 12],
        [' 3 ', 3],
        ['-1', undefined],
        ['1.5', undefined],
        ['', undefined],
        [' ', undefined],
        ['one', undefined],
        ['Infinity', undefined],
        ['9007199254740992', undefined],
      ],
    ],
    [
      wholeFrom(1),
      '1, 2, …',
      [
        ['1', 1],
        ['0', undefined],
      ],
    ],
    [
      anyText,
      '',
      [
        ['', ''],
        [' any ', ' any '],
      ],
    ],
    [
      controls,
      '',
      [
        ['start,seed', ['start', 'seed']],
        ['', null],
      ],
    ],
    [
      speed,
      '0.1 … 10',
      [
        ['0.1', 0.1],
        ['10', 10],
        ['0.09', undefined],
        ['11', undefined],
      ],
    ],
    [lang, '', [['zh-Hans', 'zh-Hans']]],
    [
      theme,
      'auto, light, dark',
      [
        ['auto', 'auto'],
        ['light', 'light'],
        ['dark', 'dark'],
        ['', undefined],
      ],
    ],
    [
      autoplay,
      '',
      [
        ['', true],
        ['true', true],
        ['false', false],
      ],
    ],
  ];
  for (const [reader, expects, texts] of readers) {
    assert.equal(reader.expects, expects);
    for (const [text, value] of texts) {
      assert.deepEqual(reader.read(text), value, `${expects}: “${text}”`);
      const { read, rejected } = readerOf({ it: text });
      assert.deepEqual(read('it', reader, 'initial'), value === undefined ? 'initial' : value);
      assert.deepEqual(rejected, value === undefined ? [{ name: 'it', value: text, expects }] : []);
    }
  }
});

test('an attribute that is not there is not refused', () => {
  const { read, rejected } = readerOf({ other: '3' });
  assert.equal(read('it', wholeFrom(0), 7), 7);
  assert.deepEqual(rejected, []);
});

test('names stand between commas of any keyboard, spaces and line ends', () => {
  for (const text of ['a,b', 'a b', 'a , b', ' a,\n b, ', 'a，b', ',a,,b,'])
    assert.deepEqual(namesIn(text), ['a', 'b'], text);
  assert.deepEqual(namesIn(' , '), []);
});

test('a value is text as it stands in an attribute', () => {
  for (const [value, text] of /** @type {const} */ ([
    [0.1, '0.1'],
    [true, 'true'],
    ['full', 'full'],
    [[1, 2], '1,2'],
    [
      [
        [1, 2],
        [3, 4],
      ],
      '1,2;3,4',
    ],
    [[[1, 2]], '1,2'],
    [[], ''],
  ])) {
    assert.equal(settingText(value), text);
  }
});

test('the attributes of an element are names with their texts', () => {
  const element = new StandIn();
  element.setAttribute('seed', '3');
  element.setAttribute('autoplay', '');
  assert.deepEqual(plainAttributes(/** @type {any} */ (element)), { seed: '3', autoplay: '' });
});
