// What comes before all else that the first script does: a figure that is near as the page opens waits longest for the engine.

import { languageAt } from '../kit/language.js';
import { isNear } from '../kit/sight.js';
import { figureEngine, textsIn } from './engine.js';

function begin() {
  const figures = globalThis.document?.querySelectorAll('sgd-playground') ?? [];
  const near = Array.from(figures).find(isNear);
  // Who needs it asks again, and tells what went wrong.
  if (near) Promise.all([figureEngine(), textsIn(languageAt(near))]).catch(() => undefined);
}

// Whoever imports this script says first where the WebAssembly is.
queueMicrotask(begin);
