// What other sites show of a link: a record and tags that agree with the pages, and no address where none is known.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { decode } from 'fast-png';
import { oembedOf, presetsOf, siteAddress, withCards, writeCards } from '../../tools/cards.mjs';
import { PAGES } from '../../tools/pages.mjs';
import { dist } from '../../tools/places.mjs';
import { parseHash } from '../../www/elements/kit/hash.js';
import { load } from './built.js';
import { elements } from './markup.js';

const SITE = 'https://your.site/sgd/';
const engine = await (await load('cards')).createEngine();
const catalog = engine.catalog();
const presets = presetsOf(catalog);

/** What a page says in its tags, by name. @param {string} html */
const tagsIn = (html) =>
  Object.fromEntries(
    Array.from(
      html.matchAll(/<meta (?:property|name)="((?:og|twitter):[^"]*)" content="([^"]*)" \/>/g),
      ([, name, text]) => [name, text],
    ),
  );

test('the address of a site is one, or there is none', () => {
  assert.equal(siteAddress(undefined), undefined);
  assert.equal(siteAddress(''), undefined);
  assert.equal(siteAddress('https://your.site/sgd'), SITE);
  assert.equal(siteAddress('https://your.site'), 'https://your.site/');
  assert.equal(siteAddress(`${SITE}//`), SITE);
  for (const wrong of ['your.site', 'ftp://your.site/', 'https://your.site/?a=b', `${SITE}#x`])
    assert.throws(() => siteAddress(wrong), { message: /^SITE is .*fits.*应是网站的地址/s });
});

test('a record is what oEmbed 1.0 asks of a rich one, and its frame shows what it says', () => {
  assert.equal(new Set(presets.map(({ name }) => name)).size, presets.length);
  for (const preset of presets) {
    for (const language of /** @type {const} */ (['en', 'zh'])) {
      const record = oembedOf(preset, language, SITE);
      assert.deepEqual([record.version, record.type, record.provider_name], ['1.0', 'rich', 'sgd-playground']);
      assert.ok(record.width > 0 && record.height > 0);
      assert.doesNotMatch(record.title, /undefined/);
      const [frame, ...others] = elements(record.html, 'iframe');
      assert.equal(others.length, 0);
      const { src = '', title, height } = frame?.attributes ?? {};
      assert.equal(title, record.title);
      assert.equal(height, String(record.height));
      assert.ok(src.startsWith(`${SITE}embed.html#`));
      const { v: _, element = 'sgd-playground', lang, beside, ...asked } = parseHash(new URL(src).hash);
      assert.equal(element, preset.element);
      assert.equal(lang, language === 'zh' ? 'zh' : undefined);
      assert.equal(beside, preset.attributes.beside);
      const { beside: __, ...attributes } = preset.attributes;
      assert.deepEqual(asked, attributes);
      if (element === 'sgd-playground') assert.equal(engine.resolve(asked).objective, preset.name);
      const { thumbnail_url: picture } = /** @type {Record<string, unknown>} */ (record);
      assert.equal(picture, preset.surface && `${SITE}oembed/${preset.name}.png`);
    }
  }
});

test('every built page has its title and its description in its tags, and without SITE no address', async () => {
  for (const place of Object.values(PAGES)) {
    const built = await readFile(join(dist, place), 'utf8');
    const [, title] = built.match(/<title>([^<]*)<\/title>/) ?? [];
    const tags = tagsIn(built);
    assert.equal(tags['og:title'], title, place);
    assert.equal(tags['og:locale'], place.startsWith('zh/') ? 'zh_CN' : 'en_US', place);
    if (place !== 'embed.html') assert.ok((tags['og:description'] ?? '').length > 20, place);
  }
  const page = '<title>A &amp; B</title>\n<meta\n  name="description"\n  content="$&amp; c"\n/></head>';
  const without = withCards(page, 'play/index.html');
  assert.doesNotMatch(without, /https?:|og:image|og:url|oembed/);
  assert.deepEqual(
    ['og:title', 'og:description', 'twitter:card'].map((name) => tagsIn(without)[name]),
    ['A &amp; B', '$&amp; c', 'summary'],
  );
});

test('with SITE a page names its picture, its own address and the record of its figure', () => {
  const page = '<title>T</title></head>';
  const play = withCards(page, 'zh/play/index.html', SITE);
  const tags = tagsIn(play);
  assert.equal(tags['og:url'], `${SITE}zh/play/`);
  assert.equal(tags['og:image'], `${SITE}oembed/cover.png`);
  assert.equal(tags['twitter:card'], 'summary_large_image');
  assert.match(
    play,
    /<link rel="alternate" type="application\/json\+oembed" href="[^"]*\/oembed\/zh\/himmelblau\.json"/,
  );
  assert.doesNotMatch(withCards(page, 'bench/index.html', SITE), /json\+oembed/);
  // Each record that a page names is one that is written.
  for (const place of Object.values(PAGES)) {
    const [, named] = withCards(page, place, SITE).match(/oembed\/(?:zh\/)?([\w-]+)\.json/) ?? [];
    assert.ok(named === undefined || presets.some(({ name }) => name === named), place);
  }
});

test('what is written is a file for each preset and language, and the pictures that they name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cards-'));
  try {
    for (const file of await readdir(dist)) await symlink(join(dist, file), join(folder, file));
    const few = { ...catalog, objectives: catalog.objectives.filter(({ name }) => ['bowl', 'line'].includes(name)) };
    writeCards(folder, SITE, few);
    const records = presetsOf(few).map(({ name }) => `${name}.json`);
    const there = await readdir(join(folder, 'oembed'));
    assert.deepEqual(there.sort(), [...records, 'bowl.png', 'cover.png', 'zh'].sort());
    assert.deepEqual((await readdir(join(folder, 'oembed/zh'))).sort(), records.sort());
    const bowl = JSON.parse(await readFile(join(folder, 'oembed/bowl.json'), 'utf8'));
    const { width, height } = decode(await readFile(join(folder, 'oembed/bowl.png')));
    assert.deepEqual([width, height], [bowl.thumbnail_width, bowl.thumbnail_height]);
    const cover = decode(await readFile(join(folder, 'oembed/cover.png')));
    assert.deepEqual([cover.width, cover.height], [1200, 630]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
