// What the service worker keeps, and how: run with a cache and a network made of nothing.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';

const script = await readFile(new URL('../../www/site/service-worker.js', import.meta.url), 'utf8');
const HOME = 'https://example.org/';

/**
 * Installs the worker; gives what its cache has then.
 * @param {Record<string, string>} files
 * @param {(url: string) => Promise<Response>} load
 * @returns {Promise<{ name: string, entries: Map<string, Response> }>}
 */
async function install(files, load) {
  /** @type {Map<string, Map<string, Response>>} */
  const stores = new Map();
  const open = (/** @type {string} */ name) => {
    const entries = stores.get(name) ?? new Map();
    stores.set(name, entries);
    return {
      match: async (/** @type {string} */ key) => entries.get(key),
      put: async (/** @type {string} */ key, /** @type {Response} */ response) => void entries.set(key, response),
    };
  };
  /** @type {Promise<void> | undefined} */
  let done;
  const self = {
    location: { href: `${HOME}service-worker.js` },
    addEventListener: (/** @type {string} */ type, /** @type {(event: any) => void} */ listener) => {
      const waitUntil = (/** @type {Promise<void>} */ filled) => {
        done = filled;
      };
      if (type === 'install') listener({ waitUntil });
    },
  };
  const caches = { keys: async () => [...stores.keys()], open: async (/** @type {string} */ name) => open(name) };
  const fetch = (/** @type {URL} */ url) => load(url.href);
  const context = createContext({ self, caches, fetch, URL, Response, FILES: files, BUILD: '0123456789abcdef' });
  runInContext(script, context);
  await done;
  const [[name, entries] = ['', new Map()]] = stores;
  return { name, entries };
}

test('a page that a server gives by a redirect is kept without it', async () => {
  const { name, entries } = await install({ 'zh/': 'aa' }, async () => {
    const response = new Response('<h1>here</h1>', { headers: { 'Content-Type': 'text/html' } });
    return Object.defineProperty(response, 'redirected', { value: true });
  });
  assert.equal(name, 'sgd-playground 0123456789abcdef', 'the build names the version');
  const kept = /** @type {Response} */ (entries.get(`${HOME}zh/?aa`));
  assert.equal(kept.redirected, false);
  assert.equal(kept.headers.get('Content-Type'), 'text/html');
  assert.equal(await kept.text(), '<h1>here</h1>');
});

test('all files are asked for at once', async () => {
  /** @type {string[]} */
  const asked = [];
  let give = () => {};
  const all = new Promise((resolve) => {
    give = () => resolve(undefined);
  });
  const { entries } = await install({ 'a.js': 'aa', 'b.js': 'bb' }, async (url) => {
    asked.push(url);
    if (asked.length === 2) give();
    // Nothing comes before both are asked for.
    await all;
    return new Response(url);
  });
  assert.deepEqual([...entries.keys()].sort(), [`${HOME}a.js?aa`, `${HOME}b.js?bb`]);
});

test('without one of its files a version is not kept', async () => {
  const load = async (/** @type {string} */ url) => new Response('', { status: url.endsWith('b.js') ? 404 : 200 });
  await assert.rejects(install({ 'a.js': 'aa', 'b.js': 'bb' }, load), /b\.js: 404/);
});

test('a build is named by the SHA-256 of its list of files', async () => {
  const built = await readFile(new URL('../../dist/service-worker.js', import.meta.url), 'utf8');
  const [, list = '', name] = built.match(/^const FILES = (.*);\nconst BUILD = '(\w+)';\n/) ?? [];
  assert.equal(name, createHash('sha256').update(list).digest('hex').slice(0, 16));
});
