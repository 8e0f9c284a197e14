// The engine as `npm run build` leaves it, for tests in Node.
import { existsSync } from 'node:fs';
import { importAnew } from '../../tools/anew.mjs';

const place = new URL('../../dist/engine.js', import.meta.url);
if (!existsSync(place)) throw new Error('dist/engine.js is missing: `npm run build` makes it.');

/**
 * Each name loads the module, and with it the WebAssembly, once more.
 * @param {string} name
 * @returns {Promise<typeof import('../../www/engine/engine.js')>}
 */
export const load = (name) => importAnew(place.href, name);
