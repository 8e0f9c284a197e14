import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Session } from '../../www/elements/playground/session.js';

/** A refusal in the words of the engine. */
class Refusal extends Error {
  code = 'out-of-range';
  /** @param {string} key */
  constructor(key) {
    super(`${key} does not fit`);
    this.key = key;
    this.messages = { en: this.message, zh: this.message };
  }
}

/** An engine with two surfaces, a rate below 1, a seed, and formulas without an asterisk; it counts its runs. */
function fakeEngine() {
  const counts = { runs: 0, sets: 0, moves: 0 };
  const setting = (/** @type {string} */ name, live = false) => ({ name, attribute: name, live, default: null });
  const catalog = {
    objectives: [{ name: 'bowl' }, { name: 'ravine' }],
    optimizers: [{ name: 'sgd', knobs: [], differs: [] }],
    settings: [
      setting('objective'),
      setting('formula'),
      setting('domain'),
      setting('start'),
      setting('learningRate', true),
      setting('data'),
      setting('seed'),
    ],
  };
  const resolve = (/** @type {Config} */ config) => {
    const { objective = config.formula === undefined ? 'bowl' : 'formula', formula } = config;
    if (!['bowl', 'ravine', 'formula'].includes(String(objective))) throw new Refusal('objective');
    if (objective === 'formula' && String(formula).includes('*')) throw new Refusal('formula');
    if (Number(config.learningRate ?? 0) >= 1) throw new Refusal('learningRate');
    return {
      objective,
      formula: objective === 'formula' ? formula : null,
      kind: 'surface',
      dim: 2,
      domain: [-1, 1, -1, 1],
      start: String(config.start ?? (objective === 'ravine' ? '2,2' : '1,1'))
        .split(',')
        .map(Number),
      learningRate: Number(config.learningRate ?? 0.1),
      seed: Number(config.seed ?? 99),
    };
  };
  const experiment = (/** @type {Config} */ from) => {
    counts.runs += 1;
    let config = resolve(from);
    return {
      get config() {
        return config;
      },
      status: () => ({ state: 'ready', step: 0 }),
      set: (/** @type {Config} */ changes) => {
        counts.sets += 1;
        config = resolve({ ...from, ...changes });
        return { state: 'ready', step: 0 };
      },
      moveTo: (/** @type {number[]} */ point) => {
        counts.moves += 1;
        config = { ...config, start: point };
        return { state: 'ready', step: 0 };
      },
      trace: () => {
        const none = new Float64Array(0);
        return { length: 0, dim: 2, params: none, loss: none, gradientNorm: none };
      },
      free: () => {},
    };
  };
  const engine = /** @type {Engine} */ (/** @type {unknown} */ ({ catalog: () => catalog, resolve, experiment }));
  return { engine, counts };
}

test('what fits is taken, without a word', () => {
  const { engine } = fakeEngine();
  const session = new Session(engine, engine.catalog(), { objective: 'ravine', learningRate: '0.5' });
  assert.equal(session.config.objective, 'ravine');
  assert.equal(session.config.learningRate, 0.5);
  assert.deepEqual(session.problems, []);
});

test('in place of what is refused at first comes the default, and the problem says which', () => {
  const { engine } = fakeEngine();
  const session = new Session(engine, engine.catalog(), { objective: 'bowl', learningRate: '7' });
  assert.equal(session.config.learningRate, 0.1);
  assert.deepEqual(
    session.problems.map(({ key, value, used }) => ({ key, value, used })),
    [{ key: 'learningRate', value: '7', used: '0.1' }],
  );
});

test('in place of what is refused later stays what was there', () => {
  const { engine } = fakeEngine();
  const session = new Session(engine, engine.catalog(), { learningRate: '0.5' });
  assert.equal(session.apply({ learningRate: '7' }), 'nothing');
  assert.equal(session.config.learningRate, 0.5);
  assert.equal(session.problems[0]?.used, '0.5');
});

test('a refused formula leaves the whole surface that was there', () => {
  const { engine, counts } = fakeEngine();
  const session = new Session(engine, engine.catalog(), { objective: 'ravine' });
  assert.equal(session.apply({ formula: 'x * ', start: '5,5' }), 'nothing');
  assert.equal(session.config.objective, 'ravine');
  assert.deepEqual(session.config.start, [2, 2]);
  assert.equal(session.problems[0]?.key, 'formula');
  assert.equal(counts.runs, 1);
  assert.equal(session.apply({ formula: 'x + y' }), 'run');
  assert.deepEqual(session.problems, []);
});

test('several refusals at once are each told once', () => {
  const { engine } = fakeEngine();
  const session = new Session(engine, engine.catalog(), { objective: 'bowll', learningRate: '7' });
  assert.deepEqual(
    session.problems.map(({ key }) => key),
    ['objective', 'learningRate'],
  );
  assert.equal(session.config.objective, 'bowl');
});

test('live settings do not restart the run, a start only moves it, the rest makes a new one', () => {
  const { engine, counts } = fakeEngine();
  const session = new Session(engine, engine.catalog(), {});
  assert.equal(session.apply({}), 'nothing');
  assert.equal(session.apply({ learningRate: '0.2' }), 'live');
  assert.equal(session.apply({ learningRate: '0.2', start: '3,4' }), 'start');
  assert.deepEqual(counts, { runs: 1, sets: 1, moves: 1 });
  assert.equal(session.apply({ objective: 'ravine' }), 'run');
  assert.equal(counts.runs, 2);
});

test('a seed that was drawn is kept until another is given', () => {
  const { engine } = fakeEngine();
  const session = new Session(engine, engine.catalog(), {});
  assert.equal(session.config.seed, 99);
  session.apply({ learningRate: '0.3' });
  assert.equal(session.taken.seed, 99);
  session.apply({ seed: '5' });
  assert.equal(session.config.seed, 5);
  session.apply({});
  assert.equal(session.config.seed, 5);
});
