// Whatever is called, in whatever order, a run keeps its promises.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { load } from './built.js';

const { createEngine, EngineError } = await load('sequences');
/** @type {any} Asked as programs ask that know no types. */
const engine = await createEngine();
const { objectives, optimizers } = engine.catalog();

/** How many sequences; more are asked for by hand: `SEQUENCES=5000 node --test tests/unit/sequences.test.js`. */
const numRuns = Number(process.env.SEQUENCES ?? 150);
/** The same each time, and another where more are asked for. */
const seed = process.env.SEQUENCES ? Date.now() : 19;

const name = (/** @type {any[]} */ list) => fc.constantFrom(...list.map((one) => one.name));
const number = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 1e-4, max: 1, noNaN: true }) },
  fc.constantFrom(0, -1, 1e6, Number.NaN, 'x', null),
);
const config = fc.record(
  {
    objective: name(objectives),
    optimizer: name(optimizers),
    learningRate: number,
    momentum: number,
    batchSize: fc.constantFrom(1, 3, 'full', 0),
    schedule: fc.constantFrom('constant', 'cosine', 'step', 'warmup', 'none'),
    seed: fc.nat(99),
  },
  { requiredKeys: ['objective', 'seed'] },
);

const command = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant('train'), fc.nat(60)) },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom('step', 'move')) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('rewind'), fc.nat(80)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('fork'), fc.nat(80)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('set'), fc.record({ learningRate: number, momentum: number })) },
  fc.tuple(fc.constant('moveTo'), fc.double({ min: -2, max: 2, noNaN: true })),
  fc.tuple(fc.constant('create'), config),
);
const sequence = fc.tuple(config, fc.array(command, { maxLength: 25 }));

/** What is refused says so in both languages; nothing else may be thrown. @template T @param {() => T} f @returns {T | undefined} */
function orRefused(f) {
  try {
    return f();
  } catch (error) {
    assert.ok(error instanceof EngineError, String(error));
    const { code, messages } = /** @type {any} */ (error);
    assert.ok(messages.en && messages.zh && code !== 'trapped', String(error));
    return undefined;
  }
}

const STATES = ['ready', 'running', 'paused', 'converged', 'diverged'];

/** @param {any} run */
function holds(run) {
  const [status, trace] = [run.status(), run.trace()];
  assert.ok(STATES.includes(status.state), status.state);
  assert.equal(trace.length, status.step + 1);
  assert.equal(trace.params.length, trace.length * trace.dim);
  assert.equal(trace.loss.length, trace.length);
  assert.deepEqual(Array.from(trace.params.slice(-trace.dim)), Array.from(status.params));
  for (const value of trace.params) assert.ok(Number.isFinite(value));
  assert.ok(status.rate >= 0 && Number.isFinite(status.rate));
}

/** The numbers of a run. @param {any} run */
const numbers = (run) => JSON.stringify([run.trace(), run.status()]);

/** Takes the commands, and gives the run. @param {[any, any[]]} sequence @param {boolean} watch whether each is looked at */
function take([first, commands], watch) {
  let run = orRefused(() => engine.experiment(first)) ?? engine.experiment({ objective: first.objective, seed: 1 });
  for (const [what, value] of commands) {
    const before = watch ? numbers(run) : '';
    const refused = Symbol('refused');
    const answer =
      orRefused(() => {
        if (what === 'create') return engine.experiment(value);
        if (what === 'moveTo') return run.moveTo(run.config.start.map(() => value));
        return value === undefined ? run[what]() : run[what](value);
      }) ?? refused;
    // What is refused changes nothing.
    if (watch && answer === refused && what !== 'move') assert.equal(numbers(run), before, what);
    if ((what === 'create' || what === 'fork') && answer !== refused) {
      if (watch && what === 'fork') assert.equal(numbers(run), before, 'a fork leaves its origin');
      run.free();
      run = answer;
    }
    if (watch) holds(run);
  }
  return run;
}

test('any sequence of calls keeps a run whole, and gives the same numbers again', () => {
  fc.assert(
    fc.property(sequence, (asked) => {
      const [run, same] = [take(asked, true), take(asked, false)];
      assert.equal(numbers(run), numbers(same));
      assert.equal(engine.trapped, false);
      run.free();
      same.free();
    }),
    { numRuns, seed },
  );
});

test('back and forth again is the same, from wherever', () => {
  fc.assert(
    fc.property(config, fc.nat(120), fc.nat(120), (asked, far, back) => {
      const run = orRefused(() => engine.experiment(asked));
      if (!run) return;
      run.train(far);
      const [before, { step }] = [numbers(run), run.status()];
      const fork = run.fork(back);
      run.rewind(back);
      holds(run);
      const fresh = engine.experiment({ ...asked, seed: run.config.seed });
      // Whether the next step leads anywhere is known when it has been tried.
      fresh.train(back < step ? back : far);
      assert.equal(numbers(run), numbers(fresh));
      fresh.free();
      run.train(far - run.status().step);
      fork.train(far - fork.status().step);
      assert.equal(numbers(run), before);
      assert.equal(numbers(fork), before);
      run.free();
      fork.free();
    }),
    { numRuns, seed },
  );
});

const networks = fc.tuple(
  fc.record(
    {
      dataset: fc.constantFrom('circle', 'xor', 'moons', 'spiral', 'none'),
      layers: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }),
      optimizer: name(optimizers),
      learningRate: number,
      batchSize: fc.constantFrom(1, 10, 'full'),
      seed: fc.nat(99),
    },
    { requiredKeys: ['dataset', 'seed'] },
  ),
  fc.array(
    fc.oneof(
      fc.tuple(fc.constant('train'), fc.nat(30)),
      fc.tuple(fc.constantFrom('step', 'stepSample', 'gradient', 'evaluate')),
      fc.tuple(fc.constant('rewind'), fc.nat(40)),
      fc.tuple(fc.constant('set'), fc.record({ learningRate: number })),
      fc.tuple(fc.constant('setParameter'), fc.nat(20), number),
      fc.tuple(fc.constant('sibling'), fc.record({ learningRate: number })),
    ),
    { maxLength: 12 },
  ),
);

/** @param {[any, any[]]} sequence */
function trainAlong([first, commands]) {
  const run = orRefused(() => engine.experiment({ objective: 'network', ...first }));
  if (!run) return null;
  for (const [what, ...args] of commands) {
    const made = orRefused(() => run[what](...args));
    if (what === 'sibling') made?.free();
    const { step } = run.status();
    const trace = run.trace();
    assert.ok(step >= 0 && trace.length <= step + 1, `${trace.length} rows at step ${step}`);
  }
  const { values } = run.parameters();
  const seen = JSON.stringify([Array.from(values), run.status(), run.trace()]);
  run.free();
  return seen;
}

test('any sequence of calls keeps a network whole, and gives the same numbers again', () => {
  fc.assert(
    fc.property(networks, (asked) => {
      assert.equal(trainAlong(asked), trainAlong(asked));
      assert.equal(engine.trapped, false);
    }),
    { numRuns: Math.ceil(numRuns / 3), seed },
  );
});

test('a fork at the present step stands as its origin does, with the batch of the last step', () => {
  for (const objective of ['parabola', 'line']) {
    const run = engine.experiment({ objective, seed: 0 });
    run.train(1);
    const fork = run.fork(1);
    assert.notEqual(fork.status().batch, null);
    assert.equal(numbers(fork), numbers(run));
  }
});
