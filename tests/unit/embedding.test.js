// What the page for authors shows, what `npm run test:embed` runs, and what the table of its results says, are the same.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/shell.mjs';
import { FIXTURES } from '../embed/fixtures.js';
import { fixtures, PLAIN } from '../embed/pages.js';
import { versions } from '../embed/project.js';

const read = (/** @type {string} */ file) => readFileSync(join(root, file), 'utf8');

/** @param {'en' | 'zh'} language */
const snippets = (language) =>
  Array.from(read(`www/site/authors.${language}.html`).matchAll(/\{\{snippet ([^}]+)\}\}/g), ([, file]) => file);

test('every fixture is run, and every folder is one', () => {
  const plain = Object.values(PLAIN).flatMap(({ snippet, policy = snippet }) => [snippet, policy]);
  const folders = new Set(['notebook', ...Object.keys(FIXTURES), ...plain.map((file) => file.split('/')[0])]);
  assert.deepEqual(readdirSync(fixtures).sort(), [...folders].sort());
});

test('the page for authors shows the same files in both languages, and each tool has one', () => {
  const shown = snippets('en');
  assert.deepEqual(snippets('zh'), shown);
  const folders = new Set(shown.map((file) => file.split('/')[0]));
  // What stands there for another tool, too.
  const alike = ['eleventy', 'jekyll', 'mdbook', 'webpack', 'mkdocs-material'];
  assert.deepEqual(
    readdirSync(fixtures).filter((folder) => !folders.has(folder)),
    alike.sort(),
  );
});

test('versions are pinned, and the table states those that are', () => {
  const table = read('docs/embedding-matrix.md');
  for (const [name, { tool }] of Object.entries({ ...PLAIN, ...FIXTURES })) {
    const pinned = versions(name);
    for (const version of pinned) assert.match(version, /^\S+ \d+\.\d+\.\d+$/);
    assert.ok(table.includes(`\n| ${tool} | ${pinned.join(', ')} |`), `npm run test:embed -- ${name}`);
  }
});
