// Keeps MNIST on the reader's device for offline use, when asked; the service worker then answers with it.

import { h, setText } from '../../elements/kit/dom.js';
import { button } from './transport.js';

/** As in `service-worker.js`. */
const CACHE = 'sgd-playground-data';

/** @type {import('./live.js').Mount} */
export async function mount(place, { keep }) {
  // Some browsers have it and refuse every call, where a reader lets pages keep nothing.
  const isKept = async () => caches.has(CACHE);
  if (!('caches' in window) || (await isKept().catch(() => null)) === null) return {};
  const status = h('span', { role: 'status' });
  const top = new URL('data/', import.meta.url);
  const save = button(keep.save, async () => {
    setText(status, keep.saving);
    try {
      const list = new URL('mnist.json', top);
      const response = await fetch(list);
      if (!response.ok) throw new Error(`${list.pathname}: ${response.status}`);
      const cache = await caches.open(CACHE);
      const parts = partsOf(await response.json()).map((name) => new URL(name, top));
      await cache.addAll([list, ...parts].map(({ href }) => href));
    } catch (error) {
      await caches.delete(CACHE).catch(() => undefined);
      setText(status, keep.failed(error instanceof Error ? error.message : String(error)));
      return;
    }
    await show();
  });
  const remove = button(keep.remove, async () => {
    await caches.delete(CACHE);
    await show();
  });
  const show = async () => {
    const kept = await isKept();
    setText(status, kept ? keep.kept : '');
    [save.hidden, remove.hidden] = [kept, !kept];
  };
  await show();
  place.replaceChildren(keep.offer, ' ', save, remove, ' ', status);
  return {};
}

/** The files of the smaller set. @param {{ parts: Record<'train' | 'test', { file: string }[]> }} list what the build writes into mnist.json */
const partsOf = ({ parts }) =>
  [parts.train, parts.test].flatMap((shards) => shards.slice(0, 1).map(({ file }) => file));
