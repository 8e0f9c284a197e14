// Defines `<sgd-network>`: a network that learns, with its data, its weights and what it gives.

import { graphElement } from './kit/graph.js';
import { define } from './kit/html-element.js';
import { SgdNetwork } from './network/element.js';

define('sgd-network', SgdNetwork);
graphElement.load = () => import('./sgd-graph.js');

export { setWasmUrl } from '../engine/wasm-url.js';
export { SgdNetwork };
