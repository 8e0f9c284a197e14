// The catalogs that figures load: what they leave out, no figure needs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { propertyOf } from '../../www/elements/kit/properties.js';
import { concerns } from '../../www/elements/kit/settings.js';
import { load } from './built.js';

const { createEngine } = await load('catalogs');
const whole = (await createEngine()).catalog();

test('the name of a setting is its attribute as programs write it', () => {
  for (const { name, attribute } of [...whole.settings, ...whole.network.settings]) {
    assert.equal(propertyOf(attribute), name);
  }
});

for (const language of ['en', 'zh']) {
  const catalog = JSON.parse(readFileSync(new URL(`../../dist/catalog.${language}.json`, import.meta.url), 'utf8'));

  test(`a setting concerns the same runs by the catalog of figures (${language})`, () => {
    const knobs = (/** @type {boolean} */ are) =>
      whole.optimizers.filter((one) => one.whole === are).flatMap((one) => one.knobs);
    const larger = knobs(true).filter((name) => !knobs(false).includes(name));
    for (const name of larger) {
      assert.ok(!catalog.settings.some((/** @type {Setting} */ setting) => setting.name === name), name);
    }
    for (const { name: schedule } of whole.schedules) {
      // For the others a figure takes the whole engine, and its catalog.
      for (const { name: optimizer } of whole.optimizers.filter((one) => !one.whole)) {
        const chosen = { optimizer, schedule, convention: 'keras' };
        for (const { name } of whole.settings) {
          const here = !larger.includes(name) && concerns(name, chosen, catalog);
          assert.equal(here, concerns(name, chosen, whole), `${name}, ${optimizer}, ${schedule}`);
        }
      }
    }
    assert.equal(
      concerns('decaySteps', { optimizer: 'sgd', schedule: 'constant', convention: 'keras' }, catalog),
      false,
    );
  });
}
