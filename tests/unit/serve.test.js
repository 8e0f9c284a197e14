import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { serve } from '../../tools/serve.mjs';

/** @type {string} */
let folder;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'serve-'));
  await mkdir(join(folder, 'site/sub folder'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'site/index.html'), 'top');
  await writeFile(join(folder, 'site/sub folder/index.html'), 'sub');
  await writeFile(join(folder, 'site/a.js'), 'export {}');
  await writeFile(join(folder, 'site/a_bg.wasm'), new Uint8Array([0, 97, 115, 109]));
  await writeFile(join(folder, 'site/a.bin'), new Uint8Array([1, 2, 3, 4]));
  server = await serve(join(folder, 'site'));
});

after(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/**
 * A request whose path goes out as it is: `fetch` would tidy it first.
 * @param {string} path
 * @param {string} [method]
 * @returns {Promise<{ status?: number, headers: import('node:http').IncomingHttpHeaders, body: string }>}
 */
function ask(path, method = 'GET') {
  const { hostname, port } = new URL(server.url);
  return new Promise((done, fail) => {
    request({ hostname, port, path, method }, async (response) => {
      let body = '';
      for await (const part of response) body += part;
      done({ status: response.statusCode, headers: response.headers, body });
    })
      .on('error', fail)
      .end();
  });
}

test('serves files with their types, to every origin, uncached', async () => {
  for (const [path, type] of [
    ['/', 'text/html; charset=utf-8'],
    ['/a.js', 'text/javascript; charset=utf-8'],
    ['/a_bg.wasm?v=1', 'application/wasm'],
  ]) {
    const { status, headers } = await ask(path);
    assert.equal(status, 200);
    assert.equal(headers['content-type'], type);
    assert.equal(headers['access-control-allow-origin'], '*');
    assert.equal(headers['cache-control'], 'no-store');
  }
});

test("serves a folder's index, under a path that ends in a slash", async () => {
  assert.equal((await ask('/')).body, 'top');
  assert.equal((await ask('/sub%20folder/')).body, 'sub');
  const { status, headers } = await ask('/sub%20folder?lang=zh');
  assert.equal(status, 301);
  assert.equal(headers.location, '/sub%20folder/?lang=zh');
});

test('gives nothing outside its folder', async () => {
  for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/sub%20folder/../../secret.txt']) {
    const { status, body } = await ask(path);
    assert.equal(status, 404, path);
    assert.ok(!body.includes('secret'));
  }
});

test('answers what it cannot serve', async () => {
  assert.equal((await ask('/missing.js')).status, 404);
  assert.equal((await ask('/%')).status, 404);
  assert.equal((await ask('/a%00.js')).status, 404);
  assert.equal((await ask('/', 'POST')).status, 405);
});

test('HEAD answers without a body', async () => {
  const { status, headers, body } = await ask('/a.js', 'HEAD');
  assert.equal(status, 200);
  assert.equal(headers['content-length'], '9');
  assert.equal(body, '');
});

test('a taken port gives way to the next free one', async () => {
  const taken = Number(new URL(server.url).port);
  const other = await serve(folder, { port: taken });
  assert.ok(Number(new URL(other.url).port) > taken);
  await other.close();
});

test('packs text and code for those who can unpack them, and nothing else', async () => {
  const packed = await fetch(`${server.url}a.js`, { headers: { 'Accept-Encoding': 'gzip' } });
  assert.equal(packed.headers.get('content-encoding'), 'gzip');
  assert.equal(packed.headers.get('vary'), 'Accept-Encoding');
  assert.equal(await packed.text(), 'export {}');
  const plain = await ask('/a.js');
  assert.equal(plain.headers['content-encoding'], undefined);
  assert.equal(plain.headers['content-length'], '9');
  const data = await fetch(`${server.url}a.bin`, { headers: { 'Accept-Encoding': 'gzip' } });
  assert.equal(data.headers.get('content-encoding'), null);
  assert.equal(data.headers.get('content-length'), '4');
});
