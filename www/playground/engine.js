// The engine of figures: the smaller WebAssembly, and the catalog in the language of the figure alone.

import * as wasm from '#figure';
import { FigureEngine } from '../engine/figure.js';
import { Module } from '../engine/module.js';

const module = new Module(wasm, 'figure.wasm');

/** By language. @type {Record<string, Promise<Catalog>>} */
const catalogs = {};

/** @returns {Promise<FigureEngine<typeof wasm>>} */
export async function figureEngine() {
  await module.ready();
  return new FigureEngine(module);
}

/**
 * What there is, as `npm run build` has written it down.
 * @param {'en' | 'zh'} language
 */
export function catalogIn(language) {
  catalogs[language] ??= load(`catalog.${language}.json`).catch((error) => {
    delete catalogs[language];
    throw error;
  });
  return catalogs[language];
}

/** @param {string} file @returns {Promise<Catalog>} */
async function load(file) {
  const response = await fetch(new URL(file, import.meta.url));
  if (!response.ok) throw new Error(`${file}: ${response.status} ${response.statusText}`);
  return response.json();
}
