// Pages that need no tool: the snippet stands in a page as it is, and what surrounds it differs.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { root } from '../../tools/shell.mjs';

export const fixtures = join(root, 'tests/fixtures');

/** Where an author has put the built site, in all fixtures. */
const PLACE = /https:\/\/your\.site(\/sgd-playground\/)?/g;

/**
 * @typedef {object} Plain
 * @property {string} tool as it is called in the matrix
 * @property {string} snippet
 * @property {boolean} [own] the page has the site's own origin
 * @property {string} [policy] a file with its Content-Security-Policy
 * @property {boolean} [frame] the figure is in a frame
 */

/** @type {Record<string, Plain>} */
export const PLAIN = {
  html: { tool: 'HTML, the site on another origin', snippet: 'html/figure.html' },
  frame: { tool: 'A frame', snippet: 'frame/frame.html', frame: true },
  sandbox: { tool: 'A frame with `sandbox="allow-scripts"`', snippet: 'sandbox/frame.html', frame: true },
  srcdoc: { tool: 'A frame with `srcdoc`', snippet: 'srcdoc/frame.html', frame: true },
  'csp-own': { tool: 'A strict policy, own origin', snippet: 'html/figure.html', own: true, policy: 'csp/own.txt' },
  'csp-other': { tool: 'A strict policy, another origin', snippet: 'html/figure.html', policy: 'csp/other.txt' },
};

/** @param {string} text @param {string} site the address of the built site */
export const placed = (text, site) => text.replace(PLACE, (_, folder) => (folder ? site : site.slice(0, -1)));

/**
 * @param {import('@playwright/test').Page} page
 * @param {Plain} plain
 * @param {string} site
 * @param {(figure: import('@playwright/test').Locator) => Promise<void>} use
 */
export async function withPlain(page, { snippet, own, policy, frame }, site, use) {
  const read = (/** @type {string} */ file) => placed(readFileSync(join(fixtures, file), 'utf8'), site);
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>A page</title></head>
    <body>${read(snippet)}</body></html>`;
  const headers = { 'content-type': 'text/html', ...(policy && { 'content-security-policy': read(policy).trim() }) };
  // Chromium takes what a test answers itself for a page of the internet, which may not ask this machine for anything.
  const server = createServer((_, response) => response.writeHead(200, headers).end(body));
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const address = `${own ? site : `http://127.0.0.1:${port}/`}plain.html`;
  if (own) await page.route(address, (route) => route.fulfill({ headers, body }));
  try {
    await page.goto(address);
    await use((frame ? page.frameLocator('iframe') : page).locator('sgd-playground'));
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
