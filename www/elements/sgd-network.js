// Defines `<sgd-network>`: a network that learns, with its data, its weights and what it gives.

import { SgdNetwork } from './network/element.js';

if (!customElements.get('sgd-network')) customElements.define('sgd-network', SgdNetwork);

export { SgdNetwork };
