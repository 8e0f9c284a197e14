// Runs in the page: the engines of several builds.

/**
 * @param {{ name: string, url: string }[]} sites
 * @returns {Promise<any[]>} an engine for each
 */
export const enginesOf = (sites) =>
  Promise.all(sites.map(async ({ url }) => (await import(`${url}engine.js`)).createEngine()));

/** What does something once, so that it can be timed. @param {() => unknown} once */
export const contestant = (once) => ({
  work: (/** @type {number} */ times) => {
    for (let k = 0; k < times; k++) once();
  },
});
