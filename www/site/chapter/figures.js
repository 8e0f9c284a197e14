// What the page does with its figures: links that set one, the way to the playground, and a figure that repeats another.

import { plainAttributes } from '../../elements/kit/attributes.js';
import { formatHash, parseHash } from '../../elements/kit/hash.js';
import { wordsOf } from './language.js';
import { alive } from './live.js';
import { ELEMENTS, hasStarted, noteStarts, started } from './started.js';

/** @typedef {HTMLElement & { state: Record<string, string>, reset: () => void, play: () => void, step: () => void, run?: Run }} Figure */

/** The page that shows an element alone. @type {Record<string, string>} */
const PAGES = { 'sgd-playground': 'play/', 'sgd-network': 'network/', 'sgd-graph': 'graph/' };
/** What a link leaves as the page has it. */
const STAYS = /^(id|class|style|data-.*|controls|view|camera|maps|height)$/;
/** Of these, what a link to the playground takes along. */
const SHOWN = ['view', 'camera', 'maps'];

const stillness = matchMedia('(prefers-reduced-motion: reduce)');

export function connectFigures() {
  noteStarts();
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('a[data-sets]'))) {
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      const figure = document.getElementById(link.dataset.sets ?? '');
      if (!figure) return;
      event.preventDefault();
      set(figure, parseHash(link.hash), link.dataset.still === undefined);
    });
  }
  for (const figure of document.querySelectorAll('figure.live')) offerPlayground(figure);
  for (const twin of /** @type {NodeListOf<Figure>} */ (document.querySelectorAll('[data-follows]'))) {
    const leader = document.getElementById(twin.dataset.follows ?? '');
    if (leader) follow(twin, /** @type {Figure} */ (leader));
  }
}

/**
 * @param {HTMLElement} figure
 * @param {Record<string, string>} state
 * @param {boolean} plays
 */
async function set(figure, state, plays) {
  figure.scrollIntoView({ block: 'nearest' });
  if (!figure.matches(ELEMENTS)) {
    (await alive(figure).catch(() => undefined))?.set?.(state);
    return;
  }
  setPlain(figure, state);
  await started(figure);
  const element = /** @type {Figure} */ (figure);
  element.reset();
  if (plays && !stillness.matches && figure.localName !== 'sgd-graph') element.play();
}

/** @param {Element} figure @param {Record<string, string>} state */
function setPlain(figure, state) {
  for (const name of figure.getAttributeNames()) {
    if (!STAYS.test(name) && !(name in state)) figure.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(state)) {
    if (figure.getAttribute(name) !== value) figure.setAttribute(name, value);
  }
}

/** Of a figure of the page's own; nothing where it could not be loaded. @param {HTMLElement} place */
const stateAt = (place) =>
  alive(place).then(
    ({ state = {} }) => state,
    () => ({}),
  );

/** @param {Element} figure of the page */
async function offerPlayground(figure) {
  const shown = /** @type {HTMLElement | null} */ (figure.querySelector(`${ELEMENTS}, [data-live]`));
  const caption = figure.querySelector('figcaption');
  const page = shown && (PAGES[shown.localName] ?? shown.dataset.opens);
  if (!page || !caption) return;
  const link = document.createElement('a');
  link.className = 'open';
  link.textContent = (await wordsOf()).openInPlayground;
  const address = async () => {
    const state = shown.matches(ELEMENTS) ? stateOf(/** @type {Figure} */ (shown)) : await stateAt(shown);
    const hash = formatHash(state);
    link.href = new URL(`${pathOf(page)}${hash && `#${hash}`}`, import.meta.url).href;
  };
  link.href = new URL(pathOf(page), import.meta.url).href;
  // Before it is followed, whichever way that happens.
  for (const event of ['pointerenter', 'pointerdown', 'focus']) link.addEventListener(event, address);
  caption.append(' ', link);
}

/** @param {Figure} figure */
function stateOf(figure) {
  const known = hasStarted(figure) ? figure.state : plainAttributes(figure);
  return Object.fromEntries(Object.entries(known).filter(([name]) => SHOWN.includes(name) || !STAYS.test(name)));
}

/** @param {string} page in the language of this one */
const pathOf = (page) => (document.documentElement.lang.startsWith('zh') ? `zh/${page}` : page);

/** @param {Figure} twin @param {Figure} leader */
function follow(twin, leader) {
  new MutationObserver(() => {
    const { autoplay: _, ...state } = plainAttributes(leader);
    setPlain(twin, Object.fromEntries(Object.entries(state).filter(([name]) => !STAYS.test(name))));
  }).observe(leader, { attributes: true });
  const repeat = () => {
    const step = leader.run?.status().step;
    let own = twin.run?.status().step;
    if (step === undefined || own === undefined) return;
    if (step < own) {
      twin.reset();
      own = 0;
    }
    for (; own < step; own += 1) twin.step();
  };
  leader.addEventListener('sgd-step', repeat);
  leader.addEventListener('sgd-state', repeat);
}
