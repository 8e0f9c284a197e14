// Elements that come and go leave nothing behind.
import { comeAndGo, grown, left } from '../../tools/leaks.mjs';
import { expect, test } from './site.js';

const [WARM, COUNT] = [50, 100];

for (const name of ['sgd-playground', 'sgd-network', 'sgd-graph']) {
  test(`${COUNT} elements <${name}> leave no node, listener, canvas, Worker or object`, async ({ page }) => {
    test.setTimeout(180_000);
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
