// A network on points of one's own: set by tap and by keyboard, pasted, cleared and brought back.

import { button } from './figure.js';
import { begun, config, openNetwork } from './network.js';
import { expect, test } from './site.js';

test("points can be one's own: set by tap and by keyboard, or pasted", async ({ page }) => {
  const network = await openNetwork(page, 'dataset="circle" samples="20" seed="3"');
  await button(network, 'Make these points your own').click();
  await expect(network.getByText('20 points')).toBeVisible();
  await network.locator('.plot.square').click({ position: { x: 120, y: 60 } });
  await expect.poll(async () => (await config(network)).samples).toBe(21);
  await network.getByRole('application', { name: /Picture of the points/ }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await config(network)).samples).toBe(22);

  await network.getByText('Paste as CSV', { exact: true }).click();
  const area = network.locator('.csv textarea');
  await area.fill('x1,x2,class\n1,2,0\n1,2\n3,four,1');
  await button(network, 'Use these points').click();
  await expect(network.locator('.own .refusal')).toContainText('Line 3');
  await expect(network.locator('.own .refusal')).toContainText('Line 4');
  expect((await config(network)).samples).toBe(22);
  await area.fill('1;2;red\n-1;-2;blue\n2;1;red\n-2;-1;blue\n1;1;red\n-1;-1;blue');
  await button(network, 'Use these points').click();
  await expect.poll(async () => (await config(network)).samples).toBe(6);
  await expect(network.getByText('Classes by number: red → 0, blue → 1.')).toBeVisible();
});

test('points can be cleared, brought back and begun anew', async ({ page }) => {
  await page.goto('network/#data=1,2,0;2,1,1;-1,-2,0;-2,-1,1&seed=3');
  const network = await begun(page.locator('sgd-network'));
  const [play, step] = [button(network, 'Play'), button(network, 'Step')];
  const hint = network.getByText('Add points of two classes');
  await play.click();
  await button(network, 'Clear all').click();
  await expect(network.getByText('0 points')).toBeVisible();
  // Nothing is left to clear; by keyboard one goes on from there.
  await expect(button(network, 'Clear all')).toBeDisabled();
  await expect(button(network, 'Clear all')).toBeFocused();
  await expect(network.locator('.state')).toHaveText('paused');
  await expect(play).toBeDisabled();
  await expect(step).toBeDisabled();
  await expect(hint).toBeVisible();
  await expect(network.locator('.notices')).toBeEmpty();
  await expect(page).toHaveURL(/#data=&seed=3$/);

  await button(network, 'Undo').click();
  await expect(network.getByText('4 points')).toBeVisible();
  await expect(play).toBeEnabled();
  await expect(page).toHaveURL(/#data=1,2,0%3B2,1,1%3B-1,-2,0%3B-2,-1,1&seed=3(&at-step=\d+)?$/);

  await button(network, 'Clear all').click();
  await expect(hint).toBeVisible();
  const plot = network.locator('.plot.square');
  const picture = () =>
    plot.evaluate((box) => Array.from(box.querySelectorAll('canvas'), (canvas) => canvas.toDataURL()).join());
  const empty = await picture();
  await plot.click({ position: { x: 120, y: 60 } });
  await expect(network.getByText('1 point', { exact: true })).toBeVisible();
  await expect.poll(picture).not.toBe(empty);
  await expect(hint).toBeVisible();
  await expect(page).toHaveURL(/#data=[^;%]*,0&seed=3$/);
  await network.getByLabel('Class of the next point').selectOption('1');
  await plot.click({ position: { x: 60, y: 120 } });
  await expect.poll(async () => (await config(network)).samples).toBe(2);
  await expect(hint).toBeHidden();
  await expect(play).toBeEnabled();
});

test("one's own points without any are an empty plane, ready for clicks", async ({ page }) => {
  await page.goto('network/#dataset=own&seed=3');
  const network = await begun(page.locator('sgd-network'));
  await expect(network.locator('#dataset')).toHaveValue('own');
  await expect(network.getByText('0 points')).toBeVisible();
  await expect(button(network, 'Play')).toBeDisabled();
  await expect(network.locator('.notices')).toBeEmpty();
  await page.locator('.presets a').first().click();
  await expect(network.locator('.state')).toHaveText('running');
});

test("one's own points begin with those that are there, or else with some", async ({ page }) => {
  const network = await openNetwork(page, 'dataset="moons" samples="30" seed="3"');
  await network.locator('#dataset').selectOption('own');
  await expect.poll(async () => (await config(network)).samples).toBe(30);
  await network.locator('#dataset').selectOption('digits');
  await expect.poll(async () => (await config(network)).dataset).toBe('digits');
  await network.locator('#dataset').selectOption('own');
  await expect.poll(async () => (await config(network)).samples).toBe(8);
  await expect(network.locator('.notices')).not.toContainText('data');
});
