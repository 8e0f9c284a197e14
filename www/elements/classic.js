// For hosts that drop `type="module"` from a script tag: brings the module that is beside it.

const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
import(new URL('sgd-playground.js', src).href);
