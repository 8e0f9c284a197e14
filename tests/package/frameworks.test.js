// Frameworks: their templates know the elements by type, React has a component of each, and the manifest says what there is.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { root } from '../../tools/shell.mjs';
import { NAMES as GRAPH } from '../../www/elements/graph/state.js';
import { propertyOf } from '../../www/elements/kit/properties.js';
import { NAMES as NETWORK } from '../../www/elements/network/state.js';
import { NAMES as PLAYGROUND } from '../../www/elements/playground/state.js';
import { node, packed } from './packed.js';

const { installed } = packed();
const NAMES = { 'sgd-playground': PLAYGROUND, 'sgd-network': NETWORK, 'sgd-graph': GRAPH };

/** A project within this one, which has its frameworks. */
const project = mkdtempSync(join(root, 'target/frameworks-'));
after(() => rmSync(project, { recursive: true }));
const copy = join(project, 'node_modules/sgd-playground');
writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
mkdirSync(join(project, 'node_modules'));
cpSync(installed, copy, { recursive: true, filter: (path) => !path.endsWith('/data') });
cpSync(fileURLToPath(new URL('frameworks', import.meta.url)), project, { recursive: true });

test('the templates of React, Preact, Solid, Vue and Svelte know the elements', () => {
  const files = readdirSync(project).filter((name) => /\.tsx?$/.test(name));
  assert.equal(files.length, 5);
  for (const file of files) {
    const compilerOptions = {
      ...{ module: 'esnext', moduleResolution: 'bundler', target: 'es2022', strict: true, noEmit: true, types: [] },
      ...{ jsx: 'react-jsx', lib: ['es2022', 'dom', 'dom.iterable'], skipLibCheck: true },
    };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
    const { stdout } = node([join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], project);
    assert.equal(stdout, '', file);
  }
});

test('manifest and types have the names that the elements have', () => {
  const manifest = JSON.parse(readFileSync(join(copy, 'lib/custom-elements.json'), 'utf8'));
  const types = readFileSync(join(copy, 'lib/types/elements/settings.d.ts'), 'utf8');
  const elements = manifest.modules.map((/** @type {any} */ { declarations }) => declarations[0]);
  assert.deepEqual(
    elements.map((/** @type {any} */ { tagName }) => tagName),
    Object.keys(NAMES),
  );
  for (const { tagName, name, attributes, members } of elements) {
    const names = [...NAMES[/** @type {keyof typeof NAMES} */ (tagName)]].sort();
    const current = attributes.filter((/** @type {any} */ { deprecated }) => !deprecated);
    assert.deepEqual(current.map((/** @type {any} */ { name }) => name).sort(), names);
    const reflected = members.filter((/** @type {any} */ { reflects }) => reflects);
    assert.deepEqual(reflected.map((/** @type {any} */ { name }) => name).sort(), names.map(propertyOf).sort());
    const [, body = ''] = types.split(`export interface ${name}Settings {`);
    const accessors = Array.from(body.split('\n}')[0]?.matchAll(/ {2}get (\w+)\(/g) ?? [], ([, accessor]) => accessor);
    const own = names.filter((attribute) => attribute !== 'lang');
    assert.deepEqual(accessors.sort(), own.map(propertyOf).sort());
  }
});

test('the manifest is one of schema 2.1.0, and package.json names it', () => {
  const read = (/** @type {string} */ path) => JSON.parse(readFileSync(path, 'utf8'));
  const { customElements } = read(join(copy, 'package.json'));
  const manifest = read(join(copy, customElements));
  assert.equal(manifest.schemaVersion, '2.1.0');
  const ajv = new Ajv({ allowUnionTypes: true, strict: false });
  const valid = ajv.compile(read(join(root, 'node_modules/custom-elements-manifest/schema.json')));
  assert.ok(valid(manifest), JSON.stringify(valid.errors));
  assert.ok(!valid({ schemaVersion: '2.1.0', modules: [{ kind: 'script' }] }), 'another is not');
});

test('a component of React renders its attributes on a server', async () => {
  const { SgdNetwork, SgdPlayground } = await import(pathToFileURL(join(copy, 'lib/react.js')).href);
  const props = {
    className: 'wide',
    id: 'first',
    learningRate: 0.1,
    start: [1, -2],
    controls: [],
    onSgdStep: () => {},
  };
  assert.equal(
    renderToStaticMarkup(createElement(SgdPlayground, { ...props, state: { seed: 4 }, momentum: null })),
    '<sgd-playground seed="4" class="wide" id="first" learning-rate="0.1" start="1,-2" controls="none"></sgd-playground>',
  );
  const rows = [
    [1, 2, 0],
    [3, 4, 1],
  ];
  assert.equal(
    renderToStaticMarkup(createElement(SgdNetwork, { data: rows, centered: false }, 'No script')),
    '<sgd-network data="1,2,0;3,4,1" centered="false">No script</sgd-network>',
  );
});
