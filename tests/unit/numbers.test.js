// Numbers in the text of the built pages are written one way: 407,050 and 90.8%.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { PAGES } from '../../tools/pages.mjs';

/** A tag, whose attributes may have `>` in them. */
const TAG = /<[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>/g;

/** What is read of a page: no formulas, scripts or styles, and no tags. @param {string} html */
const textOf = (html) => html.replace(/<(math|script|style)\b.*?<\/\1>/gs, ' ').replace(TAG, ' ');

/** @type {[string, RegExp, string][]} */
const RULES = [
  ['no space before a percent sign', /\d[\s\u00a0\u2009\u202f]+[%％]/u, '90.8 %'],
  ['no full-width percent sign', /％/u, '90％'],
  ['a comma between thousands, and no space', /\d[\u00a0\u2009\u202f]\d{3}/u, '407\u202f050'],
  ['a comma between thousands from ten thousand on', /(?<![\d.,#])\d{5,}(?![\d.])/u, '407050'],
  ['a minus sign before a number, and no hyphen', /(?<=[\s（(=])-\d/u, 'at -1'],
];

for (const file of Object.values(PAGES)) {
  test(`numbers in ${file}`, async () => {
    const text = textOf(await readFile(new URL(`../../dist/${file}`, import.meta.url), 'utf8'));
    for (const [rule, pattern] of RULES) {
      const { index = 0 } = text.match(pattern) ?? {};
      assert.doesNotMatch(text, pattern, `${rule}: ${text.slice(Math.max(index - 30, 0), index + 30)}`);
    }
  });
}

test('what the rules are against', () => {
  for (const [rule, pattern, wrong] of RULES) {
    assert.match(wrong, pattern, rule);
    assert.doesNotMatch('at −1, 407,050 images and 90.8% of 1951 (0.00012)', pattern, rule);
  }
});
