// The parts of the atlas that can be checked without a browser: what differs between two equations, when two runs part, and
// what the page says of libraries.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { formatNumber } from '../../www/elements/kit/format.js';
import { linesOf, Writer } from '../../www/elements/playground/extras/equation.js';
import { difference, keyOfLines } from '../../www/site/atlas/difference.js';
import { formsOf, groupsOf } from '../../www/site/atlas/libraries.js';
import { partingRow, partingStep } from '../../www/site/atlas/parting.js';
import { atlas } from '../../www/site/atlas/tables.js';
import { words as english } from '../../www/site/atlas/words.en.js';
import { words as chinese } from '../../www/site/atlas/words.zh.js';
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

/** The groups of each rule. */
const rules = catalog.optimizers.map(({ name, conventions }) => ({
  name,
  conventions,
  groups: groupsOf(engine, name),
}));
const entries = rules.flatMap(({ groups }) => groups.flatMap((group) => group.entries));

test('every form of every library is in one group, by its own settings, and those of a group compute the same', () => {
  for (const { name, conventions, groups } of rules) {
    const own = catalog.libraries.find((library) => library.conventions.includes(conventions[0] ?? ''));
    assert.equal(groups[0]?.entries[0]?.library.name, own?.name);
    assert.equal(groups[0]?.differs.size, 0);
    const all = groups.flatMap((group) => group.entries);
    assert.equal(all.length, formsOf(catalog.libraries, name).length);
    for (const { lines, differs, entries: those } of groups) {
      for (const { form, config, first } of those) {
        assert.deepEqual([config.optimizer, config.convention], [form.optimizer, form.convention]);
        assert.equal(keyOfLines(linesOf(engine.rule(config))), keyOfLines(lines));
        assert.ok(Number.isFinite(first), `${name} of ${form.convention}`);
      }
      if (lines !== groups[0]?.lines) assert.ok(differs.size > 0, `${name} of ${those[0]?.form.convention}`);
    }
  }
});

/** What the operations of equations are. @type {Record<string, (...numbers: number[]) => number>} */
const OPERATIONS = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
  square: (a) => a * a,
  neg: (a) => -a,
  sqrt: Math.sqrt,
  abs: Math.abs,
  sign: Math.sign,
  max: Math.max,
  min: Math.min,
  step: (a) => Number(a > 0),
  'at-least': (a, b) => Number(a >= b),
};

/** @param {Tree} tree @param {Map<string, number>} letters @returns {number} */
function numberOf({ op, symbol, value, arguments: all }, letters) {
  if (op === 'number') return value;
  if (op === 'letter') return letters.get(symbol) ?? assert.fail(`${symbol} is not printed`);
  const operation = OPERATIONS[op] ?? assert.fail(`what is ${op}?`);
  return operation(...all.map((tree) => numberOf(tree, letters)));
}

/** A text without its tags. @param {string | undefined} html */
const textOf = (html = '') => html.replaceAll(/<[^>]*>/g, '');

/**
 * The rows of the tables: the text of their cells, and of which arguments they speak.
 * @param {'en' | 'zh'} language @param {import('../../www/site/atlas/words.en.js').AtlasWords} words
 */
const rowsOf = (language, words) =>
  elements(atlas(engine, language, words).tables, 'tr', /data-library/).map(({ inner }) => {
    const cells = elements(inner, 'td').map((cell) => ({
      text: textOf(cell.inner),
      code: elements(cell.inner, 'code'),
    }));
    const said = [...(cells[0]?.code.slice(1) ?? []), ...(cells[2]?.code ?? [])].map(
      ({ inner }) => inner.split('=')[0] ?? '',
    );
    return { cells, said: said.filter((text) => !/^[\d.]+$/.test(text)) };
  });

const rows = rowsOf('en', english);

for (const [language, words] of /** @type {const} */ ([
  ['en', english],
  ['zh', chinese],
])) {
  const those = rowsOf(language, words);

  test(`each row says its arguments once: ${language}`, () => {
    assert.equal(those.length, entries.length);
    for (const { cells, said } of those) assert.deepEqual([...new Set(said)], said, cells[0]?.text);
  });

  test(`the equation of each row and its numbers give its first step: ${language}`, () => {
    const symbols = new Map(catalog.settings.map(({ name, symbol }) => [name, symbol]));
    for (const [
      at,
      {
        cells: [name, first, defaults],
        said,
      },
    ] of those.entries()) {
      const { rule, form, config, lines } = entries[at] ?? assert.fail();
      const printed = rule.arguments.filter((one) => said.includes(one.name || String(one.settings)));
      const names = [...printed.flatMap(({ settings }) => settings), ...form.with].filter((one) => one in config);
      const letters = new Map(names.map((one) => [symbols.get(one) ?? '', Number(config[one])]));
      const printedOf = (/** @type {string} */ setting) => (names.includes(setting) ? Number(config[setting]) : 0);
      const begins = /s (?:begins at|从) ([\d.]+)/.exec(defaults?.text ?? '')?.[1];
      const start = {
        ...Object.fromEntries(lines.map(({ symbol }) => [symbol, 0])),
        ...{ α: 1, g: -1, t: 1, w: 0, 'w₀': 0, z: 0, Δ: 0, s: Number(begins ?? printedOf('initialAccumulator')) },
        ...(form.optimizer === 'nadam' && { p: 1 }),
        ...(form.optimizer === 'prodigy' && { d: printedOf('firstDistance') }),
      };
      for (const [symbol, value] of Object.entries(start)) letters.set(symbol, value);
      for (const { symbol, tree } of lines) letters.set(symbol, numberOf(tree, letters));
      const label = `${name?.text} of ${form.convention}`;
      assert.equal(formatNumber(letters.get('w') ?? NaN), first?.text, label);
    }
  });
}

/** @param {Tree} tree @returns {string[]} */
const lettersIn = ({ symbol, arguments: all }) => [symbol, ...all.flatMap(lettersIn)].filter(Boolean);

for (const [library, name, first, has, lacks = ''] of /** @type {const} */ ([
  // 1/√(0.01 + 1e-8), 1/√(0.05 − 0.05² + 1e-4), 1/√(0.1 − 0.01), 1/√0.1
  ['chainer', 'RMSprop with eps_inside_sqrt', '10', 'ρ ε', 'ḡ β c'],
  ['chainer', 'RMSpropGraves', '4.583', 'ḡ β c'],
  ['mxnet', 'RMSProp with centered', '3.333', 'ḡ β c'],
  ['mxnet', 'RMSProp', '3.162', 'ρ ε', 'ḡ β c'],
  ['jax', 'rmsprop_momentum', '3.162', 'β'],
  ['numpyro', 'RMSPropMomentum', '3.162', 'β'],
  ['optax', 'rmsprop with momentum=0.9, nesterov', '6.008', 'β'],
  ['optax', 'rmsprop without eps_in_sqrt', '3.162', 'ε', 'β'],
  ['tf1', 'RMSPropOptimizer', '1', 'ρ ε', 'β'],
  ['sklearn', 'SGDOptimizer with momentum=0 without nesterov', '1', 'α', 'β'],
  ['sklearn', 'SGDOptimizer without nesterov', '1', 'β'],
  ['sklearn', 'SGDOptimizer', '1.9', 'β'],
  ['convnetjs', 'sgd with momentum=0', '1', 'α', 'β'],
  ['keras', 'SGD with momentum=0.9, nesterov', '1.9', 'β'],
  ['tf1', 'MomentumOptimizer with use_nesterov', '1.9', 'β'],
  ['optax', 'adamw with nesterov', '1.474', 'λ'],
  ['optax', 'nadamw', '1.474', 'λ'],
  ['optax', 'adamaxw', '1', 'λ'],
  ['dlib', 'adam', '1', 'λ₂'],
  ['dlib', 'sgd', '1', 'λ₂'],
  ['optax', 'sign_sgd', '1', 'α', 'λ β₁ β₂'],
])) {
  test(`${library}: ${name} goes ${first} rates far`, () => {
    const at = rows.findIndex(({ cells }, k) => entries[k]?.library.name === library && cells[0]?.text === name);
    assert.equal(rows[at]?.cells[1]?.text, first);
    const letters = entries[at]?.lines.flatMap(({ tree }) => lettersIn(tree)) ?? [];
    for (const letter of has.split(' ')) assert.ok(letters.includes(letter), letter);
    for (const letter of lacks.split(' ')) assert.ok(!letters.includes(letter), letter);
  });
}

test('what is no default of a library is said, and what its class has itself is printed alone', () => {
  const printed = (/** @type {string} */ library, /** @type {string} */ name) =>
    rows.find(({ cells }, k) => entries[k]?.library.name === library && cells[0]?.text === name)?.cells[2]?.text ?? '';
  assert.match(printed('tf1', 'MomentumOptimizer'), /momentum must be given, here 0\.9/);
  assert.match(printed('tf1', 'RMSPropOptimizer'), /s begins at 1$/);
  assert.match(printed('mxnet', 'Adam'), /^learning_rate=0\.001, beta1=0\.9, beta2=0\.999, epsilon=1e-8$/);
  assert.match(printed('mxnet', 'Signum'), /^learning_rate=0\.01, momentum=0\.9$/);
  assert.match(printed('keras', 'AdamW'), /^learning_rate=0\.001, weight_decay=0\.004, beta_1=0\.9/);
  assert.doesNotMatch(printed('mxnet', 'RMSProp'), /gamma2/, 'it is read only if centered');
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
