// What the page does with its figures: chips, veils, and the way to the page that shows a figure alone.

import { plainAttributes } from '../../elements/kit/attributes.js';
import { formatHash } from '../../elements/kit/hash.js';
import { alive } from './alive.js';
import { connectChips } from './chips.js';
import { settingsIn } from './settings.js';
import { ELEMENTS, hasStarted, noteStarts } from './started.js';
import { hangVeils } from './veil.js';

/** @typedef {import('./set-figure.js').Figure} Figure */

/** What a link to the playground takes along of how a figure is shown. */
const SHOWN = ['view', 'camera', 'maps', 'speed', 'axis'];

export function connectFigures() {
  noteStarts();
  connectChips();
  hangVeils();
  for (const link of document.querySelectorAll('figcaption a.open')) takeAlong(/** @type {HTMLAnchorElement} */ (link));
}

/** Of a figure of the page's own; nothing where it could not be loaded. @param {HTMLElement} place */
const stateAt = (place) =>
  alive(place).then(
    ({ state = {} }) => state,
    () => ({}),
  );

/** The link to the page that shows a figure alone opens it as it is. @param {HTMLAnchorElement} link */
function takeAlong(link) {
  const shown = /** @type {HTMLElement | null} */ (
    link.closest('figure')?.querySelector(`${ELEMENTS}, [data-live]`) ?? null
  );
  if (!shown) return;
  const address = async () => {
    const state = shown.matches(ELEMENTS) ? stateOf(/** @type {Figure} */ (shown)) : await stateAt(shown);
    link.hash = formatHash(state);
  };
  // Before it is followed, whichever way that happens.
  for (const event of ['pointerenter', 'pointerdown', 'focus']) link.addEventListener(event, address);
}

/** @param {Figure} figure @returns {Record<string, string>} */
function stateOf(figure) {
  const known = hasStarted(figure) ? figure.state : plainAttributes(figure);
  const looks = Object.entries(known).filter(([name]) => SHOWN.includes(name));
  return { ...settingsIn(known), ...Object.fromEntries(looks) };
}
