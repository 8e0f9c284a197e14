// Every exercise of the learning page can be done: its solution meets the goal, and the figure as it stands does not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHash } from '../../www/elements/kit/hash.js';
import { readWishes, withData } from '../../www/elements/network/state.js';
import { readConfig, withLead } from '../../www/elements/playground/state.js';
import { seenIn, unmet } from '../../www/site/chapter/goal.js';
import { completed } from '../../www/site/chapter/settings.js';
import { load } from './built.js';
import { elements, pages, sectionsOf } from './markup.js';

/** @typedef {import('../../www/site/chapter/goal.js').Condition} Condition */

/** So far a run is followed: a reader has not much more patience. */
const STEPS = { 'sgd-playground': 1000, 'sgd-network': 400 };

const { createEngine } = await load('exercises');
/** @type {any} Asked as programs ask that know no types. */
const engine = await createEngine();
const catalog = engine.catalog();

/** @param {string} html */
const exercisesIn = (html) => elements(html, 'div', /class="exercise"/).map(({ attributes }) => attributes);

/** What each figure's markup says. @type {Map<string, { name: string, attributes: Record<string, string> }>} */
const figures = new Map(
  elements(pages.en, 'sgd-playground|sgd-network|sgd-graph|div', /\bid="fig-/).map(({ name, attributes }) => [
    attributes.id ?? '',
    { name, attributes },
  ]),
);

/** The config that an element asks the engine for. @param {string} name @param {Record<string, string>} attributes */
async function configOf(name, attributes) {
  if (name === 'sgd-network') {
    return { objective: 'network', ...readWishes(withData(attributes), catalog.network.settings) };
  }
  const config = readConfig(withLead(attributes), catalog.settings);
  if (attributes.fairness !== 'best-rate' || config.learningRate !== undefined) return config;
  const { best } = await engine.bestRate(config, { steps: Number(attributes.steps ?? 200) });
  return { ...config, learningRate: best };
}

/**
 * Whether a figure with those attributes meets the goal at some time.
 *
 * @param {string} name @param {Record<string, string>} attributes @param {Condition[]} goal
 */
async function meets(name, attributes, goal) {
  if (name === 'sgd-graph') {
    const params = (attributes.start ?? '').split(',').map(Number);
    const { loss } = engine.gradient({ formula: attributes.formula }, params);
    return unmet(goal, seenIn(attributes, /** @type {any} */ ({ params, loss }))) === undefined;
  }
  const run = engine.experiment(await configOf(name, attributes));
  const others = goal.filter(([key]) => key !== 'accuracy');
  const most = Number(attributes.steps ?? STEPS[/** @type {keyof typeof STEPS} */ (name)]);
  try {
    for (let step = 0; step <= most; step += 1) {
      const seen = seenIn(run.config, run.status());
      if (unmet(others, seen) === undefined) {
        const { accuracy } = others.length < goal.length ? run.evaluate('test') : {};
        if (unmet(goal, { ...seen, accuracy }) === undefined) return true;
      }
      if (['converged', 'diverged'].includes(String(seen.state))) return false;
      run.step();
    }
    return false;
  } finally {
    run.free();
  }
}

for (const exercise of exercisesIn(pages.en)) {
  const { id = '', 'data-figure': target = '', 'data-goal': goal = '[]', 'data-solution': solution = '' } = exercise;
  test(`${id} can be done, and is not done before one begins`, async () => {
    const figure = figures.get(target);
    assert.ok(figure, `no figure ${target}`);
    const { name, attributes } = figure;
    const asked = JSON.parse(goal);
    assert.ok(asked.length > 0 && solution !== '');
    // The page's own figures have runs of their own: a browser tests them.
    if (name === 'div') return;
    const solved = completed(attributes, parseHash(solution));
    assert.equal(await meets(name, solved, asked), true, `the solution ${solution} does not meet ${goal}`);
    assert.equal(await meets(name, completed(attributes, {}), asked), false, 'the figure does it by itself');
  });
}

test('both languages ask for the same', () => {
  assert.deepEqual(exercisesIn(pages.zh), exercisesIn(pages.en));
});

test('where a section ends with what it has shown, it ends with one exercise, in one of its figures', () => {
  for (const html of Object.values(pages)) {
    for (const [id, section] of Object.entries(sectionsOf(html))) {
      const shown = elements(section, 'aside', /class="showed"/);
      assert.ok(shown.length <= 1, id);
      for (const { inner } of shown) {
        const [exercise, ...others] = exercisesIn(inner);
        assert.ok(exercise && others.length === 0, `${id}: one exercise`);
        assert.match(inner, /^\s*<p\b/, `${id}: what it has shown`);
        assert.ok(section.includes(`id="${exercise['data-figure']}"`), `${id}: ${exercise['data-figure']}`);
      }
    }
  }
});
