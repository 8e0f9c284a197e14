// A figure of the page is set to what a hash says, and plays.

import { plainAttributes } from '../../elements/kit/attributes.js';
import { setAttributes } from '../../elements/kit/dom.js';
import { alive } from './alive.js';
import { seen } from './seen.js';
import { stays } from './settings.js';
import { ELEMENTS, started } from './started.js';

/** @typedef {HTMLElement & { state: Record<string, string>, reset: () => void, play: () => void, step: () => void, run?: Run }} Figure */

/** Told at a figure that is being set, with what is computed from now on. */
export const SET = 'chapter-set';

/** Whether the caption of a `<figure>` says why the answer to its question is what it is. */
export const EXPLAINS = 'data-explains';

const stillness = matchMedia('(prefers-reduced-motion: reduce)');

/** What each figure's markup says. @type {WeakMap<HTMLElement, Record<string, string>>} */
const markup = new WeakMap();
/** What the last link has named of what stays. @type {WeakMap<HTMLElement, string[]>} */
const borrowed = new WeakMap();
/** How often each was set: who comes later is obeyed. @type {WeakMap<HTMLElement, number>} */
const turns = new WeakMap();

/** What the page's markup says of a figure; asked first before anything is set. @param {HTMLElement} figure */
export function markupOf(figure) {
  const known = markup.get(figure) ?? plainAttributes(figure);
  markup.set(figure, known);
  return known;
}

/**
 * It plays as soon as it is seen: nobody is to come late.
 *
 * @param {HTMLElement} figure
 * @param {Record<string, string>} state
 * @param {object} [how]
 * @param {boolean} [how.plays] false where it only gets ready; with reduced motion it does no more than that
 * @param {Record<string, string>} [how.looks] of what stays, what is to be other than in the markup
 */
export async function setFigure(figure, state, { plays = true, looks = {} } = {}) {
  const turn = (turns.get(figure) ?? 0) + 1;
  turns.set(figure, turn);
  const moves = plays && !stillness.matches;
  const current = () => turns.get(figure) === turn;
  // A figure of the page's own may just be asked to play.
  const said = Object.keys(state).length > 0;
  if (said) figure.dispatchEvent(new CustomEvent(SET, { detail: state }));
  if (!figure.matches(ELEMENTS)) {
    const live = await alive(figure).catch(() => undefined);
    if (!live || !current()) return;
    if (said) live.set?.(state);
    if (!moves || !live.play) return;
    await seen(figure);
    if (current()) live.play();
    return;
  }
  const given = { ...state, ...looks };
  setAttributes(figure, changes(figure, given));
  borrowed.set(
    figure,
    Object.keys(given).filter((name) => stays(name)),
  );
  await started(figure);
  if (!current()) return;
  const element = /** @type {Figure} */ (figure);
  element.reset();
  if (!moves) return;
  await seen(figure);
  if (current()) element.play();
}

/** @param {HTMLElement} figure @param {Record<string, string>} given @returns {Record<string, string | null>} null for what goes */
function changes(figure, given) {
  const own = markupOf(figure);
  const present = plainAttributes(figure);
  /** @type {Record<string, string | null>} */
  const wanted = {};
  for (const name of Object.keys(present)) if (!stays(name)) wanted[name] = null;
  for (const name of borrowed.get(figure) ?? []) wanted[name] = own[name] ?? null;
  Object.assign(wanted, given);
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => value !== (present[name] ?? null)));
}
