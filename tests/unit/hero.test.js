// The first picture of the learning page: before any script it shows what the engine makes of the three runs, and where its own
// painter has their balls.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import sharp from 'sharp';
import { losses } from '../../www/site/chapter/hero/net.js';
import { Relief, View } from '../../www/site/chapter/hero/relief.js';
import { roll } from '../../www/site/chapter/hero/runs.js';
import { MOST_STEPS, NAMES, PICTURES, RUNS, START, SURFACE, UNTIL_LOSS } from '../../www/site/chapter/hero/scene.js';
import { sentence } from '../../www/site/chapter/hero/sentence.js';
import { placeAt, trailOf } from '../../www/site/chapter/hero/trail.js';
import { words as en } from '../../www/site/chapter/hero-words.en.js';
import { words as zh } from '../../www/site/chapter/hero-words.zh.js';
import { load } from './built.js';
import { pageWithStyles } from './page.js';

const dist = new URL('../../dist/', import.meta.url);
const pages = {
  en: pageWithStyles('index.html'),
  zh: pageWithStyles('zh/index.html'),
};
const engine = await (await load('hero')).createEngine();
const surface = engine.surface({ ...SURFACE, side: 200 });
const relief = new Relief(...losses(engine), SURFACE.domain, surface.scale());

/** What stands in a pattern's group. @param {string} html @param {RegExp} pattern */
function found(html, pattern) {
  const [, group] = html.match(pattern) ?? [];
  assert.ok(group !== undefined, `${pattern} is not in the page`);
  return group;
}

/** Where the painter has the ball of a run at each row. @param {Float64Array} params @param {{ width: number, height: number, camera: number[] }} picture */
function painted(params, { width, height, camera }) {
  return Array.from({ length: params.length / 2 }, (_, ball) => {
    const at = surface.paint(null, { width, height, camera, runs: [{ params, ball }] });
    assert.ok(at);
    return at;
  });
}

/** How far a place is from a line of SVG. @param {{ x: number, y: number }} place @param {number[][]} line */
function distance({ x, y }, line) {
  const pieces = line.slice(1).map(([bx = 0, by = 0], index) => {
    const [ax = 0, ay = 0] = line[index] ?? [];
    const [dx, dy] = [bx - ax, by - ay];
    const part = Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1), 0), 1);
    return Math.hypot(x - ax - part * dx, y - ay - part * dy);
  });
  return Math.min(...pieces);
}

/** @param {string} d */
const lineOf = (d) => Array.from(d.matchAll(/(-?[\d.]+) (-?[\d.]+)/g), ([, x, y]) => [Number(x), Number(y)]);

for (const [shape, picture] of Object.entries(PICTURES)) {
  test(`the ${shape} picture has the ways that the engine goes, where the painter has them`, () => {
    const svg = found(pages.en, new RegExp(`(<svg class="${shape}".*?</svg>)`, 's'));
    assert.equal(found(pages.zh, new RegExp(`(<svg class="${shape}".*?</svg>)`, 's')), svg);
    for (const name of NAMES) {
      const run = engine.experiment({ ...SURFACE, ...RUNS[name], start: START });
      run.train(MOST_STEPS, { untilLoss: UNTIL_LOSS });
      const { params } = run.trace();
      const part = found(svg, new RegExp(`<g class="${name}"[^>]*>(.*?)</g>`, 's'));
      const [seen, behind] = ['trail', 'behind'].map((line) =>
        lineOf(found(part, new RegExp(`class="${line}" d="([^"]*)"`))),
      );
      const balls = painted(params, picture);
      // The painter lifts them a pixel off the ground.
      for (const { x, y, hidden } of balls) {
        const off = Math.min(distance({ x, y }, seen ?? []), distance({ x, y }, behind ?? []));
        assert.ok(off < 2.5, `${name} is ${off} pixels off at ${x}, ${y}${hidden ? ', behind a hill' : ''}`);
      }
      const last = balls.at(-1);
      const place = found(pages.en, new RegExp(`class="ball ${name}" style="([^"]*)"`));
      const at = found(place, new RegExp(`--${shape}:([^;]*)`)).match(/^([\d.]+)cqw ([\d.]+)cqh$/);
      const [x = 0, y = 0] = at?.slice(1).map(Number) ?? [];
      const off = Math.hypot((x / 100) * picture.width - (last?.x ?? 0), (y / 100) * picture.height - (last?.y ?? 0));
      assert.ok(off < 2.5, `the ball of ${name} is ${off} pixels from where it ends`);
    }
  });

  test(`in the ${shape} picture a point is picked where the painter has it, and hidden where a hill is before it`, () => {
    const view = new View(relief, picture);
    surface.paint(null, { width: picture.width, height: picture.height, camera: picture.camera });
    let agreed = 0;
    for (let x = 20; x < picture.width; x += 40) {
      for (let y = 20; y < picture.height; y += 40) {
        const [mine, theirs] = [view.pick(x, y), surface.pick(x, y)];
        if (!mine || !theirs) continue;
        const spot = view.spot(mine[0] ?? 0, mine[1] ?? 0);
        assert.ok(spot && Math.hypot(spot.x - x, spot.y - y) < 1.5, `${x}, ${y} is picked at ${mine}`);
        const same = view.spot(theirs[0] ?? 0, theirs[1] ?? 0);
        assert.ok(
          same && Math.hypot(same.x - x, same.y - y) < 2.5,
          `${x}, ${y}: ${mine}, and for the painter ${theirs}`,
        );
        agreed += 1;
      }
    }
    assert.ok(agreed > 40, `${agreed}`);
    assert.equal(view.pick(picture.width - 2, 2), undefined);
  });
}

test('the sentence below the picture is what has happened, in both languages', () => {
  const rolled = roll(engine, START);
  for (const [language, words] of /** @type {const} */ ([
    ['en', en],
    ['zh', zh],
  ])) {
    const said = sentence(rolled, words);
    assert.equal(found(pages[language], /<p class="seen">([^<]*)</), said);
    for (const place of ['(3.6,\u00a0−1.8)', '(3,\u00a02)', '(−3.8,\u00a0−3.3)']) assert.ok(said.includes(place), said);
  }
});

test('from wherever they start, balls in a valley are told to be where a minimum is', () => {
  const { minima } = engine.catalog().objectives.find(({ name }) => name === SURFACE.objective) ?? { minima: [] };
  const rounded = (/** @type {ArrayLike<number>} */ point) => Array.from(point, (value) => value.toFixed(1)).join();
  const known = minima.map(({ point }) => rounded(point));
  const ends = new Set();
  for (let x = -7; x <= 7; x += 1.4) {
    for (let y = -4.2; y <= 4.2; y += 1.2) {
      for (const { name, end, at } of roll(engine, [x, y])) {
        ends.add(end);
        if (end === 'valley') assert.ok(known.includes(rounded(at)), `${name}: ${at}`);
      }
    }
  }
  assert.ok(ends.has('valley') && ends.has('left'), `${[...ends]}`);
});

test('a ball that stands on level ground, and one that leaves the picture, are told as that', () => {
  const top = engine.stationaryPoints({ ...SURFACE }).find(({ kind }) => kind === 'maximum');
  assert.ok(top);
  assert.match(
    sentence(roll(engine, top.point), en),
    /SGD and momentum stay at \(−0.3,\u00a0−0.9\), where the ground is/,
  );
  const rolled = roll(engine, [-7.4, 4.3]);
  assert.ok(rolled.some(({ end }) => end === 'left'));
  for (const { end, params, at } of rolled) {
    if (end !== 'left') continue;
    // Its last row is beyond the border, and the one before is not.
    assert.deepEqual(at, Array.from(params.slice(-4, -2)));
    const view = new View(relief, PICTURES.wide);
    const trail = trailOf(view, params);
    const { x, y } = placeAt(trail, Number.POSITIVE_INFINITY);
    assert.ok(x > 0 && y > 0 && x < PICTURES.wide.width && y < PICTURES.wide.height);
  }
});

test('both languages have the same words', () => {
  assert.deepEqual(Object.keys(zh).sort(), Object.keys(en).sort());
});

test('the pictures are small, and as large as the page says', async () => {
  for (const [file, shape, density] of /** @type {const} */ ([
    ['hero-wide.webp', 'wide', 1],
    ['hero-wide-2x.webp', 'wide', 2],
    ['hero-tall.webp', 'tall', 2],
  ])) {
    const bytes = await readFile(new URL(file, dist));
    assert.ok(bytes.length < 40 * 1024, `${file} has ${bytes.length} bytes`);
    const { width, height, hasAlpha } = await sharp(bytes).metadata();
    const picture = PICTURES[shape];
    assert.deepEqual([width, height, hasAlpha], [density * picture.width, density * picture.height, true]);
    for (const html of Object.values(pages)) assert.ok(html.includes(file), file);
  }
});
