// The one script tag: it defines `<sgd-playground>` wherever it is loaded from, and brings the other elements to pages that
// have them.

import { SgdPlayground } from './playground/element.js';

if (!customElements.get('sgd-playground')) customElements.define('sgd-playground', SgdPlayground);

/** @type {Record<string, () => Promise<unknown>>} */
const others = { 'sgd-graph': () => import('./sgd-graph.js'), 'sgd-network': () => import('./sgd-network.js') };

function bring() {
  for (const name in others) {
    if (!document.querySelector(name)) continue;
    others[name]?.();
    delete others[name];
  }
}

new MutationObserver(bring).observe(document, { childList: true, subtree: true });
bring();

export { SgdPlayground };
