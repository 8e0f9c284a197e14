// `npm run reproducible`: builds the last commit twice, in folders of different names, and compares every file by its checksum.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Problem, root, run, say, whenStarted } from './shell.mjs';

/** @param {string | Uint8Array} content */
const digest = (content) => createHash('sha256').update(content).digest('hex');

whenStarted(import.meta.url, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'reproducible-'));
  try {
    const [first, second] = ['a', 'another-folder'].map((name) => build(join(folder, name)));
    const differ = [...new Set([...first.keys(), ...second.keys()])].filter(
      (file) => first.get(file) !== second.get(file),
    );
    if (differ.length) throw new Problem(`two builds differ in ${differ.join(', ')}`);
    for (const file of ['figure.wasm', 'engine.wasm']) console.log(`${first.get(file)}  ${file}`);
    console.log(`${digest([...first].sort().join('\n'))}  all ${first.size} files of dist/, the same in both builds`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** @param {string} folder @returns {Map<string, string>} the checksum of each file */
function build(folder) {
  say(`building in ${folder}`);
  run('git', ['clone', '--quiet', '--local', '--no-hardlinks', root, folder]);
  const { status, stderr } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CARGO_TARGET_DIR: join(folder, 'target') },
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Problem(`the build failed:\n${stderr}`);
  return checksums(join(folder, 'dist'));
}

/** Of all files of a folder, by their names. @param {string} folder @returns {Map<string, string>} */
function checksums(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.sort().map((path) => [relative(folder, path), digest(readFileSync(path))]));
}
