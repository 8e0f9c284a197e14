// A fixture as a project of its own, away from this repository: installed, with the packed package, and built.
import { execFile, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writePackage } from '../../tools/package.mjs';
import { apt } from '../../tools/setup.mjs';
import { findProgram, root } from '../../tools/shell.mjs';
import { FIXTURES } from './fixtures.js';
import { fixtures, placed } from './pages.js';

/** What is installed stays here for the next run. */
const work = join(tmpdir(), 'sgd-embed');
const TEXT = /\.(html|js|jsx|ts|vue|svelte|astro|mdx?|ya?ml|toml|py|json)$/;
const start = promisify(execFile);

/** The package as authors get it, for all fixtures. */
export function pack() {
  mkdirSync(work, { recursive: true });
  writePackage();
  const options = { cwd: root, encoding: /** @type {const} */ ('utf8') };
  const { stdout, stderr, status } = spawnSync(
    'npm',
    ['pack', '--ignore-scripts', '--json', `--pack-destination=${work}`],
    options,
  );
  if (status !== 0) throw new Error(stderr);
  const [{ filename }] = JSON.parse(stdout);
  cpSync(join(work, filename), join(work, 'sgd-playground.tgz'));
}

/**
 * Where the program of a fixture is, in the version that the fixture is for.
 * @param {NonNullable<import('./fixtures.js').Fixture['program']>} program
 */
async function found({ name, version, from }) {
  const crates = join(work, 'crates');
  const path = from === 'system' ? name : join(crates, 'bin', name);
  if (from === 'system' && !findProgram([name])) apt(name);
  if (from === 'crates.io') {
    const args = ['install', name, `--version=${version}`, '--locked', '--no-default-features', `--root=${crates}`];
    await start('cargo', args, { cwd: work, maxBuffer: 2 ** 26 });
  }
  const { stdout } = await start(path, ['--version']).catch(() => ({ stdout: 'none' }));
  if (!stdout.includes(version)) throw new Error(`${name} ${version} is asked for; there is ${stdout.trim()}`);
  return path;
}

/**
 * @param {string} name
 * @param {Pick<import('./fixtures.js').Fixture, 'build' | 'program'>} how
 * @param {string} [site] the address of the built site
 * @returns {Promise<string>} the folder that is to be served
 */
export async function built(name, { build, program }, site = '') {
  const folder = join(work, name);
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) {
    if (file !== 'node_modules') rmSync(join(folder, file), { recursive: true });
  }
  cpSync(join(fixtures, name), folder, { recursive: true });
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (file.startsWith('node_modules') || !TEXT.test(file)) continue;
    const path = join(folder, file);
    writeFileSync(path, placed(readFileSync(path, 'utf8'), site));
  }
  const run = (/** @type {string} */ command, /** @type {string[]} */ ...args) =>
    start(command, args, { cwd: folder, maxBuffer: 2 ** 26, env: { ...process.env, CI: '1' } });
  if (!build) {
    // npm takes a package of the same version for the same one.
    for (const old of ['sgd-playground', '.package-lock.json']) {
      rmSync(join(folder, 'node_modules', old), { recursive: true, force: true });
    }
    await run('npm', 'install', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline');
    await run('npm', 'run', 'build');
  } else if (program) {
    const path = await found(program);
    for (const [, ...args] of build) await run(path, ...args);
  } else {
    const environment = join(work, 'python', name);
    const bin = join(environment, 'bin');
    if (!existsSync(bin)) await run('python3', '-m', 'venv', environment);
    await run(join(bin, 'pip'), 'install', '--quiet', '--disable-pip-version-check', '-r', 'requirements.txt');
    for (const [program, ...args] of build) await run(join(bin, program), ...args);
  }
  return join(folder, 'dist');
}

/** The versions that a fixture pins, apart from the package itself, `vite 8.4.0`. @param {string} name */
export function versions(name) {
  const folder = join(fixtures, name);
  if (existsSync(join(folder, 'requirements.txt'))) {
    return readFileSync(join(folder, 'requirements.txt'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.replace('==', ' '));
  }
  const program = FIXTURES[name]?.program;
  if (program) return [`${program.name} ${program.version}`];
  if (!existsSync(join(folder, 'package.json'))) return [];
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return Object.entries(dependencies)
    .filter(([each]) => each !== 'sgd-playground')
    .map((pair) => pair.join(' '));
}
