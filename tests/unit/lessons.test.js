// What chips, questions and exercises of the learning page say holds together, in both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHash } from '../../www/elements/kit/hash.js';
import { words as en } from '../../www/site/chapter/lesson-words.en.js';
import { words as zh } from '../../www/site/chapter/lesson-words.zh.js';
import { settingsIn } from '../../www/site/chapter/settings.js';
import { elements, pages, shownIn } from './markup.js';

/** Figures with chips: their id, the chips, the captions. @param {string} html */
function chipped(html) {
  return elements(html, 'figure')
    .filter(({ inner }) => inner.includes('class="chips"'))
    .map(({ inner }) => {
      const [list] = elements(inner, 'ul', /class="chips"/);
      const [caption] = elements(inner, 'figcaption');
      return {
        shown: shownIn(inner),
        target: list?.attributes['data-for'],
        chips: elements(list?.inner ?? '', 'a'),
        captions: elements(caption?.inner ?? '', 'p', /^(?!.*class="why")/),
      };
    });
}

for (const [language, html] of Object.entries(pages)) {
  test(`${language}: a figure has as many captions as chips, and the first chip is the figure itself`, () => {
    for (const { shown, target, chips, captions } of chipped(html)) {
      assert.ok(shown, `${target}: chips without a figure`);
      assert.equal(target, shown.attributes.id);
      assert.ok(chips.length >= 2, `${target} has one chip`);
      assert.equal(captions.length, chips.length, `${target}: captions`);
      for (const { attributes } of chips) {
        const { href = '' } = attributes;
        const page = { 'sgd-network': 'network/', 'sgd-graph': 'graph/' }[shown.name] ?? 'play/';
        assert.ok(href.split('#')[0]?.endsWith(`${language === 'zh' ? 'zh/' : '/'}${page}`), `${target}: ${href}`);
      }
      if (!shown.name.startsWith('sgd-')) continue;
      const first = parseHash((chips[0]?.attributes.href ?? '').replace(/^[^#]*/, ''));
      assert.deepEqual(settingsIn(first), settingsIn(shown.attributes), `${target}: the first chip`);
    }
  });
}

for (const [language, html] of Object.entries(pages)) {
  test(`${language}: a question that veils a figure stands before it, and says why`, () => {
    for (const { attributes } of elements(html, 'div', /class="prediction"/)) {
      const { id = '', 'data-veils': veils } = attributes;
      if (veils === undefined) continue;
      const after = html.slice(html.indexOf(`id="${id}"`));
      assert.ok(
        new RegExp(`<(sgd-\\w+|div)\\s[^>]*\\bid="${veils}"`).test(after),
        `${id}: no figure ${veils} after it`,
      );
      const figure = elements(after, 'figure').find(({ inner }) => inner.includes(`id="${veils}"`));
      assert.equal(
        elements(figure?.inner ?? '', 'p', /class="why"/).length,
        1,
        `${id}: its figure does not say why, once`,
      );
    }
  });
}

test('both languages have the same chips', () => {
  const said = (/** @type {string} */ html) =>
    chipped(html).map(({ target, chips }) => [
      target,
      chips.map(({ attributes: { href = '', ...others } }) => [href.replace(/^[^#]*/, ''), others]),
    ]);
  assert.deepEqual(said(pages.zh), said(pages.en));
});

test('the words of chips, questions and exercises are the same in both languages', () => {
  assert.deepEqual(shape(zh), shape(en));
});

/** The names in an object, and how much each function is told. @param {unknown} value @returns {unknown} */
function shape(value) {
  if (typeof value === 'function') return value.length;
  if (value === null || typeof value !== 'object') return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shape(part)]));
}
