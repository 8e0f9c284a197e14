// `npm run build`: the WebAssembly, its glue, the scripts and the pages, into dist/.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { notices } from './notices.mjs';
import { setUpPage, TARGET } from './setup.mjs';
import { Problem, read, root, run, say, whenStarted } from './shell.mjs';

export const dist = join(root, 'dist');
const www = join(root, 'www');
/** Where package.json's `#wasm` points. */
const generated = join(root, 'target/bindgen');
const WASM = 'sgd_playground_bg.wasm';
/** What one widget may load: WebAssembly and JavaScript, gzipped. */
const BUDGET = 120 * 1024;

/** Page by page, where it goes. `{{root}}` in it is the way from there to the top of dist/. */
const PAGES = {
  'play.en.html': ['index.html', 'play/index.html'],
  'play.zh.html': ['zh/index.html', 'zh/play/index.html'],
  'embed.html': ['embed.html'],
};

/** @returns {Promise<number>} what one widget loads, in bytes gzipped */
export async function build() {
  const metadata = JSON.parse(
    read('cargo', ['metadata', '--locked', '--format-version=1', `--filter-platform=${TARGET}`]),
  );
  compile(metadata);
  const bundle = await bundleScripts();
  cpSync(join(generated, WASM), join(dist, WASM));
  writePages();
  for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE']) cpSync(join(root, licence), join(dist, licence));
  writeFileSync(join(dist, 'THIRD-PARTY.txt'), notices(metadata, bundle));
  return widgetSize(bundle);
}

/** @param {import('./notices.mjs').Metadata} metadata */
function compile(metadata) {
  say('compiling the engine to WebAssembly');
  // Panic messages name their source file: not by where this machine keeps its crates.
  const folders = new Set(
    metadata.packages.filter((crate) => crate.source).map((crate) => dirname(dirname(crate.manifest_path))),
  );
  const flags = [...folders].map((folder) => `--remap-path-prefix=${folder}=crates`);
  const config = `target.${TARGET}.rustflags=${JSON.stringify(flags)}`;
  run('cargo', ['build', '--locked', '--lib', '--release', '--target', TARGET, '--config', config]);
  say('writing its JavaScript glue');
  const compiled = join(metadata.target_directory, TARGET, 'release/sgd_playground.wasm');
  run('cargo', [
    'run',
    '--locked',
    '--quiet',
    '--package=bindgen',
    '--bin=bindgen',
    '--profile=tool',
    '--',
    compiled,
    generated,
  ]);
}

/** Every script at the top of www/ is one that pages load by name; what they share goes into chunks beside them. */
async function bundleScripts() {
  say('bundling the scripts');
  const esbuild = await import('esbuild');
  const files = readdirSync(www);
  rmSync(dist, { recursive: true, force: true });
  const options = /** @type {const} */ ({
    absWorkingDir: root,
    outdir: dist,
    bundle: true,
    minify: true,
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
  });
  const { metafile } = await esbuild.build({
    ...options,
    entryPoints: files.filter((file) => file.endsWith('.js')).map((file) => join(www, file)),
    format: 'esm',
    splitting: true,
    // Beside the entries: the glue looks for the WebAssembly beside whichever script it ends up in.
    chunkNames: '[name]-[hash]',
    external: ['node:*'],
    plugins: [styleText(esbuild)],
    legalComments: 'none',
    metafile: true,
  });
  await esbuild.build({
    ...options,
    entryPoints: files.filter((file) => file.endsWith('.css')).map((file) => join(www, file)),
  });
  return metafile;
}

/**
 * A style sheet that a script imports is its text, minified.
 * @param {typeof import('esbuild')} esbuild
 * @returns {import('esbuild').Plugin}
 */
const styleText = (esbuild) => ({
  name: 'style-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(readFileSync(path, 'utf8'), { loader: 'css', minify: true });
      return { contents: code, loader: 'text' };
    });
  },
});

function writePages() {
  cpSync(join(www, 'example'), join(dist, 'example'), { recursive: true });
  for (const [page, places] of Object.entries(PAGES)) {
    const text = readFileSync(join(www, page), 'utf8');
    for (const place of places) {
      const file = join(dist, place);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text.replaceAll('{{root}}', '../'.repeat(place.split('/').length - 1) || './'));
    }
  }
}

/** @param {import('esbuild').Metafile} bundle */
function widgetSize({ outputs }) {
  const loaded = new Set(['dist/sgd-playground.js']);
  for (const file of loaded) {
    for (const { path, external } of outputs[file].imports) if (!external) loaded.add(path);
  }
  let total = 0;
  for (const file of [`dist/${WASM}`, ...loaded]) {
    const size = gzipSync(readFileSync(join(root, file)), { level: 9 }).length;
    total += size;
    console.log(`${kilobytes(size)}  ${file}`);
  }
  console.log(`${kilobytes(total)}  one widget, gzipped (at most ${kilobytes(BUDGET).trim()})`);
  return total;
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1).padStart(8)} KB`;

whenStarted(import.meta.url, async () => {
  setUpPage();
  const size = await build();
  if (size > BUDGET) throw new Problem(`one widget is ${size - BUDGET} bytes over its ${BUDGET} bytes gzipped.`);
});
