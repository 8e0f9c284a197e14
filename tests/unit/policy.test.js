// The policy of the pages: what it takes out of them, and what the documents say of it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PAGES } from '../../tools/pages.mjs';
import { dist, www } from '../../tools/places.mjs';
import { POLICY } from '../../tools/policy.mjs';
import { root } from '../../tools/shell.mjs';

test('the documents say the policy of the pages', () => {
  const text = readFileSync(`${root}/docs/embedding.md`, 'utf8').replaceAll(/\s+/g, ' ');
  assert.ok(text.includes(POLICY));
});

test('every page says its policy before it loads anything, and has no style and no script of its own', () => {
  for (const place of Object.values(PAGES)) {
    const html = readFileSync(`${dist}/${place}`, 'utf8');
    const policy = html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)"/);
    assert.ok(policy && html.indexOf(policy[0]) < html.search(/<link|<script/), place);
    assert.equal(policy[1]?.replace(' blob:', ''), POLICY, place);
    assert.equal(policy[1]?.includes('blob:'), place === 'embed.html', place);
    assert.doesNotMatch(html, /<style|<[^>]+\sstyle="|<script(?![^>]*\ssrc=)|<[^>]+\son\w+="/, place);
  }
});

test('no script makes markup or code from text, or keeps a cookie', () => {
  const scripts = readdirSync(www, { recursive: true }).filter((file) => String(file).endsWith('.js'));
  assert.ok(scripts.length > 200);
  for (const script of scripts) {
    const text = readFileSync(`${www}/${script}`, 'utf8');
    assert.doesNotMatch(
      text,
      /\b(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|document\.write|document\.cookie)\b/,
      `${script}`,
    );
    assert.doesNotMatch(text, /\beval\(|new Function\(|createContextualFragment|parseFromString/, `${script}`);
  }
});
