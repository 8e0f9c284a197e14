// The pages, from the texts in www/site/: parts put together, formulas of TeX made into MathML, styles into a sheet.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { optimizerStyle } from '../www/elements/views/palette.js';
import { atlas } from '../www/site/atlas/tables.js';
import { words as english } from '../www/site/atlas/words.en.js';
import { words as chinese } from '../www/site/atlas/words.zh.js';
import { withCards } from './cards.mjs';
import { withRooms } from './lessons.mjs';
import { dist, site, www } from './places.mjs';
import { guarded } from './policy.mjs';
import { root } from './shell.mjs';
import { withStated } from './stated.mjs';

/** Page by page, where it goes. */
export const PAGES = {
  'chapter.en.html': 'index.html',
  'chapter.zh.html': 'zh/index.html',
  'play.en.html': 'play/index.html',
  'play.zh.html': 'zh/play/index.html',
  'graph.en.html': 'graph/index.html',
  'graph.zh.html': 'zh/graph/index.html',
  'network.en.html': 'network/index.html',
  'network.zh.html': 'zh/network/index.html',
  'bench.en.html': 'bench/index.html',
  'bench.zh.html': 'zh/bench/index.html',
  'authors.en.html': 'embed/index.html',
  'authors.zh.html': 'zh/embed/index.html',
  'atlas.en.html': 'atlas/index.html',
  'atlas.zh.html': 'zh/atlas/index.html',
  'embed.html': 'embed.html',
};

/** What others have in a frame. */
const FRAMED = 'embed.html';
const SYMBOLS = ['alpha', 'beta', 'gradient', 'velocity', 'weight'];

/**
 * In a page, `{{root}}` is the way from there to the top of dist/, `{{english}}` and `{{chinese}}` the way on from there to the
 * page in that language, `{{stated NAME}}` what is stated of other libraries, `{{include FILE}}` a file of www/site/, `{{contents}}` a
 * list of the page's sections, and `{{snippet FILE}}` a file of tests/fixtures/, to be copied; a link of its header to the page
 * itself is marked as that.
 * In the atlas, `{{atlas NAME}}` is a part of what `www/site/atlas/tables.js` makes.
 * In the chapter, `{{style FILE}}` is a style sheet of www/site/ within the page, and any other `{{NAME}}` what `parts` has of that name; `--run-NAME` is the colour of an optimizer's runs, `--sgd-NAME` a symbol's.
 *
 * @param {Record<string, string>} parts
 * @param {Engine} engine
 * @param {string} [address] where the site will be
 */
export async function writePages(parts, engine, address) {
  const { mathematics } = await import('./mathematics.mjs');
  cpSync(join(site, 'example'), join(dist, 'example'), { recursive: true });
  cpSync(join(site, 'icon.svg'), join(dist, 'icon.svg'));
  const runs = engine.catalog().optimizers.map(({ name }, index) => `--run-${name}:${optimizerStyle(index).colour}`);
  const colours = `<style>:root{${[...runs, ...symbols()].join(';')}}</style>`;
  for (const [page, place] of Object.entries(PAGES)) {
    const file = join(dist, place);
    mkdirSync(dirname(file), { recursive: true });
    const html = page.startsWith('chapter.')
      ? chapter(page, place, parts, mathematics).replace('</head>', `${colours}\n</head>`)
      : withAtlas(whole(page, place), page, engine);
    const carded = withCards(html, place, address);
    writeFileSync(file, `${guarded(carded, rootOf(place), page === FRAMED)}\n`);
  }
}

/** @param {string} html @param {string} page @param {Engine} engine */
function withAtlas(html, page, engine) {
  if (!page.startsWith('atlas.')) return html;
  const parts = page.includes('.zh.') ? atlas(engine, 'zh', chinese) : atlas(engine, 'en', english);
  return html.replace(/\{\{atlas (\w+)\}\}/g, (_, name) => parts[/** @type {keyof typeof parts} */ (name)]);
}

/** The colours of symbols, as the elements declare them. */
function symbols() {
  const tokens = readFileSync(join(www, 'elements/kit/style/tokens.css'), 'utf8');
  return SYMBOLS.map((name) => tokens.match(`--sgd-${name}: [^;]+`)?.[0] ?? '');
}

/** @param {string} page @param {string} place @param {Record<string, string>} parts @param {(html: string) => string} mathematics */
function chapter(page, place, parts, mathematics) {
  const html = whole(page, place);
  return withRooms(mathematics(html), page.includes('.zh.') ? 'zh' : 'en', rootOf(place))
    .replace(/\{\{style (\S+)\}\}/g, (_, file) => `<style>${readFileSync(join(dist, file), 'utf8').trim()}</style>`)
    .replace(/\{\{(\w+)\}\}/g, (mark, name) => parts[name] ?? mark)
    .replace(/\n\s+/g, '\n');
}

/** The way from a page to the top of dist/. @param {string} place */
const rootOf = (place) => '../'.repeat(place.split('/').length - 1) || './';

/** A page with the files that it includes, and with its links. @param {string} page @param {string} place */
function whole(page, place) {
  const self = place.replace(/index\.html$/, '');
  const english = self.replace(/^zh\//, '');
  const html = withStated(text(page))
    .replace(/\{\{snippet (\S+)\}\}/g, (_, file) =>
      snippet(file, page.includes('.zh.') ? ['复制', '已复制'] : ['Copy', 'Copied']),
    )
    .replace(/\{\{include (\S+)\}\}/g, (_, file) =>
      file.startsWith('header.')
        ? text(file).replace(`"{{root}}${self}">`, `"{{root}}${self}" aria-current="page">`)
        : text(file),
    )
    .replaceAll('{{english}}', english)
    .replaceAll('{{chinese}}', `zh/${english}`)
    .replaceAll('{{root}}', rootOf(place));
  // Sections may stand in files that are included.
  return html.replace('{{contents}}', () => contents(html));
}

/** @param {string} file */
const text = (file) => readFileSync(join(site, file), 'utf8').trimEnd();

/** Files of which a part is copied, into one that has no name here. */
const PARTS = /^(html|frame|sandbox|srcdoc|csp|markdown|notebook)\//;

/**
 * A file of a project that is built and opened by a test, so that what is copied is what has worked.
 *
 * @param {string} file
 * @param {string[]} words `Copy`, `Copied`
 */
function snippet(file, [copy, copied]) {
  const code = readFileSync(join(root, 'tests/fixtures', file), 'utf8').trimEnd();
  const escaped = code.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('{{', '&#123;{');
  const id = file.replace(/\W+/g, '-');
  const name = PARTS.test(file) ? '' : `<p class="file"><code>${file.replace(/^[^/]+\//, '')}</code></p>`;
  return `<div class="snippet">${name}<pre><code id="${id}">${escaped}</code></pre>
          <button type="button" data-copies="${id}" data-done="${copied}">${copy}</button></div>`;
}

/** @param {string} html */
function contents(html) {
  const sections = html.matchAll(/<section id="(\w+)"[^>]*>\s*<h2>(.*?)<\/h2>/g);
  const items = Array.from(sections, ([, id, title]) => `<li><a href="#${id}">${title}</a></li>`);
  return `<ol>${items.join('')}</ol>`;
}
