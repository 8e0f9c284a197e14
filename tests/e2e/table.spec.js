// A table of the reader's own: chosen, dropped or pasted, seen before anything is learnt, and trained on.
import { readFileSync } from 'node:fs';
import { expectNoViolations } from './axe.js';
import { expect, test } from './site.js';

const path = (/** @type {string} */ name) => new URL(`../data/${name}`, import.meta.url);

/** @param {import('@playwright/test').Page} page */
async function opened(page, attributes = 'seed="1" layers="4"', lang = 'en') {
  const html = `<!doctype html><html lang="${lang}"><title>A page</title>
    <script type="module" src="./sgd-network.js"></script>
    <body><main><h1>A page</h1><sgd-network ${attributes}></sgd-network></main>`;
  await page.route('**/body.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('body.html');
  const network = page.locator('sgd-network');
  await expect(network.locator('.network-figure')).toBeVisible();
  return network;
}

/** @param {import('@playwright/test').Locator} network */
const stateOf = (network) => network.evaluate((element) => /** @type {any} */ (element).state);

test('a file is chosen, seen, changed and learnt from', async ({ page }) => {
  const network = await opened(page);
  const table = network.locator('.own-table');
  await table.locator('summary').first().click();
  await expect(table.getByText('Nothing leaves this tab.')).toBeVisible();
  /** @type {string[]} */
  const sent = [];
  page.on('request', (request) => sent.push(request.method() + request.url()));
  await table.locator('input[type=file]').setInputFiles(path('polars-iris.csv').pathname);
  const preview = network.locator('.preview');
  await expect(preview.locator('tbody tr')).toHaveCount(6);
  const roles = preview.locator('tbody select');
  await expect(roles).toHaveCount(6);
  expect(await roles.evaluateAll((all) => all.map((select) => /** @type {any} */ (select).value))).toEqual([
    ...['input', 'input', 'input', 'input', 'label', 'left'],
  ]);
  await expect(preview.getByText('Classes: setosa, versicolor, virginica.')).toBeVisible();
  await expectNoViolations(page);
  // One input less.
  await preview.getByLabel('What sepal width (cm) is used as').selectOption('left');
  await expect(roles.nth(1)).toHaveValue('left');
  await preview.getByRole('button', { name: 'Learn from this table', exact: true }).click();
  await expect(network.locator('.title')).toContainText('polars-iris.csv');
  await expect(network.locator('.title')).toContainText('30 rows, 3 inputs; to be told: species');
  await expect(network.locator('.point-legend')).toContainText('class setosa');
  await expect(network.locator('.axes')).toContainText('principal components');
  expect((await stateOf(network)).data).toBe('file:polars-iris.csv');
  await network.locator('.axes select').first().selectOption({ label: 'petal length (cm)' });
  await expect(network.locator('.axes p')).toContainText('all other inputs at their mean');
  expect((await stateOf(network)).plane).toBe('2,1');
  const download = page.waitForEvent('download');
  await network.getByRole('button', { name: 'Download the rows as CSV', exact: true }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('polars-iris-rows.csv');
  const [head, first] = readFileSync(await saved.path(), 'utf8').split('\n');
  expect([head, first]).toEqual(['sepal length (cm),petal length (cm),petal width (cm),species', '5.1,1.4,0.2,setosa']);
  const accuracy = await network.evaluate(async (element) => {
    const { training } = /** @type {any} */ (element);
    await training.train(1500);
    return (await training.evaluate('train')).accuracy;
  });
  expect(accuracy).toBeGreaterThan(0.8);
  expect(sent.filter((request) => !request.startsWith('GET'))).toEqual([]);
});

test('what is pasted can be a number to be told; what is refused changes nothing', async ({ page }) => {
  const network = await opened(page);
  const table = network.locator('.own-table');
  await table.locator('summary').first().click();
  const area = table.locator('textarea');
  const read = table.getByRole('button', { name: 'Read what is pasted', exact: true });
  await area.fill('<html><p>');
  await read.click();
  await expect(table.getByRole('alert')).toContainText('no table');
  await expect(table.getByRole('alert')).toContainText('What was there is unchanged.');
  expect((await stateOf(network)).data ?? 'circle').toBe('circle');
  await area.fill(readFileSync(path('pandas-values.csv'), 'utf8'));
  await read.click();
  const preview = network.locator('.preview');
  await expect(preview.locator('[data-part="label-kind"]')).toHaveValue('number');
  await preview.getByRole('button', { name: 'Learn from this table', exact: true }).click();
  await expect(network.locator('.title')).toContainText('petal width (cm)');
  const task = await network.evaluate((element) => /** @type {any} */ (element).training.config.task);
  expect(task).toBe('values');
});

test('a file is dropped on the figure; in Chinese', async ({ page }) => {
  const network = await opened(page, 'seed="1" lang="zh"', 'zh');
  const text = readFileSync(path('pandas-gbk.csv')).toString('base64');
  const dropped = await page.evaluateHandle((base64) => {
    const transfer = new DataTransfer();
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    transfer.items.add(new File([bytes], '花.csv'));
    return transfer;
  }, text);
  await network.locator('.network-figure').dispatchEvent('drop', { dataTransfer: dropped });
  const preview = network.locator('.preview');
  await expect(preview).toContainText('类别：内, 外。');
  await preview.getByRole('button', { name: '从这个表格学习', exact: true }).click();
  await expect(network.locator('.title')).toContainText('花.csv');
  await expect(network.locator('.axes p')).toContainText('横轴：长度；纵轴：宽度。');
});

test('a link has the name of the file alone, and the figure says what is missing', async ({ page }) => {
  const network = await opened(page, 'seed="1" data="file:iris.csv" layers="6"');
  await expect(network).toContainText('This figure is about the file iris.csv, which a link cannot hold.');
  const config = await network.evaluate((element) => /** @type {any} */ (element).training.config);
  expect([config.dataset, config.layers]).toEqual(['circle', [6]]);
});
