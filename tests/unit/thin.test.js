// Paths of long runs: what is left out of them shows nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Beginning, LIFT, WHOLE } from '../../www/elements/views/rows.js';
import { MOST, ThinPath } from '../../www/elements/views/thin.js';

/** Numbers from 0 to 1, the same each time. @param {number} seed */
function chance(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** @param {number} count @param {(k: number) => [number, number]} place from 0 to 1 */
const rows = (count, place) => Array.from({ length: count }, (_, k) => place(k));

/** @param {number} count @param {number} spread */
function jitter(count, spread) {
  const next = chance(7);
  return rows(count, (k) => [0.5 + 0.4 * Math.exp(-k / 50) + spread * (next() - 0.5), 0.4 + spread * (next() - 0.5)]);
}

/** @type {Record<string, [number, number][]>} */
const RUNS = {
  'one that comes to rest': rows(200_000, (k) => [0.9 * Math.exp(-k / 4000), 0.5 + 0.4 * Math.exp(-k / 900)]),
  'one that spirals in': rows(100_000, (k) => [
    0.5 + 0.4 * Math.exp(-k / 100) * Math.cos(k / 3),
    0.5 + 0.4 * Math.exp(-k / 100) * Math.sin(k / 3),
  ]),
  'one that jitters about a minimum': jitter(100_000, 0.06),
  'one that leaps to and fro': rows(50_000, (k) => [k % 2, 0.5 + 0.3 * Math.sin(k / 9000)]),
  'one that leaves the picture and comes back': rows(30_000, (k) => [0.5 + 0.9 * Math.sin(k / 5000), 0.3 + k / 90_000]),
  'one with steps that have no value': rows(5000, (k) => [k / 5000, k % 1000 === 999 ? Number.NaN : 0.5]),
  'a short one': rows(300, (k) => [k / 300, 0.5]),
};

/** @param {[number, number][]} run */
const thin = (run) =>
  new ThinPath(
    (row) => run[row]?.[0] ?? 0,
    (row) => run[row]?.[1] ?? 0,
    0,
  );

/** How far a point is from a line through two others. @param {number[]} point @param {number[]} a @param {number[]} b */
function distance([x = 0, y = 0], [ax = 0, ay = 0], [bx = 0, by = 0]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = dx || dy ? ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy) : 0;
  const part = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - part * dx, y - ay - part * dy);
}

for (const [name, run] of Object.entries(RUNS)) {
  test(`${name} has few rows, both its ends, and goes wherever it went`, () => {
    const path = thin(run);
    path.extend(run.length);
    const { whole } = path;
    assert.ok(whole.length <= MOST + 3, String(whole.length));
    assert.equal(whole[0], 0);
    assert.equal(whole.at(-1), run.length - 1);
    /** @type {[number[], number[]][]} */
    const lines = whole.flatMap((row, k) => {
      const before = whole[k - 1];
      const [a, b] = [run[before ?? 0], run[row]];
      return k > 0 && before !== LIFT && row !== LIFT && a && b ? [[a, b]] : [];
    });
    // On a picture of 480 pixels; asked of some hundred rows, which is enough of them.
    const pixels = 480;
    for (let k = 0; k < run.length; k += Math.ceil(run.length / 400)) {
      const point = run[k] ?? [0, 0];
      if (!point.every((value) => value >= 0 && value <= 1)) continue;
      const off = Math.min(...lines.map(([a, b]) => distance(point, a, b)).filter((length) => !Number.isNaN(length)));
      assert.ok(off * pixels < 0.5, `row ${k} is ${off * pixels} pixels off`);
    }
  });

  test(`${name} is the same whether it grew step by step or came at once`, () => {
    const [once, grown] = [thin(run), thin(run)];
    once.extend(run.length);
    const next = chance(3);
    for (let length = 0; length < run.length; ) {
      length = Math.min(run.length, length + 1 + Math.floor(next() * 60));
      grown.extend(length);
    }
    assert.deepEqual(grown.rows, once.rows);
  });
}

test('what has been drawn is not drawn again, and what is drawn in parts is all of it', () => {
  const run = RUNS['one that jitters about a minimum'] ?? [];
  const path = thin(run);
  /** @type {Set<string>} */
  const drawn = new Set();
  let lines = 0;
  for (let length = 10; length < run.length; length += 97) {
    const before = Math.max(0, length - 97);
    path.extend(length);
    const part = path.since(length === 10 ? 0 : before);
    for (const [k, row] of part.entries()) {
      const last = part[k - 1] ?? LIFT;
      if (last === LIFT || row === LIFT) continue;
      drawn.add(`${last} ${row}`);
      lines += 1;
    }
  }
  assert.equal(drawn.size, lines);
});

test('a path is drawn from its beginning on until what thins it is there', () => {
  const path = new Beginning(3);
  path.extend(10);
  assert.deepEqual(path.since(3), [3, 4, 5, 6, 7, 8, 9]);
  path.extend(12);
  assert.deepEqual(path.since(10), [9, 10, 11]);
  path.extend(1e6);
  assert.deepEqual([path.since(3).length, path.since(3).at(-1)], [WHOLE, WHOLE + 2]);
});
