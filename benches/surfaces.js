// Runs in the page: fields and descents, by the engines of several builds and by hand.
import { descents, fields } from '../www/site/bench/contests.js';
import { contestant, inTurns } from '../www/site/bench/rounds.js';
import { enginesOf } from './engines.js';

const ROUNDS = 15;

/** @param {{ name: string, url: string }[]} sites */
export async function measure(sites) {
  const engines = await enginesOf(sites);
  const [ours, ...before] = engines.map((engine) => [...fields(engine), ...descents(engine)]);
  const rows = [];
  for (const [k, { name, engine, byHand, difference }] of ours.entries()) {
    const all = [engine, ...before.map((contests) => contests[k].engine), byHand];
    rows.push({ name, times: await inTurns(all.map(contestant), ROUNDS), difference: difference() });
  }
  return rows;
}
