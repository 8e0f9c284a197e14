// The documents: tables are what the engine says, links lead somewhere, and no library is left out.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { attributesPage } from '../../tools/attributes.mjs';
import { load } from './built.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PAGES = ['', 'docs/'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => folder + name),
);

/** @param {string} page */
const read = (page) => readFileSync(join(root, page), 'utf8');

/** What a page links to: code has no links. @param {string} text */
function linksOf(text) {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
  return Array.from(prose.matchAll(/\]\(([^)\s]+)\)/g), ([, link = '']) => link);
}

/** The names of a page's headings, as GitHub makes them. @param {string} text */
const anchorsOf = (text) =>
  Array.from(text.matchAll(/^#+ (.+)$/gm), ([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** Where a link of a page leads nowhere. @param {string} page @param {string} text @returns {string[]} */
function lost(page, text) {
  return linksOf(text).filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : join(dirname(page), path);
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && !anchorsOf(path === '' ? text : read(target)).includes(anchor);
  });
}

test('the tables of attributes are what the catalog says: `npm run docs` writes them', async () => {
  const { createEngine } = await load('docs');
  const catalog = (await createEngine()).catalog();
  assert.equal(read('docs/attributes.md'), attributesPage(catalog));
});

test('every setting, name and attribute of the catalog is in the tables', async () => {
  const { createEngine } = await load('docs');
  const { settings, objectives, optimizers, schedules, network } = (await createEngine()).catalog();
  const page = read('docs/attributes.md');
  const { datasets, features, activations, initializers } = network;
  const named = [objectives, optimizers, schedules, datasets, features, activations, initializers].flat();
  const names = [...named.map(({ name }) => name), ...settings.map(({ attribute }) => attribute)];
  assert.deepEqual(
    names.filter((name) => !page.includes(`\n| \`${name}\``)),
    [],
  );
});

test('every relative link leads to a file, and to a heading that it has', () => {
  assert.ok(PAGES.includes('README.md') && PAGES.includes('docs/embedding.md'));
  assert.ok(PAGES.flatMap((page) => linksOf(read(page))).length > 50);
  for (const page of PAGES) assert.deepEqual(lost(page, read(page)), [], page);
});

test('a link that leads nowhere is found', () => {
  const text =
    '# A heading\n[a](missing.md) [b](#a-heading) [c](#none) [d](../README.md) [e](https://example.org/) `[f](g)`';
  assert.deepEqual(lost('docs/engine.md', text), ['missing.md', '#none']);
});

test('every page under docs/ can be reached from the README', () => {
  const reached = linksOf(read('README.md'));
  assert.deepEqual(
    PAGES.filter((page) => page !== 'README.md' && !reached.includes(page)),
    [],
  );
});

test('the README is one screen', () => {
  assert.ok(read('README.md').split('\n').length <= 50);
});

test('docs/libraries.md has every library that package.json and Cargo.toml name', () => {
  const { devDependencies } = JSON.parse(read('package.json'));
  const crates = Array.from(read('Cargo.toml').matchAll(/^\[(.*dependencies)\]\n((?:.+\n)*)/gm), ([, , list = '']) =>
    Array.from(list.matchAll(/^([\w-]+) =/gm), ([, name = '']) => name),
  ).flat();
  assert.ok(crates.length > 10);
  const page = read('docs/libraries.md');
  assert.deepEqual(
    [...Object.keys(devDependencies), ...crates].filter((name) => !page.includes(name)),
    [],
  );
});
