// Elements that come and go leave nothing behind.
import { comeAndGo, grown, left } from '../../tools/leaks.mjs';
import { expect, test } from './site.js';

test('a network that goes before its scripts are there starts no Worker', async ({ page }) => {
  const html = `<!doctype html><html lang="en"><title>A page</title><script type="module" src="sgd-network.js"></script></html>`;
  await page.route('**/body.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('body.html');
  await page.waitForFunction(() => customElements.get('sgd-network'));
  let workers = 0;
  page.on('worker', () => {
    workers += 1;
  });
  /** @type {(() => void)[]} */
  const held = [];
  await page.route('**/*.js', (route) => held.push(() => route.continue()));
  await page.evaluate(() => document.body.append(document.createElement('sgd-network')));
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await page.evaluate(() => document.querySelector('sgd-network')?.remove());
  await page.unroute('**/*.js');
  for (const release of held) release();
  await page.waitForLoadState('networkidle');
  // Another, which is begun later, has its Worker: so would the first have by now.
  await page.evaluate(() => document.body.append(document.createElement('sgd-network')));
  await page.locator('sgd-network .readouts').first().waitFor();
  expect(workers).toBe(1);
});

test('a network that goes while its Worker starts ends it at once', async ({ page }) => {
  const html = `<!doctype html><html lang="en"><title>A page</title><script type="module" src="sgd-network.js"></script></html>`;
  await page.route('**/body.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('body.html');
  await page.waitForFunction(() => customElements.get('sgd-network'));
  /** @type {(() => void)[]} */
  const held = [];
  // Without the engine it never answers.
  await page.route('**/engine.wasm', (route) => held.push(() => route.abort()));
  await page.evaluate(() => document.body.append(document.createElement('sgd-network')));
  await expect.poll(() => held.length).toBeGreaterThan(0);
  expect(page.workers().length).toBe(1);
  await page.evaluate(() => document.querySelector('sgd-network')?.remove());
  await expect.poll(() => page.workers().length).toBe(0);
  for (const release of held) release();
});

const [WARM, COUNT] = [25, 50];

for (const name of ['sgd-playground', 'sgd-network', 'sgd-graph']) {
  test(`${COUNT} elements <${name}> leave no node, listener, canvas, Worker or object`, async ({ page }) => {
    const html = `<!doctype html><html lang="en"><title>A page</title><script type="module" src="${name}.js"></script>
      <style>body > * { position: absolute; inset: 0 auto auto 0 }</style><body></body></html>`;
    await page.route('**/body.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto('body.html');
    await page.waitForFunction((name) => customElements.get(name), name);
    const session = await page.context().newCDPSession(page);
    await comeAndGo(page, name, WARM);
    const before = await left(page, session);
    await comeAndGo(page, name, COUNT);
    const after = await left(page, session);
    expect(grown(before, after), JSON.stringify({ before, after })).toEqual([]);
  });
}
