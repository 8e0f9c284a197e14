// What a page does at a stretch for too long.

/** What Chromium's traces call a task, and the thread that scripts of a page run on. */
const [TASK, MAIN] = ['ThreadControllerImpl::RunTask', 'CrRendererMain'];

/**
 * The tasks of a page's main thread that take longer than so many milliseconds while something is done, by the clock of the
 * processor: what other programs take meanwhile does not count.
 * @param {import('@playwright/test').Page} page
 * @param {number} longer
 * @param {() => Promise<void>} action
 * @returns {Promise<number[]>} milliseconds each
 */
export async function longTasks(page, longer, action) {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await action();
  /** @type {{ traceEvents: { name: string, pid: number, tid: number, tdur?: number, args: { name?: string } }[] }} */
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()));
  const threads = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === MAIN);
  const mains = new Set(threads.map(({ pid, tid }) => `${pid} ${tid}`));
  return traceEvents
    .filter(({ name, pid, tid }) => name === TASK && mains.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1000)
    .filter((time) => time > longer);
}

/** How many there are, in words. @param {number[]} tasks */
export const toldOf = (tasks) =>
  tasks.length ? `${tasks.length}, the longest ${Math.max(...tasks).toFixed(0)} ms` : 'none';
