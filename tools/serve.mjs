// A static server for this machine alone: the page, the tests and the benchmarks.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
};

/**
 * @param {string} folder
 * @param {{ port?: number }} [options] the port to begin with: when it is taken, the next free one (0: any)
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(folder, { port = 0 } = {}) {
  const top = resolve(folder);
  const server = createServer((request, response) => {
    answer(top, request, response).catch(() => response.headersSent || response.writeHead(500).end('Server error'));
  });
  const taken = await listen(server, port);
  return {
    url: `http://127.0.0.1:${taken}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<number>}
 */
function listen(server, port) {
  return new Promise((done, fail) => {
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code !== 'EADDRINUSE' || port === 65535) fail(error);
      else done(listen(server, port + 1));
    });
    server.listen(port, '127.0.0.1', () => {
      server.removeAllListeners('error');
      done(/** @type {import('node:net').AddressInfo} */ (server.address()).port);
    });
  });
}

/**
 * @param {string} top
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(top, request, response) {
  // Widgets are embedded in pages of other origins, and what is served is what was built last.
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Cache-Control', 'no-store');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return response.writeHead(405, { Allow: 'GET, HEAD' }).end('Only GET and HEAD');
  }
  const [path, query] = (request.url ?? '/').split(/(?=\?)/, 2);
  let file = locate(top, path);
  let info = file ? await stat(file).catch(() => null) : null;
  if (file && info?.isDirectory()) {
    if (!path.endsWith('/')) {
      return response.writeHead(301, { Location: `${path.replace(/^\/+/, '/')}/${query ?? ''}` }).end();
    }
    file = join(file, 'index.html');
    info = await stat(file).catch(() => null);
  }
  if (!file || !info?.isFile()) return response.writeHead(404).end('Not found');
  const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(file))] ?? 'application/octet-stream';
  response.setHeader('Content-Type', type);
  // As web servers do with what is text or code; pictures and data sets are packed already.
  const packs = /^text|json|wasm|svg/.test(type);
  if (packs) response.setHeader('Vary', 'Accept-Encoding');
  const packed = packs && /\bgzip\b/.test(String(request.headers['accept-encoding']));
  response.writeHead(200, packed ? { 'Content-Encoding': 'gzip' } : { 'Content-Length': info.size });
  if (request.method === 'HEAD') return response.end();
  if (packed) return response.end(await packedOnce(file, info.mtimeMs));
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

/** What was packed, and of which state of the file. @type {Map<string, { modified: number, bytes: Promise<Buffer> }>} */
const kept = new Map();

/** The file as gzip, which is made anew only when the file has changed. @param {string} file @param {number} modified in ms */
function packedOnce(file, modified) {
  const before = kept.get(file);
  if (before?.modified === modified) return before.bytes;
  const bytes = readFile(file).then((content) => promisify(gzip)(content));
  kept.set(file, { modified, bytes });
  return bytes;
}

/**
 * The file that a path names, or null for one outside `top` or none at all.
 * @param {string} top
 * @param {string} path
 */
function locate(top, path) {
  try {
    const file = resolve(top, `.${decodeURIComponent(path)}`);
    return (file === top || file.startsWith(top + sep)) && !file.includes('\0') ? file : null;
  } catch {
    return null;
  }
}
