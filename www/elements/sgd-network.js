// Defines `<sgd-network>`: a network that learns, with its data, its weights and what it gives.

// With the whole other element, whose script is on the page anyway: the bundler then keeps what both use in one file.
import './sgd-playground.js';
import { SgdNetwork } from './network/element.js';

if (!customElements.get('sgd-network')) customElements.define('sgd-network', SgdNetwork);

export { SgdNetwork };
