// A Worker in which one network trains, alone or with others.

import { Crew } from './crew.js';
import { serve } from './serve-network.js';

serve(/** @type {any} */ (self), new Crew());

// As long as this Worker lives it holds a lock, so that the page learns of its end, whatever ends it.
const lock = `sgd-network-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
if ('locks' in navigator) {
  const held = navigator.locks.request(lock, () => {
    postMessage({ lock });
    return new Promise(() => {});
  });
  // Sandboxed frames have no locks.
  held.catch(() => undefined);
}
