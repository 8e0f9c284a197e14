// What the page in a frame and the page around it say to each other: version 1 of what `docs/embedding.md` describes under
// “Frames”. Anybody may know how high the figure is; only pages that the frame's address allows have it do something.

import { settingText } from '../elements/kit/attributes.js';
import { parseHash } from '../elements/kit/hash.js';

const VERSION = 1;
const CALLS = ['play', 'pause', 'step', 'reset'];

/**
 * What every element of ours has.
 * @typedef {HTMLElement & { state: Record<string, string> } & Record<string, () => void>} Figure
 */

const { allow = '' } = { ...parseHash(location.search), ...parseHash(location.hash) };
const allowed = allow.split(/[\s,]+/);
const place = document.querySelector('main');
const figure = /** @type {Figure | null | undefined} */ (
  place?.querySelector('sgd-playground, sgd-network, sgd-graph')
);
if (place && figure && parent !== window) speak(place, figure);

/** @param {HTMLElement} place @param {Figure} figure */
function speak(place, figure) {
  /** @param {object} message @param {string} origin */
  const tell = (message, origin) => parent.postMessage({ sgd: VERSION, ...message }, origin);
  new ResizeObserver(() => tell({ height: Math.ceil(place.getBoundingClientRect().height) }, '*')).observe(place);

  let now = '';
  /** That of the page which has spoken. */
  let origin = '';
  const tellState = () => origin && tell({ state: now, settings: figure.state }, origin);
  /** What is asked for is done in order, from when the figure is there. @type {Promise<unknown>} */
  let queue = new Promise((ready) => {
    figure.addEventListener('sgd-state', (event) => {
      now = /** @type {CustomEvent<{ state: string }>} */ (event).detail.state;
      ready(undefined);
      tellState();
    });
  });
  figure.addEventListener('sgd-change', (event) => {
    if (/** @type {CustomEvent<{ committed: boolean }>} */ (event).detail.committed) tellState();
  });

  addEventListener('message', (event) => {
    const { data, source } = event;
    if (source !== parent || !allowed.includes(event.origin) || data?.sgd !== VERSION) return;
    queue = queue.then(() => {
      const first = origin === '';
      origin = event.origin;
      if (CALLS.includes(data.call)) figure[data.call]?.();
      else if (data.call === 'set') set(figure, data.settings);
      if (first || data.call === 'set') tellState();
    });
  });
}

/** Whether an attribute can say it: texts, numbers, truths, and lists of them. @param {unknown} value @returns {boolean} */
const isSaid = (value) => (Array.isArray(value) ? value.flat().every(isPlain) : isPlain(value));

/** @param {unknown} value */
const isPlain = (value) => ['string', 'number', 'boolean'].includes(typeof value);

/** Changes some settings; null takes one back to its default. @param {Figure} figure @param {unknown} settings */
function set(figure, settings) {
  // Where a run has come to is nothing that stays with other settings.
  const { 'at-step': _, ...state } = figure.state;
  const wanted = Object.entries({ ...state, .../** @type {object} */ (settings) });
  figure.state = Object.fromEntries(
    wanted.filter(([, value]) => isSaid(value)).map(([name, value]) => [name, settingText(value)]),
  );
}
