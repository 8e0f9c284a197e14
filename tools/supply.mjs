// `npm run test:supply`: where the parts come from. Lock files that fit, and what cargo-deny and npm audit say of what they pin.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CARGO_DENY } from './setup.mjs';
import { findProgram, Problem, root, say, whenStarted } from './shell.mjs';

const RULES = 'tools/deny.toml';
/** Workspaces of Cargo. */
const MANIFESTS = ['Cargo.toml', 'tests/hostile/Cargo.toml'];

/** Why cargo-deny cannot be asked; undefined where it can. */
export const whyNoSupply = () =>
  findProgram(['cargo-deny'])
    ? undefined
    : `cargo-deny is missing: cargo install cargo-deny --version ${CARGO_DENY} --locked`;

/** @param {string} manifest @param {string[]} args */
const deny = (manifest, ...args) => ['deny', '--locked', `--manifest-path=${manifest}`, `--config=${RULES}`, ...args];

/** @param {string} text */
const lastLine = (text) => text.trim().split('\n').at(-1) ?? '';

whenStarted(import.meta.url, async () => {
  const missing = whyNoSupply();
  if (missing) throw new Problem(missing);
  npmLock();
  for (const manifest of MANIFESTS) {
    must('cargo', ['metadata', '--locked', '--format-version=1', `--manifest-path=${manifest}`]);
    must('cargo', deny(manifest, 'check', 'licenses', 'bans', 'sources'));
    say(`${manifest}: its lock file fits, and so do licences, versions and sources`);
  }
  cargoAdvisories();
  npmAdvisories();
});

/** @param {string} command @param {string[]} args */
function ask(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return { status, stdout: stdout ?? '', stderr: stderr ?? '' };
}

/** @param {string} command @param {string[]} args */
function must(command, args) {
  const { status, stderr } = ask(command, args);
  if (status !== 0) throw new Problem(`'${[command, ...args].join(' ')}' failed:\n${stderr}`);
}

/** The lock file fits, and has a checksum of everything: `npm ci` takes nothing else. */
function npmLock() {
  must('npm', ['ci', '--dry-run', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline']);
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  for (const [place, { integrity = '' }] of Object.entries(packages)) {
    if (place && !integrity.startsWith('sha512-')) throw new Problem(`package-lock.json has no checksum of ${place}.`);
  }
  say(`package-lock.json fits, with checksums of ${Object.keys(packages).length - 1} packages`);
}

function cargoAdvisories() {
  const fetched = ask('cargo', deny(MANIFESTS[0] ?? '', 'fetch', 'db'));
  if (fetched.status !== 0) {
    say(`NOT DONE: the advisories of crates; their database does not come (${lastLine(fetched.stderr)})`);
    return;
  }
  for (const manifest of MANIFESTS) must('cargo', deny(manifest, 'check', '--disable-fetch', 'advisories'));
  say('no advisory is about a crate');
}

function npmAdvisories() {
  const { stdout, stderr } = ask('npm', ['audit', '--json']);
  /** @type {{ metadata?: { vulnerabilities: Record<string, number> }, message?: string }} */
  const { metadata, message } = JSON.parse(stdout || '{}');
  if (!metadata) {
    say(`NOT DONE: npm audit; the registry does not answer it (${message ?? lastLine(stderr)})`);
    return;
  }
  const { total } = metadata.vulnerabilities;
  if (total) throw new Problem(`npm audit knows of ${total} vulnerabilities:\n${stdout}`);
  say('no advisory is about an npm package');
}
