// A network as files, and weights that a reader brings: in the element, in both languages.

import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { expectNoViolations } from './axe.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

/** @param {Page} page @param {string} attributes */
async function opened(page, attributes) {
  const html = `<!doctype html><html lang="en"><title>A page</title>
    <script type="module" src="./sgd-network.js"></script>
    <body><main><h1>A page</h1><sgd-network seed="1" ${attributes}></sgd-network></main></body></html>`;
  await page.route('**/body.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('body.html');
  const network = page.locator('sgd-network');
  await expect(network.locator('.readouts .state')).not.toBeEmpty();
  await network.locator('details.take > summary').press('Enter');
  await expect(network.locator('details.take input[type=file]')).toBeVisible();
  return network;
}

/** What a button gives. @param {Page} page @param {Locator} network @param {string} row @param {string} name */
async function taken(page, network, row, name) {
  const download = page.waitForEvent('download');
  await network.locator('.take .row', { hasText: row }).getByRole('button', { name, exact: true }).press('Enter');
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

const step = (/** @type {Locator} */ network) =>
  network.evaluate((element) => /** @type {any} */ (element).training.status().then((/** @type {any} */ s) => s.step));

test('a trained network leaves as files, and comes back with its optimizer', async ({ page }) => {
  const network = await opened(page, 'data="circle" layers="3" optimizer="adam"');
  await network.evaluate((element) => /** @type {any} */ (element).training.train(40));
  const saved = await taken(page, network, 'The network', 'npz');
  expect(saved.name).toBe('sgd-network.npz');
  expect((await taken(page, network, 'The network', 'safetensors')).bytes.subarray(8, 9).toString()).toBe('{');
  expect((await taken(page, network, 'The network', 'ONNX')).bytes[0]).toBe(8);
  const data = (await taken(page, network, 'The data', 'CSV')).bytes.toString().trim().split('\n');
  expect(data[0]).toBe('x1,x2,class,part');
  expect(data).toHaveLength(1 + 500);
  const record = (await taken(page, network, 'The record', 'CSV')).bytes.toString().split('\n');
  expect(record[0]).toMatch(/^step,samples,epoch,batchLoss/);
  expect(record[41]).toMatch(/^40,/);
  const { config, step: steps } = JSON.parse((await taken(page, network, 'The record', 'JSON')).bytes.toString());
  expect([config.optimizer, steps.length]).toEqual(['adam', 41]);
  const arrays = unzipSync((await taken(page, network, 'The data', 'npz')).bytes);
  expect(Object.keys(arrays)).toEqual(['x_train.npy', 'y_train.npy', 'x_test.npy', 'y_test.npy']);

  await network.evaluate((element) => /** @type {any} */ (element).reset());
  const file = { name: 'mine.npz', mimeType: '', buffer: saved.bytes };
  await network.locator('.take input[type=file]').setInputFiles(file);
  await expect(network.locator('.take [role=status]')).toHaveText(
    'mine.npz: 2-3-2, step 40. With what the optimizer remembered.',
  );
  expect(await step(network)).toBe(40);
  await expectNoViolations(page);
});

test('the field for a file looks and reads as our own, in both languages', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 700 });
  for (const [lang, name, choose] of [
    ['en', 'Load weights: Choose a file…', 'Choose a file…'],
    ['zh', '载入权重: 选择文件…', '选择文件…'],
  ]) {
    const network = await opened(page, `data="circle" layers="3" lang="${lang}"`);
    const field = network.locator('.take .file');
    const input = field.getByLabel(name ?? '', { exact: true });
    await expect(field.locator('button')).toHaveText(choose ?? '');
    await expect(input).toHaveCSS('opacity', '0');
    // It lies over the button, and takes what is done there.
    for (const act of [() => field.locator('button').click({ force: true }), () => input.press('Enter')]) {
      const asked = page.waitForEvent('filechooser');
      await act();
      const bytes = readFileSync(new URL('../weights/net.npz', import.meta.url));
      await (await asked).setFiles({ name: 'a-long-name-of-weights.npz', mimeType: '', buffer: bytes });
      await expect(field.locator('.chosen')).toHaveText('a-long-name-of-weights.npz');
    }
    await input.focus();
    await expect(field.locator('button')).toHaveCSS('outline-style', 'solid');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await expectNoViolations(page);
  }
});

test('a script leaves with the files that it reads, at one step', async ({ page }) => {
  const network = await opened(page, 'data="circle" layers="3" optimizer="adam"');
  await network.evaluate((element) => /** @type {any} */ (element).training.train(40));
  for (const [label, library] of [
    ['Keras', 'keras'],
    ['PyTorch', 'torch'],
    ['JAX', 'jax'],
  ]) {
    const zip = await taken(page, network, 'As a script', label ?? '');
    expect(zip.name).toBe(`sgd-network-${library}.zip`);
    const files = unzipSync(zip.bytes);
    expect(Object.keys(files)).toEqual([`sgd-network-${library}.py`, 'sgd-network.npz', 'sgd-network-data.npz']);
    const script = strFromU8(files[`sgd-network-${library}.py`] ?? new Uint8Array());
    expect(script).toContain('the network 2-3-2 on “Circle” at step 40 of Adam by the rules of Keras.');
  }
});

test('pictures leave as PNG and as SVG of the same marks', async ({ page }) => {
  const network = await opened(page, 'data="circle" layers="3" features="x1,x2"');
  await network.evaluate((element) => /** @type {any} */ (element).training.train(40));
  for (const [row, marks] of /** @type {[string, RegExp][]} */ ([
    ['Picture: Loss', /stroke-width="2.*<text[^>]*>train</s],
    ['Picture: the plane', /<image [^>]*data:image\/png.*clip-path.*A3\.6 3\.6/s],
    ['Picture: the diagram', /d="M[^"]*C.*<image .*<text/s],
  ])) {
    const png = (await taken(page, network, row, 'PNG')).bytes;
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThan(100);
    const svg = (await taken(page, network, row, 'SVG')).bytes.toString();
    expect(svg).toMatch(marks);
    const problem = await page.evaluate(
      (svg) => new DOMParser().parseFromString(svg, 'image/svg+xml').querySelector('parsererror')?.textContent ?? '',
      svg,
    );
    expect(problem).toBe('');
  }
});

test('weights of another network are refused, and taken with their layers', async ({ page }) => {
  const network = await opened(page, 'data="0,0,0;1,1,1;2,0,2;1,0,1" layers="5" activation="tanh"');
  const buffer = readFileSync(new URL('../weights/net-torch.safetensors', import.meta.url));
  await network.locator('.take input[type=file]').setInputFiles({ name: 'torch.safetensors', mimeType: '', buffer });
  await expect(network.locator('.take [role=alert]')).toContainText('“0.weight” is 4 × 2; here it would be 5 × 2');
  await network.getByRole('button', { name: 'Use the layers of the file', exact: true }).press('Enter');
  await expect(network.locator('.take [role=status]')).toHaveText(
    'torch.safetensors: 2-4-3, step 0. The weights alone: the optimizer begins anew.',
  );
  await expect(network).toHaveAttribute('layers', '4');
});

test('what is dropped is weights or data by what it holds', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  const network = await opened(page, 'data="circle" layers="2" lang="zh"');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  const drop = (/** @type {string} */ name, /** @type {Buffer} */ bytes) =>
    network.evaluate(
      (element, { name, bytes }) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(bytes)], name));
        element.shadowRoot
          ?.querySelector('.figure')
          ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      { name, bytes: [...bytes] },
    );
  await drop('a.npz', readFileSync(new URL('../weights/net.npz', import.meta.url)));
  await expect(network.locator('.take [role=alert]')).toContainText('文件里的网络是 2-4-3，这里的是 2-2-2');
  expect(await step(network)).toBe(0);
  await drop('a.csv', Buffer.from('a,b,label\n1,2,x\n2,3,y\n3,1,x\n4,4,y\n'));
  await expect(network.locator('.own-table')).toContainText('a.csv');
});
