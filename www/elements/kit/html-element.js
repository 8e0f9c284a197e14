// Elements, also where there are none: in Node, which renders pages, a script may be imported and defines nothing.

export const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/** A page may have the script twice. @param {string} name @param {CustomElementConstructor} element */
export function define(name, element) {
  const elements = globalThis.customElements;
  if (elements && !elements.get(name)) elements.define(name, element);
}
