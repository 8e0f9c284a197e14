// Figures of the page itself: each place `data-live="NAME"` is filled by the module of that name when it comes near.

import { h } from '../../elements/kit/dom.js';
import { FIRST_WORDS } from '../../elements/kit/language.js';
import { sentenceOf } from '../../elements/kit/refusal.js';
import { Sight } from '../../elements/kit/sight.js';
import { pause } from '../../elements/kit/turns.js';
import { alive, fillBy, present } from './alive.js';
import { language, wordsOf } from './language.js';

/** @typedef {import('./words.en.js').ChapterWords} ChapterWords */

/**
 * @typedef {object} Live
 * @property {(state: Record<string, string>) => void} [set] what a link asks for
 * @property {() => void} [play]
 * @property {Record<string, string>} [state] for the playground
 * @property {() => Record<string, string | number>} [status] what an exercise may ask for
 * @property {(seen: boolean) => void} [onScreen]
 */

/**
 * @callback Mount
 * @param {HTMLElement} place
 * @param {ChapterWords} words
 * @param {(place: HTMLElement) => Promise<Live>} alive what is at another place of the page
 * @returns {Live | Promise<Live>}
 */

/** @type {Record<string, () => Promise<{ mount: Mount }>>} */
const MODULES = {
  exercise: () => import('./exercise.js'),
  gradient: () => import('./gradient.js'),
  keep: () => import('./keep.js'),
  loop: () => import('./loop.js'),
  paper: () => import('./paper.js'),
  prediction: () => import('./prediction.js'),
  rates: () => import('./rates.js'),
  saddles: () => import('./saddles.js'),
  solve: () => import('./solve.js'),
  tally: () => import('./tally.js'),
};

const PLACES = '[data-live], .prediction, .exercise';

export function bringToLife() {
  fillBy(fill);
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(PLACES))) {
    new Sight({
      near: () => alive(place).catch((error) => tell(place, error)),
      onScreen: (seen) =>
        present(place)?.then(
          (live) => live.onScreen?.(seen),
          () => undefined,
        ),
    }).watch(place);
  }
}

/** @param {HTMLElement} place @param {unknown} error */
function tell(place, error) {
  place.append(h('p', { role: 'alert' }, FIRST_WORDS[language].failed(sentenceOf(error, language))));
}

/** @param {HTMLElement} place @returns {Promise<Live>} */
async function fill(place) {
  const name = place.dataset.live ?? (place.matches('.exercise') ? 'exercise' : 'prediction');
  const [module, words] = await Promise.all([MODULES[name]?.(), wordsOf()]);
  if (!module) throw new Error(`there is no live figure '${name}'`);
  await pause();
  const live = await module.mount(place, words, alive);
  place.dataset.alive = '';
  return live;
}
