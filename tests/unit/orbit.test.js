import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cameraOf, cameraText, pan, pressed, settle, turn, zoom } from '../../www/elements/views/orbit.js';

const FRONT = cameraOf([-32, 40, 1]);

test('a camera is its text, and the text a camera', () => {
  for (const text of ['-32,40,1', '0,90,2.5', '179.9,5,0.4,0.25,-1']) {
    assert.equal(cameraText(cameraOf(text.split(',').map(Number))), text);
  }
});

test('it stays in its ranges, and goes round', () => {
  assert.deepEqual(settle({ yaw: 190, pitch: 200, zoom: 1e9, x: -7, y: 7 }), {
    yaw: -170,
    pitch: 90,
    zoom: 40,
    x: -1,
    y: 1,
  });
  assert.deepEqual(settle({ yaw: -541, pitch: -9, zoom: 0, x: 0, y: 0 }), {
    yaw: 179,
    pitch: 5,
    zoom: 0.4,
    x: 0,
    y: 0,
  });
});

test('a drag to the right turns the surface to the right, one down shows more from above', () => {
  const turned = turn(FRONT, 10, 5);
  assert.ok(turned.yaw > FRONT.yaw && turned.pitch > FRONT.pitch);
  assert.deepEqual(turn(turned, -10, -5), FRONT);
});

test('what is panned goes along with the pointer', () => {
  const right = pan(cameraOf([0, 40, 1]), 0.2, 0);
  assert.ok(right.x < 0 && right.y === 0);
  const away = pan(cameraOf([0, 90, 1]), 0, 0.2);
  assert.deepEqual([away.x, away.y], [0, 0.2]);
  assert.equal(pan(cameraOf([0, 90, 2]), 0, 0.2).y, 0.1, 'half as far when all is twice as large');
  assert.ok(pan(cameraOf([90, 40, 1]), 0.2, 0).y > 0, 'with the viewer at the left, right is towards larger y');
});

test('keys turn, move and zoom; others are left alone', () => {
  assert.equal(pressed(FRONT, 'ArrowRight', false)?.yaw, -27);
  assert.equal(pressed(FRONT, 'ArrowUp', false)?.pitch, 35);
  assert.notEqual(pressed(FRONT, 'ArrowUp', true)?.y, 0);
  assert.equal(pressed(FRONT, '+', true)?.zoom, 1.2);
  assert.deepEqual(pressed(zoom(FRONT, 1.2), '-', false), FRONT);
  assert.equal(pressed(FRONT, 'a', false), null);
});
