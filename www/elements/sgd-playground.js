// The one script tag: it defines `<sgd-playground>` wherever it is loaded from, and brings the other elements to pages that
// have them.

import './playground/ahead.js';
import { define } from './kit/html-element.js';
import { bringWhenNeeded } from './kit/others.js';
import { SgdPlayground } from './playground/element.js';

define('sgd-playground', SgdPlayground);
if (globalThis.document) {
  bringWhenNeeded({ 'sgd-graph': () => import('./sgd-graph.js'), 'sgd-network': () => import('./sgd-network.js') });
}

export { setWasmUrl } from '../engine/wasm-url.js';
export { SgdPlayground };
