// The way into a figure for a keyboard that is faster than the page: a figure that is not there yet has a tab stop before it.
// Focus brings the figure near, and goes on into it once it is there.

import { h } from '../../elements/kit/dom.js';
import { FIRST_WORDS } from '../../elements/kit/language.js';
import { language } from './language.js';
import { ELEMENTS } from './started.js';

/** What is filled later. */
const PLACES = `${ELEMENTS}, .prediction, [data-live]`;
/** What says that it is. */
const SIGNS = ['data-there', 'data-alive'];
const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex]';

/** Whether the reader goes from the end of the page to its start. */
let back = false;

export function openDoors() {
  /** @type {Map<Node, HTMLElement>} */
  const doors = new Map();
  for (const place of document.querySelectorAll(PLACES)) {
    if (isThere(place)) continue;
    const button = h('button', { type: 'button' }, FIRST_WORDS[language].loading);
    // Without height, so that it moves nothing.
    const door = h('div', { className: 'door' }, button);
    place.before(door);
    doors.set(place, door);
  }
  document.addEventListener('keydown', ({ key, shiftKey }) => {
    if (key === 'Tab') back = shiftKey;
  });
  new MutationObserver((records) => {
    for (const { target } of records) {
      const door = doors.get(target);
      if (!door) continue;
      doors.delete(target);
      leave(door, /** @type {HTMLElement} */ (target));
    }
  }).observe(document.body, { subtree: true, attributeFilter: SIGNS });
}

/** @param {Element} place */
const isThere = (place) => SIGNS.some((sign) => place.hasAttribute(sign));

/** Whoever waits at the door goes in. @param {HTMLElement} door @param {HTMLElement} place */
function leave(door, place) {
  if (door.contains(document.activeElement)) {
    const stops = Array.from((place.shadowRoot ?? place).querySelectorAll(STOPS)).filter(isStop);
    /** @type {HTMLElement | undefined} */ (stops.at(back ? -1 : 0))?.focus();
  }
  if (!door.contains(document.activeElement)) door.remove();
  // There is nothing to go to: the keyboard goes on from here.
  else door.addEventListener('focusout', () => door.remove(), { once: true });
}

/** @param {Element} element */
function isStop(element) {
  const { tabIndex, disabled = false } = /** @type {HTMLButtonElement} */ (element);
  return (
    tabIndex >= 0 && !disabled && element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]')
  );
}
