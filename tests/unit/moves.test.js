import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moveLines } from '../../www/elements/playground/move-text.js';
import { words as en } from '../../www/elements/playground/words/en.js';
import { words as zh } from '../../www/elements/playground/words/zh.js';

const formula = { variables: ['x', 'y'], samples: 0, words: en };
const line = { variables: ['w', 'b'], samples: 40, words: en };

test('a formula has no batch, and its forward pass is its value', () => {
  assert.deepEqual(moveLines({ move: 'draw', batch: new Uint32Array(0) }, formula), [en.noBatch]);
  assert.deepEqual(moveLines({ move: 'forward', outputs: Float64Array.of(4) }, formula), ['L(x, y) = 4']);
  const curve = { ...formula, variables: ['w'] };
  assert.deepEqual(moveLines({ move: 'forward', outputs: Float64Array.of(4) }, curve), ['L(w) = 4']);
});

test('a batch is counted from one, and only its beginning is listed', () => {
  const draw = (/** @type {number[]} */ batch) => moveLines({ move: 'draw', batch: Uint32Array.from(batch) }, line)[0];
  assert.equal(draw([6]), 'sample 7 of 40');
  assert.equal(draw([0, 1, 2, 3, 4]), '1, 2, 3, 4 … — 5 of 40 samples');
  assert.equal(draw(Array.from({ length: 40 }, (_, index) => index)), 'all 40 samples');
});

test('loss, gradient and update show their numbers', () => {
  assert.deepEqual(moveLines({ move: 'loss', loss: 0.53125 }, line), ['L = 0.5313']);
  assert.deepEqual(moveLines({ move: 'backward', gradient: Float64Array.of(-4.2, 1.1) }, line), ['∇L = (−4.2, 1.1)']);
  const update = {
    move: /** @type {const} */ ('update'),
    delta: Float64Array.of(0.42, -0.11),
    params: Float64Array.of(1.2, 3),
  };
  assert.deepEqual(moveLines(update, line), ['Δ = (0.42, −0.11)', '(w, b) → (1.2, 3)']);
});

test('both languages have the same sentences', () => {
  const shape = (/** @type {object} */ words) =>
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'object' ? Object.keys(value).map((inner) => `${key}.${inner}`) : [key],
    );
  assert.deepEqual(shape(zh), shape(en));
});

test('a number is equal or about equal, never both', () => {
  const tiny = Float64Array.of(1e-9);
  const curve = { ...formula, variables: ['w'] };
  assert.deepEqual(moveLines({ move: 'backward', gradient: tiny }, curve), ['dL/dw ≈ 0']);
  assert.deepEqual(moveLines({ move: 'update', delta: tiny, params: tiny }, curve), ['Δ ≈ 0', 'w → ≈ 0']);
});
