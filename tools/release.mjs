// `npm run release`: builds and tests everything, and packs the npm package, the crate and the wheel into target/packages/, with
// their checksums and what is new. It publishes nothing.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildWheel } from './python.mjs';
import { npm, Problem, read, root, run, say, whenStarted } from './shell.mjs';

const target = join(root, 'target');
const folder = join(target, 'packages');

/** Where each package says its version. */
const VERSIONS = {
  'Cargo.toml': /^version = "(.+)"$/m,
  'package.json': /^ {2}"version": "(.+)",$/m,
  'python/pyproject.toml': /^version = "(.+)"$/m,
};

/** The version of all three packages. */
export function version() {
  const found = Object.entries(VERSIONS).map(([file, pattern]) => [
    file,
    readFileSync(join(root, file), 'utf8').match(pattern)?.[1],
  ]);
  const [[, first] = []] = found;
  if (!first || found.some(([, each]) => each !== first))
    throw new Problem(`the versions differ: ${found.map((each) => each.join(' ')).join(', ')}.`);
  return first;
}

/** What is new in a version, or what has no version yet. @param {string} changelog @param {string} name */
export function news(changelog, name) {
  const sections = changelog.split(/^## /m).slice(1);
  const section =
    sections.find((each) => each.split(/\s/, 1)[0] === name) ?? sections.find((each) => each.startsWith('Unreleased'));
  if (!section) throw new Problem(`CHANGELOG.md has nothing about ${name}, and nothing unreleased.`);
  return section.trim();
}

/** Packs what has been built. @param {string} name the version @returns {Promise<string[]>} the files */
async function pack(name) {
  // It reads what the build has made, which a fresh clone has not.
  const { writePackage } = await import('./package.mjs');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  say('packing the npm package');
  writePackage();
  npm('pack', '--ignore-scripts', '--silent', `--pack-destination=${folder}`);
  say('packing the crate');
  run('cargo', ['package', '--locked', '--quiet']);
  const crate = `sgd-playground-${name}.crate`;
  cpSync(join(target, 'package', crate), join(folder, crate));
  const wheel = buildWheel(join(target, 'wheel'));
  cpSync(wheel, join(folder, basename(wheel)));
  return readdirSync(folder).sort();
}

/** @param {string} file */
const checksum = (file) =>
  createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('hex');

whenStarted(import.meta.url, async () => {
  const name = version();
  const section = news(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), name);
  if (read('git', ['status', '--porcelain'])) throw new Problem('there are changes that are not committed.');
  for (const part of ['test', 'test:python', 'test:embed']) npm('run', '--silent', part);
  const files = await pack(name);
  const sums = files.map((file) => `${checksum(file)}  ${file}`);
  writeFileSync(join(folder, 'SHA256SUMS'), `${sums.join('\n')}\n`);
  console.log(`\n━━ ${name}, in target/packages/\n${sums.join('\n')}\n\n━━ What is new\n${section}`);
});
