// Links and markup of every release give what they gave: `npm run links` keeps those of the present one.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { given, said } from '../links/given.js';
import { load } from './built.js';
import { attributesIn } from './markup.js';

const folder = new URL('../links/', import.meta.url);
const { createEngine } = await load('links');
const engine = await createEngine();
const releases = readdirSync(folder).filter((name) => name.endsWith('.json'));

/** The element in a text of HTML. @param {string} markup */
function written(markup) {
  const [, element = '', attributes = ''] = markup.match(/<(sgd-[a-z]+)\b([^>]*)>/) ?? [];
  return { element, attributes: attributesIn(attributes) };
}

test('there are some of this release', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  assert.ok(releases.includes(`${version}.json`), `npm run links keeps those of ${version}`);
});

for (const release of releases) {
  test(`links and markup of ${release} give what they gave`, () => {
    const figures = JSON.parse(readFileSync(new URL(release, folder), 'utf8'));
    for (const { shown, links = [], markup, gives } of figures) {
      const asked = links.map((/** @type {string} */ link) => [link, said(link, shown)]);
      if (markup) asked.push([markup, written(markup)]);
      for (const [text, { element, attributes }] of asked)
        assert.deepEqual(given(engine, element, attributes), gives, text);
    }
  });
}
