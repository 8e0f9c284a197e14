// The guard of www/'s floors finds what it is there to find: each rule of tools/floors.json has files that break it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const config = join(root, 'tools/floors.json');
/** @type {{ forbidden: { name: string }[] }} */
const { forbidden } = JSON.parse(readFileSync(config, 'utf8'));

/** What breaks a rule: files with what they import, and what the guard must print of the way. @type {{ rule: string, files: Record<string, string>, way: string[] }[]} */
const BROKEN = [
  {
    rule: 'no-cycle',
    files: { 'site/a.js': "import './b.js';", 'site/b.js': "import './c.js';", 'site/c.js': "import './a.js';" },
    way: ['site/a.js', 'site/b.js', 'site/c.js'],
  },
  {
    rule: 'no-cycle',
    files: { 'site/a.js': "import './b.js';", 'site/b.js': "export const later = () => import('./a.js');" },
    way: ['site/a.js', 'site/b.js'],
  },
  {
    rule: 'engine-stands-alone',
    files: { 'engine/a.js': "import '../elements/kit/b.js';", 'elements/kit/b.js': '' },
    way: ['engine/a.js', 'elements/kit/b.js'],
  },
  {
    rule: 'elements-below-site',
    files: { 'elements/graph/a.js': "import '../../site/b.js';", 'site/b.js': '' },
    way: ['elements/graph/a.js', 'site/b.js'],
  },
  {
    rule: 'kit-at-the-bottom',
    files: { 'elements/kit/a.js': "import '../views/b.js';", 'elements/views/b.js': '' },
    way: ['elements/kit/a.js', 'elements/views/b.js'],
  },
  {
    rule: 'views-draw-data',
    files: { 'elements/views/a.js': "export const load = () => import('../../engine/b.js');", 'engine/b.js': '' },
    way: ['elements/views/a.js', 'engine/b.js'],
  },
  {
    rule: 'elements-apart',
    files: { 'elements/graph/a.js': "import '../network/b.js';", 'elements/network/b.js': '' },
    way: ['elements/graph/a.js', 'elements/network/b.js'],
  },
  {
    rule: 'elements-below-tags',
    files: { 'elements/network/a.js': "import '../sgd-graph.js';", 'elements/sgd-graph.js': '' },
    way: ['elements/network/a.js', 'elements/sgd-graph.js'],
  },
  {
    rule: 'workers-by-address',
    files: { 'engine/a.js': "export const load = () => import('./worker.js');", 'engine/worker.js': '' },
    way: ['engine/a.js', 'engine/worker.js'],
  },
  { rule: 'resolved', files: { 'site/a.js': "import './nowhere.js';" }, way: ['site/a.js', 'nowhere.js'] },
];

const folders = /** @type {string[]} */ ([]);
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** What the guard says of a tree of files. @param {Record<string, string>} files */
function guard(files) {
  const folder = mkdtempSync(join(tmpdir(), 'floors-'));
  folders.push(folder);
  for (const [file, text] of Object.entries(files)) {
    const place = join(folder, 'www', file);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, '--config', config, 'www'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

for (const { rule, files, way } of BROKEN) {
  test(`${rule} is found: ${way.join(' → ')}`, () => {
    const { status, said } = guard(files);
    assert.notEqual(status, 0);
    assert.ok(said.includes(`error ${rule}:`), said);
    for (const file of way) assert.ok(said.includes(file), said);
  });
}

test('arrows downwards are let through', () => {
  const { status, said } = guard({
    'site/page.js': "import '../elements/sgd-graph.js';",
    'elements/sgd-graph.js': "import './graph/element.js';",
    'elements/graph/element.js':
      "import '../views/map.js';\nexport const load = () => import('../../engine/engine.js');",
    'elements/views/map.js': "import '../kit/dom.js';",
    'elements/kit/dom.js': '',
    'engine/engine.js': '',
  });
  assert.equal(status, 0, said);
});

test('every rule has files that break it', () => {
  assert.deepEqual(
    [...new Set(BROKEN.map(({ rule }) => rule))],
    forbidden.map(({ name }) => name),
  );
});
