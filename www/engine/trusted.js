// Where a page's policy asks for Trusted Types, the address of a script has to be vouched for. All that come here are written out in
// our own scripts.

/** @type {{ createScriptURL: (address: string) => any } | undefined} */
let policy;

/**
 * The address as such a policy takes it. Where the page allows none of ours, it stays as it is.
 * @param {string | URL} address
 * @returns {string} or what stands for it
 */
export function trusted(address) {
  const text = String(address);
  try {
    policy ??= /** @type {any} */ (globalThis).trustedTypes?.createPolicy('sgd-playground', {
      createScriptURL: String,
    });
  } catch {}
  return policy ? policy.createScriptURL(text) : text;
}
