// Messages to the page in a frame, from a page that it allows: whatever one asks for, the next is answered.

import { setState } from '../../../www/elements/kit/properties.js';
import { TABLE } from '../../../www/elements/playground/state.js';

const ORIGIN = 'https://page.example';
const globals = /** @type {any} */ (globalThis);
/** @type {any[]} */
const told = [];
/** @type {Map<string, string>} */
const attributes = new Map();
const element = /** @type {any} */ ({
  setAttribute: (/** @type {string} */ name, /** @type {string} */ text) => attributes.set(name, `${text}`),
  removeAttribute: (/** @type {string} */ name) => attributes.delete(name),
  getAttribute: (/** @type {string} */ name) => attributes.get(name) ?? null,
});
const figure = Object.assign(new EventTarget(), {
  get state() {
    return Object.fromEntries(attributes);
  },
  set state(values) {
    setState(element, TABLE, values);
  },
  ...{ play() {}, pause() {}, step() {}, reset() {} },
});
const place = { querySelector: () => figure, getBoundingClientRect: () => ({ height: 1 }) };
const parent = { postMessage: (/** @type {any} */ message) => told.push(message) };
/** @type {(event: any) => void} */
let speak = () => {};
Object.assign(globals, {
  window: globals,
  location: { search: '', hash: `#allow=${ORIGIN}` },
  document: { querySelector: () => place },
  parent,
  ResizeObserver: class {
    observe() {}
  },
  addEventListener: (/** @type {string} */ _, /** @type {(event: any) => void} */ listener) => {
    speak = listener;
  },
});
await import('../../../www/site/frame.js');
figure.dispatchEvent(new CustomEvent('sgd-state', { detail: { state: 'ready' } }));
for (const name of ['window', 'location', 'document', 'parent', 'ResizeObserver', 'addEventListener']) {
  Reflect.deleteProperty(globals, name);
}
globals.parent = parent;

const sound = [
  { sgd: 1, call: 'set', settings: { objective: 'ravine', momentum: 0.5, start: [1, 2], autoplay: true, seed: null } },
  { sgd: 1, call: 'step' },
  { sgd: 1, call: 'set', settings: { momentum: { toString: 1, valueOf: 1 }, view: [[{ toString: 1 }]] } },
];
export const seeds = sound.map((message) => new TextEncoder().encode(JSON.stringify(message)));
export const words = [
  ...['{"toString":1}', '{"toString":1,"valueOf":1}', '[[[]]]', 'null', '"__proto__":', '"constructor":', '"call":{}'],
  ...[
    '"set"',
    '"settings":',
    '"play"',
    '"state":{}',
    '"settings":"text"',
    '"settings":[1]',
    '"lang":',
    '"view":[[1],[2]]',
  ],
];

/** @param {Uint8Array<ArrayBuffer>} bytes */
export async function take(bytes) {
  let data;
  try {
    data = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return;
  }
  const send = (/** @type {any} */ message) => speak({ data: message, source: parent, origin: ORIGIN });
  send(data);
  told.length = 0;
  send({ sgd: 1, call: 'set', settings: {} });
  for (let k = 0; k < 8; k += 1) await undefined;
  if (told.length === 0) throw new Error('a message has no answer');
}
