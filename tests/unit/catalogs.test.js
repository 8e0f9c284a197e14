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
    for (const { name: schedule } of whole.schedules) {
      for (const { name: optimizer } of whole.optimizers) {
        const chosen = { optimizer, schedule, convention: 'keras' };
        for (const { name } of whole.settings) {
          assert.equal(
            concerns(name, chosen, catalog),
            concerns(name, chosen, whole),
            `${name}, ${optimizer}, ${schedule}`,
          );
        }
      }
    }
    assert.equal(
      concerns('decaySteps', { optimizer: 'sgd', schedule: 'constant', convention: 'keras' }, catalog),
      false,
    );
  });
}
