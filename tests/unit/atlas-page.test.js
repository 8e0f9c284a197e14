// The parts of the atlas that can be checked without a browser: what differs between two equations, when two runs part, and
// what the page says of libraries.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { linesOf, Writer } from '../../www/elements/playground/extras/equation.js';
import { difference, keyOfLines } from '../../www/site/atlas/difference.js';
import { formsOf, groupsOf } from '../../www/site/atlas/libraries.js';
import { partingRow, partingStep } from '../../www/site/atlas/parting.js';
import { answer } from '../../www/site/chapter/ask.js';
import { askedOf } from './asked.js';
import { load } from './built.js';
import { elements } from './markup.js';

/** @typedef {import('../../www/elements/playground/extras/equation.js').Tree} Tree */

const { createEngine } = await load('atlas-page');
const engine = await createEngine();
const catalog = engine.catalog();

/** `a*b` and the like, as trees. @param {string} op @param {...(string | Tree)} parts @returns {Tree} */
const t = (op, ...parts) => ({
  op,
  symbol: '',
  value: 0,
  arguments: parts.map((part) =>
    typeof part === 'string' ? { op: 'letter', symbol: part, value: 0, arguments: [] } : part,
  ),
});

/** A tree as text, with what is marked in brackets. @type {import('../../www/elements/playground/extras/equation.js').Make<string>} */
const plain = (name, content, attributes) => {
  const inside = Array.isArray(content) ? content.join('') : content;
  if (attributes?.class === 'differs') return `[${inside}]`;
  return name === 'mfrac' ? `{${inside}}` : inside;
};

/** @param {Tree} tree @param {Tree} reference */
const marked = (tree, reference) => {
  const lines = [{ symbol: 'w', tree }];
  return new Writer(plain, false, difference(lines, [{ symbol: 'w', tree: reference }])).line({ symbol: 'w', tree });
};

test('a term or factor that the other equation does not have is marked, with its sign', () => {
  const inside = t('-', t('*', 'b', 'v'), t('*', 'a', 'g'));
  assert.equal(marked(inside, inside), 'w←b⋅v−a⋅g');
  assert.equal(marked(t('+', t('*', 'b', 'v'), 'g'), inside), 'w←b⋅v[+g]');
  assert.equal(marked(t('-', t('*', t('*', 'b', 'b'), 'v'), t('*', 'a', 'g')), inside), 'w←b⋅[b]⋅v−a⋅g');
  assert.equal(marked(t('/', 'm', t('sqrt', t('+', 's', 'e'))), t('/', 'm', t('sqrt', 's'))), 'w←{ms[+e]}');
});

test('what is in another order is the same, and what has other parentheses is not', () => {
  assert.equal(marked(t('+', 'a', 'b'), t('+', 'b', 'a')), 'w←a+b');
  assert.equal(marked(t('*', 'a', t('*', 'b', 'c')), t('*', t('*', 'a', 'b'), 'c')).includes('['), true);
  // A factor is missing: the product is marked.
  assert.equal(marked(t('+', 'w', 'g'), t('+', 'w', t('*', 'a', 'g'))), 'w←w[+g]');
});

test('what is 1 where it holds, and else 0, stands in brackets', () => {
  const line = { symbol: 'w', tree: t('*', t('at-least', '1', t('+', 't', 'u')), 'v') };
  assert.equal(new Writer(plain, false).line(line), 'w←[1≥t+u]⋅v');
});

test('a line of its own is marked as a whole', () => {
  const lines = [{ symbol: 'u', tree: t('*', 'a', 'b') }];
  assert.deepEqual([...difference(lines, [])], [lines[0]?.tree]);
});

test('two paths part where their distance is beyond the share of the longer way', () => {
  const a = { dim: 1, params: [0, 1, 2, 3, 4] };
  assert.equal(partingRow(a, { dim: 1, params: [0, 1, 2, 3, 4.03] }, 0.01), null);
  assert.equal(partingRow(a, { dim: 1, params: [0, 1, 2, 3, 4.05] }, 0.01), 4);
  assert.equal(partingRow(a, { dim: 1, params: [0, 1.02, 2, 3, 4] }, 0.01), 1);
  // The way counts, not where it has led.
  const there = { dim: 2, params: [0, 0, 3, 4, 0, 0, 3, 4] };
  assert.equal(partingRow(there, { dim: 2, params: [0, 0, 3, 4, 0, 0, 3, 4.14] }, 0.01), null);
  assert.equal(partingRow(there, { dim: 2, params: [0, 0, 3, 4, 0, 0, 3, 4.2] }, 0.01), 3);
});

test('momentum of Keras and PyTorch stays together until the rate changes', () => {
  const race = {
    config: { objective: 'ravine', learningRate: 0.01 },
    rules: ['keras', 'torch'].map((convention) => ({ optimizer: 'momentum', convention })),
    steps: 500,
  };
  assert.equal(partingStep(engine, race), null);
  // The old velocity goes on at the old rate in Keras, at the new one in PyTorch: seen at the next step.
  assert.equal(partingStep(engine, { ...race, edits: [{ step: 20, changes: { learningRate: 0.001 } }] }), 21);
});

test('every form of every library is in one group, and those of a group compute the same', () => {
  for (const { name, conventions } of catalog.optimizers) {
    const groups = groupsOf(engine, name);
    const own = catalog.libraries.find((library) => library.conventions.includes(conventions[0] ?? ''));
    assert.equal(groups[0]?.entries[0]?.library.name, own?.name);
    assert.equal(groups[0]?.differs.size, 0);
    const entries = groups.flatMap((group) => group.entries);
    assert.equal(entries.length, formsOf(catalog.libraries, name).length);
    for (const { lines, differs, entries: those } of groups) {
      for (const { form, first } of those) {
        const own = linesOf(engine.rule({ optimizer: name, convention: form.convention }));
        assert.equal(keyOfLines(own), keyOfLines(lines));
        assert.ok(Number.isFinite(first), `${name} of ${form.convention}`);
      }
      if (lines !== groups[0]?.lines) assert.ok(differs.size > 0, `${name} of ${those[0]?.form.convention}`);
    }
  }
});

for (const [page, file] of Object.entries({ en: 'atlas/index.html', zh: 'zh/atlas/index.html' })) {
  test(`every number of the surprises is the engine's: ${page}`, async () => {
    const html = await readFile(new URL(`../../dist/${file}`, import.meta.url), 'utf8');
    const numbers = elements(html, 'data');
    assert.ok(numbers.length > 8);
    for (const { attributes, inner } of numbers) {
      const found = await answer(askedOf(engine), JSON.parse(attributes['data-ask'] ?? ''));
      assert.equal(Number(found.toPrecision(4)), Number(attributes.value), attributes['data-ask']);
      assert.equal(inner, attributes.value);
    }
  });
}
