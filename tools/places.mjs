// Where the sources of the pages are, and where they are built.
import { join } from 'node:path';
import { root } from './shell.mjs';

export const www = join(root, 'www');
export const site = join(www, 'site');
export const dist = join(root, 'dist');
export const lib = join(root, 'lib');

/** The scripts that programs, pages and Workers load by name, in www/; in dist/ and lib/ they lie side by side. */
export const LOADED_BY_NAME = [
  ...['engine/engine.js', 'engine/worker.js', 'engine/network-worker.js', 'engine/share-worker.js'],
  ...['elements/sgd-playground.js', 'elements/sgd-network.js', 'elements/sgd-graph.js', 'elements/classic.js'],
];

/** What `npx sgd-playground` runs. */
export const COMMAND = 'cli/cli.js';
