// What a page does with its Workers when they fail, are slow or are called off: with Workers made of nothing, which do what
// a test tells them to.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { isTrap, Module } from '../../www/engine/module.js';
import { Pool } from '../../www/engine/pool.js';
import { remote } from '../../www/engine/remote.js';
import { Training } from '../../www/engine/training.js';

class FakeWorker extends EventTarget {
  /** Those that are there or were. @type {FakeWorker[]} */
  static all = [];
  /** @type {any[]} */
  sent = [];
  gone = false;

  /** @param {string} script */
  constructor(script) {
    super();
    this.script = script;
    FakeWorker.all.push(this);
  }

  /** @param {any} message */
  postMessage(message) {
    this.sent.push(structuredClone(message));
  }

  terminate() {
    this.gone = true;
  }

  /** @param {any} data */
  answer(data) {
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }

  die() {
    this.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message: 'gone' }));
  }
}

Object.assign(globalThis, { Worker: FakeWorker });
beforeEach(() => {
  FakeWorker.all = [];
  mock.timers.enable({ apis: ['setTimeout'] });
});
afterEach(() => mock.timers.reset());

/** Lets promises settle. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** The last Worker. */
const last = () => /** @type {FakeWorker} */ (FakeWorker.all.at(-1));

/** What a promise came to. @param {Promise<unknown>} promise */
const outcome = (promise) =>
  promise.then(
    (value) => ({ value }),
    (error) => ({ error }),
  );

const trap = { name: 'RuntimeError', message: 'unreachable' };
const START = { objective: 'network', dataset: 'circle' };

/** A training that has begun and has sent a checkpoint. */
async function begun() {
  const training = new Training();
  const start = training.start(START);
  const worker = last();
  worker.answer({ checkpoint: new Uint8Array([1]), config: { ...START, seed: 1 } });
  worker.answer({ id: worker.sent[0].id, value: { config: { ...START, seed: 1 }, status: { step: 0 } } });
  await start;
  return training;
}

test('a Worker that dies is followed by one that goes on from the checkpoint', async () => {
  const training = await begun();
  const step = training.step();
  last().die();
  assert.equal(FakeWorker.all.length, 2);
  const [restore, again] = last().sent;
  assert.deepEqual([restore.id, restore.method, restore.args[1]], [0, 'start', new Uint8Array([1])]);
  last().answer({ id: 0, value: { config: { ...START, seed: 1 } } });
  last().answer({ id: again.id, value: { step: 1 } });
  assert.deepEqual(await step, { step: 1 });
});

test('after a second death no Worker is opened until somebody asks', async () => {
  const training = await begun();
  const step = outcome(training.step());
  last().die();
  last().die();
  assert.equal(/** @type {any} */ (await step).error.code, 'unavailable');
  await settle();
  assert.equal(FakeWorker.all.length, 2, 'none by itself');
  outcome(training.step());
  assert.equal(FakeWorker.all.length, 3, 'one for the next call');
  assert.equal(last().sent[0].method, 'start', 'which goes on from the checkpoint');
  last().die();
  await settle();
  assert.equal(FakeWorker.all.length, 3, 'and it is not followed by another');
});

test('a run that cannot be had again is told with its reason', async () => {
  const training = await begun();
  const [step, status] = [outcome(training.step()), outcome(training.status())];
  last().die();
  const second = last();
  second.answer({ id: 0, error: { name: 'TypeError', message: 'the script is not there' } });
  for (const { error } of /** @type {any[]} */ (await Promise.all([step, status]))) {
    assert.equal(error.message, 'the script is not there');
  }
  assert.ok(second.gone);
  outcome(training.step());
  assert.equal(FakeWorker.all.length, 3, 'the next call tries once more');
});

test('a start that is called off too late is the run', async () => {
  const training = await begun();
  const controller = new AbortController();
  const start = outcome(training.start({ ...START, layers: [7] }, { signal: controller.signal }));
  const worker = last();
  const { id } = worker.sent.at(-1);
  controller.abort();
  assert.deepEqual(worker.sent.at(-1), { abort: id });
  await settle();
  const config = { ...START, layers: [7] };
  worker.answer({ id, value: { config, status: { step: 0 } }, aborted: false });
  assert.deepEqual(await start, { value: { step: 0 } });
  assert.deepEqual(training.config, config);
});

test('what is called off in time is refused with the reason of its signal', async () => {
  const training = await begun();
  const controller = new AbortController();
  const train = outcome(training.train(1e6, { signal: controller.signal }));
  const { id } = last().sent.at(-1);
  controller.abort('enough');
  last().answer({ id, value: { step: 12 }, aborted: true });
  assert.deepEqual(await train, { error: 'enough' });
});

test('a Worker without its engine is followed by another, and the error is told', async () => {
  const pool = new Pool(1);
  const first = outcome(pool.run([{ method: 'field', args: [] }]));
  const worker = last();
  worker.answer({ id: worker.sent[0].id, error: { name: 'TypeError', message: 'no script' }, fatal: true });
  assert.equal(/** @type {any} */ (await first).error.message, 'no script');
  assert.ok(worker.gone);
  const second = pool.run([{ method: 'field', args: [] }]);
  assert.equal(FakeWorker.all.length, 2);
  last().answer({ id: last().sent[0].id, value: 'here' });
  assert.deepEqual(await second, ['here']);
});

test('a Worker that nobody has needed for half a minute ends; one that works does not', async () => {
  const pool = new Pool(2);
  const tile = { method: 'field', args: [] };
  const [short, long] = [pool.run([tile]), pool.run([tile])];
  const [first, second] = /** @type {[FakeWorker, FakeWorker]} */ (FakeWorker.all);
  first.answer({ id: first.sent[0].id, value: 'short' });
  assert.deepEqual(await short, ['short']);
  mock.timers.tick(29_999);
  assert.ok(!first.gone);
  mock.timers.tick(1);
  assert.deepEqual([first.gone, second.gone], [true, false]);
  second.answer({ id: second.sent[0].id, value: 'long' });
  assert.deepEqual(await long, ['long']);
  // What is asked in the meantime begins the time anew.
  mock.timers.tick(20_000);
  const again = pool.run([tile]);
  second.answer({ id: second.sent.at(-1).id, value: 'again' });
  assert.deepEqual(await again, ['again']);
  mock.timers.tick(20_000);
  assert.ok(!second.gone);
  mock.timers.tick(10_000);
  assert.ok(second.gone);
  const later = pool.run([tile]);
  assert.equal(FakeWorker.all.length, 3, 'the next call has another');
  last().answer({ id: last().sent[0].id, value: 'later' });
  assert.deepEqual(await later, ['later']);
});

test('a field in a Worker refuses an array to fill: it would fill a copy', async () => {
  const into = new Float64Array(1);
  const { error } = /** @type {any} */ (
    await outcome(remote.field(/** @type {any} */ ({ objective: 'bowl', width: 1, into })))
  );
  assert.deepEqual([error.code, error.key], ['unavailable', 'into']);
  assert.match(error.messages.en, /cannot fill the array `into`/);
  assert.match(error.messages.zh, /无法填充数组 `into`/);
  assert.equal(FakeWorker.all.length, 0);
  const field = remote.field({ objective: 'bowl', width: 1 }, { visible: () => true });
  assert.deepEqual(last().sent[0].args, [{ objective: 'bowl', width: 1 }, {}]);
  last().answer({ id: last().sent[0].id, value: into });
  assert.deepEqual(await field, into);
});

test('an error in onProgress ends that job alone', async () => {
  const pool = new Pool(1);
  const tile = { method: 'field', args: [] };
  const onProgress = () => {
    throw new Error('cannot hear');
  };
  const [deaf, other] = [outcome(pool.run([tile, tile], { onProgress })), pool.run([tile])];
  const worker = last();
  const answer = (/** @type {string} */ value) => worker.answer({ id: worker.sent.at(-1).id, value });
  answer('first');
  assert.equal(/** @type {any} */ (await deaf).error.message, 'cannot hear');
  answer('mine');
  assert.deepEqual(await other, ['mine']);
  assert.equal(worker.sent.filter(({ method }) => method).length, 2, 'the second tile of the job is not begun');
});

test('an error in visible ends that job alone', async () => {
  const pool = new Pool(1);
  const tile = { method: 'field', args: [] };
  const visible = () => {
    throw new Error('cannot see');
  };
  const [blind, other] = [outcome(pool.run([tile], { visible })), pool.run([tile])];
  assert.equal(/** @type {any} */ (await blind).error.message, 'cannot see');
  last().answer({ id: last().sent[0].id, value: 'mine' });
  assert.deepEqual(await other, ['mine']);
});

test('which errors are traps', () => {
  /** @returns {number} */
  const overrun = () => overrun() + 1;
  let error;
  try {
    overrun();
  } catch (thrown) {
    error = thrown;
  }
  assert.ok(isTrap(error), 'a stack that ran over');
  assert.ok(isTrap(new WebAssembly.RuntimeError(trap.message)));
  assert.ok(isTrap(Object.assign(new Error('too much recursion'), { name: 'InternalError' })), 'as Firefox says it');
  assert.ok(!isTrap(new RangeError('Invalid array length')));
  assert.ok(!isTrap(new TypeError('not a function')));
});

test('a script and a WebAssembly of two versions are told as that, with what helps', async () => {
  // It imports the function `y` of the module `x`.
  const bytes = Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 2, 7, 1, 1, 120, 1, 121, 0, 0]);
  const loading = (/** @type {() => Promise<unknown>} */ load) =>
    outcome(new Module({ default: load, __wbg_reset_state() {} }, () => new URL('file:///none.wasm')).ready('none'));
  const misfits = [{}, { x: {} }, { x: { y: 1 } }].map(
    (imports) => () => WebAssembly.instantiate(bytes, /** @type {any} */ (imports)),
  );
  const unfinished = async () => /** @type {any} */ ({}).start();
  for (const load of [...misfits, unfinished]) {
    const { error } = /** @type {any} */ (await loading(load));
    assert.match(error.messages?.en ?? error.message, /two versions. Reload/);
    assert.match(error.messages.zh, /重新加载/);
  }
  const offline = async () => {
    throw new TypeError('Failed to fetch');
  };
  assert.equal(/** @type {any} */ (await loading(offline)).error.kind, 'network');
});
