// What is released belongs together.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
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
