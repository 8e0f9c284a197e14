// A learning page with one section of a test's own: what chips, questions and exercises do does not hang on today's text.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withRooms } from '../../tools/lessons.mjs';
import { dist } from '../../tools/places.mjs';
import { expect } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * The section `lesson`, under the real page's head.
 *
 * @param {Page} page
 * @param {string} body of the section
 * @param {string} [language] 'zh/' for Chinese
 */
export async function openLesson(page, body, language = '') {
  const text = withRooms(body, language ? 'zh' : 'en', language ? '../' : './');
  const built = await readFile(join(dist, language, 'index.html'), 'utf8');
  const html = built
    .replace(
      /(<main\b[^>]*>)[\s\S]*<\/main>/,
      (_all, main) => `${main}<section id="lesson"><h2>A lesson</h2>${text}</section></main>`,
    )
    .replace(/(<nav class="contents"[\s\S]*?<ol>)[\s\S]*?(<\/ol>)/, '$1<li><a href="#lesson">A lesson</a></li>$2');
  await page.route(`**/${language}lesson.html`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto(`${language}lesson.html`);
}

/** The element with that id, once it is there. @param {Page} page @param {string} id */
export async function figureAt(page, id) {
  const found = page.locator(`#${id}`);
  await expect(found.locator('.figure:not(.waiting) button').first()).toBeAttached();
  return found;
}

/** From the next page on no figure waits for an answer. @param {Page} page */
export async function skipQuestions(page) {
  const html = await readFile(join(dist, 'index.html'), 'utf8');
  const skipped = Array.from(html.matchAll(/ id="(guess-[\w-]+)"/g), ([, id]) => id);
  await page.addInitScript((ids) => {
    // An empty page has nowhere to keep it.
    if (origin === 'null') return;
    localStorage.setItem('sgd-playground progress', JSON.stringify({ skipped: ids }));
  }, skipped);
}

/**
 * A figure of two runs, each at its best rate, with a chip and a caption for each of these.
 *
 * @param {readonly (readonly [settings: string, chip: string, caption: string])[]} states
 */
export const raceOf = (states) => `
  <figure class="live wide">
    <ul class="chips" data-for="fig-race">
      ${states.map(([settings, chip]) => `<li><a href="./play/#${settings.replaceAll('&', '&amp;')}">${chip}</a></li>`).join('')}
    </ul>
    <sgd-playground id="fig-race" objective="beale" compare="sgd,adam" fairness="best-rate" beside="chart"
      controls="objective"></sgd-playground>
    <figcaption>${states.map(([, , caption]) => `<p>${caption}</p>`).join('')}</figcaption>
  </figure>`;
