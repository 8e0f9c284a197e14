// `npm run build`: the WebAssembly, its glue, the scripts and the pages, into dist/.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { importAnew } from './anew.mjs';
import { cssMinifier, OUTPUT, sources, TRANSFORM } from './bundle.mjs';
import { siteAddress, writeCards } from './cards.mjs';
import { withShortNames } from './glue.mjs';
import { mnist } from './mnist.mjs';
import { notices } from './notices.mjs';
import { listForOffline } from './offline.mjs';
import { writeOneFile } from './one-file.mjs';
import { writePages } from './pages.mjs';
import { COMMAND, dist, LOADED_BY_NAME, site, www } from './places.mjs';
import { writeSettings } from './settings.mjs';
import { setUpPage, TARGET } from './setup.mjs';
import { Problem, read, root, run, say, whenStarted } from './shell.mjs';

export { dist } from './places.mjs';

/** @typedef {import('rolldown').OutputChunk} OutputChunk */

/**
 * The WebAssembly of figures, and of all else. Where package.json's `#figure` and `#wasm` point, a folder each; cargo's
 * features and profile; how large a function may be that is inlined, where less than usual makes the file smaller; how large its
 * memory may become: see docs/engine.md; and in which file a page finds it.
 */
const MODULES = [
  {
    folder: join(root, 'target/bindgen/figure'),
    features: ['--no-default-features'],
    profile: 'release',
    inlined: 13,
    memory: 2 ** 30,
    file: 'figure.wasm',
  },
  {
    folder: join(root, 'target/bindgen/engine'),
    features: [],
    profile: 'engine',
    inlined: 20,
    memory: 2 ** 31,
    file: 'engine.wasm',
  },
];
/** The first script that a page loads. */
const FIRST = 'elements/sgd-playground.js';
/** What elements and Workers have in common. */
const PLACE = join(www, 'engine/wasm-url.js');
/** Those that are no modules. */
const SERVICE_WORKER = 'site/service-worker.js';
const CLASSIC = 'elements/classic.js';
const SCRIPTS = [
  ...LOADED_BY_NAME,
  COMMAND,
  'site/chapter.js',
  'site/page.js',
  'site/frame.js',
  'site/bench.js',
  'site/authors.js',
  'site/atlas.js',
  SERVICE_WORKER,
];
const LANGUAGES = ['en', 'zh'];
/** What a figure imports until it is seen, with the words of one language. */
const WIDGET = [FIRST, 'engine/figure.js', 'elements/playground/words/zh.js'];
/**
 * In a browser that knows this line, a script's functions are compiled while it loads, beside the page, and not one by one as they
 * are called. For what runs through most of its functions at once.
 */
const COMPILED = '//# allFunctionsCalledOnLoad';
/** @param {string} id of a module */
const runsAtOnce = (id) => id.includes('dagre');
/** What one widget may load: WebAssembly, JavaScript and the texts of its language, gzipped. */
const BUDGET = 114 * 1024;

/** @returns {Promise<number>} what one widget loads, in bytes gzipped */
export async function build() {
  const address = siteAddress(process.env.SITE);
  const metadata = JSON.parse(
    read('cargo', ['metadata', '--locked', '--format-version=1', `--filter-platform=${TARGET}`]),
  );
  compile(metadata);
  await writeSettings(join(root, 'target/bindgen/engine'));
  const modules = MODULES.map(({ folder, file }) => ({ file, ...withShortNames(folder) }));
  const glues = new Map(modules.map(({ path, glue }) => [path, glue]));
  // Not before npm has installed what it imports.
  const minified = await cssMinifier();
  const bundle = await bundleScripts(glues, minified);
  for (const { file, wasm } of modules) writeFileSync(join(dist, file), wasm);
  const { createEngine } = await importAnew(pathToFileURL(join(dist, 'engine.js')).href, Date.now());
  const engine = await createEngine();
  /** @type {Catalog} */
  const catalog = engine.catalog();
  writeCatalogs(catalog);
  await writeOneFile(glues, minified);
  // Not before the settings are written.
  const { attributeTable, TABLE } = await import('./attribute-table.mjs');
  writeFileSync(join(dist, TABLE), JSON.stringify(attributeTable(catalog)));
  const optimizers = catalog.optimizers.map(({ name }) => name);
  const { hero } = await import('./hero.mjs');
  await writePages(await hero(engine, optimizers), engine, address);
  if (address) writeCards(dist, address, catalog);
  mnist(join(dist, 'data'));
  for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE']) cpSync(join(root, licence), join(dist, licence));
  // By the name of a text, so that every server sends it as one.
  cpSync(join(root, 'TRUST.md'), join(dist, 'TRUST.txt'));
  writeFileSync(join(dist, 'THIRD-PARTY.txt'), notices(metadata, bundle));
  listForOffline();
  return widgetSize(bundle);
}

/** @param {import('./notices.mjs').Metadata} metadata */
function compile(metadata) {
  say('compiling the engine to WebAssembly, and writing its JavaScript glue');
  // Panic messages name their source file: not by where this machine keeps its crates.
  const folders = new Set(
    metadata.packages.filter((crate) => crate.source).map((crate) => dirname(dirname(crate.manifest_path))),
  );
  const flags = [...folders].map((folder) => `--remap-path-prefix=${folder}=crates`);
  const build = ['build', '--locked', '--lib', '--target', TARGET];
  const more = process.env.WITH_TEST_RUNNER ? ['--features=test-runner'] : [];
  const bindgen = ['run', '--locked', '--quiet', '--package=bindgen', '--bin=bindgen', '--profile=tool', ...more, '--'];
  for (const { folder, features, profile, inlined, memory } of MODULES) {
    const own = [...flags, `-Cllvm-args=-inline-threshold=${inlined}`, `-Clink-args=--max-memory=${memory}`];
    const config = `target.${TARGET}.rustflags=${JSON.stringify(own)}`;
    run('cargo', [...build, '--config', config, `--profile=${profile}`, ...features]);
    run('cargo', [...bindgen, join(metadata.target_directory, TARGET, profile, 'sgd_playground.wasm'), folder]);
  }
}

/**
 * What several scripts share goes into chunks beside them.
 *
 * @param {Map<string, string>} glues the text of each script of wasm-bindgen's, by its path
 * @param {(file: string) => string} minified a style sheet
 * @returns {Promise<OutputChunk[]>} the scripts
 */
async function bundleScripts(glues, minified) {
  say('bundling the scripts');
  const { rolldown } = await import('rolldown');
  rmSync(dist, { recursive: true, force: true });
  /** The modules that the first script imports. @type {Set<string>} */
  const shared = new Set();
  const { plugins, ...common } = sources(glues, minified);
  const bundle = await rolldown({
    ...common,
    input: SCRIPTS.map((file) => join(www, file)),
    transform: TRANSFORM,
    plugins: [
      ...plugins,
      {
        name: 'shared',
        buildEnd() {
          const imported = (/** @type {string} */ id) => this.getModuleInfo(id)?.importedIds ?? [];
          for (const id of imported(join(www, FIRST))) shared.add(id);
          for (const id of shared) for (const next of imported(id)) shared.add(next);
        },
      },
    ],
  });
  const maps = process.env.MAPS;
  const { output } = await bundle.write({
    ...OUTPUT,
    // They change no script: `npm run coverage` reads them elsewhere.
    sourcemap: maps ? 'hidden' : false,
    dir: dist,
    postBanner: ({ moduleIds }) => (moduleIds.some(runsAtOnce) ? COMPILED : ''),
    entryFileNames: '[name].js',
    // Beside the entries: the glue looks for the WebAssembly beside whichever script it ends up in.
    chunkFileNames: '[name]-[hash].js',
    codeSplitting: {
      groups: [
        // Of Workers, too.
        { name: 'wasm-url', test: (id) => id === PLACE },
        // One script, with nothing to wait for. Its name tells its version, as that of the first cannot.
        { name: 'shared', test: (id) => shared.has(id) && id !== PLACE },
        // What programs and figures have in common.
        { name: 'engine-base', test: /[\\/]www[\\/]engine[\\/](error|experiment|figure|handle|module)\.js$/ },
      ],
    },
  });
  await bundle.close();
  if (maps) {
    rmSync(maps, { recursive: true, force: true });
    mkdirSync(maps, { recursive: true });
    for (const file of readdirSync(dist).filter((name) => name.endsWith('.map'))) {
      renameSync(join(dist, file), join(maps, file));
    }
  }
  for (const file of readdirSync(site).filter((name) => name.endsWith('.css'))) {
    writeFileSync(join(dist, file), minified(join(site, file)));
  }
  const chunks = output.filter((part) => part.type === 'chunk');
  for (const file of [SERVICE_WORKER, CLASSIC]) {
    const { imports, exports } = scriptOf(chunks, file);
    if (imports.length > 0 || exports.length > 0)
      throw new Problem(`${file} is no module: it imports and exports nothing.`);
  }
  return chunks;
}

/** The script that has a file of www/. @param {OutputChunk[]} chunks @param {string} file */
function scriptOf(chunks, file) {
  const found = chunks.find(({ moduleIds }) => moduleIds.includes(join(www, file)));
  if (!found) throw new Problem(`no script of the bundle has ${file}.`);
  return found;
}

/** What the engine's catalog tells and no figure shows. */
const UNSHOWN = [
  ...['formulaLength', 'formulaDepth', 'cells'],
  ...['paper', 'source', 'colormaps', 'defaults', 'network', 'maps', 'variables', 'libraries'],
  // What the engine fills in.
  ...['domain', 'start', 'learningRate', 'learningRates'],
];
/** Nor where there is none. */
const UNBOUNDED = ['min', 'max', 'data', 'default'];
/** Enough digits for a picture. */
const DIGITS = 6;
/** In what has these names, nor these. @type {Record<string, string[] | undefined>} */
const UNTOLD = {
  // A name is its attribute in another spelling; notes are loaded when somebody points at a setting.
  settings: ['name', 'note'],
  optimizers: ['note'],
  schedules: ['note', 'equation'],
  data: ['samples', 'batchSize', 'classes', 'model'],
};

/** A curve marks how deep its minima are, a map only where, and how deep the first is; of formulas the first is offered to begin with. @param {ObjectiveInfo} objective @param {number} index */
function marked({ formula, ...objective }, index) {
  const minima =
    objective.dim === 1
      ? objective.minima
      : objective.minima.map(({ point, loss }, k) => (k === 0 ? { point, loss } : { point }));
  return { ...objective, minima, ...(index === 0 && { formula }) };
}

/** Of an optimizer that only the whole engine has: it is loaded when one is chosen, and tells the rest. @param {OptimizerInfo} optimizer */
const offered = ({ whole, ...rest }) =>
  whole
    ? {
        name: rest.name,
        label: rest.label,
        conventions: rest.conventions.slice(0, 1),
        differs: [],
        knobs: [],
        slots: [],
      }
    : rest;

/** Without what such optimizers alone let one set. @param {Catalog} catalog */
function known({ settings, optimizers }) {
  const knobs = (/** @type {boolean} */ are) =>
    optimizers.filter(({ whole }) => whole === are).flatMap((one) => one.knobs);
  const [own, others] = [knobs(false), knobs(true)];
  return settings.filter(({ name }) => own.includes(name) || !others.includes(name));
}

/** The catalog that the engine tells, for figures: a file for each language, with the texts of no other, and one of notes. @param {Catalog} catalog */
function writeCatalogs(catalog) {
  for (const language of LANGUAGES) {
    const unsaid = [...UNSHOWN, ...LANGUAGES].filter((name) => name !== language);
    const said = (/** @type {string} */ key, /** @type {any} */ value) => {
      // What is not so need not be said.
      if (unsaid.includes(key) || value === false || value === '') return undefined;
      if (value === null && UNBOUNDED.includes(key)) return undefined;
      if (typeof value === 'number') return Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS));
      if (key === 'objectives') return value.map(marked);
      const untold = UNTOLD[key];
      if (!untold || value === null) return value;
      const without = Object.fromEntries(untold.map((name) => [name, undefined]));
      const told = (/** @type {any} */ entry) => (typeof entry === 'string' ? entry : { ...entry, ...without });
      return Array.isArray(value) ? value.map(told) : told(value);
    };
    const shown = { ...catalog, settings: known(catalog), optimizers: catalog.optimizers.map(offered) };
    writeFileSync(join(dist, `catalog.${language}.json`), JSON.stringify(shown, said));
    const notes = catalog.settings.map(({ attribute, note }) => [attribute, /** @type {any} */ (note)[language]]);
    writeFileSync(join(dist, `notes.${language}.json`), JSON.stringify(Object.fromEntries(notes)));
  }
}

/**
 * What a figure loads when it comes into view; scripts that it may load later do not count.
 * @param {OutputChunk[]} chunks
 */
function widgetSize(chunks) {
  const named = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const loaded = new Set(WIDGET.map((file) => scriptOf(chunks, file)));
  for (const { imports } of loaded) {
    for (const file of imports) {
      const chunk = named.get(file);
      if (chunk) loaded.add(chunk);
    }
  }
  const catalogs = LANGUAGES.map((language) => `catalog.${language}.json`);
  const largest = catalogs.reduce((a, b) => (gzipped(a) > gzipped(b) ? a : b));
  let total = 0;
  for (const file of ['figure.wasm', largest, ...Array.from(loaded, ({ fileName }) => fileName)]) {
    total += gzipped(file);
    console.log(`${kilobytes(gzipped(file))}  ${file}`);
  }
  for (const file of ['figure.wasm', 'engine.wasm']) console.log(`${checksum(file)}  ${file}`);
  console.log(`${kilobytes(total)}  one widget, gzipped (at most ${kilobytes(BUDGET).trim()})`);
  return total;
}

/** @param {string} file */
const checksum = (file) =>
  createHash('sha256')
    .update(readFileSync(join(dist, file)))
    .digest('hex');

/** @param {string} file */
const gzipped = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1).padStart(8)} KB`;

whenStarted(import.meta.url, async () => {
  setUpPage();
  const size = await build();
  if (size > BUDGET) throw new Problem(`one widget is ${size - BUDGET} bytes over its ${BUDGET} bytes gzipped.`);
});
