// The address of a page with a figure: its fragment has the figure's state, and before it what the page itself put there.

import { parseHash, unescapePart } from '../elements/kit/hash.js';

/** Safari takes 100 changes in 30 seconds. In milliseconds. */
const WRITE_EVERY = 400;

/**
 * The fragment's first part, where it is the page's own: a place on the page, or a route of its scripts.
 *
 * @param {string} hash with its `#`
 */
function ownPart(hash) {
  const [first = ''] = hash.slice(1).split('&');
  if (/^[/!]/.test(first)) return first;
  return first !== '' && !first.includes('=') && document.getElementById(unescapePart(first)) ? first : '';
}

/** The part of a fragment that says a state. @param {string} hash with its `#` */
const saidIn = (hash) => hash.slice(1 + ownPart(hash).length);

/** Whether the address is that of a place on the page, and says nothing of the figure. */
const isElsewhere = () => ownPart(location.hash) !== '' && saidIn(location.hash) === '';

/** The version of what links say. A link without one is of the first. */
export const LINKS = '1';

/** The state that an address says. @param {string} [hash] @returns {Record<string, string>} */
export function stateIn(hash = location.hash) {
  const { v, ...state } = saying(hash);
  return state;
}

/** The version that an address names, where this page does not know it. @param {string} hash */
export function unknownVersion(hash) {
  const { v = LINKS } = saying(hash);
  return v === LINKS ? undefined : v;
}

/** @param {string} hash */
const saying = (hash) => parseHash(saidIn(hash) || location.search);

export class Address {
  #state;
  /** Whether the present entry of the history is still being changed. */
  #open = false;
  /** What is to be written as soon as that is possible. @type {{ committed: boolean, link: string } | undefined} */
  #due;
  /** What was settled before that, and has not been written either. @type {string | undefined} */
  #settled;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {() => string} state as it is to stand there, without `#`; empty when there is nothing to say */
  constructor(state) {
    this.#state = state;
    window.addEventListener('pagehide', () => {
      while (this.#due) this.#flush();
    });
  }

  /** Tells of every state that the reader goes back or on to. @param {() => void} read */
  follow(read) {
    window.addEventListener('popstate', () => {
      this.#due = undefined;
      this.#settled = undefined;
      this.#open = false;
      if (!isElsewhere()) read();
    });
  }

  /** The state has changed. @param {boolean} committed false while it still moves */
  write(committed) {
    // What was settled keeps its entry, though something else begins to move before it could be written.
    if (this.#due?.committed && !committed) this.#settled = this.#due.link;
    this.#due = { committed, link: this.#link() };
    if (this.#timer === undefined) this.#flush();
  }

  /** Says the state in the present entry; who came to a place on the page stays there. */
  complete() {
    if (!isElsewhere()) this.#put('replaceState', this.#link());
  }

  /** @param {string} hash of a link that was followed */
  enter(hash) {
    this.#due = undefined;
    this.#settled = undefined;
    this.#open = false;
    this.#put('pushState', hash);
  }

  #flush() {
    if (!this.#due) return;
    const { committed, link } = this.#settled === undefined ? this.#due : { committed: true, link: this.#settled };
    // One entry for a whole drag, made at its beginning: going back then leads to what was before it. In a frame there
    // are none: the history is the surrounding page's.
    this.#put(this.#open || window.parent !== window ? 'replaceState' : 'pushState', link);
    this.#open = !committed;
    if (this.#settled === undefined) this.#due = undefined;
    this.#settled = undefined;
  }

  #link() {
    const parts = [ownPart(location.hash), this.#state()].filter(Boolean);
    return parts.length === 0 ? location.pathname : `#${parts.join('&')}`;
  }

  /** @param {'pushState' | 'replaceState'} method @param {string} link */
  #put(method, link) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#flush();
    }, WRITE_EVERY);
    try {
      history[method](null, '', link);
    } catch {
      // Sandboxed frames have no history of their own, and browsers refuse what changes too often: the figure goes on.
    }
  }
}
