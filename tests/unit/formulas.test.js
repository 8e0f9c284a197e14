// Formulas in a page: letters that mean something, and punctuation that no line begins with.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { formula, mathematics } from '../../tools/mathematics.mjs';
import { pageWithStyles } from './page.js';

const pages = ['index.html', 'zh/index.html'].map(pageWithStyles);

/** What is marked in a formula, as `meaning: text`. @param {string} tex */
const marked = (tex) => {
  /** @type {string[]} */
  const found = [];
  /** @type {{ name: string, text: string }[]} */
  const open = [];
  for (const [, end, attributes, text] of formula(tex, false).matchAll(/<(\/?)\w+([^>]*)>([^<]*)/g)) {
    if (end) {
      const { name, text: whole } = open.pop() ?? { name: '', text: '' };
      if (name) found.push(`${name}: ${whole}`);
    } else {
      open.push({ name: attributes.match(/class="symbol (\w+)"/)?.[1] ?? '', text: '' });
    }
    for (const element of open) element.text += text;
  }
  return found;
};

for (const [tex, expected] of Object.entries({
  '\\alpha': ['alpha: α'],
  'v \\leftarrow \\beta\\,v - \\alpha\\,\\nabla L': [
    'velocity: v',
    'beta: β',
    'velocity: v',
    'alpha: α',
    'gradient: ∇L',
  ],
  '\\nabla L(w + \\beta v)': ['weight: w', 'beta: β', 'velocity: v', 'gradient: ∇L(w+βv)'],
  '\\nabla \\ell_i': ['gradient: ∇ℓi'],
  '\\frac{dL}{dw}': ['gradient: dLdw'],
  '\\frac{\\partial L}{\\partial x}': ['gradient: ∂L∂x'],
  '\\frac{1}{w}': ['weight: w'],
  'w_1^2': ['weight: w', 'weight: 1'],
  v_1: ['velocity: v1'],
  '\\sqrt{x} + y': [],
})) {
  test(`what is marked in ${tex}`, () => assert.deepEqual(marked(tex), expected));
}

for (const [text, expected] of Object.entries({
  'at $x$, then': 'at <span class="held">X,</span> then',
  '（$x$）。好': '<span class="held">（X）。</span>好',
  '在 $x$ 处': '在 X 处',
  'an $x$-th part': 'an <span class="held">X-th</span> part',
  '<p>$x$</p>.': '<p>X</p>.',
  '$$x$$.': 'X.',
})) {
  test(`what is held together in ${text}`, () => {
    assert.equal(mathematics(text).replace(/<math.*?<\/math>/g, 'X'), expected);
  });
}

test('punctuation that a tag parts from its formula is refused', () => {
  assert.throws(() => mathematics('<em>at $x$</em>, then'), /before <\/em>/);
});

test('in both chapters, all punctuation beside a formula is held to it', () => {
  for (const html of pages) {
    assert.ok(html.includes('<span class="held"'));
    const free = html
      .replace(/<span class="held">.*?<\/math>[^<]*<\/span>/gs, '')
      .match(/<\/math>(?:<\/(?:em|b|a|span)>)*[.,:;)，。、：；）”」]/);
    assert.equal(free, null);
  }
});

test('in the chapters every symbol has the colour that it has in the figures', async () => {
  const tokens = await readFile(new URL('../../www/elements/kit/style/tokens.css', import.meta.url), 'utf8');
  for (const name of ['alpha', 'beta', 'gradient', 'velocity', 'weight']) {
    const [colour] = tokens.match(`--sgd-${name}: light-dark[^;]+`) ?? [];
    assert.ok(colour, name);
    for (const html of pages) assert.ok(html.includes(colour), colour);
  }
});
