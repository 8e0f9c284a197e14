// Every sentence of the learning page that claims what a run does is asked of the engine.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { answer } from '../../www/site/chapter/ask.js';
import { askedOf } from './asked.js';
import { load } from './built.js';
import { pages } from './markup.js';

/** @typedef {import('../../www/site/chapter/ask.js').Ask} Ask */
/** @typedef {Ask | number} Side */
/** @typedef {[Side, keyof typeof OPERATORS, Side]} Claim */

const dist = new URL('../../dist/', import.meta.url);
const { createEngine } = await load('claims');
/** @type {any} Asked as programs ask that know no types. */
const engine = await createEngine();
await engine.loadDataset('mnist', { base: new URL('data/', dist) });
const asked = askedOf(engine);

/** @type {Record<string, (a: any, b: any) => boolean>} */
const OPERATORS = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b || Math.abs(a - b) < 1e-9,
  '!=': (a, b) => a !== b,
};

/** Runs that several sentences speak of are made once. @type {Map<string, Promise<number>>} */
const known = new Map();

/** @param {Side} side */
function valueOfSide(side) {
  if (typeof side !== 'object') return side;
  const key = JSON.stringify(side);
  const value = known.get(key) ?? answer(asked, side);
  known.set(key, value);
  return value;
}

/** @param {Claim} claim */
async function holds([left, operator, right]) {
  const [a, b] = [await valueOfSide(left), await valueOfSide(right)];
  const compare = OPERATORS[operator];
  assert.ok(compare, `no operator '${operator}'`);
  return { true: compare(a, b), said: `${a} ${operator} ${b}` };
}

/** The opening tag and the beginning of the text. @param {string} html @returns {{ claims: Claim[], sentence: string }[]} */
const claimsIn = (html) =>
  Array.from(html.matchAll(/data-true='([^']*)'[^>]*>([^<]{0,80})/g), ([, claims = '', sentence = '']) => ({
    claims: JSON.parse(claims),
    sentence: sentence.trim(),
  }));

test('what the page claims of its runs is what the engine finds', async () => {
  const wrong = [];
  let count = 0;
  for (const { claims, sentence } of claimsIn(pages.en)) {
    for (const claim of claims) {
      count += 1;
      const found = await holds(claim);
      if (!found.true) wrong.push(`“${sentence}…”: ${found.said}, by ${JSON.stringify(claim)}`);
    }
  }
  assert.deepEqual(wrong, []);
  console.log(`# ${count} claims asked of the engine`);
});

test('both languages claim the same', () => {
  const claimed = (/** @type {string} */ html) => claimsIn(html).map(({ claims }) => claims);
  assert.deepEqual(claimed(pages.zh), claimed(pages.en));
});

test('every caption that follows a chip says what can be asked, or claims nothing of a run', () => {
  for (const html of Object.values(pages)) {
    for (const [, id, figure = ''] of html.matchAll(/<ul class="chips" data-for="([\w-]+)">([\s\S]*?)<\/figure>/g)) {
      const captions = Array.from(/<figcaption>([\s\S]*)/.exec(figure)?.[1]?.matchAll(/<p\b[^>]*>/g) ?? [], String);
      assert.ok(captions.length > 1, `${id} has no captions`);
      for (const caption of captions) assert.match(caption, /data-(true|plain)\b/, `${id}: ${caption}`);
    }
  }
});

test('a claim that is wrong is found', async () => {
  const of = { objective: 'parabola', optimizer: 'sgd', learningRate: 0.3 };
  const steps = { what: 'steps', of, untilLoss: 0.01, most: 100 };
  assert.equal((await holds([steps, '<', 3])).true, false);
  assert.equal((await holds([steps, '=', 4])).true, true);
  assert.equal((await holds([{ what: 'converged', of, most: 500 }, '<', 500])).true, true);
  assert.equal((await holds([{ what: 'diverged', of, most: 500 }, '=', Infinity])).true, true);
  const heavy = { objective: 'ravine', optimizer: 'momentum', momentum: 0.9, learningRate: 0.01 };
  const settled = { what: 'settled', of: heavy, untilLoss: 0.01, most: 2000 };
  assert.equal((await holds([settled, '=', 73])).true, true);
  assert.equal((await holds([{ ...settled, what: 'steps' }, '=', 23])).true, true);
});

test('the heavy ball of the example post gets there first, and after as many steps as it says', async () => {
  const post = await readFile(new URL('example/index.html', dist), 'utf8');
  const steps = [];
  for (const [, attributes = ''] of post.matchAll(/<sgd-playground([^>]*)>/g)) {
    const { objective, optimizer, momentum, ...others } = Object.fromEntries(
      Array.from(attributes.matchAll(/([\w-]+)="([^"]*)"/g), ([, name, value]) => [name, value]),
    );
    const of = { objective, optimizer, learningRate: Number(others['learning-rate']) };
    if (momentum) Object.assign(of, { momentum: Number(momentum) });
    steps.push(await answer(asked, { what: 'settled', of, untilLoss: 0.01, most: 2000 }));
  }
  assert.deepEqual(steps, [76, 27]);
  assert.match(post, /needs 76 steps [\s\S]* needs 27\./);
});
