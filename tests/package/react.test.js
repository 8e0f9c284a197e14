// The components of React in a browser: what a server wrote is taken over, and events and changes reach both sides.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { chromium } from '@playwright/test';
import { rolldown } from 'rolldown';
import { browserArgs, findBrowser } from '../../tools/browser.mjs';
import { serve } from '../../tools/serve.mjs';
import { root } from '../../tools/shell.mjs';
import { packed } from './packed.js';

const PAGE = `
import { createElement, StrictMode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server.browser';
import { SgdPlayground } from 'sgd-playground/react';

function Post() {
  const [rate, setRate] = useState(0.1);
  const [steps, setSteps] = useState([]);
  const figure = useRef(null);
  Object.assign(window, { figure, steps, setRate: (next) => flushSync(() => setRate(next)) });
  const onSgdStep = ({ detail }) => setSteps((before) => [...before, detail.step]);
  return createElement(SgdPlayground, { ref: figure, objective: 'bowl', start: [1, 1], learningRate: rate, onSgdStep });
}
const post = createElement(StrictMode, null, createElement(Post));
const place = document.querySelector('#root');
place.innerHTML = renderToString(post);
Object.assign(window, { written: place.innerHTML });
hydrateRoot(place, post, { onRecoverableError: (error) => console.error(error) });
`;

test('a component takes over what a server wrote, hears each event once, and follows its properties', async () => {
  const { installed } = packed();
  const project = mkdtempSync(join(root, 'target/react-'));
  after(() => rmSync(project, { recursive: true }));
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  mkdirSync(join(project, 'node_modules'));
  const copy = join(project, 'node_modules/sgd-playground');
  cpSync(installed, copy, { recursive: true, filter: (path) => !path.endsWith('/data') });
  writeFileSync(join(project, 'page.js'), PAGE);
  const bundle = await rolldown({
    cwd: project,
    input: 'page.js',
    platform: 'browser',
    external: /sgd-(playground|network|graph)\.js$/,
    onLog() {},
    transform: { define: { 'process.env.NODE_ENV': '"development"' } },
  });
  await bundle.write({ dir: project, entryFileNames: 'bundle.js' });
  await bundle.close();
  const html =
    '<!doctype html><title>A page</title><link rel="icon" href="data:,"><div id="root"></div><script type="module" src="bundle.js"></script>';
  writeFileSync(join(project, 'page.html'), html);

  const site = await serve(project);
  after(() => site.close());
  const browser = await chromium.launch({ executablePath: (await findBrowser()) ?? undefined, args: browserArgs });
  after(() => browser.close());
  const page = await browser.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.goto(new URL('page.html', site.url).href);
  const loaded = page.waitForFunction(() => /** @type {any} */ (window).figure?.current?.run);
  await loaded.catch((error) => assert.fail(`${error.message} ${problems}`));
  const said = await page.evaluate(async () => {
    const { figure, written, setRate } = /** @type {any} */ (window);
    for (let k = 0; k < 2; k++) {
      figure.current.step();
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    setRate(0.05);
    const { learningRate } = figure.current.run.config;
    return { written, learningRate, steps: /** @type {any} */ (window).steps };
  });
  assert.deepEqual(said, {
    written: '<sgd-playground objective="bowl" start="1,1" learning-rate="0.1"></sgd-playground>',
    learningRate: 0.05,
    steps: [1, 2],
  });
  assert.deepEqual(problems, []);
});
