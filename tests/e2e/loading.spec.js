// What keeps the engine from coming is found out and told; what the author has put in the figure's place stays.

import { loaded, openFigure, takeSteps } from './figure.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Route} Route */

/**
 * A page with an element that has a picture of its own inside.
 * @param {Page} page
 * @param {string} name
 * @param {{ lang?: string, policy?: string }} [how]
 */
async function open(page, name, { lang = 'en', policy = '' } = {}) {
  const rule = policy && `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  const html = `<!doctype html><html lang="${lang}"><head><title>A page</title>${rule}
    <script type="module" src="./sgd-playground.js"></script></head>
    <body><${name}><svg role="img" aria-label="A still picture" width="90" height="60"></svg></${name}></body></html>`;
  await page.route('**/body.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('body.html');
  return page.locator(name);
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { told: [] });
    document.addEventListener('sgd-error', (event) =>
      /** @type {any} */ (window).told.push(/** @type {CustomEvent} */ (event).detail.kind),
    );
  });
});

/** @param {number} status @param {string} type @param {string} body @returns {(page: Page) => Promise<unknown>} */
const answer = (status, type, body) => (page) =>
  page.route('**/*.wasm', (route) => route.fulfill({ status, contentType: type, body }));

/** @type {{ kind: string, arrange?: (page: Page) => Promise<unknown>, policy?: string, en: string, zh: string }[]} */
const CASES = [
  { kind: 'not-found', arrange: answer(404, 'text/plain', 'none'), en: 'wasm (404)', zh: 'wasm（404）' },
  { kind: 'server', arrange: answer(503, 'text/plain', 'later'), en: 'answers 503', zh: '返回 503' },
  {
    kind: 'mime',
    arrange: answer(200, 'text/html', '<!doctype html><title>Home</title>'),
    en: 'something else for http',
    zh: '返回的不是该文件（text/html',
  },
  { kind: 'damaged', arrange: answer(200, 'application/wasm', '\0asm\x01\0\0\0\x01'), en: 'is damaged', zh: '已损坏' },
  {
    kind: 'network',
    arrange: (page) => page.route('**/*.wasm', (route) => route.abort()),
    en: 'connection',
    zh: '网络',
  },
  {
    kind: 'browser',
    arrange: (page) => page.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly')),
    en: 'too old',
    zh: '过旧',
  },
  {
    kind: 'csp',
    policy: "script-src 'self'",
    en: "(script-src) forbids WebAssembly: it needs 'wasm",
    zh: "加上 'wasm",
  },
  {
    kind: 'csp',
    policy: "connect-src 'none'; worker-src 'none'",
    en: '(connect-src) forbids http',
    zh: '（CSP 的 connect-src）不允许加载 http',
  },
];

for (const { kind, arrange, policy, ...sentences } of CASES) {
  test(`${kind}: ${sentences.en}`, async ({ page, problems }) => {
    await arrange?.(page);
    for (const [lang, sentence] of Object.entries(sentences)) {
      for (const name of ['sgd-playground', 'sgd-graph']) {
        const figure = await open(page, name, { lang, policy });
        await expect(figure.getByRole('alert')).toContainText(sentence);
        expect(await page.evaluate(() => /** @type {any} */ (window).told)).toEqual([kind]);
        await expect(figure.getByRole('img', { name: 'A still picture', exact: true })).toBeVisible();
      }
    }
    problems.length = 0;
  });
}

test('another origin that does not let its files be read is told as that', async ({ page, problems, blog }) => {
  await page.route('**/*.wasm', async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'access-control-allow-origin': 'https://another.example' };
    await route.fulfill({ response, headers });
  });
  await page.goto(blog);
  const figure = page.locator('sgd-playground').first();
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('alert')).toContainText('has to send Access-Control-Allow-Origin');
  expect(await page.evaluate(() => /** @type {any} */ (window).told)).toContain('cors');
  problems.length = 0;
});

test('a WebAssembly that is served as anything is taken', async ({ page }) => {
  await page.route('**/*.wasm', async (route) => {
    await route.fulfill({ response: await route.fetch(), contentType: 'application/octet-stream' });
  });
  const figure = await open(page, 'sgd-playground');
  await loaded(figure);
  await takeSteps(figure, 1);
  await expect(figure.getByRole('img', { name: 'A still picture', exact: true })).toBeHidden();
});

/** A page whose WebAssembly lies in another folder alone. @param {Page} page @param {string} head @param {string} body */
async function openElsewhere(page, head, body) {
  /** @type {string[]} */
  const asked = [];
  await page.context().route('**/*.wasm', async (route) => {
    const { pathname } = new URL(route.request().url());
    asked.push(pathname);
    const [, file] = pathname.match(/\/kept\/elsewhere\/(\w+\.wasm)$/) ?? [];
    if (file) await route.continue({ url: new URL(`../../${file}`, route.request().url()).href });
    else await route.fulfill({ status: 404, contentType: 'text/plain', body: 'none' });
  });
  const html = `<!doctype html><html lang="en"><head><title>A page</title>${head}</head><body>${body}</body></html>`;
  await page.route('**/body.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('body.html');
  return asked;
}

const SCRIPT = `<script type="module">
  import { setWasmUrl } from './sgd-playground.js';
  setWasmUrl('kept/elsewhere');
</script>`;

test('the WebAssembly is loaded from the folder that the page says, by figures and by Workers', async ({ page }) => {
  const figures =
    '<sgd-playground maps="basins"></sgd-playground><sgd-network data="moons" hidden-layers="4"></sgd-network>';
  const asked = await openElsewhere(page, SCRIPT, figures);
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  const network = page.locator('sgd-network');
  await network.scrollIntoViewIfNeeded();
  await expect(network.getByRole('button', { name: 'Reset', exact: true })).toBeVisible();
  await expect.poll(() => asked.filter((path) => path.endsWith('/engine.wasm')).length).toBeGreaterThan(1);
  expect(asked.filter((path) => !path.includes('/kept/elsewhere/'))).toEqual([]);
  expect(asked.filter((path) => path.endsWith('/figure.wasm'))).toHaveLength(1);
});

test('an element may say the folder, too', async ({ page }) => {
  const script = '<script type="module" src="./sgd-playground.js"></script>';
  const asked = await openElsewhere(page, script, '<sgd-playground wasm-url="./kept/elsewhere/"></sgd-playground>');
  await loaded(page.locator('sgd-playground'));
  expect(asked).toEqual([expect.stringContaining('/kept/elsewhere/figure.wasm')]);
});

test('a folder without it is told by its address', async ({ page, problems }) => {
  const script = '<script type="module" src="./sgd-playground.js"></script>';
  await openElsewhere(page, script, '<sgd-playground wasm-url="nowhere"></sgd-playground>');
  await expect(page.locator('sgd-playground').getByRole('alert')).toContainText('/nowhere/figure.wasm (404)');
  expect(await page.evaluate(() => /** @type {any} */ (window).told)).toEqual(['not-found']);
  problems.length = 0;
});

test('the picture before it stays, at rest, until that of one parameter is there', async ({ page }) => {
  let send = () => {};
  const sent = new Promise((resolve) => {
    send = () => resolve(undefined);
  });
  let asked = 0;
  await page.route('**/curve-*.js', async (route) => {
    asked += 1;
    await sent;
    await route.continue();
  });
  const figure = await openFigure(page, '#objective=bowl');
  const seen = figure.locator('.plot-cell > .plot');
  const box = await seen.boundingBox();
  expect(asked).toBe(0);
  await figure.evaluate((element) => element.setAttribute('objective', 'double-well'));
  await expect(figure.locator('.title strong')).toHaveText('Double well');
  await expect.poll(() => asked).toBe(1);
  await expect(seen).toHaveAttribute('aria-label', /^Map/);
  await expect(seen).toHaveAttribute('inert', '');
  expect(await seen.boundingBox()).toMatchObject({ width: box?.width, height: box?.height });
  await takeSteps(figure, 1);
  send();
  await expect(seen).toHaveAttribute('aria-label', /^Curve/);
  await expect(seen).not.toHaveAttribute('inert');
  expect(asked).toBe(1);
});
