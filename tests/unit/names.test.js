// Names that people write: which are settings, which are nearly ones, and which are none of ours.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHARED_READERS } from '../../www/elements/kit/attributes.js';
import { controlsIn, meantBy, misspelt } from '../../www/elements/kit/names.js';
import { LOOK_NAMES } from '../../www/elements/network/state.js';
import { PRESENTATION_NAMES } from '../../www/elements/playground/state.js';
import { load } from './built.js';

const KNOWN = [
  'objective',
  'learning-rate',
  'momentum',
  'beta-1',
  'l2',
  'data',
  'seed',
  'start',
  'noise',
  'steps',
  'rho',
];

/** Every attribute of any element: the catalog's settings, and how the elements are shown. */
async function everyName() {
  const { settings, network } = (await (await load('names')).createEngine()).catalog();
  const names = [...settings, ...network.settings].map(({ attribute }) => attribute);
  return [...new Set([...names, ...PRESENTATION_NAMES, ...LOOK_NAMES])];
}

test('a name of the same letters, or one slip away, is what was meant', () => {
  for (const [name, meant] of /** @type {const} */ ([
    ['learningrate', 'learning-rate'],
    ['learning_rate', 'learning-rate'],
    ['learningRate', 'learning-rate'],
    ['learing-rate', 'learning-rate'],
    ['learning-rates', 'learning-rate'],
    ['beta1', 'beta-1'],
    ['l-2', 'l2'],
    ['momentun', 'momentum'],
    ['mometnum', 'momentum'],
    ['sead', 'seed'],
    ['eed', 'seed'],
    ['seedd', 'seed'],
    // A sign missing, and an underscore for the hyphen.
    ['learning_rat', 'learning-rate'],
  ])) {
    assert.equal(meantBy(name, KNOWN), meant, name);
    assert.deepEqual(misspelt({ [name]: '1' }, KNOWN), [name]);
  }
});

test('two slips, or one in a name of few letters, may be anything', () => {
  for (const name of ['mmenntum', 'sd', 'seeddd', 'seeded', 'ese', 'rhp', 'lo', 'momentumomentum', 'sstartt', 'dees']) {
    assert.equal(meantBy(name, KNOWN), undefined, name);
    assert.deepEqual(misspelt({ [name]: '1' }, KNOWN), []);
  }
});

test('a `state` that a tool has made a text of is ours; any other may be somebody else’s', () => {
  for (const [attributes, found] of /** @type {const} */ ([
    [{ state: '[object Object]' }, ['state']],
    [{ state: 'open' }, []],
    [{ state: '' }, []],
    [{ class: '[object Object]' }, []],
  ])) {
    assert.deepEqual(misspelt(attributes, KNOWN), found);
  }
});

test('what other tools and HTML itself put on an element is left alone', async () => {
  const others = [
    ...[
      'translate',
      'nonce',
      'class',
      'style',
      'slot',
      'part',
      'exportparts',
      'is',
      'itemprop',
      'title',
      'hidden',
      'dir',
    ],
    ...[
      'id',
      'role',
      'tabindex',
      'inert',
      'popover',
      'accesskey',
      'draggable',
      'spellcheck',
      'contenteditable',
      'name',
    ],
    ...[
      'hx-get',
      'hx-target',
      'hx-vals',
      'x-data',
      'x-init',
      'x-text',
      'v-cloak',
      'v-if',
      '_ngcontent-abc-1',
      '_nghost-x',
    ],
    ...[
      'aria-label',
      'aria-hidden',
      'data-seed',
      'data-set',
      'data-v-7ba5bd90',
      'onclick',
      'onstart',
      'ref',
      'key',
      'alt',
    ],
    ...['width', 'value', 'type', 'size', 'src', 'href', 'xmlns', 'astro-cid-x', 'q:id', '@click', ':seed', 'state'],
  ];
  const attributes = Object.fromEntries(others.map((name) => [name, '']));
  assert.deepEqual(misspelt(attributes, await everyName()), []);
});

test('no setting is taken for another one', async () => {
  const names = await everyName();
  assert.ok(names.length > 30);
  assert.deepEqual(misspelt(Object.fromEntries(names.map((name) => [name, ''])), names), []);
  for (const name of names) assert.equal(meantBy(name, names), name);
});

test('controls without names are all of them; names may be written as programs write them', () => {
  const { read } = SHARED_READERS.controls;
  for (const all of ['', 'true']) assert.equal(read(all), null, all);
  for (const none of ['none', 'false']) assert.deepEqual(read(none), [], none);
  assert.deepEqual(controlsIn(null, KNOWN), { shown: null, unknown: [] });
  assert.deepEqual(controlsIn(read('learningRate, beta1 momentum') ?? null, KNOWN), {
    shown: ['learning-rate', 'beta-1', 'momentum'],
    unknown: [],
  });
  assert.deepEqual(controlsIn(['momentum', 'tempo'], KNOWN), { shown: ['momentum'], unknown: ['tempo'] });
});
