// What other sites show of a link to this one: oEmbed (https://oembed.com), Open Graph and Twitter's cards. Where the site will
// be, only its owner knows: `SITE=https://… npm run build`. Without that, nothing is written that needs an address.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES } from '../www/elements/graph/state.js';
import { words as en } from '../www/elements/graph/words.en.js';
import { words as zh } from '../www/elements/graph/words.zh.js';
import { FORMATS } from '../www/site/builder/snippets.js';
import { Problem, read, say } from './shell.mjs';

/** @typedef {'en' | 'zh'} Language */

/**
 * @typedef {object} Preset a figure that has a card
 * @property {string} name
 * @property {string} element
 * @property {Record<string, string>} attributes
 * @property {Record<Language, string>} title
 * @property {string} [surface] that a picture shows
 */

const NAME = 'sgd-playground';
/** Of the compact form at this width, in CSS pixels. */
const FRAME = { width: 800, height: 512 };
const THUMBNAIL = { width: 640, height: 480 };
const COVER = { file: 'cover.png', surface: 'himmelblau', width: 1200, height: 630 };
/** Data that has no figure of its own: what a reader brings, and what is too large to come unasked. */
const UNSHOWN = ['own', 'table', 'mnist'];

/** What a page's first figure is, by the page's folder. @type {Record<string, string>} */
const SHOWN = { 'play/': 'himmelblau', 'network/': 'network-circle', 'graph/': 'graph-neuron' };

/**
 * The address of the site, with a slash at its end; undefined where none is given.
 *
 * @param {string | undefined} text
 */
export function siteAddress(text) {
  if (!text) return undefined;
  const address = URL.canParse(text) ? new URL(text) : undefined;
  if (!address || !/^https?:$/.test(address.protocol) || address.search || address.hash)
    throw new Problem(
      `SITE is ${text}; the address of the site fits, such as https://your.site/sgd-playground/. SITE 应是网站的地址，例如 https://your.site/sgd-playground/。`,
    );
  return address.href.replace(/\/*$/, '/');
}

/** Every objective, every data set of networks and every example of graphs. @param {Catalog} catalog @returns {Preset[]} */
export function presetsOf({ objectives, network }) {
  const surfaces = objectives.map(({ name, label, dim, kind }) => ({
    name,
    element: 'sgd-playground',
    attributes: { objective: name, beside: kind === 'model' ? 'data' : 'chart' },
    title: { en: `${label.en}: gradient descent, live`, zh: `${label.zh}：亲手试一试梯度下降` },
    ...(dim === 2 && kind === 'surface' && { surface: name }),
  }));
  const networks = network.datasets
    .filter(({ name }) => !UNSHOWN.includes(name))
    .map(({ name, label, kind }) => ({
      name: `network-${name}`,
      element: 'sgd-network',
      attributes: { data: name, beside: kind === 'images' ? 'draw' : 'diagram' },
      title: { en: `${label.en}: a network that learns, live`, zh: `${label.zh}：看一个网络学习` },
    }));
  const graphs = EXAMPLES.map(({ name, attributes }) => ({
    name: `graph-${name}`,
    element: 'sgd-graph',
    attributes: { ...attributes, beside: 'explain' },
    title: {
      en: `${en.examples[name]}: the chain rule, node by node`,
      zh: `${/** @type {Record<string, string>} */ (zh.examples)[name]}：一个节点一个节点看链式法则`,
    },
  }));
  return [...surfaces, ...networks, ...graphs];
}

/** A preset as oEmbed 1.0 describes it. @param {Preset} preset @param {Language} language @param {string} site its address */
export function oembedOf({ name, element, attributes, title, surface }, language, site) {
  const says = title[language];
  const lang = language === 'zh' ? { lang: 'zh' } : undefined;
  const html = FORMATS.iframe({
    element,
    attributes: { ...lang, ...attributes },
    says,
    site,
    page: site,
    height: FRAME.height,
  });
  return {
    version: '1.0',
    type: 'rich',
    title: says,
    provider_name: NAME,
    provider_url: site,
    html,
    ...FRAME,
    ...(surface && {
      thumbnail_url: `${site}oembed/${name}.png`,
      thumbnail_width: THUMBNAIL.width,
      thumbnail_height: THUMBNAIL.height,
    }),
  };
}

/** Where a preset's record lies in the site. @param {string} name @param {Language} language */
const placeOf = (name, language) => `oembed/${language === 'zh' ? 'zh/' : ''}${name}.json`;

/** A page with its cards. @param {string} html @param {string} place in the site @param {string} [site] its address */
export function withCards(html, place, site) {
  // As the page itself says it, with what is escaped there.
  const [, title = ''] = html.match(/<title>([^<]*)<\/title>/) ?? [];
  const [, description] = html.match(/<meta\s+name="description"\s+content="([^"]*)"/) ?? [];
  const self = place.replace(/index\.html$/, '');
  const language = self.startsWith('zh/') ? 'zh' : 'en';
  const shown = SHOWN[self.replace(/^zh\//, '')];
  const tags = [
    ['og:type', 'website'],
    ['og:site_name', NAME],
    ['og:locale', language === 'zh' ? 'zh_CN' : 'en_US'],
    ['og:title', title],
    ['og:description', description],
    ['twitter:card', site ? 'summary_large_image' : 'summary'],
  ];
  if (site)
    tags.push(
      ['og:url', `${site}${self}`],
      ['og:image', `${site}oembed/${COVER.file}`],
      ['og:image:width', `${COVER.width}`],
      ['og:image:height', `${COVER.height}`],
      ['og:image:alt', title],
    );
  const lines = tags
    .filter(([, content]) => content)
    .map(
      ([name, content]) => `<meta ${name?.startsWith('og:') ? 'property' : 'name'}="${name}" content="${content}" />`,
    );
  if (site && shown)
    lines.push(
      `<link rel="alternate" type="application/json+oembed" href="${site}${placeOf(shown, language)}" title="${title}" />`,
    );
  return html.replace('</head>', () => `${lines.join('\n    ')}\n  </head>`);
}

/** Writes the records and their pictures into a built site. @param {string} folder @param {string} site its address @param {Catalog} catalog */
export function writeCards(folder, site, catalog) {
  say(`writing what other sites show of ${site}`);
  mkdirSync(join(folder, 'oembed/zh'), { recursive: true });
  paint(folder, COVER.surface, COVER.file, COVER);
  for (const preset of presetsOf(catalog)) {
    for (const language of /** @type {const} */ (['en', 'zh'])) {
      const record = oembedOf(preset, language, site);
      writeFileSync(join(folder, placeOf(preset.name, language)), JSON.stringify(record));
    }
    if (preset.surface) paint(folder, preset.surface, `${preset.name}.png`, THUMBNAIL);
  }
}

/** By the command of the package. @param {string} folder @param {string} surface @param {string} file @param {{ width: number, height: number }} size */
function paint(folder, surface, file, { width, height }) {
  const picture = join(folder, 'oembed', file);
  read(process.execPath, [
    join(folder, 'cli.js'),
    'poster',
    surface,
    picture,
    `size=${width}x${height}`,
    'paper=white',
  ]);
}
