// Chips above a figure: each sets it to what its link says, and shows the caption of the same number.

import { plainAttributes } from '../../elements/kit/attributes.js';
import { h } from '../../elements/kit/dom.js';
import { parseHash } from '../../elements/kit/hash.js';
import { lessonWords } from './language.js';
import { EXPLAINS, markupOf, SET, setFigure } from './set-figure.js';
import { sameSettings } from './settings.js';

/** What a chip may set of what else stays as the page has it. */
const LOOKS = ['beside', 'controls', 'view', 'camera', 'maps', 'height'];

export function connectChips() {
  for (const list of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.chips[data-for]'))) {
    const figure = document.getElementById(list.dataset.for ?? '');
    if (figure) connect(list, figure);
  }
}

/** @param {HTMLElement} list @param {HTMLElement} figure */
function connect(list, figure) {
  markupOf(figure);
  const frame = list.closest('figure');
  const caption = frame?.querySelector('figcaption');
  const captions = Array.from(caption?.querySelectorAll(':scope > p:not(.why)') ?? []);
  const chips = Array.from(list.querySelectorAll('a'), (link) => {
    const { still } = link.dataset;
    const named = LOOKS.filter((name) => link.dataset[name] !== undefined);
    const looks = Object.fromEntries(named.map((name) => [name, link.dataset[name] ?? '']));
    const button = h('button', { type: 'button' });
    // Not all that read a page aloud take a formula for a name.
    if (link.querySelector('math')) button.setAttribute('aria-label', link.textContent?.trim() ?? '');
    button.append(...link.childNodes);
    link.replaceWith(button);
    return { button, state: parseHash(link.hash), looks, plays: still === undefined };
  });
  let current = 0;
  /** What stands in the caption while no chip says what the figure shows. */
  const own = h('p', {});
  lessonWords().then((words) => own.prepend(words.own));
  caption?.append(own);
  /** @param {number} pressed -1 for none */
  const show = (pressed) => {
    current = pressed;
    for (const [k, { button }] of chips.entries()) button.setAttribute('aria-pressed', String(k === pressed));
    for (const [k, text] of captions.entries()) text.classList.toggle('current', k === pressed);
    own.classList.toggle('current', pressed < 0);
  };
  for (const [k, { button, state, looks, plays }] of chips.entries()) {
    button.addEventListener('click', () => {
      frame?.removeAttribute(EXPLAINS);
      setFigure(figure, state, { plays, looks });
      show(k);
    });
  }
  // Whoever changes a setting leaves the chip, and may come upon another.
  const find = (/** @type {Record<string, string>} */ present) => {
    const fits = chips.map(({ state }) => sameSettings(state, present));
    if (!fits[current]) show(fits.indexOf(true));
  };
  figure.addEventListener('sgd-change', () => find(plainAttributes(figure)));
  figure.addEventListener(SET, (event) => find(/** @type {CustomEvent} */ (event).detail));
  show(0);
  caption?.setAttribute('aria-live', 'polite');
}
