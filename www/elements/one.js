// All elements in one file, with everything that they load inside: for notebooks, and for pages without a server or a network.

import './sgd-graph.js';
import './sgd-network.js';
import './sgd-playground.js';

export { render } from './notebook.js';
