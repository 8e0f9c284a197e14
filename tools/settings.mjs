// The names of the settings, by kind, for the scripts of the elements: `#settings/playground` and `#settings/network`. A
// program sets properties before any catalog has been loaded.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { importAnew } from './anew.mjs';
import { www } from './places.mjs';
import { root } from './shell.mjs';

/** What a setting is to a program; the kinds of the catalog that are not here are texts. @type {Record<string, string>} */
const KINDS = {
  number: 'number',
  integer: 'number',
  seed: 'number',
  batch: 'number',
  switch: 'switch',
  numbers: 'numbers',
};

/** Choices of several names. */
export const SEVERAL = ['activation', 'features'];

/** @param {Setting} setting @returns {string} `number`, `switch`, `numbers`, `names` or `text` */
export const kindOf = ({ name, kind }) => KINDS[kind] ?? (SEVERAL.includes(name) ? 'names' : 'text');

const DATA =
  'What the network learns from: a data set, or your own points: x1, x2 and the class (0, 1 …), semicolons between points.';

/**
 * The settings of a network as its attributes have them: a data set's name and points stand in one.
 *
 * @param {Setting[]} settings
 */
export function networkSettings(settings) {
  const shown = settings.filter(({ name }) => name !== 'objective' && name !== 'data');
  return shown.map((setting) =>
    setting.name === 'dataset' ? { ...setting, attribute: 'data', note: { en: DATA, zh: '' } } : setting,
  );
}

/** @param {Setting[]} settings */
function namesByKind(settings) {
  const kinds = new Set(settings.map(kindOf));
  const namesOf = (/** @type {string} */ kind) =>
    settings.filter((setting) => kindOf(setting) === kind).map(({ attribute }) => attribute);
  return Object.fromEntries(Array.from(kinds, (kind) => [kind, namesOf(kind).join(' ')]));
}

/** Writes what package.json calls `#settings/…`. @param {string} folder where wasm-bindgen has left the engine */
export async function writeSettings(folder) {
  /** @type {typeof import('../www/engine/engine.js')} */
  const { createEngine } = await importAnew(pathToFileURL(join(www, 'engine/engine.js')).href, Date.now());
  const wasm = readFileSync(join(folder, 'sgd_playground_bg.wasm'));
  const { settings, network } = (await createEngine({ wasm })).catalog();
  const target = join(root, 'target/bindgen/settings');
  mkdirSync(target, { recursive: true });
  for (const [name, list] of Object.entries({ playground: settings, network: networkSettings(network.settings) })) {
    // As the glue of wasm-bindgen, it is no part of the sources: the compiler reads its type.
    writeFileSync(join(target, `${name}.d.ts`), 'export const SETTINGS: Record<string, string>;\n');
    writeFileSync(join(target, `${name}.js`), `export const SETTINGS = ${JSON.stringify(namesByKind(list))};\n`);
  }
}
