// What `npm run mutants:scripts` says of what Stryker reports.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { label, reasons, sorted } from '../../tools/mutants-scripts.mjs';
import { root } from '../../tools/shell.mjs';

const source = 'const a = 1;\nif (a <\n  b) c();\n';
/** @param {number[]} place @param {string} replacement @param {string} status */
const mutant = ([line = 0, column = 0, toLine = 0, toColumn = 0], replacement, status) => ({
  location: { start: { line, column }, end: { line: toLine, column: toColumn } },
  replacement,
  status,
});

test('a label has the text, on one line, and what stands in its place', () => {
  assert.equal(label('a.js', source, mutant([2, 5, 3, 4], 'false', 'Survived')), 'a.js: a < b → false');
  assert.equal(label('a.js', source, mutant([1, 11, 1, 12], '2', 'Survived')), 'a.js: 1 → 2');
  const long = label('a.js', `${'x'.repeat(200)}\n`, mutant([1, 1, 1, 201], '""', 'Survived'));
  assert.equal(long, `a.js: ${'x'.repeat(69)}… → ""`);
});

test('what has a reason is told apart, and so is a reason about nothing', () => {
  const mutants = [
    mutant([1, 11, 1, 12], '2', 'Killed'),
    mutant([1, 11, 1, 12], '3', 'Timeout'),
    mutant([2, 5, 3, 4], 'true', 'Survived'),
    mutant([2, 5, 3, 4], 'false', 'NoCoverage'),
    mutant([3, 6, 3, 10], ';', 'Ignored'),
  ];
  const known = reasons('# of this\na.js: a < b → true | c() changes nothing\n\na.js: 1 → 2 | none\n');
  assert.deepEqual(sorted({ 'a.js': { source, mutants } }, known), {
    all: 4,
    caught: 2,
    harmless: 1,
    open: ['a.js: a < b → false'],
    stale: ['a.js: 1 → 2'],
  });
});

test('a line without a reason is refused, and so is one that stands there twice', () => {
  assert.throws(() => reasons('a.js: 1 → 2 | one\na.js: 1 → 2 | two'), /mutants-scripts\.txt, line 2: .* twice/);
  for (const bad of ['a.js: 1 → 2', 'a.js: 1 → 2 | ', 'a.js: 1 | a reason']) {
    assert.throws(() => reasons(`# one\n${bad}`), /tests\/mutants-scripts\.txt, line 2: /);
  }
});

test('each line of tests/mutants-scripts.txt is about text that is there', () => {
  for (const name of reasons(readFileSync(`${root}/tests/mutants-scripts.txt`, 'utf8')).keys()) {
    const [file = '', change = ''] = name.split(/: (.*)/s);
    assert.ok(existsSync(`${root}/${file}`), `no file: ${name}`);
    const text = (change.split(' → ')[0] ?? '').replace(/…$/, '');
    assert.ok(readFileSync(`${root}/${file}`, 'utf8').replace(/\s+/g, ' ').includes(text), name);
  }
});
