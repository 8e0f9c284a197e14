// What is released belongs together.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { news, version } from '../../tools/release.mjs';

test('crate, npm package and wheel have one version', () => {
  assert.match(version(), /^\d+\.\d+\.\d+$/);
});

test('a release says what is new in it, or since the last one', () => {
  const log = '# Changelog\n\n## Unreleased\n\n- c\n\n## 1.1.0 (May)\n\n### Speed\n\n- b\n\n## 1.1\n\n- a\n';
  assert.equal(news(log, '1.1.0'), '1.1.0 (May)\n\n### Speed\n\n- b');
  assert.equal(news(log, '1.1'), '1.1\n\n- a');
  assert.equal(news(log, '2.0.0'), 'Unreleased\n\n- c');
  assert.throws(() => news('# Changelog\n', '1.0.0'), /nothing about 1\.0\.0/);
  const own = readFileSync(new URL('../../CHANGELOG.md', import.meta.url), 'utf8');
  assert.ok(news(own, version()).length > 100);
});

test('a release begins where nothing has been built or installed', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const clone = mkdtempSync(join(tmpdir(), 'release-'));
  try {
    for (const path of ['tools', 'Cargo.toml', 'package.json', 'python/pyproject.toml'])
      cpSync(join(root, path), join(clone, path), { recursive: true });
    writeFileSync(join(clone, 'CHANGELOG.md'), '# Changelog\n');
    const { status, stderr } = spawnSync(process.execPath, [join(clone, 'tools/release.mjs')], { encoding: 'utf8' });
    assert.match(stderr, /CHANGELOG\.md has nothing about/);
    assert.equal(status, 1);
  } finally {
    rmSync(clone, { recursive: true });
  }
});
