// `npm run links`: keeps the links and the markup of the pages as they are in this release, with what they give. Files of earlier
// releases stay as they are.

import { readFileSync, writeFileSync } from 'node:fs';
import { FORMATS } from '../../www/site/builder/snippets.js';
import { load } from '../unit/built.js';
import { attributesIn, elements } from '../unit/markup.js';
import { given, said } from './given.js';

const PAGES = { play: 'sgd-playground', network: 'sgd-network', graph: 'sgd-graph' };
const SITE = 'https://your.site/';

const root = new URL('../../', import.meta.url);
const read = (/** @type {string} */ file) => readFileSync(new URL(file, root), 'utf8');

const { createEngine } = await load('links');
const engine = await createEngine();

const kept = [];
for (const [page, shown] of Object.entries(PAGES)) {
  const html = read(`dist/${page}/index.html`);
  for (const { attributes } of elements(html, 'a', /href="#[^"]*=/)) {
    const { hash } = new URL(attributes.href ?? '', SITE);
    const figure = said(hash, shown);
    // The images of MNIST would have to be there.
    if (figure.attributes.data === 'mnist') continue;
    const markup = FORMATS.element({ ...figure, says: page, site: SITE, page: SITE, height: 0 });
    const frame = FORMATS.iframe({ ...figure, says: page, site: SITE, page: SITE, height: 0 });
    const source = attributesIn(frame.slice('<iframe'.length)).src ?? '';
    kept.push({ shown, links: [hash, new URL(source).hash], markup, gives: given(engine, shown, figure.attributes) });
  }
}

const { version } = JSON.parse(read('package.json'));
writeFileSync(new URL(`${version}.json`, import.meta.url), `${JSON.stringify(kept, null, 2)}\n`);
console.log(`${kept.length} figures of version ${version}`);
