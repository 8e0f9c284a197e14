// Defines `<sgd-graph>`.

import { SgdGraph } from './graph/element.js';
import { define } from './kit/html-element.js';

define('sgd-graph', SgdGraph);

export { setWasmUrl } from '../engine/wasm-url.js';
export { SgdGraph };
