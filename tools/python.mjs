// The Python package: an environment in target/ with what its tests take, and the wheel of what `npm run build` has left.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, Problem, probe, root, run, say } from './shell.mjs';

const PACKAGE = join(root, 'python');
const target = join(root, 'target/python');
const programs = join(target, 'env', process.platform === 'win32' ? 'Scripts' : 'bin');
/** As in pyproject.toml. */
const OLDEST = [3, 10];

/** A program of the environment. @param {string} name */
export const program = (name) => join(programs, process.platform === 'win32' ? `${name}.exe` : name);

/**
 * Makes the environment if there is none, and installs the package, built anew, with these of its extras.
 * @param {string} extras separated by commas
 */
export function install(extras) {
  if (!existsSync(program('python'))) {
    say('making an environment for Python in target/python/');
    run(python(), ['-m', 'venv', join(target, 'env')]);
  }
  const wheel = buildWheel(join(target, 'wheel'), program('python'));
  pip(program('python'), 'install', `${wheel}[${extras}]`);
  // The version says nothing about what it is built of.
  pip(program('python'), 'install', '--force-reinstall', '--no-deps', wheel);
}

/**
 * @param {string} folder which is emptied
 * @param {string} [interpreter]
 * @returns {string} the wheel's path
 */
export function buildWheel(folder, interpreter = python()) {
  say('building the wheel');
  rmSync(folder, { recursive: true, force: true });
  pip(interpreter, 'wheel', '--no-deps', `--wheel-dir=${folder}`, PACKAGE);
  const [wheel] = readdirSync(folder).filter((name) => name.endsWith('.whl'));
  if (!wheel) throw new Problem('pip has built no wheel.');
  return join(folder, wheel);
}

/** @param {string} interpreter @param {string[]} args */
const pip = (interpreter, ...args) =>
  run(interpreter, ['-m', 'pip', '--quiet', '--disable-pip-version-check', ...args]);

/** The first Python that is new enough. */
function python() {
  const script = `import sys; print(sys.version_info >= (${OLDEST}))`;
  for (const name of ['python3', 'python']) {
    const found = findProgram([name]);
    if (found && probe(found, ['-c', script]) === 'True') return found;
  }
  throw new Problem(`Python ${OLDEST.join('.')} or newer is missing: install it (https://www.python.org).`);
}

/** Why the package cannot be tested on this machine; nothing where it can. */
export function whyNoPython() {
  try {
    const made = probe(python(), ['-c', 'import ensurepip, venv; print(True)']) === 'True';
    return made ? undefined : 'this Python has no venv (Debian: apt install python3-venv).';
  } catch (problem) {
    return /** @type {Error} */ (problem).message;
  }
}
