// What the one file has inside: `npm run build` fills it in.

/** Files by name, gzipped, in Base64. @type {Record<string, string>} */
export const FILES = {};

/** The script of all Workers. */
export const WORKER = '';
