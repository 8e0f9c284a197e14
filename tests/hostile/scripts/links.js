// The fragment of a link, as each element reads it; of playgrounds the engine gets what they make of it.
import { existsSync } from 'node:fs';
import * as graph from '../../../www/elements/graph/state.js';
import { formatHash, parseHash } from '../../../www/elements/kit/hash.js';
import { knownIn } from '../../../www/elements/kit/properties.js';
import { readRuns, runsText } from '../../../www/elements/network/compared.js';
import * as network from '../../../www/elements/network/state.js';
import * as playground from '../../../www/elements/playground/state.js';

const dist = new URL('../../../dist/engine.js', import.meta.url);
if (!existsSync(dist)) throw new Error('dist/engine.js is missing: `npm run build` makes it.');
/** @type {typeof import('../../../www/engine/engine.js')} */
const { createEngine } = await import(dist.href);
const engine = await createEngine();
const catalog = engine.catalog();

const hashes = [
  '#objective=rosenbrock&optimizer=momentum&learning-rate=0.001&momentum=0.9&start=-1,1&seed=3&view=map',
  '#formula=(1-x)^2%2B100*(y-x^2)^2&compare=sgd@0.1,adam:torch@0.01/beta-1=0.5&fairness=best-rate',
  '#data=circle&layers=8,4&activation=relu&compare=sgd@0.1/layers=16-8&maps=slice&plane=1,2',
  '#data=-3,-3,0;3,3,0;-3,3,1;3,-3,1&batch-size=full&step-unit=epoch',
  '#objective=network&layers=4,3&at-step=7&beside=explain',
  '?objective=line&data=1,2;3,4&schedule=step&camera=30,20,1,0,0&height=400&controls=none',
];
export const seeds = hashes.map((hash) => new TextEncoder().encode(hash));
export const words = [
  ...[
    '&',
    '=',
    '%',
    '%00',
    '%F0%9F',
    '+',
    '#',
    '&constructor=1',
    '&__proto__=1',
    '&toString=',
    '&state=',
    '&data=',
    '&v=2',
  ],
  ...[...playground.NAMES, ...network.NAMES, ...graph.NAMES].map((name) => `&${name}=`),
  ...catalog.optimizers.map(({ name }) => name),
];

/** @param {Uint8Array<ArrayBuffer>} bytes */
export function take(bytes) {
  const values = parseHash(new TextDecoder().decode(bytes));
  const again = parseHash(formatHash(values));
  if (JSON.stringify(again) !== JSON.stringify(values)) throw new Error('a link says something else than its state');
  readPlayground(knownIn(values, playground.TABLE));
  readNetwork(knownIn(values, network.TABLE));
  readGraph(graph.withStep(knownIn(values, graph.TABLE)));
}

/** @param {Record<string, string>} attributes */
function readPlayground(attributes) {
  playground.presentationAttributes(attributes);
  for (const [name, read] of Object.entries(playground.TABLE)) read(attributes[name] ?? '');
  const config = playground.readConfig(playground.withLead(attributes), catalog.settings);
  if (config.objective === 'network') return;
  engine.experiment({ seed: 1, ...config }).free();
}

/** @param {Record<string, string>} attributes */
function readNetwork(attributes) {
  network.readLook(attributes);
  const { settings } = catalog.network;
  const taken = network.readWishes(attributes, settings);
  const session = /** @type {any} */ ({ config: { seed: 1 }, taken, problems: [{ key: 'dataset' }] });
  formatHash(network.stateAttributes(attributes, settings, session));
  runsText(readRuns(attributes.compare ?? ''));
}

/** @param {Record<string, string>} attributes */
function readGraph(attributes) {
  graph.exampleOf(attributes);
  graph.readConfig(attributes);
  const { step } = graph.readShowing(attributes, 9);
  if (!(step >= 0 && step <= 9)) throw new Error(`step ${step}`);
}
