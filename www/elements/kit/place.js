// An element's place on the page: when it comes and goes, is seen, and what around it changes.

import { setWasmUrl } from '../../engine/wasm-url.js';
import { Base } from './html-element.js';
import { keepKeys } from './keys.js';
import { Looks } from './looks.js';
import { takeUp } from './properties.js';
import { adoptSheets } from './sheet.js';
import { Sight } from './sight.js';

/**
 * @typedef {object} Life
 * @property {string[]} names the attributes that it looks at
 * @property {() => void} begin it is on a page
 * @property {() => void} near it is seen, or soon will be
 * @property {(seen: boolean) => void} onScreen
 * @property {() => void} follow an attribute, or the page's language, is another
 * @property {() => void} [recolour] colours or the density of the screen are others
 * @property {() => void} end it is gone
 */

/** @type {WeakMap<HTMLElement, Place>} */
const places = new WeakMap();

/** An element whose `Place` is told where it is. */
export class PlacedElement extends Base {
  connectedCallback() {
    places.get(this)?.enter();
  }

  /** It stays on the page. */
  connectedMoveCallback() {}

  disconnectedCallback() {
    places.get(this)?.leave();
  }

  adoptedCallback() {
    places.get(this)?.adopt();
  }
}

export class Place {
  #element;
  #shadow;
  #life;
  #here = false;
  #changes;
  #sight;
  #looks;

  /** @param {HTMLElement} element @param {ShadowRoot} shadow @param {Life} life */
  constructor(element, shadow, life) {
    this.#element = element;
    this.#shadow = shadow;
    this.#life = life;
    this.#changes = new MutationObserver(() => life.follow());
    this.#sight = new Sight(life);
    this.#looks = new Looks(shadow, () => life.recolour?.());
    keepKeys(shadow);
    places.set(element, this);
  }

  /** It is where it was not before. Who is moved goes on as before. */
  enter() {
    const element = this.#element;
    this.#changes.observe(element.ownerDocument.documentElement, { attributeFilter: ['lang'] });
    if (this.#here) return;
    this.#here = true;
    const url = element.getAttribute('wasm-url');
    if (url !== null) setWasmUrl(url);
    this.#changes.observe(element, { attributeFilter: this.#life.names });
    this.#sight.watch(element);
    this.#looks.connect();
    takeUp(element, this.#life.names);
    this.#life.begin();
  }

  /** It is no longer where it was: soon it is elsewhere, or gone. */
  leave() {
    setTimeout(() => {
      if (!this.#here || this.#element.isConnected) return;
      this.#here = false;
      this.#changes.disconnect();
      this.#sight.disconnect();
      this.#looks.disconnect();
      this.#life.end();
    });
  }

  /** It is another document's now. */
  adopt() {
    this.#looks.disconnect();
    adoptSheets(this.#shadow);
    this.#looks.connect();
  }

  /** All changes so far are known. */
  known() {
    return this.#changes.takeRecords();
  }

  /** Whoever asks for something has set its attributes before. */
  catchUp() {
    if (this.known().length > 0) this.#life.follow();
  }
}
