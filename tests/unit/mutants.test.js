// Which mutants `npm run mutants` takes, and that tests/mutants.txt is about functions that are there.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { passes } from '../../tools/mutants.mjs';
import {
  asked,
  drawn,
  functionOf,
  inGroups,
  isRun,
  label,
  leftOf,
  reasons,
  sorted,
} from '../../tools/mutants-list.mjs';
import { root } from '../../tools/shell.mjs';

test('each line of tests/mutants.txt is about a function that is there', () => {
  for (const name of reasons(readFileSync(`${root}/tests/mutants.txt`, 'utf8')).keys()) {
    const file = name.split(': ')[0] ?? '';
    assert.ok(existsSync(`${root}/${file}`), `no file: ${name}`);
    const head = new RegExp(`\\bfn ${functionOf(name)}\\b`);
    assert.match(readFileSync(`${root}/${file}`, 'utf8'), head, name);
  }
});

test('a label has no line and column, and names its function', () => {
  for (const [name, without, of] of [
    ['src/a.rs:3:44: replace < with <= in multiply', 'src/a.rs: replace < with <= in multiply', 'multiply'],
    ['src/a.rs:1:2: delete - in Graph::simplify', 'src/a.rs: delete - in Graph::simplify', 'simplify'],
    ['src/a.rs:1:2: delete ! in <impl Pair for f64x2>::or', 'src/a.rs: delete ! in <impl Pair for f64x2>::or', 'or'],
    [
      'src/a.rs:1:2: replace Plan<T>::reads -> bool with true',
      'src/a.rs: replace Plan<T>::reads -> bool with true',
      'reads',
    ],
    [
      'src/a.rs:1:2: replace <impl Hasher for Fnv>::write with ()',
      'src/a.rs: replace <impl Hasher for Fnv>::write with ()',
      'write',
    ],
  ]) {
    assert.equal(label(name ?? ''), without);
    assert.equal(functionOf(without ?? ''), of);
  }
});

test('a reason stands behind the last bar', () => {
  const read = reasons('# about\n\na.rs: replace | with ^ in f | the bits are apart\nb.rs: delete ! in A::g | why\n');
  assert.deepEqual(
    [...read],
    [
      ['a.rs: replace | with ^ in f', 'the bits are apart'],
      ['b.rs: delete ! in A::g', 'why'],
    ],
  );
  for (const bad of [
    'a.rs: delete ! in f',
    'a.rs: delete ! in f | ',
    'nothing | why',
    'a.rs: x in f | y\na.rs: x in f | z',
  ])
    assert.throws(() => reasons(bad), /tests\/mutants\.txt, line \d/);
});

const rows = [
  { file: 'a.rs', name: 'a.rs:1:1: delete ! in f', end: 'survived' },
  { file: 'a.rs', name: 'a.rs:2:1: delete - in f', end: 'caught' },
  { file: 'a.rs', name: 'a.rs:3:1: delete - in g', end: 'never reached' },
  { file: 'a.rs', name: 'a.rs:4:1: delete - in h', end: 'not run' },
  { file: 'a.rs', name: 'a.rs:5:1: delete - in i', end: 'cannot be compiled' },
];

test('survivors with a reason stand apart, and a reason about nothing is told', () => {
  const known = reasons('a.rs: delete ! in f | why\na.rs: delete ! in gone | why\nb.rs: delete ! in f | not looked at');
  const found = sorted(rows, known, rows);
  assert.deepEqual(found.known, [rows[0]]);
  assert.deepEqual(found.open, [rows[2]]);
  assert.deepEqual(found.stale, ['a.rs: delete ! in gone']);
});

test('of those that were not run nothing is said', () => {
  assert.deepEqual(
    rows.filter(({ end }) => isRun(end)),
    rows.slice(0, 3),
  );
});

test('again are those that were left or not run, wherever they stand now', () => {
  const moved = rows.map(({ file, name }) => ({ file, name: name.replace(/:(\d):/, ':1$1:') }));
  assert.deepEqual(leftOf(moved, rows), [moved[0], moved[2], moved[3]]);
});

test('a share is drawn by its seed, and of each alone', () => {
  const all = Array.from({ length: 2000 }, (_, k) => ({ name: `a.rs:${k}:1: delete ! in f` }));
  const some = drawn(all, 0.1, '1');
  assert.ok(some.length > 140 && some.length < 260, `${some.length}`);
  assert.deepEqual(
    drawn(all.slice(0, 1000), 0.1, '1'),
    some.filter((one) => all.indexOf(one) < 1000),
  );
  assert.notDeepEqual(drawn(all, 0.1, '2'), some);
  assert.deepEqual(drawn(all, 1, '1'), all);
});

test('quick tests of a program share a process, and come before slow ones', () => {
  const timed = [2, 0.125, 0.375, 0.25, 0.25].map((seconds) => ({ program: 'a', seconds }));
  const groups = inGroups([...timed, { program: 'b', seconds: 0.125 }]);
  assert.deepEqual(
    groups.map(({ tests, seconds }) => [tests[0].program, tests.length, seconds]),
    [
      ['b', 1, 0.125],
      ['a', 1, 0.25],
      ['a', 2, 0.375],
      ['a', 1, 0.375],
      ['a', 1, 2],
    ],
  );
});

test('a test that does not end is stopped, and is told from one that fails', {
  skip: process.platform !== 'linux',
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mutants-'));
  for (const [name, script, end] of /** @type {const} */ ([
    ['passes', 'exit 0', true],
    ['fails', 'exit 1', false],
    ['goes-on', 'while :; do :; done', undefined],
  ])) {
    const program = join(folder, name);
    writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    assert.equal(await passes(program, [], {}, 1, folder), end, name);
  }
  rmSync(folder, { recursive: true });
});

test('what a command asks for', () => {
  assert.deepEqual(asked([]), { files: [], again: false, share: 1, seed: '1' });
  const words = ['--again', 'src/a.rs', '--share', '0.1', '--seed', '7'];
  assert.deepEqual(asked(words), { files: ['src/a.rs'], again: true, share: 0.1, seed: '7' });
  for (const share of ['0', '2', 'half', '-1']) assert.throws(() => asked([`--share=${share}`]), /--share/);
});
