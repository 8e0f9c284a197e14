// One of a thing is “1 step”, not “1 steps”: every sentence of every module of English words is said with one of each.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { counted } from '../../www/elements/kit/counted.js';

const www = new URL('../../www/', import.meta.url);
const modules = readdirSync(www, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(words(\.en)?|words\/en)\.js$/.test(file))
  .sort();

/** What sentences are made of: the number as text and as such, what it may be one of, and a list. */
const PARTS = ['1', 1, '30', ['1']];
const ANSWERS = ['steps', 'settled', 'converged', 'diverged', 'loss', 'slope', 'stationary', 'minima', 'accuracy'];
/** What some are told besides. @type {Record<string, unknown[]>} */
const BESIDES = {
  'site/chapter/hero-words.en.js valleys': [[{ which: ['sgd', 'adam'], place: '1' }]],
  'site/chapter/lesson-words.en.js question one': ANSWERS,
  'site/chapter/lesson-words.en.js question each': ANSWERS,
};

/** “1” and what follows it in the plural: a noun, maybe with an adjective, or a verb. */
const PLURAL =
  /(?<![\d.,])\b1 (?:(?!(?:after|and|as|at|is|that|the|to|with) )[a-z]+ )?(?:[a-z]+s|minima|maxima)\b|(?<![\d.,]|\d of )\b1 (?:of \d+ )?(?:[a-z]+ )?are\b/g;
/** What ends as a plural does and is none: a verb, say, of what is called “1” here. */
const SINGULAR = / (?:as|is|was|this|changes|gives|goes|has|begins|diverges|ends)$/;

/** Those that are never said of one: the number is a constant, or one has a sentence of its own. */
const NEVER_OF_ONE = [
  'elements/graph/words.en.js ways',
  'elements/network/compare/words.js tooMany',
  'elements/network/compare/words.js part',
  'elements/network/insight/words.en.js calibration intro',
  'elements/network/table/words.js drawn',
  'elements/network/words.en.js cores',
  'elements/network/words.en.js own tooMany',
  'elements/playground/extras/words.en.js tooMany',
  'elements/playground/extras/words.en.js stepsLeft',
  'elements/playground/words/en.js wholeBatch',
  'elements/playground/words/en.js someSamples',
  'site/chapter/words.en.js solve tooMany',
];

/** @param {unknown} words @param {string} path @returns {[string, (...parts: unknown[]) => unknown][]} */
function sentences(words, path) {
  if (typeof words === 'function') return [[path, /** @type {(...parts: unknown[]) => unknown} */ (words)]];
  if (typeof words !== 'object' || words === null) return [];
  return Object.entries(words).flatMap(([key, inner]) => sentences(inner, `${path} ${key}`));
}

/** Every choice of so many parts. @param {unknown[]} parts @param {number} count @returns {unknown[][]} */
const choices = (parts, count) =>
  count === 0 ? [[]] : choices(parts, count - 1).flatMap((before) => parts.map((part) => [...before, part]));

/** What a sentence says of one thing, for each way to say it. @param {string} name @param {(...parts: unknown[]) => unknown} sentence */
function said(name, sentence) {
  const all = /** @type {Set<string>} */ (new Set());
  for (const parts of choices([...PARTS, ...(BESIDES[name] ?? [])], sentence.length)) {
    try {
      all.add(String(sentence(...parts)));
    } catch (error) {
      // A part of another kind: others fit.
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return all;
}

const plurals = (/** @type {string} */ text) => (text.match(PLURAL) ?? []).filter((found) => !SINGULAR.test(found));

test('so many of a thing', () => {
  assert.equal(counted(1, 'step'), '1 step');
  assert.equal(counted('1', 'minimum', 'minima'), '1 minimum');
  for (const n of ['0', '2', '11', '1,001', '1.5', 21]) assert.equal(counted(n, 'step'), `${n} steps`);
  assert.equal(counted('2', 'minimum', 'minima'), '2 minima');
});

test('the pattern finds a plural of one', () => {
  for (const text of ['1 steps', '1 more lines', '1 of 30 rows are left out', 'in 1 dimensions', '1 minima', '1 are'])
    assert.equal(plurals(text).length, 1, text);
  for (const text of ['1 step', '1 of 30 rows is left out', '11 steps', '2.1 steps', 'step 1 is', '1,001 points'])
    assert.deepEqual(plurals(text), [], text);
});

test('modules of English words are found', () => {
  for (const file of ['elements/kit/words/en.js', 'elements/network/table/words.js', 'site/atlas/words.en.js'])
    assert.ok(modules.includes(file), file);
});

const never = /** @type {string[]} */ ([]);
for (const file of modules) {
  test(`one of a thing is in the singular: ${file}`, async () => {
    const exported = Object.values(await import(new URL(file, www).href));
    const english = exported.map((words) => words.en ?? words);
    assert.ok(english.length > 0);
    for (const [name, sentence] of sentences(english[0], file)) {
      const all = said(name, sentence);
      assert.ok(all.size > 0, `${name} takes parts that this test does not have`);
      const wrong = [...all].filter((text) => plurals(text).length > 0);
      if (NEVER_OF_ONE.includes(name)) {
        assert.ok(wrong.length > 0, `${name} is no exception`);
        never.push(name);
      } else assert.deepEqual(wrong, [], name);
    }
  });
}

test('every exception is a sentence', () => assert.deepEqual(never, NEVER_OF_ONE));
