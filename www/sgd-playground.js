// The one script tag: it defines `<sgd-playground>` wherever it is loaded from.

import { SgdPlayground } from './playground/element.js';

if (!customElements.get('sgd-playground')) customElements.define('sgd-playground', SgdPlayground);

export { SgdPlayground };
