// Where an element finds `<sgd-graph>`, which it does not import: the script of its tag says how that is loaded.

/** @type {{ load: () => Promise<unknown> }} */
export const graphElement = { load: () => Promise.resolve() };
