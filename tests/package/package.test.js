// Whoever installs the package has all of it and nothing else: scripts that run, files that bundlers find, types that are right.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { publint } from 'publint';
import { rolldown } from 'rolldown';
import { root } from '../../tools/shell.mjs';
import { node, packed } from './packed.js';

const { tarball, project, installed } = packed();
const modules = join(root, 'node_modules');

test('publint finds nothing', async () => {
  const { messages } = await publint({ pkgDir: installed, strict: true });
  assert.deepEqual(messages, []);
});

test('all exports and their types are resolved', () => {
  const cli = join(modules, '@arethetypeswrong/cli/dist/index.js');
  // TypeScript has no types for WebAssembly, and nobody imports a script for a tag.
  const untyped = ['figure.wasm', 'engine.wasm', 'sgd-playground.one.js'];
  const options = ['--profile', 'esm-only', '--format', 'ascii', '--exclude-entrypoints', ...untyped];
  const { status, stdout } = node([cli, tarball, ...options], project);
  assert.equal(status, 0, stdout);
});

test('it brings its licences, and needs nothing else', () => {
  const { dependencies, peerDependenciesMeta, license } = JSON.parse(
    readFileSync(join(installed, 'package.json'), 'utf8'),
  );
  assert.deepEqual([dependencies, license], [undefined, 'MIT OR Apache-2.0']);
  assert.deepEqual(peerDependenciesMeta, { react: { optional: true } });
  assert.deepEqual(readdirSync(join(project, 'node_modules')).sort(), ['.bin', '.package-lock.json', 'sgd-playground']);
  const files = [...readdirSync(installed), ...readdirSync(join(installed, 'lib'))];
  for (const file of ['README.md', 'LICENSE-MIT', 'LICENSE-APACHE', 'THIRD-PARTY.txt', 'classic.js']) {
    assert.ok(files.includes(file), file);
  }
  assert.ok(!files.some((name) => /^(chapter|page|index|hero|service-worker)/.test(name)), 'nor is the site in it');
});

test('Node imports everything, and the engine finds its WebAssembly', () => {
  const script = `
    for (const name of ['', '/network', '/graph']) await import('sgd-playground' + name);
    const { createEngine } = await import('sgd-playground/engine');
    const { default: catalog } = await import('sgd-playground/catalog.zh.json', { with: { type: 'json' } });
    const run = (await createEngine()).experiment({ objective: 'bowl', seed: 1 });
    console.log(run.train(3).step, catalog.objectives.length > 0, 'document' in globalThis);`;
  const { stdout, stderr } = node(['--no-warnings', '--input-type=module', '--eval', script], project);
  assert.equal(stdout.trim(), '3 true false', stderr);
});

test('its command paints a picture', () => {
  const bin = join(project, 'node_modules/.bin/sgd-playground');
  const { stdout, stderr } = node([bin, 'poster', 'bowl', 'bowl.png', 'size=40x30', 'steps=5'], project);
  assert.match(stdout, /<img src="bowl\.png" width="40" height="30"/, stderr);
  assert.equal(readFileSync(join(project, 'bowl.png')).subarray(1, 4).toString(), 'PNG');
});

test('bundlers find the WebAssembly, the texts and the Workers', async () => {
  writeFileSync(join(project, 'page.js'), "import 'sgd-playground';\n");
  /** @type {string[]} */
  const warnings = [];
  const bundle = await rolldown({
    cwd: project,
    input: 'page.js',
    platform: 'browser',
    experimental: { resolveNewUrlToAsset: true },
    onLog: (_, { message }) => warnings.push(message),
  });
  const { output } = await bundle.generate();
  await bundle.close();
  assert.deepEqual(warnings, []);
  const assets = output.filter(({ type }) => type === 'asset').map(({ fileName }) => fileName.replace(/.*\//, ''));
  const found = assets.map((name) => name.replace(/-[\w-]{8}\./, '.')).sort();
  const texts = ['catalog.en.json', 'catalog.zh.json', 'notes.en.json', 'notes.zh.json'];
  assert.deepEqual(found, [...texts, 'engine.wasm', 'figure.wasm', 'network-worker.js', 'worker.js'].sort());
});

const PROGRAM = `
import { SgdPlayground } from 'sgd-playground';
import { SgdNetwork } from 'sgd-playground/network';
import { SgdGraph } from 'sgd-playground/graph';
import { createEngine, EngineError, type Engine, type Trace } from 'sgd-playground/engine';

const engine: Engine = await createEngine({ wasm: new URL('sgd-playground/engine.wasm', import.meta.url) });
const run = engine.experiment({ objective: 'rosenbrock' });
const trace: Trace = run.trace();
const first: number | undefined = trace.loss[0];
const { accuracy } = engine.experiment({ objective: 'network' }).evaluate('test');
const basins: Promise<{ steps: Uint32Array }> = engine.worker.basins({ objective: 'bowl' });
const why: string = new EngineError({ code: 'a', messages: { en: 'b', zh: 'c' } }).messages.zh;

const playground: SgdPlayground = document.createElement('sgd-playground');
const network: SgdNetwork = document.createElement('sgd-network');
const graph: SgdGraph = document.createElement('sgd-graph');
playground.state = { objective: 'beale' };
graph.back();
playground.learningRate = 0.5;
playground.start = [1, -2];
network.layers = '4,2';
const rate: number | null = playground.learningRate;
graph.addEventListener('sgd-step', ({ detail }) => console.log(detail.node));
playground.addEventListener('sgd-change', ({ detail }) => console.log(detail.committed));
export const shown: number | undefined = playground.run?.status().step;

// @ts-expect-error no such method
playground.back();
// @ts-expect-error an optimizer's name is a text
playground.optimizer = 3;
// @ts-expect-error a network has no pass
network.addEventListener('sgd-step', ({ detail }) => detail.pass);
// @ts-expect-error no number
playground.addEventListener('sgd-error', ({ detail }) => detail.message * 2);
// @ts-expect-error not a part of the data
engine.experiment({ objective: 'network' }).evaluate('all');
// @ts-expect-error the engine's names are its own, not everybody's
export type Own = ResolvedConfig;

console.log(first, accuracy, basins, why, rate);
`;

for (const [module, moduleResolution] of [
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
]) {
  test(`a program has its types, resolved as ${moduleResolution}`, () => {
    writeFileSync(join(project, 'program.ts'), PROGRAM);
    const compilerOptions = { module, moduleResolution, target: 'es2022', strict: true, noEmit: true, types: [] };
    const lib = ['es2022', 'dom', 'dom.iterable'];
    const config = { compilerOptions: { ...compilerOptions, lib }, files: ['program.ts'] };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config));
    const { stdout, status } = node([join(modules, 'typescript/bin/tsc'), '-p', '.'], project);
    assert.equal(stdout, '');
    assert.equal(status, 0);
  });
}
