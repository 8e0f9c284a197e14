// `npm run bench [-- SECTION …]`: the built engine against what people would use instead, in Chromium. Tells, and never fails
// by, the ratios.
import { join } from 'node:path';
import { browserArgs, findBrowser } from '../tools/browser.mjs';
import { build, dist } from '../tools/build.mjs';
import { serve } from '../tools/serve.mjs';
import { browser as setUpBrowser, setUpPage } from '../tools/setup.mjs';
import { Problem, root, whenStarted } from '../tools/shell.mjs';
import { accuracy } from './accuracy.mjs';
import { frames } from './frames.mjs';
import { landscape } from './landscape.mjs';
import { maps } from './maps.mjs';
import { network } from './network.mjs';
import { surface } from './surface.mjs';
import { surfaces } from './surfaces.mjs';

/**
 * @typedef {object} Bench
 * @property {import('@playwright/test').Browser} browser
 * @property {string} site where dist/ is served
 * @property {string} benches where this folder is
 * @typedef {(bench: Bench) => Promise<void>} Section
 */

/** @type {Record<string, Section>} */
const SECTIONS = { surfaces, maps, surface, frames, network, landscape, accuracy };

whenStarted(import.meta.url, async () => {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !Object.hasOwn(SECTIONS, name));
  if (unknown) throw new Problem(`there is no section '${unknown}': ${Object.keys(SECTIONS).join(', ')}.`);
  setUpPage();
  await setUpBrowser();
  await build();
  const site = await serve(dist);
  const page = await serve(join(root, 'benches'));
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({ executablePath: (await findBrowser()) ?? undefined, args: browserArgs });
  try {
    for (const name of names.length ? names : Object.keys(SECTIONS)) {
      await SECTIONS[name]({ browser, site: site.url, benches: page.url });
    }
  } finally {
    await browser.close();
    await Promise.all([site.close(), page.close()]);
  }
});
