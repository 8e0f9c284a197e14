// The package as `npm pack` makes it of what `npm run build` has left, and as `npm install` puts it into a project.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { writePackage } from '../../tools/package.mjs';
import { root } from '../../tools/shell.mjs';

/** @param {string[]} args of Node @param {string} cwd */
export const node = (args, cwd) => spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 });

/** @param {string} cwd @param {string[]} args */
function npm(cwd, ...args) {
  const cli = process.env.npm_execpath;
  const { status, stdout, stderr } = cli?.endsWith('.js')
    ? node([cli, ...args], cwd)
    : spawnSync('npm', args, { cwd, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout;
}

/** @returns {{ tarball: string, project: string, installed: string }} a file, and two folders, which are gone after the tests */
export function packed() {
  writePackage();
  const folder = mkdtempSync(join(tmpdir(), 'sgd-package-'));
  after(() => rmSync(folder, { recursive: true }));
  const [{ filename }] = JSON.parse(npm(root, 'pack', '--ignore-scripts', '--json', `--pack-destination=${folder}`));
  const tarball = join(folder, filename);
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'project', private: true, type: 'module' }));
  npm(project, 'install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball);
  return { tarball, project, installed: join(project, 'node_modules/sgd-playground') };
}
