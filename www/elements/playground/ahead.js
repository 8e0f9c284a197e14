// What comes before all else that the first script does: a figure that is near as the page opens waits longest for the engine.

import { languageAt } from '../kit/language.js';
import { isNear } from '../kit/sight.js';
import { figureEngine, textsIn } from './engine.js';

function begin() {
  const first = globalThis.document?.querySelector('sgd-playground');
  // Who needs it asks again, and tells what went wrong.
  if (first && isNear(first)) Promise.all([figureEngine(), textsIn(languageAt(first))]).catch(() => undefined);
}

// Whoever imports this script says first where the WebAssembly is.
queueMicrotask(begin);
