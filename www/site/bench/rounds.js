// Runs in the page: timing in turns, so that whatever slows this machine down slows down everyone.

/** A measurement lasts at least this long, so that the clock's grain does not show. */
const LEAST_MS = 25;

/**
 * @typedef {object} Contestant
 * @property {(times: number) => unknown} work does it so many times
 * @property {() => unknown} [prepare] before its turn, untimed
 */

/** Who does something once, so that it can be timed. @param {() => unknown} once @returns {Contestant} */
export const contestant = (once) => ({
  work: (times) => {
    for (let k = 0; k < times; k++) once();
  },
});

/**
 * The median time of each, in milliseconds, over rounds in which each has its turn.
 * @param {Contestant[]} contestants
 * @param {number} rounds
 * @param {number} [warmUp] so long, in milliseconds, each runs beforehand, until it is compiled well
 */
export async function inTurns(contestants, rounds, warmUp = 300) {
  /** @type {{ contestant: Contestant, repeats: number, times: number[] }[]} */
  const turns = [];
  for (const contestant of contestants) {
    await contestant.prepare?.();
    const end = performance.now() + warmUp;
    do contestant.work(1);
    while (performance.now() < end);
    let repeats = 1;
    while (time(contestant, repeats) * repeats < LEAST_MS) repeats *= 2;
    turns.push({ contestant, repeats, times: [] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { contestant, repeats, times } of turns) {
      await contestant.prepare?.();
      times.push(time(contestant, repeats));
    }
  }
  return turns.map(({ times }) => median(times));
}

/**
 * @param {Contestant} contestant
 * @param {number} repeats
 */
function time({ work }, repeats) {
  const start = performance.now();
  work(repeats);
  return (performance.now() - start) / repeats;
}

/** @param {number[]} times */
export const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
