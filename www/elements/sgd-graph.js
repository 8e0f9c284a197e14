// Defines `<sgd-graph>`.

import { SgdGraph } from './graph/element.js';

if (!customElements.get('sgd-graph')) customElements.define('sgd-graph', SgdGraph);

export { SgdGraph };
