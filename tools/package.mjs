// What `npm pack` packs, into lib/: the built scripts of the elements and the engine with what they load, and their types.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { TABLE } from './attribute-table.mjs';
import { elementsOf } from './elements.mjs';
import { manifestOf } from './manifest.mjs';
import { COMMAND, dist, LOADED_BY_NAME, lib, www } from './places.mjs';
import { reactEntry } from './react/entry.mjs';
import { Problem, root, whenStarted } from './shell.mjs';
import { writeTypes } from './types.mjs';

/** What they load that is no script. */
const LOADED = /\.wasm$|^(catalog|notes)\..+\.json$|^data$|^LICENSE|^THIRD-PARTY|^attributes\.json$|\.one\.js$/;

export function writePackage() {
  if (!existsSync(join(dist, 'engine.js'))) throw new Problem('dist/ is missing: `npm run build` makes it.');
  rmSync(lib, { recursive: true, force: true });
  mkdirSync(lib);
  const files = readdirSync(dist);
  for (const file of [...scripts(files), ...files.filter((name) => LOADED.test(name))]) {
    cpSync(join(dist, file), join(lib, file), { recursive: true });
  }
  const elements = elementsOf(JSON.parse(readFileSync(join(dist, TABLE), 'utf8')));
  writeTypes(www, join(lib, 'types'), elements);
  writeFileSync(join(lib, 'custom-elements.json'), JSON.stringify(manifestOf(elements, 'lib'), null, 1));
  cpSync(join(root, 'tools/react/component.js'), join(lib, 'react-component.js'));
  writeFileSync(join(lib, 'react.js'), reactEntry(elements));
}

/** Those that are loaded by name, and each script that one of these names. @param {string[]} files */
function scripts(files) {
  const found = new Set([...LOADED_BY_NAME, COMMAND].map((file) => basename(file)));
  for (const script of found) {
    const named = readFileSync(join(dist, script), 'utf8').matchAll(/["'`](?:\.\/)?([\w.-]+\.js)["'`]/g);
    for (const [, file] of named) if (files.includes(file)) found.add(file);
  }
  return found;
}

whenStarted(import.meta.url, async () => writePackage());
