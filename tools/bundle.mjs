// What every bundle of scripts has in common.
import { readFileSync } from 'node:fs';
import { root } from './shell.mjs';

/** Gives a style sheet, minified. */
export async function cssMinifier() {
  const { transform } = await import('lightningcss');
  return (/** @type {string} */ file) =>
    transform({ filename: file, code: readFileSync(file), minify: true }).code.toString();
}

/**
 * @param {Map<string, string>} glues the text of each script of wasm-bindgen's, by its path
 * @param {(file: string) => string} minified
 */
export const sources = (glues, minified) => ({
  cwd: root,
  external: /^node:/,
  platform: /** @type {const} */ ('neutral'),
  // Of packages that do not say what they export.
  resolve: { mainFields: ['browser', 'main'] },
  plugins: [
    { name: 'glue', load: (/** @type {string} */ id) => glues.get(id) },
    {
      // Papa Parse has the text of a Worker that is never started here. Tools that look at the one file take `global.` in it for
      // a module of Node.
      name: 'worker-text',
      transform: {
        filter: { id: /papaparse/ },
        handler: (/** @type {string} */ code) => code.replace('global.IS_PAPA_WORKER', "global['IS_PAPA_WORKER']"),
      },
    },
    {
      // A style sheet that a script imports is its text.
      name: 'style-text',
      load: {
        filter: { id: /\.css$/ },
        handler: (/** @type {string} */ id) => ({ code: minified(id), moduleType: /** @type {const} */ ('text') }),
      },
    },
  ],
});

export const OUTPUT = { minify: true, comments: false };
/** @type {{ target: string }} */
export const TRANSFORM = { target: 'es2022' };
