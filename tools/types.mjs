// The types of the package, from JSDoc. In the sources the names of what the engine answers are global; in programs of other
// people's they must not be.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { FRAMEWORKS, merged, settingsTypes } from './element-types.mjs';
import { reactTypes } from './react/entry.mjs';
import { root, run } from './shell.mjs';

/** What programs import. */
const ELEMENTS = ['elements/sgd-playground', 'elements/sgd-network', 'elements/sgd-graph'];
const ENGINE = 'engine/engine';
/** The scripts of Workers: they export nothing. */
const WORKERS = ['engine/worker', 'engine/network-worker'];
/** Where names are global, and where elements are. */
const GLOBAL = 'engine/types';
const TAGS = 'elements/tags';

/** @typedef {Map<string, string>} Names the module of each name, without `.js` */

/**
 * @param {string} www the sources
 * @param {string} target the folder to write to
 * @param {import('./elements.mjs').ElementInfo[]} elements
 */
export function writeTypes(www, target, elements) {
  const classes = new Map(elements.map((element) => [`elements/${element.tag.replace('sgd-', '')}/element`, element]));
  const written = compile(www);
  const globals = readdirSync(join(www, GLOBAL)).map((file) => `${GLOBAL}/${file.replace(/\.d\.ts$/, '')}`);
  const sources = new Map([TAGS, ...globals].map((module) => [module, join(www, `${module}.d.ts`)]));
  const read = (/** @type {string} */ module) =>
    readFileSync(sources.get(module) ?? join(written, `${module}.d.ts`), 'utf8');
  /** @type {Names} */
  const names = new Map(globals.flatMap((module) => declared(read(module)).map((name) => [name, module])));

  const modules = new Set([...ELEMENTS, ENGINE]);
  for (const module of modules) {
    let text = sources.has(module) ? exported(read(module)) : plain(read(module));
    text = withImports(module, text, names);
    if (ELEMENTS.includes(module)) text += `import '${pathTo(module, TAGS)}';\n`;
    if (module === ENGINE) text += globals.map((path) => `export type * from '${pathTo(module, path)}';\n`).join('');
    for (const imported of importsOf(module, text)) modules.add(imported);
    const element = classes.get(module);
    if (element) text += merged(element);
    const place = join(target, `${module}.d.ts`);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
  writeFileSync(join(target, 'elements/settings.d.ts'), settingsTypes(elements));
  writeFileSync(join(target, 'react.d.ts'), reactTypes(elements));
  mkdirSync(join(target, 'frameworks'));
  for (const [name, text] of Object.entries(FRAMEWORKS)) {
    writeFileSync(join(target, `frameworks/${name}.d.ts`), text(elements));
  }
  for (const module of WORKERS) writeFileSync(join(target, `${module}.d.ts`), 'export {};\n');
}

/** What the compiler makes of the sources. @param {string} www @returns {string} the folder */
function compile(www) {
  const folder = join(root, 'target/types/package');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const outDir = join(folder, 'written');
  const options = { noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: www, outDir };
  const typeRoots = [join(root, 'node_modules/@types')];
  const config = {
    extends: join(www, 'tsconfig.json'),
    compilerOptions: { ...options, typeRoots },
    include: [],
    files: [...ELEMENTS, ENGINE].map((module) => join(www, `${module}.js`)),
  };
  const ambient = ['elements/kit/style.d.ts', `${TAGS}.d.ts`, `${GLOBAL}/*.d.ts`].map((path) => join(www, path));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ ...config, include: ambient }));
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder]);
  return outDir;
}

/** The names that a text declares for all others. @param {string} text */
const declared = (text) =>
  Array.from(text.matchAll(/^(?:export )?(?:declare )?(?:interface|type|class) (\w+)/gm), ([, name = '']) => name);

/** @param {string} text of a file whose names are global */
const exported = (text) => text.replace(/^(interface|type) /gm, 'export $1 ');

/** Without the names that a module has only for its own comments. @param {string} text */
function plain(text) {
  const code = text.replace(/^\s*\/\*\* @typedef .*\*\/\n/gm, '');
  return code.replace(/^export type (\w+) = .*import\(.*;\n/gm, (line, name) =>
    isNamed(name, code.replace(line, '')) ? line : '',
  );
}

/** Whether a text uses a name: not as a property, nor in a path. @param {string} name @param {string} text */
const isNamed = (name, text) => new RegExp(`(?<![\\w.'"/])${name}\\b(?!['"?:])`).test(text);

/** @param {string} module @param {string} text @param {Names} names */
function withImports(module, text, names) {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^export \{.*/gm, '');
  const own = declared(code);
  /** @type {Record<string, string[]>} by module */
  const used = {};
  for (const [name, path] of names) {
    if (path === module || own.includes(name) || !isNamed(name, code)) continue;
    used[path] = [...(used[path] ?? []), name];
  }
  const imports = Object.entries(used).map(
    ([path, list]) => `import type { ${list.join(', ')} } from '${pathTo(module, path)}';\n`,
  );
  return imports.join('') + text;
}

/** @param {string} from @param {string} to modules */
function pathTo(from, to) {
  const path = posix.relative(posix.dirname(from), to);
  return `${path.startsWith('.') ? path : `./${path}`}.js`;
}

/** @param {string} module @param {string} text @returns {string[]} modules */
const importsOf = (module, text) =>
  Array.from(text.matchAll(/(?:from |import |import\()['"](\.[^'"]+)\.js['"]/g), ([, path = '']) =>
    posix.join(posix.dirname(module), path),
  );
