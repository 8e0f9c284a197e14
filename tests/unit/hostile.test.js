// What scripts read from outside: some made-up inputs of each kind, the same each time. `npm run fuzz -- 60 scripts` makes up others.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCRIPT_KINDS } from '../../tools/fuzz-scripts.mjs';
import { faultOf, KINDS, LIMITS } from '../hostile/scripts/kinds.js';
import { mutated, randomFrom } from '../hostile/scripts/mutate.js';

const MADE = 400;

test('every kind can be asked for', () => assert.deepEqual(Object.keys(KINDS), SCRIPT_KINDS));

for (const [name, kind] of Object.entries(KINDS)) {
  test(`${name}: some are taken as they are, and none does harm`, async () => {
    let taken = 0;
    for (const seed of kind.seeds) {
      assert.equal(await faultOf(kind, Uint8Array.from(seed)), undefined);
      try {
        await kind.take(Uint8Array.from(seed));
        taken += 1;
      } catch {
        // Refused.
      }
    }
    assert.ok(taken > 0);
    const random = randomFrom(1);
    for (let k = 0; k < MADE; k += 1) {
      const bytes = mutated(kind.seeds, kind.words, random, LIMITS.length);
      assert.equal(await faultOf(kind, bytes), undefined, JSON.stringify(new TextDecoder('latin1').decode(bytes)));
    }
  });
}

test('what is no refusal, takes a second or much memory is a fault', async () => {
  const fault = (/** @type {() => unknown} */ take) => faultOf({ seeds: [], words: [], take }, new Uint8Array());
  assert.match((await fault(() => JSON.parse('{'))) ?? '', /SyntaxError/);
  // Kept, and so much that it shows though what was left of other inputs is collected meanwhile.
  /** @type {Uint8Array[]} */
  const kept = [];
  assert.match((await fault(() => kept.push(new Uint8Array(2 * LIMITS.bytes)))) ?? '', /bytes/);
  const busy = () => {
    for (const begun = process.cpuUsage(); process.cpuUsage(begun).user < 1.2e6 * LIMITS.seconds; );
  };
  assert.equal(await fault(() => undefined), undefined);
  assert.match((await fault(busy)) ?? '', /^[\d.]+ s$/);
});
