// How many operations on single numbers a second WebAssembly's simd128 can do here: from registers alone, on one thread.
// No program does more of them, so it is what products of matrices are measured by.
import { inTurns } from './rounds.js';

/** Instructions and types of WebAssembly (W3C, WebAssembly Core Specification 2.0, section 5), as bytes. */
const I32 = 0x7f;
const F32 = 0x7d;
const V128 = 0x7b;
const LOOP = [0x03, 0x40];
const BRANCH_IF = [0x0d, 0x00];
const END = 0x0b;
const GET = 0x20;
const SET = 0x21;
const TEE = 0x22;
const ONE = [0x41, 0x01];
const SUBTRACT = 0x6b;
const SPLAT = [0xfd, 0x13];
const FIRST_LANE = [0xfd, 0x1f, 0x00];
const ADD = [0xfd, 0xe4, 0x01];
const MULTIPLY = [0xfd, 0xe6, 0x01];

/** The function's parameters, and the locals after them. */
const ROUNDS = 0;
const FACTOR = 3;
const TERM = 4;
const SUMS = 5;

const UNROLLED = 8;
const LANES = 4;
const REPEATS = 20_000;

/**
 * Loops of which the fastest counts: so many sums that are multiplied again and again, each a chain that waits for itself; and
 * so many products and sums apart. How many a machine needs at once depends on how long it takes for one.
 */
const CHAINED = [4, 6, 8, 10, 12, 13];
const APART = [4, 5, 6, 7];

/** @param {number} rounds @returns {Promise<number>} thousand millions of operations a second */
export async function peak(rounds) {
  const loops = peakLoops();
  return fastest(loops, await inTurns(loops, rounds, 50));
}

/** The loops, to be timed in turns with what is held against them: the clock of a processor changes. */
export function peakLoops() {
  const loops = [
    ...CHAINED.map((pairs) => ({ pairs, run: compiled(pairs, chain) })),
    ...APART.map((pairs) => ({ pairs, run: compiled(2 * pairs, apart) })),
  ];
  // A factor near 1 and a term near 0, which only the caller knows: nothing overflows, and nothing is computed beforehand.
  return loops.map(({ pairs, run }) => ({
    operations: pairs * 2 * LANES * UNROLLED * REPEATS,
    work: (/** @type {number} */ times) => run(times * REPEATS, 1 + 2 ** -23, 1e-9),
  }));
}

/** @param {{ operations: number }[]} loops @param {number[]} times of each, in milliseconds */
export const fastest = (loops, times) => Math.max(...loops.map(({ operations }, k) => operations / times[k] / 1e6));

/** A sum that is multiplied and added to. @param {number} k */
const chain = (k) => [GET, SUMS + k, GET, FACTOR, ...MULTIPLY, GET, TERM, ...ADD, SET, SUMS + k];

/** Products in the even places, sums in the odd. @param {number} k */
const apart = (k) => [
  ...[GET, SUMS + k, GET],
  ...(k % 2 === 0 ? [FACTOR, ...MULTIPLY] : [TERM, ...ADD]),
  ...[SET, SUMS + k],
];

/**
 * A function (rounds, factor, term), with a loop over `count` sums.
 * @param {number} count
 * @param {(k: number) => number[]} update
 * @returns {(rounds: number, factor: number, term: number) => number}
 */
function compiled(count, update) {
  const sums = Array.from({ length: count }, (_, k) => k);
  const code = [
    ...[1, count + 2, V128],
    ...[GET, 1, ...SPLAT, SET, FACTOR, GET, 2, ...SPLAT, SET, TERM],
    ...sums.flatMap((k) => [GET, k % 2 === 0 ? FACTOR : TERM, SET, SUMS + k]),
    ...LOOP,
    ...Array.from({ length: UNROLLED }, () => sums.flatMap(update)).flat(),
    ...[GET, ROUNDS, ...ONE, SUBTRACT, TEE, ROUNDS, ...BRANCH_IF, END],
    ...[GET, TERM],
    ...sums.flatMap((k) => [GET, SUMS + k, ...ADD]),
    ...[...FIRST_LANE, END],
  ];
  const module = new WebAssembly.Module(
    new Uint8Array([
      ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      ...section(1, [1, 0x60, 3, I32, F32, F32, 1, F32]),
      ...section(3, [1, 0]),
      ...section(7, [1, 1, 'f'.charCodeAt(0), 0, 0]),
      ...section(10, [1, ...length(code.length), ...code]),
    ]),
  );
  return /** @type {any} */ (new WebAssembly.Instance(module).exports).f;
}

/** @param {number} id @param {number[]} content */
const section = (id, content) => [id, ...length(content.length), ...content];

/** LEB128. @param {number} number @returns {number[]} */
const length = (number) => (number < 128 ? [number] : [(number & 127) | 128, ...length(number >> 7)]);
