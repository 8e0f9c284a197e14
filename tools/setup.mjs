// Finds what this machine lacks and installs it, or says how to get it.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser, findDriver, findHeadless } from './browser.mjs';
import { findProgram, npm, Problem, probe, root, run, say } from './shell.mjs';

export const TARGET = 'wasm32-unknown-unknown';
const WASM_PACK = '0.15.1';
export const CARGO_DENY = '0.20.2';

/** What building the page takes. */
export function setUpPage() {
  node();
  npmPackages();
  rust();
}

/** What the tests take besides. */
export async function setUpTests() {
  setUpPage();
  components();
  wasmPack();
  cargoDeny();
  await browser();
}

function node() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Problem(`Node.js ${process.versions.node} is too old: install 20.19 or newer (https://nodejs.org).`);
  }
}

function npmPackages() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtime >= statSync(join(root, 'package-lock.json')).mtime) return;
  say('installing the npm packages of package-lock.json');
  npm('ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
}

function rust() {
  if (!findProgram(['cargo'])) {
    throw new Problem('cargo is missing: install Rust with rustup (https://rustup.rs), then run this again.');
  }
  const libraries = probe('rustc', ['--print', 'target-libdir', '--target', TARGET]);
  if (libraries && existsSync(libraries)) return;
  say(`adding Rust's ${TARGET} target`);
  rustup('target', TARGET);
}

function components() {
  for (const [component, command] of [
    ['rustfmt', 'fmt'],
    ['clippy', 'clippy'],
  ]) {
    if (probe('cargo', [command, '--version'])) continue;
    say(`adding Rust's ${component}`);
    rustup('component', component);
  }
}

/**
 * @param {'target' | 'component'} kind
 * @param {string} name
 */
function rustup(kind, name) {
  if (!findProgram(['rustup'])) {
    throw new Problem(`Rust's ${name} is missing and there is no rustup to add it: install it as you installed Rust.`);
  }
  run('rustup', [kind, 'add', name]);
}

/** Its test runner is that of [`testRunner`]. */
export function wasmPack() {
  if (findProgram(['wasm-pack'])) return;
  say(`installing wasm-pack ${WASM_PACK} (two minutes or so)`);
  install('wasm-pack', WASM_PACK);
}

/** What runs tests that are WebAssembly, in the version of wasm-bindgen that Cargo.lock pins. */
export function testRunner() {
  say('building the test runner of the locked wasm-bindgen');
  run('cargo', ['build', '--locked', '--package=bindgen', '--features=test-runner', '--bins', '--profile=tool'], {
    CARGO_FUTURE_INCOMPAT_REPORT_FREQUENCY: 'never',
  });
  return join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'tool/wasm-bindgen-test-runner');
}

/** Where it cannot be compiled, `npm test` says what has not run for want of it. */
function cargoDeny() {
  if (findProgram(['cargo-deny'])) return;
  say(`installing cargo-deny ${CARGO_DENY} (five minutes or so)`);
  try {
    install('cargo-deny', CARGO_DENY);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(error.message);
  }
}

/** @param {string} crate @param {string} version */
const install = (crate, version) => run('cargo', ['install', crate, '--version', version, '--locked', '--quiet']);

/** Chromium and, from a distribution, its driver; where there is no driver, wasm-pack fetches one. */
export async function browser() {
  if (!(await findBrowser()) || !findDriver()) apt('chromium', 'chromium-driver');
  // Not every distribution has it, and nothing needs it.
  if (process.env.CI && (await findHeadless()) === (await findBrowser())) apt('chromium-headless-shell');
  if (await findBrowser()) return;
  say("fetching Playwright's Chromium");
  try {
    npm('exec', '--', 'playwright', 'install', 'chromium');
  } catch {
    throw new Problem(
      'Chromium is missing: install Chromium or Chrome, or name it in the environment variable CHROME.',
    );
  }
}

/** Asks a distribution that has apt for packages, where that needs no password. @param {string[]} packages */
export function apt(...packages) {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (!findProgram(['apt-get']) || (asRoot.length && probe('sudo', ['-n', 'true']) === null)) return;
  say(`installing the distribution's ${packages.join(' and ')}`);
  try {
    const [command, ...args] = [...asRoot, 'apt-get'];
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    run(command, [...args, 'update', '-qq'], env);
    run(command, [...args, 'install', '-y', '-qq', '--no-install-recommends', ...packages], env);
  } catch (error) {
    say(`the distribution has no such packages (${/** @type {Error} */ (error).message})`);
  }
}
