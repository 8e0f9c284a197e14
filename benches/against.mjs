// The site as another commit builds it, in target/against/: a folder for each commit, made once.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { npm, Problem, probe, root, run, say } from '../tools/shell.mjs';

const FOLDER = join(root, 'target/against');
/** A clone, in which one commit after another is built, so that cargo keeps what it has compiled. */
const CLONE = join(FOLDER, 'clone');

/**
 * @param {string} commit or a branch or a tag
 * @returns {{ name: string, folder: string }} the built site
 */
export function buildOf(commit) {
  const hash = probe('git', ['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{commit}`]);
  if (!hash) throw new Problem(`there is no commit '${commit}' in this repository.`);
  const name = hash.slice(0, 7);
  const folder = join(FOLDER, hash);
  if (existsSync(folder)) return { name, folder };
  say(`building ${name}`);
  mkdirSync(FOLDER, { recursive: true });
  if (!existsSync(CLONE)) run('git', ['clone', '--quiet', '--shared', '--no-checkout', root, CLONE]);
  run('git', ['-C', CLONE, 'checkout', '--quiet', '--force', '--detach', hash]);
  install();
  run(process.execPath, [join(root, 'benches/build-there.mjs'), CLONE], { CARGO_TARGET_DIR: join(CLONE, 'target') });
  renameSync(join(CLONE, 'dist'), folder);
  return { name, folder };
}

/** The packages here, if its lock file is the same. */
function install() {
  const packages = join(CLONE, 'node_modules');
  const lock = (/** @type {string} */ folder) => readFileSync(join(folder, 'package-lock.json'), 'utf8');
  rmSync(packages, { recursive: true, force: true });
  if (lock(CLONE) === lock(root)) symlinkSync(join(root, 'node_modules'), packages, 'junction');
  else npm('ci', '--prefix', CLONE, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
}
