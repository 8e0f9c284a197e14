// Which rows of the tables are shown: those of a library, and those that have certain words. The address says both.

import { formatHash } from '../../elements/kit/hash.js';
import { Address, stateIn } from '../address.js';
import { filled, find } from './page.js';

export class Filter {
  #form = /** @type {HTMLFormElement} */ (find('#filter'));
  #library = /** @type {HTMLSelectElement} */ (this.#form.elements.namedItem('library'));
  #search = /** @type {HTMLInputElement} */ (this.#form.elements.namedItem('search'));
  #found = find('#found');
  #sections = Array.from(document.querySelectorAll('section.rule'), (section) => new Section(section));
  #address = new Address(() => formatHash(this.#said()));

  constructor() {
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#library.addEventListener('change', () => this.#changed(true));
    this.#search.addEventListener('input', () => this.#changed(false));
    this.#search.addEventListener('change', () => this.#changed(true));
    this.#address.follow(() => this.#read());
    addEventListener('hashchange', () => this.#read());
    this.#read();
  }

  #said() {
    const said = { library: this.#library.value, search: this.#search.value.trim() };
    return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''));
  }

  /** A link to a section says nothing of the filter, and leaves it. */
  #read() {
    if (location.hash !== '' && !location.hash.includes('=')) return this.#show();
    const { library = '', search = '' } = stateIn();
    this.#library.value = library;
    if (this.#library.selectedIndex < 0) this.#library.value = '';
    this.#search.value = search;
    this.#show();
    // `#adam&library=torch`: no browser finds the place by itself.
    const [name = ''] = location.hash.slice(1).split('&');
    const place = document.getElementById(name);
    place?.setAttribute('tabindex', '-1');
    place?.focus();
  }

  /** @param {boolean} committed */
  #changed(committed) {
    this.#show();
    this.#address.write(committed);
  }

  #show() {
    const words = this.#search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const { total, count } = this.#sections
      .map((section) => section.show(this.#library.value, words))
      .reduce((a, b) => ({ total: a.total + b.total, count: a.count + b.count }));
    const said = formatHash(this.#said());
    for (const { root, link } of this.#sections) {
      link?.querySelector('a')?.setAttribute('href', `#${[root.id, said].filter(Boolean).join('&')}`);
    }
    const { all, some, none } = this.#found.dataset;
    this.#found.textContent = filled(count === total ? all : count > 0 ? some : none, { count, total });
  }
}

/** A rule: its table, and the link to it. */
class Section {
  /** @param {Element} section */
  constructor(section) {
    this.root = /** @type {HTMLElement} */ (section);
    this.name = (this.root.dataset.rule ?? '').toLowerCase();
    this.link = document.querySelector(`.rules a[href="#${section.id}"]`)?.closest('li');
    this.groups = Array.from(section.querySelectorAll('tbody'), (group) => ({
      group,
      rows: Array.from(/** @type {NodeListOf<HTMLElement>} */ (group.querySelectorAll('tr[data-library]'))),
    }));
  }

  /** @param {string} library @param {string[]} words */
  show(library, words) {
    let [total, count] = [0, 0];
    for (const { group, rows } of this.groups) {
      let some = false;
      for (const row of rows) {
        const text = `${this.name} ${row.textContent?.toLowerCase()}`;
        row.hidden = (library !== '' && row.dataset.library !== library) || !words.every((word) => text.includes(word));
        some ||= !row.hidden;
        total += 1;
        count += row.hidden ? 0 : 1;
      }
      group.hidden = !some;
    }
    this.root.hidden = count === 0;
    if (this.link) this.link.hidden = count === 0;
    return { total, count };
  }
}
