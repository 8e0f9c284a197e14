// A figure is laid out before it is shown, where nobody sees it and nothing moves for it: what shows it then has little to do.

/** @type {WeakSet<HTMLElement>} */
const apart = new WeakSet();

/**
 * As wide as it will be, one part after the other, each of which is a task of its own.
 * @param {ShadowRoot} shadow
 * @param {HTMLElement} root of the figure
 */
export function* layOutApart(shadow, root) {
  const parts = [...root.children];
  yield () => {
    const width = shadow.host.clientWidth;
    if (width === 0) return;
    apart.add(root);
    Object.assign(root.style, { position: 'fixed', visibility: 'hidden', inlineSize: `${width}px` });
    root.replaceChildren();
    shadow.append(root);
  };
  for (const part of parts) {
    yield () => {
      if (!apart.has(root)) return;
      root.append(part);
      // To ask for a size lays it out.
      part.getBoundingClientRect();
    };
  }
}

/** Whether it is on the page, to be seen. @param {HTMLElement} root */
export const isShown = (root) => root.isConnected && !apart.has(root);

/** From now on it can be seen. @param {HTMLElement} root */
export function bringIn(root) {
  if (apart.delete(root)) Object.assign(root.style, { position: '', visibility: '', inlineSize: '' });
}
