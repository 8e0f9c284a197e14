// Traces of other libraries: how they are kept, and how they are compared with those that are computed again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, difference, key, otherMoves } from '../../tools/atlas/compare.mjs';
import { chosen, why } from '../../tools/atlas/environments.mjs';
import { RUNS } from '../../tools/atlas/libraries.mjs';
import { computed, names, packed, read, unpacked } from '../../tools/atlas/traces.mjs';

const steps = Array.from({ length: 50 }, (_, k) => [1 / (k + 3), k - 0.5]);

/** What a generator writes. @param {object[]} cases */
const made = (...cases) => {
  const start = [1, -0.75];
  const plain = { settings: { lr: 0.1, nesterov: true }, objective: 'quadratic', a: 1, b: 10, start, precision: 'f64' };
  const all = cases.map((one) => ({ rule: 'SGD', ...plain, steps, ...one }));
  return computed(JSON.stringify({ library: 'a', version: '1', note: '', cases: all }));
};

/** One number changed, in the last point. @param {number | null} value */
const with_ = (value) => [...steps.slice(0, -1), [value, steps[49][1]]];

test('traces are the same after they have been packed', () => {
  const averaged = steps.map(([x, y]) => [y, x]);
  const { cases } = made(
    { precision: 'f32' },
    { rule: 'Averaging', eval_steps: averaged },
    { rule: 'Far', b: 9, start: [0, 0], steps: with_(null) },
  );
  const rows = cases.map(({ row }) => row);
  const bytes = packed(cases);
  assert.equal(bytes.length, 50 * 2 * (4 + 8 + 8 + 8));
  assert.deepEqual(unpacked(rows, bytes), cases);
  assert.deepEqual(unpacked(rows.slice(1), bytes.subarray(400)), cases.slice(1));
  assert.deepEqual(cases[0].steps[0], [Math.fround(1 / 3), -0.5]);
  assert.deepEqual(cases[1].averaged[0], [-0.5, 1 / 3]);
  assert.ok(Number.isNaN(cases[2].steps[49][0]));
  const usual = { settings: { lr: 0.1, nesterov: true }, objective: 'quadratic' };
  assert.deepEqual(rows, [
    { rule: 'SGD', ...usual, precision: 'f32' },
    { rule: 'Averaging', ...usual, averaged: true },
    { rule: 'Far', ...usual, a: 1, b: 9, start: [0, 0] },
  ]);
  assert.throws(() => made({ steps: steps.slice(1) }), /SGD on quadratic has 49 points, not 50/);
});

test('a difference is a share of the largest number, and 0 only if all bits are equal', () => {
  assert.equal(difference([1, -4, Number.NaN], [1, -4, Number.NaN]), 0);
  assert.equal(difference([1, -4, 2], [1, -4, 3]), 1 / 4);
  assert.equal(difference([1, -4, 2 ** -60], [1, -4, 3 * 2 ** -60]), 2 ** -61);
  assert.equal(difference([1, Number.NaN], [1, 2]), Number.POSITIVE_INFINITY);
  assert.equal(difference([1, 2], [1, Number.NaN]), Number.POSITIVE_INFINITY);
  assert.equal(difference([1, 2], [1]), Number.POSITIVE_INFINITY);
  assert.ok(difference([0, 0], [0, 5e-324]) > 0);
});

test('it is said which cases have changed, which are gone and which are new', () => {
  const x = steps[49][0];
  const stored = made(
    {},
    { rule: 'Rounded' },
    { rule: 'Other' },
    { rule: 'Gone' },
    { rule: 'Loose', check_slack: 1e9 },
  );
  const again = made(
    { settings: { nesterov: true, lr: 0.1 } },
    { rule: 'Rounded', steps: with_(x * (1 + 1e-15)) },
    { rule: 'Other', steps: with_(x + 0.485) },
    { rule: 'Loose', steps: with_(x + 1e-4) },
    { objective: 'rosenbrock' },
  );
  const { cases, equal, other, gone, further, largest } = compare(stored, again);
  assert.deepEqual([cases, equal], [5, 1]);
  assert.ok(Math.abs(largest - 0.01) < 1e-12);
  assert.deepEqual(other, ['Other {"lr":0.1,"nesterov":true} on quadratic: 1.0e-2']);
  assert.deepEqual(gone, ['Gone {"lr":0.1,"nesterov":true} on quadratic']);
  assert.deepEqual(further.map(key), ['SGD {"lr":0.1,"nesterov":true} on rosenbrock']);
});

test('in f32 as much may differ as f32 rounds', () => {
  const [stored, again] = ['f64', 'f32'].map((precision) => made({ precision }));
  const near = made({ precision: 'f32', steps: with_(steps[49][0] + 1e-4) });
  assert.deepEqual(compare(again, near).other, []);
  assert.equal(compare(stored, near).other.length, 1);
  assert.equal(compare(stored, again).other.length, 1, 'another precision is another trace');
});

test('what moves although the rate has fallen to 0 is compared, too', () => {
  const stored = [
    { library: 'a', rule: 'inside', second_move: -0.09, rate: /** @type {const} */ ('inside') },
    { library: 'a', rule: 'outside', second_move: 0, rate: /** @type {const} */ ('outside') },
  ];
  assert.deepEqual(otherMoves(stored, { inside: -0.0900001, outside: 0, more: 1 }), []);
  assert.deepEqual(otherMoves(stored, { inside: 0 }), [
    'inside, rate to 0: moves 0, not -0.09',
    'outside, rate to 0: moves undefined, not 0',
  ]);
});

test('every stored trace has a run that makes it again, and each of its cases a name of its own', () => {
  const runs = RUNS.flatMap(({ makes }) => makes);
  assert.deepEqual([...runs].sort(), names());
  for (const name of names()) {
    const cases = read(name)?.cases ?? [];
    assert.ok(cases.length > 0 && new Set(cases.map(key)).size === cases.length, name);
  }
});

test('the newest versions are those without a number', () => {
  const packages = 'mlx[cpu]==0.32.4 numpy<1.24 @tensorflow/tfjs@4.22.0 brain.js@1.6.1';
  assert.deepEqual(chosen(packages, false), packages.split(' '));
  assert.deepEqual(chosen(packages, true), ['mlx[cpu]', 'numpy<1.24', '@tensorflow/tfjs', 'brain.js']);
});

test('of what a failed program has printed, the line is shown that says why', () => {
  assert.equal(
    why('Collecting a\nERROR: No matching distribution found for a==9\nnotice\n'),
    'ERROR: No matching distribution found for a==9',
  );
  assert.equal(why('In function f:\na.cpp:1:2: error: no b\n  | ~~\n'), 'a.cpp:1:2: error: no b');
  assert.equal(why('Traceback:\n  File "a.py"\nImportError: no b\n\n'), 'ImportError: no b');
  assert.equal(why('npm error code E404\nnpm error 404 Not Found - a\n'), 'npm error 404 Not Found - a');
});
