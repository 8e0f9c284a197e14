// A filter-normalised slice of a real network's loss, and the same in PyTorch where `PYTHON` names a Python that has it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../tools/shell.mjs';
import { ask } from './ask.mjs';
import { verdict } from './table.mjs';

/** Between losses in f32 whose sums are taken in other orders, as a part of the loss. */
const TOLERANCE = 1e-4;

/** @type {import('./bench.mjs').Section} */
export async function landscape(bench) {
  /** @type {import('./landscape.js').Slice[]} */
  const [ours, ...before] = await ask(bench, 'landscape.js', 'slices');
  const { ms, width, samples, step } = ours;
  console.log(
    `\nA ${width}×${width} filter-normalised slice of a 784-512-10 network after ${step} steps, over ${samples} digits, one thread\n`,
  );
  console.log(`sgd-playground       ${(ms / 1000).toFixed(2).padStart(8)} s, with the losses along the path`);
  before.forEach((slice, k) => {
    const ratio = `${(slice.ms / ms).toFixed(2)}× as long`;
    console.log(`${bench.sites[k + 1].name.padEnd(20)} ${(slice.ms / 1000).toFixed(2).padStart(8)} s, ${ratio}`);
  });
  const python = process.env.PYTHON;
  if (!python) {
    console.log('PyTorch              skipped: PYTHON names no Python that has it');
    return;
  }
  const theirs = inPyTorch(python, ours);
  const differences = ours.losses.map(
    (/** @type {number} */ loss, /** @type {number} */ k) =>
      Math.abs(loss - (theirs.losses[k] ?? Number.NaN)) / Math.abs(loss),
  );
  const worst = Math.max(...differences);
  const seconds = theirs.seconds;
  console.log(
    `PyTorch ${theirs.version.padEnd(12)} ${seconds.toFixed(2).padStart(8)} s, ${(seconds / (ms / 1000)).toFixed(2)}× as long; every point forward through all layers`,
  );
  console.log(
    `\nLargest difference of a loss, as a part of it: ${worst.toExponential(1)}; target ${TOLERANCE}: ${verdict(worst <= TOLERANCE)}`,
  );
}

/**
 * @param {string} python
 * @param {import('./landscape.js').Slice} slice
 * @returns {{ version: string, seconds: number, losses: number[] }}
 */
function inPyTorch(python, { numbers, width, samples, x, y }) {
  const folder = mkdtempSync(join(tmpdir(), 'sgd-landscape-'));
  try {
    const file = join(folder, 'numbers');
    writeFileSync(file, Buffer.from(numbers, 'base64'));
    const args = [join(root, 'benches/landscape.py'), file, width, samples, ...x, ...y].map(String);
    const { status, stdout, stderr } = spawnSync(python, args, { encoding: 'utf8', maxBuffer: 1e8 });
    if (status !== 0) throw new Error(`${python} failed: ${stderr}`);
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
