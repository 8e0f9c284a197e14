// What the page does with its figures: chips, veils, and the way to the page that shows a figure alone.

import { plainAttributes } from '../../elements/kit/attributes.js';
import { h } from '../../elements/kit/dom.js';
import { formatHash } from '../../elements/kit/hash.js';
import { alive } from './alive.js';
import { connectChips } from './chips.js';
import { lessonWords } from './language.js';
import { settingsIn } from './settings.js';
import { ELEMENTS, hasStarted, noteStarts } from './started.js';
import { hangVeils } from './veil.js';

/** @typedef {import('./set-figure.js').Figure} Figure */

/** The page that shows an element alone. @type {Record<string, string>} */
const PAGES = { 'sgd-playground': 'play/', 'sgd-network': 'network/', 'sgd-graph': 'graph/' };
/** What a link to the playground takes along of how a figure is shown. */
const SHOWN = ['view', 'camera', 'maps', 'speed', 'axis'];

export function connectFigures() {
  noteStarts();
  connectChips();
  hangVeils();
  for (const figure of document.querySelectorAll('figure.live')) offerPlayground(figure);
}

/** Of a figure of the page's own; nothing where it could not be loaded. @param {HTMLElement} place */
const stateAt = (place) =>
  alive(place).then(
    ({ state = {} }) => state,
    () => ({}),
  );

/** At the end of each caption. @param {Element} figure of the page */
async function offerPlayground(figure) {
  const shown = /** @type {HTMLElement | null} */ (figure.querySelector(`${ELEMENTS}, [data-live]`));
  const caption = figure.querySelector('figcaption');
  const page = shown && (PAGES[shown.localName] ?? shown.dataset.opens);
  if (!page || !caption) return;
  const { open } = await lessonWords();
  const text = open[/** @type {keyof typeof open} */ (page)];
  const captions = figure.querySelector('.chips')
    ? caption.querySelectorAll(':scope > p')
    : [caption.querySelector('p') ?? caption];
  for (const place of captions) place.append(' ', linkTo(page, text, shown));
}

/** @param {string} page @param {string} text @param {HTMLElement} shown */
function linkTo(page, text, shown) {
  const href = (/** @type {string} */ hash) => new URL(`${pathOf(page)}${hash}`, import.meta.url).href;
  const link = h('a', { className: 'open', href: href('') }, text);
  const address = async () => {
    const state = shown.matches(ELEMENTS) ? stateOf(/** @type {Figure} */ (shown)) : await stateAt(shown);
    const hash = formatHash(state);
    link.href = href(hash && `#${hash}`);
  };
  // Before it is followed, whichever way that happens.
  for (const event of ['pointerenter', 'pointerdown', 'focus']) link.addEventListener(event, address);
  return link;
}

/** @param {Figure} figure @returns {Record<string, string>} */
function stateOf(figure) {
  const known = hasStarted(figure) ? figure.state : plainAttributes(figure);
  const looks = Object.entries(known).filter(([name]) => SHOWN.includes(name));
  return { ...settingsIn(known), ...Object.fromEntries(looks) };
}

/** @param {string} page in the language of this one */
const pathOf = (page) => (document.documentElement.lang.startsWith('zh') ? `zh/${page}` : page);
