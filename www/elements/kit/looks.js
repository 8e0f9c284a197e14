// Light or dark, screen or paper, and how dense the screen is: when these change, canvases are drawn anew. Whether a figure
// is light or dark, the page around it says before the system does.

import { forgetDensity, onDensity } from './density.js';

export class Looks {
  #shadow;
  #onChange;
  /** @type {CSSStyleSheet | undefined} */
  #sheet;
  #scheme = '';
  #queries = ['(prefers-color-scheme: dark)', 'print'].map((query) => matchMedia(query));
  #page = new MutationObserver(() => this.#follow() && this.#onChange());

  /** @param {ShadowRoot} shadow @param {() => void} onChange */
  constructor(shadow, onChange) {
    this.#shadow = shadow;
    this.#onChange = onChange;
  }

  connect() {
    for (const query of this.#queries) query.addEventListener('change', this.#onChange);
    onDensity(this.#onChange);
    for (const root of pageRoots()) this.#page.observe(root, { attributes: true });
    const { adoptedStyleSheets, ownerDocument } = this.#shadow;
    this.#sheet = new (ownerDocument.defaultView ?? window).CSSStyleSheet();
    adoptedStyleSheets.push(this.#sheet);
    this.#scheme = '';
    this.#follow();
  }

  disconnect() {
    for (const query of this.#queries) query.removeEventListener('change', this.#onChange);
    forgetDensity(this.#onChange);
    this.#page.disconnect();
    this.#shadow.adoptedStyleSheets = this.#shadow.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
  }

  /** Tells whether the page has another scheme than before. */
  #follow() {
    const scheme = schemeAround(this.#shadow.host);
    if (scheme === this.#scheme) return false;
    this.#scheme = scheme;
    this.#sheet?.replaceSync(`:host{color-scheme:${scheme}}`);
    return true;
  }
}

const pageRoots = () => [document.documentElement, document.body].filter((root) => root !== null);

/** What the page has declared, or what site generators and notebooks write on its root; else what the system has. @param {Element} element */
function schemeAround(element) {
  const root = element.getRootNode();
  const parent = element.parentElement ?? (root instanceof ShadowRoot ? root.host : document.documentElement);
  const { colorScheme } = getComputedStyle(parent);
  if (colorScheme !== 'normal') return colorScheme;
  const declared = document.querySelector('meta[name="color-scheme"]')?.getAttribute('content');
  if (declared) return declared;
  const marks = pageRoots().flatMap(({ className, dataset }) => {
    const { theme, bsTheme, colorMode, mdColorScheme, jpThemeLight } = dataset;
    const notebook = jpThemeLight && (jpThemeLight === 'true' ? 'light' : 'dark');
    return [...className.replaceAll('vscode-', '').split(' '), theme, bsTheme, colorMode, mdColorScheme, notebook];
  });
  if (marks.includes('dark') || marks.includes('slate')) return 'dark';
  return marks.includes('light') ? 'light' : 'light dark';
}
