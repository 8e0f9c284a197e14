// Scripts, styles and frames come late, at random, as on a slow machine far from the server: in the tests of what jumps, and in all of them
// by `LATE=1 npm run test:e2e`, where those that look before a page has followed fail by it.

/** Of files and of frames: how many are late, and by how many milliseconds at most. */
const FILES = { share: 0.4, most: 600 };
const FRAMES = { share: 0.3, most: 300 };
const FILE = /\.(js|wasm|json|css)$/;

/** @param {import('@playwright/test').BrowserContext} context */
export async function comeLate(context) {
  await context.addInitScript(lateFrames, FRAMES);
  await context.route(FILE, async (route) => {
    if (Math.random() < FILES.share) await new Promise((done) => setTimeout(done, Math.random() * FILES.most));
    // The page may be gone by now.
    await route.continue().catch(() => {});
  });
}

/** In the page: callbacks keep their order, and those of one frame stay together. @param {typeof FRAMES} late */
function lateFrames({ share, most }) {
  const frame = window.requestAnimationFrame.bind(window);
  /** @type {Map<number, FrameRequestCallback>} */
  const waiting = new Map();
  let [ids, asked] = [0, false];
  const run = (/** @type {number} */ now) => {
    asked = false;
    for (const id of [...waiting.keys()]) {
      const callback = waiting.get(id);
      waiting.delete(id);
      try {
        callback?.(now);
      } catch (error) {
        reportError(error);
      }
    }
  };
  window.requestAnimationFrame = (callback) => {
    if (!asked) setTimeout(() => frame(run), Math.random() < share ? Math.random() * most : 0);
    asked = true;
    ids += 1;
    waiting.set(ids, callback);
    return ids;
  };
  window.cancelAnimationFrame = (id) => {
    waiting.delete(id);
  };
}
