// The licences of what is compiled and bundled into dist/, as those licences ask.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './shell.mjs';

/**
 * The part of `cargo metadata` that is used here and by the build.
 * @typedef {object} Crate
 * @property {string} id
 * @property {string} name
 * @property {string} version
 * @property {string | null} source
 * @property {string} manifest_path
 * @property {{ kind: string[] }[]} targets
 * @typedef {object} Metadata
 * @property {Crate[]} packages
 * @property {string} target_directory
 * @property {{ root: string, nodes: { id: string, deps: { pkg: string, dep_kinds: { kind: string | null }[] }[] }[] }} resolve
 */

/**
 * @param {Metadata} metadata
 * @param {import('rolldown').OutputChunk[]} bundle
 */
export function notices(metadata, bundle) {
  const sections = [...linkedCrates(metadata), ...bundledPackages(bundle)].map(
    ({ name, version, folder }) => `${name} ${version}\n${'='.repeat(72)}\n${licence(folder)}\n`,
  );
  return sections.join('\n');
}

/**
 * What the engine links: its dependencies and theirs, without those that only run at compile time.
 * @param {Metadata} metadata
 */
function linkedCrates({ packages, resolve }) {
  const crates = new Map(packages.map((crate) => [crate.id, crate]));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const linked = new Set([resolve.root]);
  for (const id of linked) {
    for (const { pkg, dep_kinds } of nodes.get(id)?.deps ?? []) {
      const compileTime = crates.get(pkg)?.targets.some(({ kind }) => kind.includes('proc-macro'));
      if (!compileTime && dep_kinds.some(({ kind }) => kind === null)) linked.add(pkg);
    }
  }
  linked.delete(resolve.root);
  return [...linked]
    .map((id) => /** @type {Crate} */ (crates.get(id)))
    .map(({ name, version, manifest_path }) => ({ name, version, folder: dirname(manifest_path) }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Packages of npm in the bundle, and what they depend on: it may be built into them. @param {import('rolldown').OutputChunk[]} bundle */
function bundledPackages(bundle) {
  const modules = bundle.flatMap(({ moduleIds }) => moduleIds);
  const names = new Set(modules.map((path) => path.match(/[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/)?.[1]));
  const packages = [];
  for (const name of names) {
    if (!name) continue;
    const folder = join(root, 'node_modules', name);
    const { version, dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    packages.push({ name, version, folder });
    for (const dependency of Object.keys(dependencies)) names.add(dependency);
  }
  return packages;
}

/**
 * The MIT licence where there is a choice: it is the shortest.
 * @param {string} folder
 */
function licence(folder) {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const mit = files.filter((file) => /mit/i.test(file));
  return (mit.length ? mit : files).map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
}
