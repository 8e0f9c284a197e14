// The record of a training as text, and a script with its files.

import { strToU8, zipSync } from 'fflate';

/** @param {NetworkTrace} trace */
export function recordCsv({ length, ...columns }) {
  const names = Object.keys(columns);
  const lists = Object.values(columns);
  // What was not evaluated stays empty.
  const rows = Array.from({ length }, (_, row) =>
    lists.map((list) => (Number.isNaN(list[row]) ? '' : list[row])).join(','),
  );
  return `${[names.join(','), ...rows].join('\n')}\n`;
}

/** The same with the configuration; null where nothing was evaluated. @param {NetworkTrace} trace @param {ResolvedNetwork} config */
export function recordJson({ length: _, ...columns }, config) {
  const lists = Object.entries(columns).map(([name, list]) => [name, Array.from(list)]);
  return `${JSON.stringify({ config, ...Object.fromEntries(lists) })}\n`;
}

/** @param {import('../session.js').Session['training']} training @param {'keras' | 'torch' | 'jax'} library @returns {Promise<Uint8Array>} */
export async function scriptZip(training, library) {
  // All at once, so that no step comes in between.
  const [network, data, script] = await Promise.all([
    training.save('npz'),
    training.saveData('npz'),
    training.export(library),
  ]);
  return zipSync({
    [`sgd-network-${library}.py`]: strToU8(script),
    'sgd-network.npz': network,
    'sgd-network-data.npz': data,
  });
}
