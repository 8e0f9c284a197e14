// The most steps that a run may take, with the engine's own runs: what is over stops, and says so.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Session as Training } from '../../www/elements/network/session.js';
import { Companion } from '../../www/elements/playground/extras/companion.js';
import { Session } from '../../www/elements/playground/session.js';
import { load } from './built.js';

const { createEngine } = await load('limit');
const engine = await createEngine();
const catalog = engine.catalog();
const { steps } = catalog.limits;
const slow = { objective: 'formula', formula: 'x^2+3*y^2', optimizer: 'sgd', learningRate: 1e-6 };

/** @param {import('../../www/elements/playground/session.js').Session} session */
const told = ({ status }) => status.message?.en ?? '';

test('at the most steps of a run a session is over, says so, and can be reset', () => {
  const session = new Session(/** @type {any} */ (engine), catalog, slow);
  session.train(steps - 1, Number.NaN);
  assert.equal(session.over, false);
  session.train(10, Number.NaN);
  assert.equal(session.status.step, steps);
  assert.equal(session.status.state, 'running');
  assert.equal(session.over, true);
  assert.match(told(session), /Stopped after 1000000 steps/);
  assert.equal(session.move(), false);
  session.rewind();
  assert.equal(session.over, false);
  assert.equal(told(session), '');
  session.free();
});

test('with runs beside it a session is over when all have taken the most steps', () => {
  const session = new Session(/** @type {any} */ (engine), catalog, slow);
  const beside = new Companion(engine.experiment({ ...slow, learningRate: 2e-6 }), { colour: '', dash: [] }, '');
  session.train(10, Number.NaN);
  session.others.push(beside);
  session.train(steps, Number.NaN);
  assert.equal(session.finished, true);
  assert.equal(beside.status.step, steps);
  assert.equal(session.over, true);
  session.rewind();
  beside.train(steps - 5, Number.NaN, session.status);
  session.train(5, Number.NaN);
  assert.equal(session.over, false);
  session.free();
});

test('a training of a network is over at the most steps', () => {
  const training = new Training(
    /** @type {any} */ ({ config: {} }),
    catalog,
    { started: true, taken: {}, problems: [] },
    {},
  );
  const status = (/** @type {string} */ state, /** @type {number} */ step) => /** @type {any} */ ({ state, step });
  assert.equal(training.ended(status('running', steps - 1)), false);
  assert.equal(training.ended(status('running', steps)), true);
  assert.equal(training.ended(status('diverged', 3)), true);
  assert.equal(training.ended(undefined), false);
});
