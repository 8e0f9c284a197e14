// How the reader's predictions went. Kept in this browser and nowhere else.

import { h, setText } from '../../elements/kit/dom.js';
import { button } from './transport.js';

const KEY = 'sgd-playground predictions';
/** What is told when the tally has changed. */
const CHANGED = 'chapter-tally';

/** @returns {Record<string, boolean>} by question, whether the first guess was right */
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return kept && typeof kept === 'object' ? kept : {};
  } catch {
    return {};
  }
}

/** @param {Record<string, boolean> | null} tally */
function write(tally) {
  try {
    if (tally) localStorage.setItem(KEY, JSON.stringify(tally));
    else localStorage.removeItem(KEY);
  } catch {
    // Where nothing may be kept the page works without a tally.
  }
  dispatchEvent(new Event(CHANGED));
}

/** The first guess counts. @param {string} question @param {boolean} right */
export function record(question, right) {
  const tally = read();
  if (!(question in tally)) write({ ...tally, [question]: right });
}

/** @type {import('./live.js').Mount} */
export function mount(place, { tally }) {
  const text = h('span', { role: 'status' });
  const clear = button(tally.clear, () => write(null));
  const show = () => {
    const guesses = Object.values(read());
    const right = guesses.filter(Boolean).length;
    setText(text, guesses.length === 0 ? tally.none : tally.some(String(right), String(guesses.length)));
    clear.hidden = guesses.length === 0;
  };
  addEventListener(CHANGED, show);
  place.replaceChildren(text, ' ', clear);
  show();
  return {};
}
