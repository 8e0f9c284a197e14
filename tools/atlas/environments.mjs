// Installs what a run needs into a temporary folder, runs its generator there, and returns the files that it has made.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Problem, probe, root } from '../shell.mjs';

/** @typedef {import('./libraries.mjs').Pip} Pip */
/** @typedef {import('./libraries.mjs').Npm} Npm */
/** @typedef {import('./libraries.mjs').Cargo} Cargo */
/** @typedef {import('./libraries.mjs').Native} Native */

const here = join(root, 'tools/atlas');
const MINUTES = 10;
const programs = process.platform === 'win32' ? 'Scripts' : 'bin';

/**
 * @param {import('./libraries.mjs').Run} run
 * @param {string} temporary
 * @param {boolean} latest the newest versions instead of those that are named
 * @returns {string[]} a file for each of `makes`
 */
export function generate(run, temporary, latest) {
  const folder = join(temporary, run.makes[0]);
  mkdirSync(folder, { recursive: true });
  if ('python' in run) return python(run, temporary, folder, latest);
  if ('node' in run) return node(run, folder, latest);
  if ('crate' in run) return [cargo(run, temporary, latest)];
  return [native(run, folder)];
}

/** @param {string} packages @param {boolean} latest */
export const chosen = (packages, latest) =>
  packages.split(' ').map((name) => (latest ? name.replace(/==.*|(?<=.)@.*/, '') : name));

/** @param {Pip} run @param {string} temporary @param {string} folder @param {boolean} latest */
function python(run, temporary, folder, latest) {
  const packages = chosen(run.packages, latest);
  const environment = environmentOf(run.python, packages, temporary);
  const script = join(here, 'python', run.script);
  attempt(join(environment, programs, 'python'), [script, ...(run.with ? [run.with] : [])], folder, {
    PYTHONDONTWRITEBYTECODE: '1',
  });
  return filesOf(run, folder);
}

/** Environments by what is in them; undefined where it could not be installed. @type {Map<string, string | Problem>} */
const environments = new Map();

/** @param {string} version @param {string[]} packages @param {string} temporary */
function environmentOf(version, packages, temporary) {
  const name = [version, ...packages].join(' ');
  const known = environments.get(name);
  if (known instanceof Problem) throw known;
  if (known) return known;
  const environment = join(temporary, `python${environments.size}`);
  try {
    attempt(pythonOf(version), ['-m', 'venv', environment], temporary);
    attempt(join(environment, programs, 'python'), ['-m', 'pip', 'install', '--quiet', ...packages], temporary);
  } catch (problem) {
    rmSync(environment, { recursive: true, force: true });
    if (problem instanceof Problem) environments.set(name, problem);
    throw problem;
  }
  environments.set(name, environment);
  return environment;
}

/** @param {string} version as 3.11 */
function pythonOf(version) {
  const pyenv = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  const own = existsSync(pyenv) ? readdirSync(pyenv).filter((name) => name.startsWith(`${version}.`)) : [];
  const candidates = [`python${version}`, ...own.map((name) => join(pyenv, name, 'bin/python'))];
  const found = candidates.find((program) => probe(program, ['--version'])?.includes(` ${version}.`));
  if (!found) throw new Problem(`there is no Python ${version}`);
  return found;
}

/** @param {Npm} run @param {string} folder @param {boolean} latest */
function node(run, folder, latest) {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const packages = chosen(run.packages, latest);
  // Some have addons to be compiled, for graphics cards: nothing here needs them.
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  attempt(...npm(['install', ...options, ...packages]), folder);
  attempt(process.execPath, [join(here, 'node', run.node)], folder);
  return filesOf(run, folder);
}

/** @param {string[]} args @returns {[string, string[]]} */
function npm(args) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') ? [process.execPath, [cli, ...args]] : ['npm', args];
}

/** @param {Cargo} run @param {string} temporary @param {boolean} latest */
function cargo(run, temporary, latest) {
  const folder = join(temporary, 'rust');
  cpSync(join(here, 'rust'), folder, { recursive: true });
  const crate = join(folder, run.crate);
  if (latest) {
    const manifest = join(crate, 'Cargo.toml');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replaceAll(/"=[^"]+"/g, '"*"'));
  }
  attempt('cargo', ['build', '--quiet', '--target-dir', join(folder, 'target')], crate);
  const lock = readFileSync(join(crate, 'Cargo.lock'), 'utf8');
  const versions = run.version.map((name) => lock.match(new RegExp(`name = "${name}"\nversion = "([^"]+)"`))?.[1]);
  const program = join(folder, 'target/debug', `atlas-${run.crate}`);
  return attempt(program, [], folder, { ATLAS_VERSION: versions.join(' / ') });
}

/** @param {Native} run @param {string} folder */
function native({ source, library }, folder) {
  const version = probe('pkg-config', ['--modversion', library]);
  if (!version) throw new Problem(`pkg-config finds no ${library}: its development files are not installed`);
  const flags = attempt('pkg-config', ['--cflags', '--libs', library], folder).trim().split(/\s+/);
  const compiler = source.endsWith('.c') ? 'cc' : 'c++';
  const program = join(folder, 'generator');
  const file = join(here, 'native', source);
  attempt(compiler, ['-O1', `-DATLAS_VERSION="${version}"`, file, '-o', program, ...flags, '-lm'], folder);
  return attempt(program, [], folder);
}

/** @param {Pip | Npm} run @param {string} folder */
const filesOf = (run, folder) => run.makes.map((name) => readFileSync(join(folder, `${name}.json`), 'utf8'));

/**
 * What a command prints; a problem with its last line if it fails, or takes too long.
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} [env]
 */
function attempt(command, args, cwd, env) {
  const options = { cwd, env: { ...process.env, ...env }, timeout: MINUTES * 60_000, maxBuffer: 2 ** 28 };
  const { status, error, stdout, stderr } = spawnSync(command, args, { ...options, encoding: 'utf8' });
  if (status === 0) return stdout;
  if (error && 'code' in error && error.code === 'ETIMEDOUT') {
    throw new Problem(`'${[command, ...args].join(' ')}' took more than ${MINUTES} minutes`);
  }
  throw new Problem(error?.message ?? why(`${stdout}\n${stderr}`));
}

/** The line that says what went wrong, of all that a program has printed. @param {string} output */
export function why(output) {
  const lines = output.split('\n').map((line) => line.trim());
  const error = lines.find((line) => /^(error(\[\w+\])?:|npm error (?!code)|\S+: (fatal )?error:)/i.test(line));
  return (error ?? lines.filter(Boolean).at(-1) ?? 'it failed without a word').slice(0, 300);
}
