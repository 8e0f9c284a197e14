// Writes the one file: a classic script with all elements in it and everything that they load, for notebooks and for pages
// without a server. Nothing in it is asked of a network, and it starts where a page has no origin.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { OUTPUT, sources, TRANSFORM } from './bundle.mjs';
import { dist, www } from './places.mjs';

export const ONE_FILE = 'sgd-playground.one.js';
/** What the script is called by programs. */
const NAME = 'sgdPlayground';
const inside = join(www, 'engine/inside');
/** Where its scripts look for what they load. */
const BASE = 'inside:///';
const FILES = ['figure.wasm', 'engine.wasm', 'catalog.en.json', 'catalog.zh.json', 'notes.en.json', 'notes.zh.json'];

/**
 * @param {Map<string, string>} glues the text of each script of wasm-bindgen's, by its path
 * @param {(file: string) => string} minified a style sheet
 */
export async function writeOneFile(glues, minified) {
  const worker = await bundle('engine/inside/worker.js', "export const FILES = self.inside, WORKER = '';");
  const files = Object.fromEntries(FILES.map((name) => [name, packed(name)]));
  const contents = `export const FILES = ${JSON.stringify(files)}, WORKER = ${JSON.stringify(worker)};`;
  const script = await bundle('elements/one.js', contents);
  writeFileSync(join(dist, ONE_FILE), inAscii(script));

  /** @param {string} entry @param {string} filled what stands for `inside/files.js` */
  async function bundle(entry, filled) {
    const { rolldown } = await import('rolldown');
    const { plugins, ...common } = sources(glues, minified);
    const build = await rolldown({
      ...common,
      input: join(www, entry),
      transform: {
        ...TRANSFORM,
        define: { 'import.meta.url': JSON.stringify(BASE) },
        inject: { fetch: [join(inside, 'fetch.js'), 'fetch'] },
      },
      plugins: [
        {
          name: 'inside',
          resolveId: (source) => (source.endsWith('/start-worker.js') ? join(inside, 'start-worker.js') : undefined),
          load: (id) => (id === join(inside, 'files.js') ? filled : undefined),
        },
        ...plugins,
      ],
    });
    const { output } = await build.generate({ ...OUTPUT, format: 'iife', name: NAME, codeSplitting: false });
    await build.close();
    return output[0].code;
  }
}

/** A file of dist/ as the script has it. @param {string} name */
const packed = (name) => gzipSync(readFileSync(join(dist, name)), { level: 9 }).toString('base64');

/** A page that does not say how it is encoded may take the script for something else. @param {string} script */
const inAscii = (script) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all that is not ASCII
  script.replaceAll(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
