// Where a page keeps the WebAssembly, if not beside the scripts.

/** The address of a folder, with a slash at its end; empty: beside the scripts. */
let folder = '';

/**
 * In which folder `figure.wasm` and `engine.wasm` are. It is asked for what is loaded from then on, in Workers too.
 * @param {string | URL} url relative to the page; empty: beside the scripts
 */
export function setWasmUrl(url) {
  const text = String(url);
  folder = text && new URL(text.replace(/\/*$/, '/'), globalThis.document?.baseURI).href;
}

/** What a Worker is told. */
export const wasmUrl = () => folder;

/** @param {string} file @param {URL} beside where it is beside the scripts */
export const wasmPlace = (file, beside) => (folder ? new URL(file, folder) : beside);
