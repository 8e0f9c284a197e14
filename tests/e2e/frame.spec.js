// A figure in a frame, and what the page around it can ask of it.

import { loaded } from './figure.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * A page with a frame, which keeps what it is told.
 * @param {Page} page
 * @param {string} src
 * @param {string} [attributes]
 */
async function open(page, src, attributes = '') {
  const html = `<!doctype html><html lang="en"><title>A page</title><body style="margin: 0"><script>
      const told = [];
      addEventListener('message', ({ data, source }) => source === document.querySelector('iframe').contentWindow && told.push(data));
    </script><iframe title="A figure" width="900" height="300" ${attributes} src="${src}"></iframe></body></html>`;
  await page.route('**/around.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('around.html');
  const figure = page.frameLocator('iframe').locator('sgd-playground');
  await loaded(figure);
  const ask = (/** @type {object} */ message) =>
    page.evaluate((sent) => document.querySelector('iframe')?.contentWindow?.postMessage(sent, '*'), message);
  const told = () => page.evaluate('told').then((all) => /** @type {any[]} */ (all));
  return { figure, ask, told };
}

for (const attributes of ['', 'sandbox="allow-scripts"']) {
  test(`a frame ${attributes} tells how high it is, and does what a page that it allows asks`, async ({
    page,
    site,
  }) => {
    const allow = new URL(site).origin;
    const { figure, ask, told } = await open(page, `embed.html?allow=${allow}#objective=bowl`, attributes);
    const height = () => figure.evaluate((element) => Math.ceil(element.getBoundingClientRect().height));
    const toldHeight = async () => (await told()).filter((message) => message.height).at(-1)?.height;
    // How high it is may still change as its parts come: what was told last is what it is.
    const different = async () => (await toldHeight()) - (await height());
    await expect.poll(different).toBe(0);
    const full = await height();
    expect((await told()).every((message) => message.sgd === 1 && message.state === undefined)).toBe(true);

    await ask({ sgd: 1, call: 'set', settings: { objective: 'ravine', momentum: 0.5 } });
    await expect(figure).toHaveAttribute('objective', 'ravine');
    await expect(figure).toHaveAttribute('momentum', '0.5');
    // What no attribute can say changes nothing, and what comes after it is done.
    await ask({ sgd: 1, call: 'set', settings: { momentum: { toString: 1, valueOf: 1 } } });
    await ask({ sgd: 1, call: 'set', settings: { momentum: 0.5 } });
    await ask({ sgd: 1, call: 'step' });
    const last = async () => (await told()).filter((message) => message.state).at(-1);
    await expect
      .poll(last)
      .toMatchObject({ sgd: 1, state: 'paused', settings: { objective: 'ravine', momentum: '0.5' } });
    await ask({ sgd: 1, call: 'set', settings: { momentum: null } });
    await expect(figure).not.toHaveAttribute('momentum');
    await ask({ sgd: 1, call: 'reset' });
    await expect.poll(last).toMatchObject({ state: 'ready' });
    await ask({ sgd: 1, call: 'play' });
    await expect.poll(last).toMatchObject({ state: 'running' });
    // Before its first step a figure is ready, not paused.
    const step = () => figure.evaluate((element) => /** @type {any} */ (element).run.status().step);
    await expect.poll(step).toBeGreaterThan(0);
    await ask({ sgd: 1, call: 'pause' });
    await expect.poll(last).toMatchObject({ state: 'paused' });

    // A change of its height is told.
    await figure.evaluate((element) => element.setAttribute('controls', 'none'));
    await expect.poll(height).toBeLessThan(full);
    await expect.poll(different).toBe(0);
  });
}

test('a frame does nothing for pages that it does not allow, nor in other versions, nor what it does not know', async ({
  page,
  site,
}) => {
  for (const allow of ['', 'https://another.example', 'null']) {
    const { figure, ask, told } = await open(page, `embed.html#objective=bowl&allow=${allow}`);
    await ask({ sgd: 1, call: 'step' });
    await ask({ sgd: 1, call: 'set', settings: { objective: 'ravine' } });
    // Messages come in their order: when this one's answer is there, those have been heard.
    await figure.evaluate(() => new Promise((done) => setTimeout(done)));
    await expect(figure).toHaveAttribute('objective', 'bowl');
    await expect(figure.locator('.state')).toHaveText('ready');
    expect((await told()).some((message) => message.state)).toBe(false);
    // Nor is who is allowed a setting.
    await expect(figure.locator('.notices p')).toHaveCount(0);
    await page.goto('about:blank');
  }
  const { figure, ask, told } = await open(page, `embed.html#objective=bowl&allow=${new URL(site).origin}`);
  await ask({ sgd: 2, call: 'step' });
  await ask({ sgd: 1, call: 'remove' });
  await ask({ sgd: 1, call: 'set', settings: 'x' });
  await ask({ sgd: 1, call: 'step' });
  await expect.poll(async () => (await told()).filter((message) => message.state).at(-1)?.state).toBe('paused');
  expect(await figure.evaluate((element) => /** @type {any} */ (element).run.status().step)).toBe(1);
});
