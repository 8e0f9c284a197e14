// `npm run bench [-- SECTION …] [--against COMMIT] [--state]`: the built engine against what people would use instead, and
// against the site of another commit, in turns in one Chromium. Tells, and never fails by, the ratios. `--state` writes those of
// other libraries down for the page of benchmarks.
import { parseArgs } from 'node:util';
import { browserArgs, findBrowser } from '../tools/browser.mjs';
import { build, dist } from '../tools/build.mjs';
import { serve } from '../tools/serve.mjs';
import { browser as setUpBrowser, setUpPage } from '../tools/setup.mjs';
import { Problem, root, whenStarted } from '../tools/shell.mjs';
import { accuracy } from './accuracy.mjs';
import { buildOf } from './against.mjs';
import { attributes } from './attributes.mjs';
import { compared } from './compared.mjs';
import { cores } from './cores.mjs';
import { frames } from './frames.mjs';
import { landscape } from './landscape.mjs';
import { maps } from './maps.mjs';
import { memory } from './memory.mjs';
import { network } from './network.mjs';
import { sight } from './sight.mjs';
import { surface } from './surface.mjs';
import { surfaces } from './surfaces.mjs';
import { waits } from './waits.mjs';

/**
 * @typedef {{ name: string, url: string }} Site where a build is served
 *
 * @typedef {object} Bench
 * @property {import('@playwright/test').Browser} browser
 * @property {Site[]} sites this build, and the one that it is held against
 * @property {string} benches where this folder is
 * @property {boolean} state
 * @typedef {(bench: Bench) => Promise<void>} Section
 */

/** @type {Record<string, Section>} */
const SECTIONS = {
  surfaces,
  maps,
  waits,
  surface,
  frames,
  attributes,
  sight,
  network,
  cores,
  compared,
  memory,
  landscape,
  accuracy,
};

whenStarted(import.meta.url, async () => {
  const { names, against, state } = asked();
  setUpPage();
  await setUpBrowser();
  const before = against === undefined ? [] : [buildOf(against)];
  await build();
  const builds = [{ name: 'this build', folder: dist }, ...before];
  const served = await Promise.all(builds.map(({ folder }) => serve(folder)));
  const sites = builds.map(({ name }, k) => ({ name, url: served[k].url }));
  const sources = await serve(root);
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({ executablePath: (await findBrowser()) ?? undefined, args: browserArgs });
  try {
    for (const name of names) await SECTIONS[name]({ browser, sites, benches: `${sources.url}benches/`, state });
  } finally {
    await browser.close();
    await Promise.all([...served, sources].map((server) => server.close()));
  }
});

function asked() {
  try {
    const options = /** @type {const} */ ({ against: { type: 'string' }, state: { type: 'boolean', default: false } });
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const unknown = positionals.find((name) => !Object.hasOwn(SECTIONS, name));
    if (unknown) throw new Error(`there is no section '${unknown}': ${Object.keys(SECTIONS).join(', ')}.`);
    return { ...values, names: positionals.length ? positionals : Object.keys(SECTIONS) };
  } catch (error) {
    throw new Problem(/** @type {Error} */ (error).message);
  }
}
