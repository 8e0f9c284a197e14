// Elements whose code is not loaded yet: brought as soon as a page has one, wherever it is.

/** @typedef {Record<string, () => Promise<unknown>>} Others how each is brought, by its name */

/** @param {Others} others */
export function bringWhenNeeded(others) {
  const missing = { ...others };
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node instanceof Element) visit(node);
  });

  /** What is within an element of other people's is seen by nobody outside. @param {Document | ShadowRoot} root */
  const watch = (root) => {
    observer.observe(root, { childList: true, subtree: true });
    for (const element of root.children) visit(element);
  };

  /** @param {Element} top */
  const visit = (top) => {
    for (const element of [top, ...top.querySelectorAll('*')]) meet(element);
    if (Object.keys(missing).length === 0) observer.disconnect();
  };

  /** @param {Element} element */
  const meet = (element) => {
    const { localName, shadowRoot } = element;
    if (localName in missing) {
      missing[localName]?.();
      delete missing[localName];
    } else if (shadowRoot && !localName.startsWith('sgd-')) {
      watch(shadowRoot);
    } else if (localName.includes('-') && !customElements.get(localName)) {
      customElements.whenDefined(localName).then(
        () => meet(element),
        () => undefined,
      );
    }
  };

  watch(document);
}
