// Running other programs, and saying what happens. Node's own modules only: this runs before `npm ci`.
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

// A shell that was opened before rustup was installed does not have its programs on the PATH yet.
const cargoBin = join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'bin');
if (!process.env.PATH?.split(delimiter).includes(cargoBin)) process.env.PATH += delimiter + cargoBin;

/** What a person can put right: shown as a sentence, without a stack. */
export class Problem extends Error {}

/** @param {string} sentence */
export const say = (sentence) => console.log(`· ${sentence}`);

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env] added to the environment
 */
export function run(command, args, env) {
  finish(command, args, 'inherit', env);
}

/**
 * What a command prints.
 * @param {string} command
 * @param {string[]} args
 */
export const read = (command, args) => finish(command, args, 'pipe');

/**
 * @param {string} command
 * @param {string[]} args
 * @param {'inherit' | 'pipe'} output
 * @param {NodeJS.ProcessEnv} [env]
 */
function finish(command, args, output, env) {
  const { status, error, stdout } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', output, 'inherit'],
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status === 0) return stdout;
  throw new Problem(`'${[command, ...args].join(' ')}' failed${error ? `: ${error.message}` : ''}`);
}

/**
 * What a command prints, or null when it is missing or fails: for finding out what there is.
 * @param {string} command
 * @param {string[]} args
 */
export function probe(command, args) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/**
 * npm, as the npm that started this script if there is one: on Windows it is no program that can be started by name.
 * @param {string[]} args
 */
export function npm(...args) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) run(process.execPath, [cli, ...args]);
  else run('npm', args);
}

/**
 * The first of these programs that there is: a full path, or a name to be looked for on the PATH.
 * @param {(string | undefined)[]} candidates
 */
export function findProgram(candidates) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const endings = process.platform === 'win32' ? ['.exe', ''] : [''];
  for (const name of candidates) {
    if (!name) continue;
    const paths = /[\\/]/.test(name)
      ? [name]
      : folders.flatMap((folder) => endings.map((end) => join(folder, name + end)));
    const found = paths.find((path) => existsSync(path));
    if (found) return found;
  }
  return null;
}

/**
 * Runs a script's own work, and only when it is that script that was started.
 * @param {string} url the script's `import.meta.url`
 * @param {() => Promise<unknown>} main
 */
export function whenStarted(url, main) {
  if (realpathSync(process.argv[1]) !== fileURLToPath(url)) return;
  // What stands further down in the script is there by then.
  const ended = Promise.resolve().then(main);
  ended.catch((error) => {
    console.error(error instanceof Problem ? `✗ ${error.message}` : error);
    process.exitCode = 1;
  });
}
