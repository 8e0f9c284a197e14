// Surfaces from the built engine, in Node: no canvas is needed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './built.js';

const { createEngine } = await load('still');
/** @type {Engine} */
const engine = await createEngine();

test('a still has its size, something on it, and is the same again', () => {
  const run = engine.experiment({ objective: 'himmelblau' });
  run.train(50);
  const look = { width: 160, height: 120, runs: [{ params: run.trace().params, colour: '#d55e00', dash: [7, 4] }] };
  const { width, height, pixels } = engine.still({ objective: 'himmelblau', side: 60 }, look);
  assert.deepEqual([width, height, pixels.length], [160, 120, 4 * 160 * 120]);
  assert.ok(pixels.filter((_, at) => at % 4 === 3).some((opacity) => opacity === 255));
  assert.deepEqual(engine.still({ objective: 'himmelblau', side: 60 }, look).pixels, pixels);
  const bare = engine.still({ objective: 'himmelblau', side: 60 }, { ...look, runs: [] });
  assert.notDeepEqual(bare.pixels, pixels);
});

test('a click finds the point whose ball stands there', () => {
  const surface = engine.surface({ formula: 'x^2 + y^2', minima: [{ point: [0, 0], loss: 0 }] });
  const ball = surface.paint(null, { width: 300, height: 200, camera: [0, 80, 1], runs: [{ params: [1, -1] }] });
  assert.ok(ball && !ball.hidden);
  const [x = 0, y = 0] = surface.pick(ball.x, ball.y) ?? [];
  assert.ok(Math.hypot(x - 1, y + 1) < 0.1, `${x}, ${y}`);
  assert.equal(surface.pick(0, 0), null);
  const [right = 0, down = 0] = surface.along([1, -1], [1, 0]) ?? [];
  assert.ok(right > 0 && Math.abs(down) < right, 'x goes right');
  assert.equal(surface.along([9, 9], [1, 0]), null);
  assert.equal(surface.scale().low < 0.01, true);
  surface.free();
  assert.throws(() => surface.pixels(), { code: 'unavailable' });
});

test('what does not fit is said', () => {
  assert.throws(() => engine.surface({ formula: 'w^2' }), { code: 'bad-shape' });
  assert.throws(() => engine.surface({ side: 1 }), { code: 'out-of-range', key: 'side' });
  assert.throws(() => engine.surface({ colormap: 'rainbow' }), { code: 'unknown-name' });
  assert.throws(() => engine.still({}, { camera: [1, 2] }), { code: 'bad-shape', key: 'camera' });
  assert.throws(() => engine.still({}, { camera: [1, 2, Number.NaN] }), { key: 'camera' });
  assert.throws(() => engine.still({}, { ink: 'blue' }), { code: 'bad-type', key: 'ink' });
  assert.throws(() => engine.still({}, { width: 0 }), { code: 'out-of-range', key: 'width' });
  assert.throws(() => engine.still({}, { width: 100_000, height: 100_000 }), { code: 'out-of-range', key: 'width' });
});
