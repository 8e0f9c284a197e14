// The files of MNIST: the list, and behind a zero the one file that it names, sound or packed.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { loadMnist } from '../../../www/engine/mnist.js';

const content = Uint8Array.from({ length: 2 * 785 }, (_, k) => k % 7);
const packed = gzipSync(content);
const shard = {
  ...{ file: 'mnist-train-0.gz', count: 2, bytes: packed.length },
  sha256: createHash('sha256').update(content).digest('hex'),
};
const list = JSON.stringify({ width: 28, height: 28, parts: { train: [shard], test: [shard] } });
const bomb = gzipSync(new Uint8Array(2 ** 25));

export const seeds = [packed, content, bomb].map((file) => new Uint8Array([...Buffer.from(`${list}\0`), ...file]));
export const words = [
  '"count":1e15',
  '"count":-1',
  'null',
  '"file":"//x/y"',
  '"file":"../a"',
  '"train":"abc"',
  '[]',
  '{}',
];

/** @param {Uint8Array<ArrayBuffer>} bytes */
export async function take(bytes) {
  const end = bytes.indexOf(0);
  const parts = end < 0 ? [bytes, bytes.subarray(0, 0)] : [bytes.subarray(0, end), bytes.subarray(end + 1)];
  const { fetch } = globalThis;
  // Only what lies beside it may be asked for.
  globalThis.fetch = /** @type {any} */ (
    async (/** @type {URL} */ url) => {
      if (!/^https:\/\/site\.example\/data\/[\w.-]+$/.test(url.href)) throw new RangeError(`asked for ${url.href}`);
      return new Response(/** @type {BodyInit} */ (url.pathname.endsWith('/mnist.json') ? parts[0] : parts[1]));
    }
  );
  try {
    await loadMnist({ base: 'https://site.example/data/' });
  } finally {
    globalThis.fetch = fetch;
  }
}
