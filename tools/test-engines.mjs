// `npm run test:engines`: every element in Chromium, Firefox and WebKit. It installs those that are missing, where it can.
import { BROWSERS } from '../tests/engines/browsers.js';
import { apt } from './setup.mjs';
import { run, whenStarted } from './shell.mjs';

whenStarted(import.meta.url, async () => {
  const wanted = [];
  for (const { lacks } of BROWSERS) wanted.push(...((await lacks())?.packages ?? []));
  if (wanted.length) apt(...wanted);
  run(process.execPath, ['--test', '--test-reporter=spec', '--test-timeout=900000', 'tests/engines/engines.test.js']);
});

/** Why there is nothing to compare with on this machine, if so. @returns {Promise<string | undefined>} */
export async function whyNoEngines() {
  const lacking = (await Promise.all(BROWSERS.map(({ lacks }) => lacks()))).filter((lack) => lack !== undefined);
  if (lacking.length < BROWSERS.length - 1) return undefined;
  return `${lacking.map(({ name }) => name).join(' and ')} missing; npm run test:engines installs them`;
}
