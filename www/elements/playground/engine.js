// The engine of figures: the smaller WebAssembly, and the catalog in the language of the figure alone.

import init, { __wbg_reset_state, closedForm, field, paint, Run, resolve } from '#figure';
import { wasmPlace } from '../../engine/wasm-url.js';
import { propertyOf } from '../kit/properties.js';
import { isEngineError } from '../kit/refusal.js';

// By name, so that the bundle has no more of it.
const wasm = { default: init, __wbg_reset_state, closedForm, field, paint, Run, resolve };

/**
 * @typedef {object} Texts what is said in one language
 * @property {'en' | 'zh'} language
 * @property {Catalog} catalog what there is, as `npm run build` has written it down
 * @property {import('./words/en.js').Strings} words of the interface
 */

/** @type {Record<string, Promise<Texts>>} */
const known = {};

/** @type {ReturnType<typeof begin> | undefined} */
let begun;

/** @returns {Promise<import('../../engine/figure.js').FigureEngine<typeof wasm>>} */
export async function figureEngine() {
  begun ??= begin().catch((error) => {
    begun = undefined;
    throw error;
  });
  const { FigureEngine, module } = await begun;
  await module.ready();
  return new FigureEngine(module);
}

/** The WebAssembly takes longest to come: it is asked for first, and compiled as it comes. */
async function begin() {
  const place = wasmPlace('figure.wasm', new URL('figure.wasm', import.meta.url));
  const file = fetch(place);
  // Whoever waits for it is told.
  file.catch(() => undefined);
  const { FigureEngine, Module } = await import('../../engine/figure.js');
  const module = new Module(wasm, () => place);
  await module.ready(file);
  return { FigureEngine, module };
}

/** The rules that it has been asked for and has. @type {Set<string>} */
const had = new Set();

/**
 * Whether it refuses one of these rules: the whole engine, which tells a catalog, may have it.
 * @param {FigureEngine} engine
 * @param {Config[]} asked
 */
export const lacks = (engine, asked) =>
  !('catalog' in engine) &&
  asked.some(({ optimizer, convention }) => {
    const rule = `${optimizer} ${convention}`;
    try {
      return !had.has(rule) && !(engine.resolve({ optimizer, convention }) && had.add(rule));
    } catch (error) {
      return isEngineError(error) && error.code === 'unknown-name';
    }
  });

/** @param {'en' | 'zh'} language */
export function textsIn(language) {
  known[language] ??= load(language).catch((error) => {
    delete known[language];
    throw error;
  });
  return known[language];
}

/** What each setting is, by attribute. @param {'en' | 'zh'} language @returns {Promise<Record<string, string>>} */
export const notesIn = (language) =>
  read(language === 'zh' ? new URL('notes.zh.json', import.meta.url) : new URL('notes.en.json', import.meta.url));

/** @param {'en' | 'zh'} language @returns {Promise<Texts>} */
async function load(language) {
  const zh = language === 'zh';
  const [catalog, { words }] = await Promise.all([
    // Written out, so that bundlers find it.
    read(zh ? new URL('catalog.zh.json', import.meta.url) : new URL('catalog.en.json', import.meta.url)),
    zh ? import('./words/zh.js') : import('./words/en.js'),
    // Which those import: asked for at the same time.
    zh ? import('../kit/words/zh.js') : import('../kit/words/en.js'),
  ]);
  for (const setting of catalog.settings) setting.name = propertyOf(setting.attribute);
  return { language, catalog, words };
}

/** @param {URL} url */
async function read(url) {
  try {
    const response = await fetch(url);
    if (response.ok) return await response.json();
  } catch {}
  // By its address the reason is found.
  throw new Error(`${url}`);
}
