// What scripts read from outside, kind by kind: sound inputs, words that mean something in them, and what is done with each. Only a
// refusal with its sentences may come of an input.
import * as links from './links.js';
import * as messages from './messages.js';
import * as mnist from './mnist.js';
import * as numpy from './numpy.js';
import * as pasted from './pasted.js';
import * as tables from './tables.js';
import * as weights from './weights.js';

/** @typedef {{ seeds: Uint8Array[], words: string[], take: (bytes: Uint8Array<ArrayBuffer>) => unknown }} Kind */

/** @type {Record<string, Kind>} */
export const KINDS = { links, messages, mnist, numpy, pasted, tables, weights };

/** The time of the processor that an input may take, and the memory. */
export const LIMITS = { seconds: 1, bytes: 256 * 2 ** 20, length: 2 ** 15 };

/** What is wrong with what came of an input; undefined where it is as it should be. @param {Kind} kind @param {Uint8Array<ArrayBuffer>} bytes */
export async function faultOf({ take }, bytes) {
  const [begun, held] = [process.cpuUsage(), memory()];
  try {
    await take(bytes);
  } catch (error) {
    const { name, messages, code } = /** @type {any} */ (error);
    // By its name: the built engine has a class of its own.
    if (name !== 'EngineError' || !code || !messages.en || !messages.zh) {
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
  }
  const { user, system } = process.cpuUsage(begun);
  if ((user + system) / 1e6 > LIMITS.seconds) return `${(user + system) / 1e6} s`;
  const more = memory() - held;
  return more > LIMITS.bytes ? `${more} bytes` : undefined;
}

/** What is held, and what was and is not yet collected. */
function memory() {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
