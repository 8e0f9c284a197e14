// Runs in the page: maps that a reader has to wait for, by the engines of several builds.
import { contestant, inTurns } from '../www/site/bench/rounds.js';
import { enginesOf } from './engines.js';

const ROUNDS = 3;
/** Small enough that nothing takes seconds: what is compared is the cost of a step. */
const ON_DATA = [
  { samples: 40, basins: { width: 32, height: 24, maxSteps: 150 }, rates: [24, 16], maxSteps: 150 },
  { samples: 1000, basins: { width: 12, height: 8, maxSteps: 60 }, rates: [12, 8], maxSteps: 60 },
];
const RASTRIGIN = { objective: 'rastrigin', optimizer: 'momentum', width: 320, height: 240, maxSteps: 300 };

/** @param {{ name: string, url: string }[]} sites */
export async function measure(sites) {
  const engines = await enginesOf(sites);
  /** @type {{ name: string, map: (engine: any) => any }[]} */
  const maps = [{ name: 'basins of rastrigin', map: (engine) => engine.basins(RASTRIGIN) }];
  for (const objective of ['line', 'logistic']) {
    for (const { samples, basins, rates, maxSteps } of ON_DATA) {
      const config = { objective, samples, optimizer: 'momentum', batchSize: 'full', seed: 1 };
      const axes = { learningRates: [0.001, 1, rates[0]], momenta: [0, 0.9, rates[1]] };
      maps.push({
        name: `basins of ${objective}, ${samples} samples`,
        map: (engine) => engine.basins({ ...config, ...basins }),
      });
      maps.push({
        name: `rate map of ${objective}, ${samples} samples`,
        map: (engine) => engine.rateMap({ ...config, ...axes, maxSteps }),
      });
    }
  }
  const rows = [];
  for (const { name, map } of maps) {
    const times = await inTurns(
      engines.map((engine) => contestant(() => map(engine))),
      ROUNDS,
      100,
    );
    rows.push({ name, times, differing: differing(engines.map(map)) });
  }
  return rows;
}

/** In how many cells a build differs from the first. @param {{ outcome: Uint8Array, steps: Uint32Array }[]} maps */
function differing([first, ...others]) {
  let count = 0;
  for (const { outcome, steps } of others) {
    steps.forEach((taken, k) => {
      if (taken !== first.steps[k] || outcome[k] !== first.outcome[k]) count += 1;
    });
  }
  return count;
}
