// The MNIST digits, fetched from beside this script: whole and unharmed, or not at all.

import { EngineError } from './error.js';
import { joined } from './joined.js';

/**
 * @typedef {{ labels: Uint8Array, pixels: Uint8Array }} Digits a byte each: the digit; 28 × 28 pixels, row by row, 0 paper
 * @typedef {{ file: string, count: number, bytes: number, sha256: string }} Shard
 * @typedef {{ width: number, height: number, parts: { train: Shard[], test: Shard[] } }} Manifest
 * @typedef {{ signal?: AbortSignal, onProgress?: (progress: { loaded: number, total: number }) => void }} Options
 */

/** More than this, in a part, is not MNIST. */
const MOST_BYTES = 64e6;

/** Where this script is, and the folder beside it: none that a bundler should look for. */
const here = import.meta.url;

/**
 * 12,000 digits to learn from and 2,000 to be tested with, or `all` 60,000 and 10,000.
 * @param {Options & { all?: boolean, base?: string | URL }} [options] `base`: the folder of `mnist.json`, ending in a slash;
 *   `onProgress`: in bytes as they are sent, over all files
 * @returns {Promise<{ train: Digits, test: Digits }>}
 */
export async function loadMnist({ all = false, base, signal, onProgress } = {}) {
  const place = new URL(base ?? new URL('data/', here), globalThis.location?.href);
  const manifest = await readManifest(new URL('mnist.json', place), signal);
  const size = manifest.width * manifest.height;
  const wanted = { train: manifest.parts.train, test: manifest.parts.test };
  if (!all) {
    wanted.train = wanted.train.slice(0, 1);
    wanted.test = wanted.test.slice(0, 1);
  }
  const total = [...wanted.train, ...wanted.test].reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  /** @param {Shard[]} shards @returns {Promise<Digits>} */
  const load = async (shards) => {
    const count = shards.reduce((sum, shard) => sum + shard.count, 0);
    const digits = { labels: new Uint8Array(count), pixels: new Uint8Array(count * size) };
    let begin = 0;
    for (const shard of shards) {
      const content = await readShard(new URL(shard.file, place), shard, size + 1, signal, (part) =>
        onProgress?.({ loaded: before + Math.round(part * shard.bytes), total }),
      );
      digits.labels.set(content.subarray(0, shard.count), begin);
      digits.pixels.set(content.subarray(shard.count), begin * size);
      begin += shard.count;
      before += shard.bytes;
    }
    return digits;
  };
  return { train: await load(wanted.train), test: await load(wanted.test) };
}

/**
 * @param {URL} url
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<Manifest>}
 */
async function readManifest(url, signal) {
  const text = new TextDecoder().decode(await read(url, signal, MOST_BYTES));
  try {
    const manifest = JSON.parse(text);
    if (isManifest(manifest)) return manifest;
  } catch {
    // A server that answers every address with a page of its own, for example.
  }
  throw failure(url, 'is no list of MNIST files', '不是 MNIST 文件清单');
}

/** @param {any} manifest */
function isManifest({ width, height, parts: { train, test } }) {
  const isSize = (/** @type {unknown} */ n) => Number.isSafeInteger(n) && Number(n) > 0;
  const isShard = (/** @type {any} */ shard) =>
    /^[\w.-]+$/.test(shard.file) && isSize(shard.count) && isSize(shard.bytes) && typeof shard.sha256 === 'string';
  return (
    [width, height].every(isSize) &&
    [train, test].every((shards) => {
      if (!Array.isArray(shards) || shards.length === 0 || !shards.every(isShard)) return false;
      return shards.reduce((sum, { count }) => sum + count, 0) * (1 + width * height) <= MOST_BYTES;
    })
  );
}

/**
 * @param {URL} url
 * @param {Shard} shard
 * @param {number} each bytes of a digit
 * @param {AbortSignal | undefined} signal
 * @param {(part: number) => void} onProgress
 */
async function readShard(url, { count, bytes, sha256 }, each, signal, onProgress) {
  const length = count * each;
  const received = await read(url, signal, Math.max(bytes, length), (loaded, first) =>
    onProgress(Math.min(1, loaded / (isZipped(first) ? bytes : length))),
  );
  // A server may have sent it with `Content-Encoding: gzip`: then it has arrived unzipped.
  const zipped = isZipped(received);
  if (received.length < (zipped ? bytes : length)) throw failure(url, 'was cut off', '不完整');
  const content = zipped ? await unzip(url, received, signal, length) : received;
  if (content.length === length && (await isOf(content, sha256))) return content;
  throw failure(url, 'is not what mnist.json says (its checksum is wrong)', '与 mnist.json 不符（校验和错误）');
}

/** Unzipped, it begins with a digit. @param {Uint8Array} content */
const isZipped = (content) => content[0] === 0x1f;

/**
 * @param {URL} url
 * @param {Uint8Array<ArrayBuffer>} zipped
 * @param {AbortSignal | undefined} signal
 * @param {number} most bytes that there should be
 */
async function unzip(url, zipped, signal, most) {
  const stream = new Blob([zipped]).stream().pipeThrough(new DecompressionStream('gzip'));
  try {
    return await gather(stream, signal, most);
  } catch {
    signal?.throwIfAborted();
    // Among other things, gzip's own checksum.
    throw failure(url, 'is damaged', '已损坏');
  }
}

/**
 * Only a secure page has `crypto.subtle`; elsewhere gzip's checksum has to do.
 * @param {Uint8Array<ArrayBuffer>} content
 * @param {string} sha256
 */
async function isOf(content, sha256) {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return true;
  const digest = new Uint8Array(await subtle.digest('SHA-256', content));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}

/**
 * @param {URL} url
 * @param {AbortSignal | undefined} signal
 * @param {number} most bytes: of what is longer, no more comes than tells so
 * @param {(loaded: number, first: Uint8Array) => void} [onChunk] how many bytes there are by now, and the first of them
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function read(url, signal, most, onChunk) {
  signal?.throwIfAborted();
  try {
    if (url.protocol === 'file:') {
      // Node reads files, but does not fetch them.
      const { readFile } = process.getBuiltinModule('node:fs/promises');
      const content = new Uint8Array(await readFile(url, { signal }));
      onChunk?.(content.length, content);
      return content;
    }
    const response = await fetch(url, { signal });
    if (!response.ok || !response.body) {
      throw failure(url, `was answered with ${response.status}`, `返回了 ${response.status}`);
    }
    return await gather(response.body, signal, most, onChunk);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof EngineError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw failure(url, `did not arrive (${reason})`, `未能送达（${reason}）`);
  }
}

/**
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 * @param {AbortSignal | undefined} signal
 * @param {number} most
 * @param {(loaded: number, first: Uint8Array) => void} [onChunk]
 */
async function gather(stream, signal, most, onChunk) {
  const reader = stream.getReader();
  /** @type {Uint8Array[]} */
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    signal?.throwIfAborted();
    if (done) break;
    chunks.push(value);
    length += value.length;
    onChunk?.(length, chunks[0]);
    if (length > most) {
      await reader.cancel();
      break;
    }
  }
  return joined(Uint8Array, chunks);
}

/**
 * @param {URL} url
 * @param {string} en what became of the file
 * @param {string} zh
 */
function failure(url, en, zh) {
  const file = url.pathname.split('/').at(-1);
  return new EngineError({
    code: 'unavailable',
    key: 'dataset',
    messages: {
      en: `MNIST could not be loaded: ${file} ${en}. Check the connection and try again, or take the 8×8 digits.`,
      zh: `无法取得 MNIST：${file} ${zh}。请检查网络连接后重试，或改用 8×8 的手写数字。`,
    },
  });
}
