// A term that was defined further up shows its definition again where it is pointed at, tapped or focused.

import { h } from '../../elements/kit/dom.js';

/** How long a mouse rests on a term before it is told, and may be away from it before that goes. In milliseconds. */
const REST = 150;
const LEAVE = 250;
/** From the window's edges and from the term. In pixels. */
const MARGIN = 8;
const GAP = 6;

const box = h('div', { className: 'told', role: 'note' });
box.popover = 'manual';

/** The term whose definition shows. @type {HTMLAnchorElement | null} */
let shown = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** Whether the last press was a finger's. */
let touched = false;

export function tellTerms() {
  for (const term of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('a.term'))) {
    const definition = definitionOf(term);
    if (definition) term.setAttribute('aria-describedby', definition.id);
  }
  document.addEventListener('pointerdown', (event) => {
    touched = event.pointerType === 'touch';
    if (!termOf(event) && !isInBox(event)) hide();
  });
  document.addEventListener('click', onClick);
  document.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch') return;
    const term = termOf(event);
    if (term) soon(() => show(term), REST);
    else if (isInBox(event)) clearTimeout(timer);
    else if (shown && document.activeElement !== shown) soon(hide, LEAVE);
    else clearTimeout(timer);
  });
  document.addEventListener('focusin', (event) => {
    const term = termOf(event);
    if (term) show(term);
    else if (!isInBox(event)) hide();
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') hide();
  });
}

/** @param {MouseEvent} event */
function onClick(event) {
  const term = termOf(event);
  // A finger asks what a term means; the way to where it is defined is in the answer.
  if (term && touched) {
    event.preventDefault();
    show(term);
  } else if (isInBox(event) || term) {
    hide();
  }
}

/** @param {() => void} action @param {number} wait */
function soon(action, wait) {
  clearTimeout(timer);
  timer = setTimeout(action, wait);
}

function hide() {
  clearTimeout(timer);
  if (!shown) return;
  shown = null;
  box.remove();
}

/** @param {HTMLAnchorElement} term */
function show(term) {
  clearTimeout(timer);
  if (term === shown) return;
  const definition = definitionOf(term);
  if (!definition) return;
  hide();
  shown = term;
  box.replaceChildren(h('p', {}, ...copyOf(definition)), wayTo(definition, term.hash));
  // After the term, so that Tab goes on into it.
  term.after(box);
  box.showPopover();
  place(term);
}

/** What a definition says, without what only the page needs. @param {Element} definition */
function copyOf(definition) {
  const copy = /** @type {Element} */ (definition.cloneNode(true));
  for (const element of copy.querySelectorAll('[id]')) element.removeAttribute('id');
  return copy.childNodes;
}

/** @param {Element} definition @param {string} hash */
function wayTo(definition, hash) {
  const title = definition.closest('section')?.querySelector('h2')?.textContent ?? '';
  return h('a', { href: hash }, title);
}

/** Below the term, or above it where there is more room, within the window. @param {HTMLElement} term */
function place(term) {
  const [line = term.getBoundingClientRect()] = term.getClientRects();
  const { offsetWidth: width, offsetHeight: height } = box;
  const { clientWidth, clientHeight } = document.documentElement;
  const left = Math.max(MARGIN, Math.min(line.left, clientWidth - width - MARGIN));
  const below = line.bottom + GAP;
  const top = below + height > clientHeight && line.top > height + GAP ? line.top - GAP - height : below;
  box.style.left = `${left + scrollX}px`;
  box.style.top = `${top + scrollY}px`;
}

/** @param {Event} event */
const termOf = ({ target }) => {
  const term = target instanceof Element ? target.closest('a.term') : null;
  return /** @type {HTMLAnchorElement | null} */ (term);
};

/** @param {Event} event */
const isInBox = ({ target }) => target instanceof Node && box.contains(target);

/** @param {HTMLAnchorElement} term */
const definitionOf = (term) => document.getElementById(term.hash.slice(1));
