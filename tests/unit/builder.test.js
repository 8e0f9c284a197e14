// What “Use this in your page” writes reads back as the figure that was meant, whatever stands in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BESIDE, CONTROLS } from '../../www/elements/graph/state.js';
import { namesIn } from '../../www/elements/kit/attributes.js';
import { readLook } from '../../www/elements/network/state.js';
import { readPresentation } from '../../www/elements/playground/state.js';
import { CHOICES, chosen } from '../../www/site/builder/choices.js';
import { FORMATS, ON_SLIDE } from '../../www/site/builder/snippets.js';
import { said } from '../links/given.js';
import { load } from './built.js';
import { attributesIn, elements } from './markup.js';

/** @typedef {import('../../www/site/builder/snippets.js').Figure} Figure */

const { createEngine } = await load('builder');
const catalog = (await createEngine()).catalog();

/** @type {Record<string, string>[]} */
const STATES = [
  {},
  { objective: 'beale', compare: 'sgd@0.03,adam@0.3', 'learning-rate': '0.01', autoplay: '' },
  { formula: 'x^2 + 3*y^2', start: '-1,2.5', 'batch-size': 'full', centered: 'false' },
  { formula: 'a "b" <c> & {d} \\ +e=1;2#3%', seed: '9007199254740991', epsilon: '1e-7' },
  { data: '1,2,0;-1,-2,1', layers: 'none', features: 'x1,x2,x1x2', controls: 'learning-rate,batch-size', lang: 'zh' },
];

/** @param {string} element @param {Record<string, string>} attributes @returns {Figure} */
const figure = (element, attributes) => ({
  element,
  attributes,
  says: 'a < b & "c"',
  site: 'https://your.site/',
  page: 'https://your.site/play/',
  height: 480,
});

/** @param {string} text @param {string} element */
function markupIn(text, element) {
  const found = elements(text, element)[0];
  assert.ok(found, text);
  assert.equal(found.inner.trim(), 'a &lt; b &amp; &quot;c&quot;');
  return found.attributes;
}

/** @param {string} text @param {string} element */
function jsxIn(text, element) {
  const [, props = ''] = text.match(new RegExp(`<${element}\\b([\\s\\S]*) />`)) ?? [];
  const found = props.matchAll(/([\w-]+)=(?:"([^"]*)"|\{("(?:[^"\\]|\\.)*")\})|([\w-]+)/g);
  return Object.fromEntries(
    Array.from(found, ([, name, plain, json, bare]) => [bare ?? name, json ? JSON.parse(json) : (plain ?? '')]),
  );
}

/** @param {string} text */
function pythonIn(text) {
  const found = text.matchAll(/(\w+)=("(?:[^"\\]|\\.)*"|[\w.+-]+)/g);
  return Object.fromEntries(
    Array.from(found, ([, name = '', value = '']) => {
      const read = value.startsWith('"') ? JSON.parse(value) : value.toLowerCase().replace(/^true$/, '');
      return [name.replaceAll('_', '-'), read];
    }),
  );
}

/** How each format is read. @type {Record<keyof typeof FORMATS, (text: string, element: string) => Record<string, string>>} */
const READ = {
  element: markupIn,
  markdown: markupIn,
  reveal: markupIn,
  react: jsxIn,
  jupyter: pythonIn,
  iframe: (text, element) => {
    const { src = '', title, height } = attributesIn(text.slice('<iframe'.length));
    assert.deepEqual([title, height], ['a < b & "c"', '480']);
    const asked = said(new URL(src).hash, 'sgd-playground');
    assert.equal(asked.element, element);
    return asked.attributes;
  },
  link: (text) => said(new URL(text).hash, '').attributes,
};

for (const [name, write] of Object.entries(FORMATS)) {
  test(`${name}: what is written reads back`, () => {
    for (const element of Object.keys(CHOICES)) {
      for (const attributes of STATES) {
        const text = write(figure(element, attributes));
        const expected = name === 'reveal' ? { ...ON_SLIDE[element], ...attributes } : attributes;
        assert.deepEqual(READ[/** @type {keyof typeof FORMATS} */ (name)](text, element), expected, text);
      }
    }
  });
}

test('a link has no plus and no space, which some tools take for each other', () => {
  for (const attributes of STATES) {
    for (const write of [FORMATS.link, FORMATS.iframe]) {
      const [, hash = ''] = write(figure('sgd-playground', attributes)).split('#');
      assert.doesNotMatch(hash.replace(/"><.*$/, ''), /[+\s]/);
    }
  }
});

test('in Markdown no blank line ends the block of HTML before the element does', () => {
  for (const attributes of STATES) {
    const blocks = FORMATS.markdown(figure('sgd-network', attributes)).split('\n\n');
    assert.equal(blocks.length, 2);
    assert.match(blocks[1] ?? '', /^<div>[\s\S]*<\/div>$/);
  }
});

test('what is offered exists', () => {
  const settings = {
    'sgd-playground': [...catalog.settings.map(({ attribute }) => attribute), 'moves'],
    'sgd-network': [...catalog.network.settings.map(({ attribute }) => attribute), 'data'],
    'sgd-graph': CONTROLS,
  };
  for (const [element, names] of Object.entries(settings))
    for (const name of CHOICES[element]?.controls ?? []) assert.ok(names.includes(name), `${element}: ${name}`);
  for (const beside of CHOICES['sgd-playground']?.beside ?? [])
    assert.deepEqual(readPresentation({ beside }).rejected, []);
  for (const beside of CHOICES['sgd-network']?.beside ?? []) assert.deepEqual(readLook({ beside }).rejected, []);
  assert.deepEqual(CHOICES['sgd-graph']?.beside, [BESIDE]);
});

test('what an author decides takes the place of what the figure on the page shows', () => {
  const form = new FormData();
  const state = { objective: 'beale', theme: 'dark', controls: 'start', beside: 'chart', lang: 'zh' };
  form.set('controls', 'all');
  assert.deepEqual(chosen(state, form), { objective: 'beale' });
  form.set('controls', 'some');
  assert.deepEqual(chosen(state, form), { objective: 'beale', controls: 'none' });
  form.append('control', 'momentum');
  form.append('control', 'start');
  form.set('theme', 'light');
  form.set('autoplay', 'on');
  const { controls = '', ...rest } = chosen(state, form);
  assert.deepEqual(namesIn(controls), ['momentum', 'start']);
  assert.deepEqual(rest, { objective: 'beale', theme: 'light', autoplay: 'true' });
});
