// Tells the service worker which files the learning page needs without a network.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { dist } from './places.mjs';

/** What is not kept: data that a reader has to ask for, other people's pages, what other sites show, what no page of ours runs, and the worker itself. */
const LEFT_OUT =
  /^(data|example|oembed)\/|^(embed\.html|frame\.js)$|^LICENSE|\.txt$|^(service-worker|cli)\.js$|\.one\.js$|^attributes\.json$/;

/** Writes the list into the service worker: each file with the hash of its bytes, so that only what has changed is fetched. */
export function listForOffline() {
  const files = readdirSync(dist, { recursive: true })
    .map((file) => String(file).replaceAll(sep, '/'))
    .filter((file) => !LEFT_OUT.test(file) && statSync(join(dist, file)).isFile())
    .sort();
  // A page is asked for by its folder.
  const list = files.map((file) => [file.replace(/(^|\/)index\.html$/, '$1'), hash(readFileSync(join(dist, file)))]);
  const written = JSON.stringify(Object.fromEntries(list));
  const place = join(dist, 'service-worker.js');
  const script = readFileSync(place, 'utf8');
  writeFileSync(place, `const FILES = ${written};\nconst BUILD = '${hash(written)}';\n${script}`);
}

/** 64 bits of SHA-256. @param {string | Buffer} content */
const hash = (content) => createHash('sha256').update(content).digest('hex').slice(0, 16);
