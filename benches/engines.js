// Runs in the page: the engines of several builds.

/**
 * @param {{ name: string, url: string }[]} sites
 * @returns {Promise<any[]>} an engine for each
 */
export const enginesOf = (sites) =>
  Promise.all(sites.map(async ({ url }) => (await import(`${url}engine.js`)).createEngine()));
