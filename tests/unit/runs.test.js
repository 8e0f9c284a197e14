// The same configuration and seed make the same run in Node as natively and in a browser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { hashesOf } from '../golden/hashes.js';
import { load } from './built.js';

const { createEngine } = await load('runs');
const engine = await createEngine();

/** @param {string} file of tests/golden/ */
async function linesOf(file) {
  const text = await readFile(new URL(`../golden/${file}`, import.meta.url), 'utf8');
  return text.trimEnd().split('\n');
}

/** @param {string[]} lines @param {{ name: string }[]} all each of which a line should be about */
function names(lines, all) {
  const words = new Set(lines.flatMap((line) => line.split(' ')));
  for (const { name } of all) assert.ok(words.has(name), `no line is about ${name}`);
}

test('runs are those of tests/golden/runs.txt', async () => {
  const lines = await linesOf('runs.txt');
  assert.deepEqual(hashesOf(engine, lines, 'runs'), lines);
  const { objectives, optimizers } = engine.catalog();
  names(lines, [...objectives, ...optimizers]);
});

test('networks are those of tests/golden/networks.txt', async () => {
  const lines = await linesOf('networks.txt');
  assert.deepEqual(hashesOf(engine, lines, 'networks'), lines);
  const { optimizers, network } = engine.catalog();
  names(lines, [...optimizers, ...network.activations]);
});
