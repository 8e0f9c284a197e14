// The learning page: both languages say the same, and no number of its text disagrees with the engine.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer } from '../../www/site/chapter/ask.js';
import { kinds, positives } from '../../www/site/chapter/inertia.js';
import { words as en } from '../../www/site/chapter/words.en.js';
import { words as zh } from '../../www/site/chapter/words.zh.js';
import { askedOf } from './asked.js';
import { load } from './built.js';
import { pages } from './markup.js';

const dist = new URL('../../dist/', import.meta.url);

/** What every match of a pattern has in its groups. @param {string} html @param {RegExp} pattern */
const all = (html, pattern) => Array.from(html.matchAll(pattern), (match) => match.slice(1).join(' | '));

/** @param {string} html */
const sections = (html) => all(html, /<section id="(\w+)"/g);

test('both languages have the same sections, of which each opens with a heading and has figures and things to try', () => {
  assert.deepEqual(sections(pages.en), sections(pages.zh));
  assert.equal(sections(pages.en).length, 12);
  for (const html of Object.values(pages)) {
    for (const section of html.split(/(?=<section id=)/).slice(1, -1)) {
      const [name] = sections(section);
      assert.match(section, /^<section id="\w+">\s*<h2>/, name);
      assert.ok(all(section, /<figure class="(live)/g).length > 0, `${name} has no figure`);
      assert.match(section, /<(?:p|details) class="sources">/, name);
    }
  }
});

test('both languages have the same figures, presets, questions and formulas', () => {
  const patterns = {
    figures: /<(sgd-[a-z]+)\s+([^>]*?)\s*><\/sgd/g,
    live: /<(?:div|p)[^>]* data-live="(\w+)"/g,
    questions: /id="(guess-\w+)"[^>]*data-ask='([^']*)'/g,
    choices: /<li data-(\w+)=(?:"([^"]*)"|'([^']*)')/g,
    numbers: /<data value="([^"]*)" data-ask='([^']*)'/g,
    maths: /(<math[^>]*display="block"[^>]*>)/g,
  };
  for (const [name, pattern] of Object.entries(patterns)) {
    const found = { en: all(pages.en, pattern), zh: all(pages.zh, pattern) };
    assert.deepEqual(found.zh, found.en, name);
    assert.ok(found.en.length > 5, `${name}: ${found.en.length}`);
  }
  const presets = (/** @type {string} */ html) => all(html, /<li>\s*<a href="([^"]*#[^"]*)"/g);
  assert.deepEqual(
    presets(pages.zh).map((preset) => preset.replace('../zh/', './')),
    presets(pages.en),
  );
  for (const html of Object.values(pages)) {
    assert.doesNotMatch(html, /\{\{|\$/, 'something was left to be put in');
    for (const [target] of html.matchAll(/(?<=data-(?:for|veils|figure)=")[^"]*/g))
      assert.match(html, new RegExp(`id="${target}"`));
  }
});

test('no caption says where a picture stands: on a phone they are stacked', () => {
  const sided =
    /\b(right|left)(-hand)? (picture|map|figure|chart|plot)|(picture|map|figure|chart|plot|data|samples) (on|at|to) the (right|left)|[左右](边的?|侧的?)?图/;
  for (const html of Object.values(pages)) {
    const captions = all(html, /<figcaption>([\s\S]*?)<\/figcaption>/g);
    assert.ok(captions.length > 10);
    for (const caption of captions) assert.doesNotMatch(caption, sided);
  }
});

test('the interface says the same in both languages', () => {
  /** @param {any} a @param {any} b @param {string} path */
  const same = (a, b, path) => {
    assert.equal(typeof b, typeof a, path);
    if (typeof a === 'string') assert.ok(b.length > 0, path);
    if (typeof a === 'function') assert.equal(b.length, a.length, path);
    if (a === null || typeof a !== 'object') return;
    assert.deepEqual(Object.keys(b), Object.keys(a), path);
    for (const key of Object.keys(a)) same(a[key], b[key], `${path}.${key}`);
  };
  same(en, zh, 'words');
});

const { createEngine } = await load('chapter');
/** @type {any} Asked as programs ask that know no types. */
const engine = await createEngine();
const asked = askedOf(engine);

/** Half a unit of the last digit that is written. @param {string} value */
const tolerance = (value) => 0.5 * 10 ** -(value.split('.')[1]?.length ?? 0) + 1e-12;

test('every number of the text that the engine has made is as the engine says', async () => {
  await engine.loadDataset('mnist', { base: new URL('data/', dist) });
  const numbers = Array.from(pages.en.matchAll(/<data value="([^"]*)" data-ask='([^']*)'\s*>([^<]*)</g));
  assert.ok(numbers.length > 20);
  for (const [, value = '', ask = '', text = ''] of numbers) {
    const found = await answer(asked, JSON.parse(ask));
    assert.ok(Math.abs(found - Number(value)) <= tolerance(value), `${value} is ${found} by ${ask}`);
    const said = text.trim().replaceAll(',', '').replace('−', '-');
    const read = said.endsWith('%') ? Number.parseFloat(said) / 100 : Number(said);
    assert.ok(Math.abs(read - Number(value)) < 1e-9, `“${text}” does not say ${value}`);
  }
  for (const html of Object.values(pages)) {
    const said = all(html, /<data value="([^"]*)"[^>]*>([^<]*)</g);
    assert.deepEqual(said, all(pages.en, /<data value="([^"]*)"[^>]*>([^<]*)</g));
  }
});

test('Nesterov is explained by both lines of its rule, as the engine has them', () => {
  const { optimizers } = engine.catalog();
  const { equation } = optimizers.find((/** @type {{ name: string }} */ { name }) => name === 'nesterov');
  const lines = equation.replaceAll(/[\s·]/g, '').replaceAll('g', '∇L').split(';');
  assert.equal(lines.length, 2);
  for (const html of Object.values(pages)) {
    const said = all(html, /<math>([\s\S]*?)<\/math>/g).map((math) => math.replaceAll(/<[^>]*>|\s/g, ''));
    for (const line of lines) assert.ok(said.includes(line), `${line} is not among ${said.join(', ')}`);
  }
});

test('every question has exactly one right answer, for every answer that there could be', () => {
  for (const [, question = ''] of pages.en.matchAll(/<div\s+class="prediction"([\s\S]*?)<\/div>/g)) {
    const ranges = all(question, /data-range="([^"]*)"/g).map((range) => range.split(',').map(Number));
    const compared = /data-rule="least"/.test(question);
    assert.equal(ranges.length === 0, compared, question);
    ranges.sort(([a = 0], [b = 0]) => a - b);
    ranges.slice(1).forEach(([low], k) => {
      assert.equal(low, ranges[k]?.[1], `a gap or an overlap in ${question}`);
    });
  }
});

test('signs of eigenvalues are counted right, and minima are as rare as the theory says', () => {
  assert.equal(positives(Float64Array.of(2, 1, 1, 2), 2), 2);
  assert.equal(positives(Float64Array.of(1, 2, 2, 1), 2), 1);
  assert.equal(positives(Float64Array.of(-2, 1, 1, -2), 2), 0);
  assert.equal(positives(Float64Array.of(1, 2, 0, 2, 1, 0, 0, 0, -3), 3), 1);
  const sample = 200_000;
  // Of the Gaussian orthogonal ensemble, exactly; five standard errors.
  for (const [n, share] of [
    [1, 1 / 2],
    [2, (2 - Math.SQRT2) / 4],
    [3, (Math.PI - 2 * Math.SQRT2) / (4 * Math.PI)],
  ]) {
    if (n === undefined || share === undefined) continue;
    const { minima, saddles, maxima } = kinds(n, sample, 3);
    assert.equal(minima + saddles + maxima, sample);
    const error = 5 * Math.sqrt((share * (1 - share)) / sample);
    assert.ok(Math.abs(minima / sample - share) < error, `${n}: ${minima / sample} and not ${share}`);
    assert.ok(Math.abs(maxima / sample - share) < error, `${n}: ${maxima / sample} and not ${share}`);
  }
  assert.deepEqual(kinds(4, 1000, 5), kinds(4, 1000, 5));
});
