// Lets the learning page work without a network after one visit. The build writes above this the list `FILES`, what to keep
// and a hash of each file, and `BUILD`, a hash of that list.
//
// The rule. A version is all files of one build, kept together. While a page of that version is open, it gets all of its
// files from it, so what belongs together stays together. A newer version is fetched in the background, where only files
// with another hash are loaded anew; at the next navigation, unless several tabs still show the old one, it takes over and
// the old one is deleted. Where it does not within some seconds, the reader gets the old page. Only the learning page
// registers this; pages that are not on the list (a frame, a blog's own) and the data sets are never answered from here,
// except for digits that a reader has asked to keep (see `keep.js`).

/** What of a service worker's global object is used here. @type {any} */
const worker = self;

/** @type {Record<string, string>} */
const files = FILES;
const PREFIX = 'sgd-playground ';
const KEPT = 'sgd-playground-data';
const version = PREFIX + BUILD;
const home = new URL('./', worker.location.href);

worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(fill()));
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(tidy()));
worker.addEventListener('message', (/** @type {any} */ event) => event.data === 'take over' && worker.skipWaiting());
worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const name = nameOf(request.url);
  if (name !== undefined && Object.hasOwn(files, name)) event.respondWith(answer(event, name));
  else if (name?.startsWith('data/')) event.respondWith(data(request));
});

/** How often a navigation is told to ask again while a newer version takes over. */
const TRIES = 4;
/** How often it was told so, by newer version. @type {WeakMap<object, number>} */
const tried = new WeakMap();

/** The file that an address asks for, seen from where this script is. @param {string} address */
function nameOf(address) {
  const { origin, pathname } = new URL(address);
  if (origin !== home.origin || !pathname.startsWith(home.pathname)) return undefined;
  return decodeURIComponent(pathname.slice(home.pathname.length)).replace(/(^|\/)index\.html$/, '$1');
}

/** @param {any} event @param {string} name */
async function answer({ request, clientId }, name) {
  if (request.mode === 'navigate') {
    const { waiting } = worker.registration;
    if (waiting && (await worker.clients.matchAll()).length < 2) {
      const tries = tried.get(waiting) ?? 0;
      tried.set(waiting, tries < TRIES ? tries + 1 : 0);
      if (tries < TRIES) return takeOver(waiting, tries === 0 ? 0 : 1);
    }
  } else {
    // A page that is not kept gets its scripts from where it came from itself. (`clients.get` waits for a Worker that waits
    // for this very script: in Firefox no Worker began.)
    const pages = await worker.clients.matchAll();
    const page = pages.find((/** @type {any} */ { id }) => id === clientId);
    if (page && !Object.hasOwn(files, nameOf(page.url) ?? '?')) return fetch(request);
  }
  const cache = await caches.open(version);
  return (await cache.match(keyOf(name))) ?? fetch(request);
}

/** An empty page that asks again, by which time the newer version answers. @param {any} waiting @param {number} seconds */
function takeOver(waiting, seconds) {
  waiting.postMessage('take over');
  // With an icon: for a page without one a browser would ask the server.
  const again = '<!doctype html><link rel="icon" href="data:,">';
  return new Response(again, { headers: { 'Content-Type': 'text/html', Refresh: String(seconds) } });
}

/** @param {Request} request */
async function data(request) {
  const kept = (await caches.has(KEPT)) && (await (await caches.open(KEPT)).match(request.url));
  return kept || fetch(request);
}

/** Where a file of a hash stands in a cache. @param {string} name */
const keyOf = (name) => new URL(`${name}?${files[name]}`, home).href;

async function fill() {
  const before = (await caches.keys()).filter((key) => key.startsWith(PREFIX) && key !== version);
  const cache = await caches.open(version);
  await Promise.all(
    Object.keys(files).map(async (name) => {
      const key = keyOf(name);
      if (await cache.match(key)) return;
      let found;
      for (const old of before) found ??= await (await caches.open(old)).match(key);
      found ??= await fetch(new URL(name, home), { cache: 'no-cache' });
      if (!found.ok) throw new Error(`${name}: ${found.status}`);
      await cache.put(key, found.redirected ? direct(found) : found);
    }),
  );
}

/** The same answer without its redirect: browsers refuse a redirected one for a page. @param {Response} response */
const direct = ({ body, status, statusText, headers }) => new Response(body, { status, statusText, headers });

async function tidy() {
  const old = (await caches.keys()).filter((key) => key.startsWith(PREFIX) && key !== version);
  await Promise.all(old.map((key) => caches.delete(key)));
  // On the first visit the page that is open is of this version, too.
  if (old.length === 0) await worker.clients.claim();
}
