// Figures that come into view together open one after the other: at most one in each frame.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pause, turn } from '../../www/elements/kit/turns.js';

/** @type {(() => void)[]} */
const asked = [];
Object.assign(globalThis, { requestAnimationFrame: (/** @type {() => void} */ draw) => asked.push(draw) });

/** What was due until now has run. */
const settled = async () => {
  for (let k = 0; k < 5; k += 1) await new Promise((go) => setTimeout(go));
};

async function frame() {
  for (const draw of asked.splice(0)) draw();
  await settled();
}

test('one figure has its turn in a frame, in the order in which they came', async () => {
  /** @type {number[]} */
  const opened = [];
  for (const figure of [1, 2, 3]) turn().then(() => opened.push(figure));
  await settled();
  assert.deepEqual(opened, [1]);
  await frame();
  assert.deepEqual(opened, [1, 2]);
  turn().then(() => opened.push(4));
  await settled();
  assert.deepEqual(opened, [1, 2]);
  await frame();
  assert.deepEqual(opened, [1, 2, 3]);
  await frame();
  assert.deepEqual(opened, [1, 2, 3, 4]);
  await frame();
  assert.equal(asked.length, 0);
  // Whoever comes alone waits for nobody.
  turn().then(() => opened.push(5));
  await Promise.resolve();
  await Promise.resolve();
  assert.deepEqual(opened, [1, 2, 3, 4, 5]);
});

test('what is left goes on in another task', async () => {
  /** @type {string[]} */
  const done = [];
  const rest = pause().then(() => done.push('rest'));
  await Promise.resolve();
  done.push('this task');
  await rest;
  assert.deepEqual(done, ['this task', 'rest']);
});
