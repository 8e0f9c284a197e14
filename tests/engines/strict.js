// The site with its policy as a header, and what a browser reports of it.
import { createServer } from 'node:http';
import { POLICY } from '../../tools/policy.mjs';

const REPORTS = '/reports';
/** Breaks the policy: all browsers report it. */
export const BREAKS = 'breaks.html';

/**
 * @param {string} url of the site as it is
 * @returns {Promise<{ url: string, reports: string[], close: () => void }>} `reports` grows as they come
 */
export async function strictly(url) {
  /** @type {string[]} */
  const reports = [];
  const server = createServer(async (request, response) => {
    const { method, url: path = '/' } = request;
    if (method === 'POST' && path === REPORTS) {
      let body = '';
      for await (const part of request) body += part;
      reports.push(body);
      response.writeHead(204).end();
      return;
    }
    response.setHeader('Content-Security-Policy', `${POLICY}; report-uri ${REPORTS}`);
    if (path === `/${BREAKS}`) {
      response.setHeader('Content-Type', 'text/html').end('<!doctype html><script>document.title = "broken"</script>');
      return;
    }
    try {
      const answer = await fetch(new URL(path, url));
      response.setHeader('Content-Type', answer.headers.get('content-type') ?? '');
      response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
    } catch {
      response.destroy();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}/`, reports, close };
}
