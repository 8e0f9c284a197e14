import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { serve } from '../../tools/serve.mjs';
import { EngineError } from '../../www/engine/error.js';
import { loadMnist } from '../../www/engine/mnist.js';
import { load } from './built.js';

const built = new URL('../../dist/data/', import.meta.url);
if (!existsSync(new URL('mnist.json', built))) {
  throw new Error('dist/data/mnist.json is missing: `npm ci --ignore-scripts`, then `npm run build`, make it.');
}
const SIZE = 28 * 28;

/** @type {string} */
let folder;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mnist-'));
  server = await serve(folder);
});

beforeEach(() => cp(fileURLToPath(built), folder, { recursive: true }));

after(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** @param {string} name */
const file = (name) => join(folder, name);

/** Both ways in which it is read: by `fetch` and from files. @param {(base: string | URL) => Promise<void>} check */
async function bothWays(check) {
  await check(server.url);
  await check(pathToFileURL(`${folder}/`));
}

/**
 * @param {string | URL} base
 * @param {RegExp} sentence
 */
const refuses = (base, sentence) =>
  assert.rejects(loadMnist({ base }), (error) => {
    assert.ok(error instanceof EngineError, String(error));
    assert.equal(error.code, 'unavailable');
    assert.match(error.message, sentence);
    assert.match(error.messages.zh, /^无法取得 MNIST：mnist/);
    return true;
  });

test('gives 12,000 and 2,000 digits, as the shards have them', () =>
  bothWays(async (base) => {
    const { train, test } = await loadMnist({ base });
    assert.deepEqual([...train.labels.subarray(0, 10)], [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    assert.deepEqual([...test.labels.subarray(0, 10)], [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
    for (const [digits, count, shard] of /** @type {const} */ ([
      [train, 12_000, 'mnist-train-1.gz'],
      [test, 2_000, 'mnist-test-1.gz'],
    ])) {
      const content = gunzipSync(await readFile(file(shard)));
      assert.equal(digits.labels.length, count);
      assert.equal(digits.pixels.length, count * SIZE);
      assert.ok(content.equals(Buffer.concat([digits.labels, digits.pixels])));
    }
  }));

test('gives all of them, and says how far it is', async () => {
  /** @type {{ loaded: number, total: number }[]} */
  const told = [];
  const { train, test } = await loadMnist({ base: server.url, all: true, onProgress: (far) => told.push(far) });
  assert.equal(train.pixels.length, 60_000 * SIZE);
  assert.equal(test.pixels.length, 10_000 * SIZE);
  // How often each digit is there.
  const count = (/** @type {Uint8Array} */ labels) =>
    Array.from({ length: 10 }, (_, digit) => labels.filter((label) => label === digit).length);
  assert.deepEqual(count(train.labels), [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
  assert.deepEqual(count(test.labels), [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
  assert.equal(test.labels.at(-1), 6);
  const { parts } = JSON.parse(await readFile(file('mnist.json'), 'utf8'));
  const total = [...parts.train, ...parts.test].reduce((sum, { bytes }) => sum + bytes, 0);
  assert.ok(told.length > 20);
  assert.ok(told.every((far, k) => far.total === total && far.loaded >= (told[k - 1]?.loaded ?? 0)));
  assert.equal(told.at(-1)?.loaded, total);
});

test('takes what a server has marked as zipped', async () => {
  const marked = createServer(async (request, response) => {
    const name = (request.url ?? '').slice(1);
    if (name.endsWith('.gz')) response.setHeader('Content-Encoding', 'gzip');
    response.end(await readFile(file(name)));
  });
  await new Promise((done) => marked.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (marked.address());
  /** @type {{ loaded: number, total: number }[]} */
  const told = [];
  const { test } = await loadMnist({ base: `http://127.0.0.1:${port}/`, onProgress: (far) => told.push(far) });
  marked.close();
  assert.equal(test.labels[0], 7);
  assert.equal(told.at(-1)?.loaded, told.at(-1)?.total);
  assert.ok(told.every(({ loaded, total }) => loaded <= total));
});

test('gives nothing of what is damaged anywhere', () =>
  bothWays(async (base) => {
    const zipped = await readFile(file('mnist-test-1.gz'));
    for (const at of [1, 100, zipped.length >> 1, zipped.length - 6]) {
      const damaged = Buffer.from(zipped);
      damaged[at] ^= 0x10;
      await writeFile(file('mnist-test-1.gz'), damaged);
      await refuses(base, /mnist-test-1\.gz (is damaged|is not what mnist\.json says)/);
    }
    await writeFile(file('mnist-test-1.gz'), zipped);
  }));

test('gives nothing of what is sound but another file', () =>
  bothWays(async (base) => {
    // As long as the right one and longer.
    await cp(file('mnist-train-2.gz'), file('mnist-test-1.gz'));
    await refuses(base, /mnist-test-1\.gz is not what mnist\.json says/);
    const manifest = await readFile(file('mnist.json'), 'utf8');
    await cp(fileURLToPath(new URL('mnist-test-1.gz', built)), file('mnist-test-1.gz'));
    await writeFile(file('mnist.json'), manifest.replace(/"sha256":"./g, '"sha256":"-'));
    await refuses(base, /checksum/);
    await writeFile(file('mnist.json'), manifest);
  }));

test('names the file that is missing, and how it was told so', async () => {
  await unlink(file('mnist-test-1.gz'));
  await refuses(server.url, /mnist-test-1\.gz was answered with 404/);
  await refuses(pathToFileURL(`${folder}/`), /mnist-test-1\.gz did not arrive/);
  await refuses(new URL('nowhere/', server.url), /mnist\.json was answered with 404/);
  // Port 1 is nobody's.
  await refuses('http://127.0.0.1:1/', /mnist\.json did not arrive/);
});

test('a page instead of the manifest is no manifest', async () => {
  await writeFile(file('mnist.json'), '<!doctype html>');
  await refuses(server.url, /mnist\.json is no list/);
  await writeFile(file('mnist.json'), '{}');
  await refuses(server.url, /mnist\.json is no list/);
});

test('a list that asks for more than there can be, or for other places, is none', async () => {
  const list = JSON.parse(await readFile(file('mnist.json'), 'utf8'));
  const [shard] = list.parts.test;
  const wrong = [
    { count: 1e12 },
    { count: -1 },
    { bytes: '9' },
    { file: '../mnist-test-1.gz' },
    { file: '//x.example/a' },
  ];
  for (const parts of [...wrong.map((part) => [{ ...shard, ...part }]), [null], 'shards', []]) {
    await writeFile(file('mnist.json'), JSON.stringify({ ...list, parts: { ...list.parts, test: parts } }));
    await refuses(server.url, /mnist\.json is no list/);
  }
  await writeFile(file('mnist.json'), JSON.stringify({ ...list, width: -1 }));
  await refuses(server.url, /mnist\.json is no list/);
});

test('of a file that unpacks to more than it should, no more comes', async () => {
  const zipped = gzipSync(new Uint8Array(2 ** 28));
  await writeFile(file('mnist-test-1.gz'), Buffer.concat([zipped, Buffer.alloc(3e6)]));
  const before = process.memoryUsage().arrayBuffers;
  await refuses(server.url, /mnist-test-1\.gz is not what mnist\.json says/);
  assert.ok(process.memoryUsage().arrayBuffers - before < 2 ** 27);
});

test('notices that a file was cut off', () =>
  bothWays(async (base) => {
    await truncate(file('mnist-train-1.gz'), 1_000_000);
    await refuses(base, /mnist-train-1\.gz was cut off/);
    await truncate(file('mnist-train-1.gz'), 0);
    await refuses(base, /mnist-train-1\.gz was cut off/);
  }));

test('notices that the connection was cut', async () => {
  const cutting = createServer(async (request, response) => {
    const content = await readFile(file((request.url ?? '').slice(1)));
    response.writeHead(200, { 'Content-Length': content.length });
    if (content.length < 10_000) return response.end(content);
    response.write(content.subarray(0, 10_000), () => response.destroy());
  });
  await new Promise((done) => cutting.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (cutting.address());
  await refuses(`http://127.0.0.1:${port}/`, /mnist-train-1\.gz did not arrive/);
  cutting.close();
});

test('stops when it is told to, for the reason it is told', () =>
  bothWays(async (base) => {
    const reason = new Error('enough');
    await assert.rejects(loadMnist({ base, signal: AbortSignal.abort(reason) }), reason);
    const midway = new AbortController();
    await assert.rejects(
      loadMnist({ base, all: true, signal: midway.signal, onProgress: () => midway.abort(reason) }),
      reason,
    );
  }));

/** Whether the engine has all digits. @param {Engine} engine */
function hasAll(engine) {
  try {
    engine.experiment({ objective: 'network', dataset: 'mnist', all: true, layers: [2] });
    return true;
  } catch (error) {
    assert.equal(/** @type {any} */ (error).code, 'unavailable');
    return false;
  }
}

test('asked for some and for all of the digits at once, the engine has all, whichever come last', async () => {
  for (const late of ['some', 'all']) {
    let release = () => {};
    const held = new Promise((resolve) => {
      release = () => resolve(undefined);
    });
    const slow = createServer(async (request, response) => {
      const content = await readFile(file((request.url ?? '').slice(1)));
      await held;
      response.end(content);
    });
    await new Promise((done) => slow.listen(0, '127.0.0.1', () => done(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (slow.address());
    const engine = await (await load(`mnist-${late}-late`)).createEngine();
    const base = (/** @type {string} */ which) => (which === late ? `http://127.0.0.1:${port}/` : server.url);
    const some = engine.loadDataset('mnist', { base: base('some') });
    const all = engine.loadDataset('mnist', { all: true, base: base('all') });
    await (late === 'some' ? all : some);
    assert.equal(hasAll(engine), late === 'some');
    release();
    await Promise.all([some, all]);
    slow.close();
    assert.ok(hasAll(engine), `${late} came last`);
  }
});

test('digits that the engine refuses are told, and are not taken for loaded', async () => {
  const engine = await (await load('mnist-refused')).createEngine();
  const sound = await readFile(file('mnist-test-1.gz'));
  const manifest = await readFile(file('mnist.json'), 'utf8');
  // The first label is ten, and the list says that this is right.
  const content = gunzipSync(sound);
  content[0] = 10;
  const zipped = gzipSync(content);
  const list = JSON.parse(manifest);
  const sha256 = createHash('sha256').update(content).digest('hex');
  Object.assign(list.parts.test[0], { sha256, bytes: zipped.length });
  await writeFile(file('mnist-test-1.gz'), zipped);
  await writeFile(file('mnist.json'), JSON.stringify(list));
  await assert.rejects(engine.loadDataset('mnist', { base: server.url }), (/** @type {any} */ error) => {
    assert.deepEqual([error.code, error.key], ['bad-data', 'dataset']);
    assert.match(error.messages.en, /a label from 0 to 9/);
    assert.match(error.messages.zh, /0 到 9 的标签/);
    return true;
  });
  const network = /** @type {const} */ ({ objective: 'network', dataset: 'mnist', layers: [2] });
  assert.throws(() => engine.experiment(network), { code: 'unavailable' });
  await writeFile(file('mnist-test-1.gz'), sound);
  await writeFile(file('mnist.json'), manifest);
  await engine.loadDataset('mnist', { base: server.url });
  assert.equal(engine.experiment(network).status().step, 0);
});
