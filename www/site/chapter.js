// The learning page: what its figures, links and questions do. Each part loads what it needs when it comes near.

import '../elements/sgd-playground.js';
import { trusted } from '../engine/trusted.js';
import { followContents } from './chapter/contents.js';
import { openDoors } from './chapter/doors.js';
import { connectFigures } from './chapter/figures.js';
import { wakeHero } from './chapter/hero.js';
import { bringToLife } from './chapter/live.js';
import { markContents } from './chapter/marks.js';
import { returnToPlace } from './chapter/return.js';
import { lightSymbols } from './chapter/symbols.js';
import { tellTerms } from './chapter/terms.js';

returnToPlace();
followContents();
openDoors();
connectFigures();
bringToLife();
markContents();
lightSymbols();
wakeHero();
tellTerms();

if ('serviceWorker' in navigator && window.isSecureContext) {
  // Later than all that can be seen.
  addEventListener('load', () => setTimeout(() => keepForOffline(), 1000));
}

async function keepForOffline() {
  try {
    await navigator.serviceWorker.register(trusted(new URL('service-worker.js', import.meta.url)));
  } catch (error) {
    // Without it the page works as before, as long as there is a network.
    console.info(`not kept for offline use: ${error}`);
  }
}
