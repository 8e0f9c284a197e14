// Defines `<sgd-graph>`.

// With the whole playground, which pages load anyway: the bundler then keeps what both use in one file.
import './sgd-playground.js';
import { SgdGraph } from './graph/element.js';

if (!customElements.get('sgd-graph')) customElements.define('sgd-graph', SgdGraph);

export { SgdGraph };
