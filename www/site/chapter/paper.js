// The button that prints the page: every figure is first brought near, so that none is missing on paper.

import { h, rest, setText } from '../../elements/kit/dom.js';
import { ELEMENTS, started } from './started.js';
import { button } from './transport.js';

/** A figure that does not come must not keep the others from the paper: how long the first is waited for, in milliseconds. */
const PATIENCE = 8000;
/** A figure has come when nothing of it has changed for so long; one that a reader has left playing, after the longer time. */
const [QUIET, AT_MOST] = [250, 2000];

/** @type {import('./live.js').Mount} */
export function mount(place, { paper }, alive) {
  const status = h('span', { role: 'status' });
  const print = button(paper.print, async () => {
    rest(print, true);
    const figures = /** @type {NodeListOf<HTMLElement>} */ (
      document.querySelectorAll(`figure.live :is(${ELEMENTS}, [data-live])`)
    );
    let [number, patience] = [0, PATIENCE];
    for (const figure of figures) {
      number += 1;
      setText(status, paper.waiting(String(number), String(figures.length)));
      figure.scrollIntoView({ block: 'center', behavior: 'instant' });
      const there = (figure.matches(ELEMENTS) ? started(figure) : alive(figure)).then(() => drawn(figure));
      const late = new Promise((done) => setTimeout(done, patience, 'late'));
      // One that cannot be loaded says so itself. Where one does not come, others may not: all are waited for twice as long at most.
      if ((await Promise.race([there, late]).catch(() => undefined)) === 'late') patience /= 2;
    }
    rest(print, false);
    setText(status, '');
    place.scrollIntoView({ block: 'center', behavior: 'instant' });
    window.print();
  });
  place.replaceChildren(print, ' ', status);
  return {};
}

/** Its pictures come one by one, and only as long as it is near. @param {HTMLElement} figure @returns {Promise<void>} */
function drawn(figure) {
  return new Promise((done) => {
    const end = () => {
      changes.disconnect();
      done();
    };
    let quiet = setTimeout(end, QUIET);
    const changes = new MutationObserver(() => {
      clearTimeout(quiet);
      quiet = setTimeout(end, QUIET);
    });
    // Canvases tell by their size.
    changes.observe(figure.shadowRoot ?? figure, { subtree: true, childList: true, attributes: true });
    setTimeout(end, AT_MOST);
  });
}
