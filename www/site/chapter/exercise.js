// Something to do in a figure. The figure's own run says when it is done.

import { plainAttributes } from '../../elements/kit/attributes.js';
import { h, setText } from '../../elements/kit/dom.js';
import { formatNumber } from '../../elements/kit/format.js';
import { parseHash } from '../../elements/kit/hash.js';
import { percent } from '../../elements/kit/percent.js';
import { unmet } from './goal.js';
import { lessonWords } from './language.js';
import { look } from './look.js';
import { isDone, keepDone, onProgress } from './progress.js';
import { markupOf, SET, setFigure } from './set-figure.js';
import { completed, sameSettings } from './settings.js';

/** For how long a copied link is said to have been copied, in milliseconds. */
const TOLD = 2000;
/** What a reader does in a figure by hand. */
const BY_HAND = ['click', 'input', 'keydown', 'pointerup'];

/** @type {import('./live.js').Mount} */
export async function mount(place) {
  const { exercise: words } = await lessonWords();
  const { figure: id = '', goal: asked = '[]', solution = '' } = place.dataset;
  const figure = document.getElementById(id);
  if (!figure) throw new Error(`the exercise ${place.id} has no figure '${id}'`);
  /** @type {import('./goal.js').Condition[]} */
  const goal = JSON.parse(asked);
  const status = h('span', { role: 'status' });
  const show = h('button', { type: 'button' }, words.solution);
  const link = h('a', { href: `#${place.id}`, className: 'copies' }, words.link);

  const solved = completed(markupOf(figure), parseHash(solution));
  /** Whether what the figure shows is the solution that was given away. */
  let given = false;
  /** Whether the reader has done something since the figure was set. */
  let begun = false;
  const tell = () => {
    place.toggleAttribute('data-done', isDone(place.id));
    if (isDone(place.id)) setText(status, words.done);
    else if (!begun) setText(status, '');
  };
  let busy = false;
  let due = false;
  /** @param {boolean} rests whether a reader now looks what has come of it */
  const judge = async (rests) => {
    due ||= busy;
    if (busy || isDone(place.id)) return;
    busy = true;
    const scored = goal.filter(([name]) => name !== 'accuracy');
    const seen = await look(figure, (so) => unmet(scored, so) === undefined).catch(() => undefined);
    busy = false;
    const open = seen && unmet(goal, seen);
    if (seen && !open) {
      if (given) setText(status, words.given);
      else keepDone(place.id);
    } else if (open && rests && begun && !given) {
      setText(status, lacking(words, open, seen));
    }
    if (!due) return;
    due = false;
    judge(rests);
  };
  const begin = (/** @type {Event} */ event) => {
    // Who only passes by has done nothing.
    begun ||= !(event instanceof KeyboardEvent && event.key === 'Tab');
  };
  // Before what comes of it is told.
  for (const name of BY_HAND) figure.addEventListener(name, begin, { capture: true });
  figure.addEventListener('sgd-step', () => judge(false));
  figure.addEventListener('sgd-state', (event) => {
    const { state } = /** @type {CustomEvent} */ (event).detail ?? {};
    judge(state !== 'running' && state !== 'ready');
  });
  figure.addEventListener('sgd-change', () => {
    given &&= sameSettings(plainAttributes(figure), solved);
    judge(true);
  });
  figure.addEventListener(SET, () => {
    given = false;
    begun = false;
    tell();
  });
  show.addEventListener('click', () => {
    setFigure(figure, solved);
    given = true;
    const { top, bottom } = figure.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) figure.scrollIntoView({ block: 'center' });
  });
  link.addEventListener('click', async (event) => {
    if (!navigator.clipboard) return;
    event.preventDefault();
    await navigator.clipboard.writeText(link.href);
    setText(link, words.copied);
    setTimeout(() => setText(link, words.link), TOLD);
  });
  place.append(h('p', { className: 'judged' }, status, show, link));
  onProgress(tell);
  judge(false);
  return {};
}

/**
 * @param {import('./lesson-words.en.js').LessonWords['exercise']} words
 * @param {import('./goal.js').Condition} condition that is not met
 * @param {import('./goal.js').Seen} seen
 */
function lacking(words, [name, , wanted], seen) {
  const value = seen[name];
  if (name === 'state') return words.state(String(wanted));
  if (typeof value !== 'number') return words.elsewhere(name);
  return words.not(name, name === 'accuracy' ? percent(value) : formatNumber(value));
}
