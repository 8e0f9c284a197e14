// What elements leave behind when they are gone.

/** @typedef {import('@playwright/test').CDPSession} Session */
/** @typedef {{ nodes: number, listeners: number, workers: number, canvases: number, objects: number }} Left */

/** What the browser keeps by itself: compiled code, which grows as functions become hot, and its own record of slow frames. */
const NOT_OURS = ['code', 'native'];
const AT_ONCE = 10;
/** Of so many, the first ten stay until they show all that they load, and take a step. */
const EVERY = 50;
/** Rounds of collecting garbage: so many that leave the same end them, and there are no more than these. */
const [STEADY, ROUNDS] = [4, 50];
/** What comes last of an element, where something comes later than its picture. @type {Record<string, string>} */
const LAST = { 'sgd-playground': '.extras > *' };

/**
 * What is in a page after the garbage is collected; `objects` in bytes, those of JavaScript.
 * @param {import('@playwright/test').Page} page
 * @param {Session} session
 * @returns {Promise<Left>}
 */
export async function left(page, session) {
  await session.send('Performance.enable');
  let counted = await count(session);
  // What waits for a frame, a script or a finalizer gets it.
  for (let [round, same] = [0, 0]; same < STEADY && round < ROUNDS; round += 1) {
    await session.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(200);
    const now = await count(session);
    same = now.nodes === counted.nodes && now.listeners === counted.listeners ? same + 1 : 0;
    counted = now;
  }
  return { ...counted, workers: page.workers().length, ...(await inHeap(session)) };
}

/** @param {Session} session */
async function count(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (/** @type {string} */ name) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  return { nodes: metric('Nodes'), listeners: metric('JSEventListeners') };
}

/** @param {Session} session */
async function inHeap(session) {
  /** @type {string[]} */
  const chunks = [];
  const take = (/** @type {{ chunk: string }} */ { chunk }) => chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', take);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', take);
  const { snapshot, nodes, strings } = JSON.parse(chunks.join(''));
  /** @type {string[]} */
  const fields = snapshot.meta.node_fields;
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field));
  let [objects, canvases] = [0, 0];
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (!NOT_OURS.includes(snapshot.meta.node_types[0][nodes[at + type]])) objects += nodes[at + size];
    else if (/^(HTMLCanvasElement|<canvas)/.test(strings[nodes[at + name]])) canvases += 1;
  }
  return { objects, canvases };
}

/**
 * Makes so many elements, ten at a time, and takes them away.
 * @param {import('@playwright/test').Page} page
 * @param {string} name
 * @param {number} count
 */
export const comeAndGo = (page, name, count) =>
  page.evaluate(
    async ({ name, count, atOnce, every, last }) => {
      const shows = (/** @type {any} */ { shadowRoot: shadow }) =>
        !shadow.querySelector('.waiting') && (!last || shadow.querySelector(last));
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      for (let made = 0; made < count; made += atOnce) {
        const some = Array.from({ length: atOnce }, () => /** @type {any} */ (document.createElement(name)));
        document.body.append(...some);
        await frame();
        const waits = made % every === 0;
        while (waits && !some.every(shows)) await frame();
        if (waits) for (const one of some) await one.step();
        await frame();
        for (const one of some) one.remove();
        await frame();
      }
    },
    { name, count, atOnce: AT_ONCE, every: EVERY, last: LAST[name] },
  );

/** What there is more of than there should be. @param {Left} before @param {Left} after */
export function grown(before, after) {
  const faults = [];
  for (const what of /** @type {const} */ (['nodes', 'listeners', 'workers', 'canvases']))
    if (after[what] > before[what]) faults.push(`${after[what]} ${what}, of ${before[what]}`);
  if (after.objects > 1.02 * before.objects) faults.push(`${after.objects} bytes of objects, of ${before.objects}`);
  return faults;
}
