// The engine in Workers, seen from a page: the same calls, which return promises. Maps of many runs are cut into tiles, on
// which all Workers work at once.

import { EngineError } from './error.js';
import { ARRAYS, basinsSize, commonest, rateMapSize, tilesOf } from './maps.js';
import { whyHere } from './open-worker.js';
import { Pool } from './pool.js';
import { startTraining } from './training.js';

/** What can be asked as it is. */
const METHODS = /** @type {const} */ ([
  'bestRate',
  'closedForm',
  'contours',
  'descend',
  'export',
  'gradient',
  'gradientCloud',
  'resolve',
  'stationaryPoints',
]);

const NOT_INTO = {
  en: 'A Worker cannot fill the array `into` of a page; take the array that it returns.',
  zh: 'Worker 无法填充数组 `into`（它属于页面）；请使用返回的数组。',
};

const workers = Math.max(1, globalThis.navigator?.hardwareConcurrency ?? 1);
const pool = new Pool(workers);

/**
 * @param {string} method
 * @param {any[]} args whose last may hold `signal`, `onProgress` and `visible`
 * @returns {Promise<any>}
 */
async function ask(method, args) {
  const last = args.at(-1);
  const { signal, onProgress, visible, ...rest } = last && typeof last === 'object' ? last : {};
  const has = signal || onProgress || visible;
  // Functions and signals stay here.
  const sent = has ? [...args.slice(0, -1), rest] : args;
  const [value] = await pool.run([{ method, args: sent }], { signal, onProgress, visible });
  return value;
}

/**
 * A map, put together from its tiles.
 *
 * @param {keyof typeof ARRAYS} map
 * @param {{ config: Config, width: number, height: number, maxSteps: number }} size
 * @param {Config} config
 * @param {WorkerOptions} options
 */
async function tiled(map, size, config, options) {
  const tiles = tilesOf(size, workers);
  const { width, height } = size;
  const types = Object.entries(ARRAYS[map]);
  const shared = globalThis.crossOriginIsolated && tiles.length > 1 && width * height <= 2 ** 24;
  const into = shared
    ? Object.fromEntries(
        types.map(([name, Type]) => [name, new SharedArrayBuffer(width * height * Type.BYTES_PER_ELEMENT)]),
      )
    : undefined;
  const values = await pool.run(
    tiles.map(([from, to]) => ({
      method: `${map}Rows`,
      args: [config, from, to],
      ...(into && { into, at: from * width }),
    })),
    options,
  );
  const cells = values.reduce((sum, { cells }) => sum + cells, 0);
  const { cells: _, ...rest } = values[0];
  const arrays = types.map(([name, Type]) => {
    if (into) return [name, new Type(/** @type {any} */ (into)[name], 0, cells)];
    const whole = new Type(cells);
    let at = 0;
    for (const value of values) {
      whole.set(value[name], at);
      at += value[name].length;
    }
    return [name, whole];
  });
  return { ...rest, ...Object.fromEntries(arrays) };
}

/** What the catalog says of maps: asked of a Worker once. @type {Promise<Catalog['maps']> | undefined} */
let usual;

function usualMaps() {
  usual ??= ask('catalog', []).then(
    ({ maps }) => maps,
    (error) => {
      usual = undefined;
      throw error;
    },
  );
  return usual;
}

const plain = Object.fromEntries(
  METHODS.map((method) => [method, (/** @type {unknown[]} */ ...args) => ask(method, args)]),
);

/** @type {EngineWorkers} */
export const remote = {
  .../** @type {Omit<EngineWorkers, 'basins' | 'field' | 'rateMap' | 'readData' | 'experiment' | 'here'>} */ (plain),

  /** @param {import('./maps.js').BasinsOptions} options @param {WorkerOptions} [how] */
  async basins(options, how = {}) {
    return tiled('basins', basinsSize(options, await usualMaps()), options, how);
  },

  async field(...args) {
    if (args[0]?.into) throw new EngineError({ code: 'unavailable', key: 'into', messages: NOT_INTO });
    return ask('field', args);
  },

  /** @param {import('./maps.js').RateMapOptions} options @param {WorkerOptions} [how] */
  async rateMap(options, how = {}) {
    const map = await tiled('rateMap', rateMapSize(options, await usualMaps()), options, how);
    const theory = await ask('rateTheory', [options, commonest(map.label), { ...how, onProgress: undefined }]);
    return { ...map, theory };
  },

  async readData(source, options = {}) {
    const { withRows } = await import('./data/table.js');
    return withRows(await ask('readData', [source, options]));
  },

  experiment: startTraining,

  get here() {
    return whyHere();
  },
};
