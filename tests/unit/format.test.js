import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatInteger,
  formatNumber,
  formatReading,
  formatVector,
  plainNumber,
  superscript,
} from '../../www/elements/kit/format.js';
import { COARSE, FINE, nearestRung, rung } from '../../www/elements/kit/ladder.js';
import { percent } from '../../www/elements/kit/percent.js';
import { halfWidth, numberText } from '../../www/elements/kit/typed.js';

test('numbers have few digits, a true minus sign and written-out powers of ten', () => {
  assert.equal(formatNumber(0), '0');
  assert.equal(formatNumber(-0), '0');
  assert.equal(formatNumber(Math.PI), '3.142');
  assert.equal(formatNumber(-0.5), '−0.5');
  assert.equal(formatNumber(2214.3, 2), '2200');
  assert.equal(formatNumber(1.5e-7), '1.5×10⁻⁷');
  assert.equal(formatNumber(-3.541e94), '−3.54×10⁹⁴');
  assert.equal(formatNumber(Number.NaN), 'NaN');
  assert.equal(formatNumber(-Infinity), '−∞');
  assert.equal(formatNumber(Infinity), '∞');
});

test('a power of ten stands where the number would be long', () => {
  for (const [value, text] of /** @type {const} */ ([
    [99_999, '99999'],
    [100_000, '1×10⁵'],
    [-100_500, '−1.01×10⁵'],
    [0.001, '0.001'],
    [0.000999, '9.99×10⁻⁴'],
    [1.05e20, '1.05×10²⁰'],
    [1.001e20, '1×10²⁰'],
    [2e-10, '2×10⁻¹⁰'],
  ])) {
    assert.equal(formatNumber(value, 5), text);
  }
  assert.equal(formatNumber(2e10, 1), '2×10¹⁰', 'one digit');
  for (const [exponent, text] of /** @type {const} */ ([
    [0, '⁰'],
    [5, '⁵'],
    [-12, '⁻¹²'],
    [3467890, '³⁴⁶⁷⁸⁹⁰'],
  ])) {
    assert.equal(superscript(exponent), text);
  }
});

test('what a run has come to is told as finely as a reader can see', () => {
  assert.equal(formatReading(2.815e-10), '≈ 0');
  assert.equal(formatReading(-1.678e-5), '−1.68×10⁻⁵');
  assert.equal(formatReading(0), '0');
  assert.equal(formatReading(1e-6), '1×10⁻⁶');
  assert.equal(formatReading(-9.9e-7), '≈ 0');
  assert.equal(formatReading(-13.5), '−13.5');
  assert.equal(formatVector([3, -4e-9]), '(3, ≈ 0)');
});

test('a part of all is a percentage with one decimal at most', () => {
  assert.deepEqual([0, 0.0001, 0.001, 0.908, 0.995, 1].map(percent), [
    '0%',
    '< 0.1%',
    '0.1%',
    '90.8%',
    '99.5%',
    '100%',
  ]);
});

test('whole numbers are grouped by thousands', () => {
  assert.equal(formatInteger(999), '999');
  assert.equal(formatInteger(1234567), '1,234,567');
});

test('a vector of one is a number', () => {
  assert.equal(formatVector([2]), '2');
  assert.equal(formatVector([1, -2]), '(1, −2)');
});

test('what goes into a field is plain ASCII without rounding noise', () => {
  assert.equal(plainNumber(0.1 + 0.2), '0.3');
  assert.equal(plainNumber(1e-6), '0.000001');
  assert.equal(Number(plainNumber(2.5e-9)), 2.5e-9);
});

test('the ladder climbs by round numbers', () => {
  assert.deepEqual(
    [0, 1, 5, 10, -10, -15, -60].map((position) => rung(position)),
    [1, 1.2, 3, 10, 0.1, 0.03, 0.000001],
  );
});

test('the fine ladder climbs by a few hundredths, over numbers of few digits', () => {
  const at = nearestRung(0.04, FINE);
  assert.deepEqual(
    [-2, -1, 0, 1].map((k) => rung(at + k, FINE)),
    [0.038, 0.039, 0.04, 0.041],
  );
  for (let position = -200; position < 100; position += 1) {
    const ratio = rung(position + 1, FINE) / rung(position, FINE);
    assert.ok(ratio > 1.019 && ratio < 1.051, `${rung(position, FINE)}`);
  }
});

test('every rung is nearest to itself, and other numbers to a neighbour', () => {
  for (const rungs of [COARSE, FINE]) {
    for (let position = -60; position <= 80; position += 1) {
      assert.equal(nearestRung(rung(position, rungs), rungs), position);
    }
  }
  assert.equal(rung(nearestRung(0.0123)), 0.012);
  // What is typed may be as large as one likes.
  assert.equal(nearestRung(Number.POSITIVE_INFINITY), nearestRung(Number.MAX_VALUE));
  assert.equal(rung(nearestRung(9.7)), 10);
});

test('a number is understood from any keyboard', () => {
  for (const text of ['0.05', '0,05', ' 0,05 ', '０．０５', '０，０５']) assert.equal(numberText(text), '0.05', text);
  assert.equal(numberText('－1e－3'), '-1e-3');
  assert.equal(numberText('−0,5'), '-0.5');
  for (const text of ['1,2,3', '1.000,5', 'full'])
    assert.equal(numberText(text), text, 'what is no decimal comma stays');
  assert.equal(halfWidth('－１，２　（ｘ）'), '-1,2 (x)');
});
