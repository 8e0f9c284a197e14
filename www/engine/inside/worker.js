// The script of all Workers of the one file: the name of a Worker says which it is.

/** @type {Record<string, () => Promise<unknown>>} */
const SCRIPTS = {
  'worker.js': () => import('../worker.js'),
  'network-worker.js': () => import('../network-worker.js'),
  'share-worker.js': () => import('../share-worker.js'),
};

SCRIPTS[self.name]?.();
