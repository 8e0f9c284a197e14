// Terms of the learning page: each is defined once, before it is used as known.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const dist = new URL('../../dist/', import.meta.url);

const TERMS = [
  ...[
    'parameter',
    'loss',
    'stationary-point',
    'gradient',
    'learning-rate',
    'stochastic',
    'batch',
    'epoch',
    'curvature',
  ],
  ...['eigenvalue', 'hessian', 'sharpness', 'saddle', 'momentum', 'relu', 'softmax', 'cross-entropy', 'test-set'],
];
for (const file of ['index.html', 'zh/index.html']) {
  const html = await readFile(new URL(file, dist), 'utf8');
  const defined = Array.from(html.matchAll(/id="term-([\w-]+)"/g), ([, term]) => term);

  test(`${file} defines every term once`, () => {
    assert.deepEqual([...defined].sort(), [...TERMS].sort());
    for (const term of defined) {
      const [, element = '', text = ''] =
        html.match(new RegExp(`<(\\w+) class="definition" id="term-${term}">([^]*?)</\\1>`)) ?? [];
      assert.ok(element, `${term} is no definition`);
      assert.match(text, /<dfn>/, term);
    }
  });

  test(`${file} uses no term as known before its definition`, () => {
    const links = Array.from(html.matchAll(/<a class="term" href="#term-([\w-]+)">/g));
    assert.ok(links.length > 5);
    for (const { 1: term, index } of links) {
      const place = html.indexOf(`id="term-${term}"`);
      assert.ok(place >= 0 && place < index, `${term}: ${html.slice(index - 60, index + 60)}`);
    }
    const shown = html.match(/class="term"/g) ?? [];
    assert.equal(shown.length, links.length, 'a term is written in another way');
  });
}
