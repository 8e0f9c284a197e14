// Samples as many and as large as MNIST's, of random numbers: none of them is zero.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tools/shell.mjs';

const SIDE = 28;
const COUNTS = { train: 12_000, test: 2_000 };

/** A folder with a `mnist.json` of them. */
export function noiseFolder() {
  const folder = join(root, 'target/noise');
  if (existsSync(join(folder, 'mnist.json'))) return folder;
  mkdirSync(folder, { recursive: true });
  const parts = Object.entries(COUNTS).map(([part, count]) => {
    const bytes = samples(count);
    writeFileSync(join(folder, part), bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return [part, [{ file: part, count, bytes: bytes.length, sha256 }]];
  });
  writeFileSync(
    join(folder, 'mnist.json'),
    JSON.stringify({ width: SIDE, height: SIDE, parts: Object.fromEntries(parts) }),
  );
  return folder;
}

/** Labels, then pixels, from xorshift (Marsaglia 2003). @param {number} count */
function samples(count) {
  const bytes = new Uint8Array(count * (SIDE * SIDE + 1));
  let state = 1;
  bytes.forEach((_, k) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const random = state >>> 24;
    bytes[k] = k < count ? random % 10 : Math.max(1, random);
  });
  return bytes;
}
