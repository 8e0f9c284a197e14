// What the reader has done on this page: kept in this browser and nowhere else.

const KEY = 'sgd-playground progress';

/**
 * @typedef {object} Answer
 * @property {string} asked what the engine was asked: to another question it is no answer
 * @property {number} chosen the number of the choice
 * @property {number} right the number of the right one
 * @property {boolean} first whether the first guess was right
 * @property {(number | null)[]} values what the engine found; null for never
 *
 * @typedef {object} Progress
 * @property {Record<string, Answer>} answers by question
 * @property {string[]} skipped questions
 * @property {string[]} done exercises
 */

/** @returns {Progress} */
const nothing = () => ({ answers: {}, skipped: [], done: [] });

/** Where nothing may be kept, this lasts as long as the page. */
let progress = read();
/** @type {Set<() => void>} */
const listeners = new Set();

// What was done in another tab.
addEventListener('storage', ({ key }) => {
  if (key !== KEY && key !== null) return;
  progress = read();
  tell();
});

/** @returns {Progress} */
function read() {
  try {
    return { ...nothing(), ...JSON.parse(localStorage.getItem(KEY) ?? '{}') };
  } catch {
    return nothing();
  }
}

/** @param {Partial<Progress>} changes */
function write(changes) {
  progress = { ...progress, ...changes };
  try {
    localStorage.setItem(KEY, JSON.stringify(progress));
  } catch {
    // Private windows and full disks: the page goes on without.
  }
  tell();
}

function tell() {
  for (const listener of listeners) listener();
}

/** Calls now, and whenever something was done or forgotten. @param {() => void} listener */
export function onProgress(listener) {
  listeners.add(listener);
  listener();
}

/** @param {string} question @returns {Answer | undefined} */
export const answerTo = (question) => progress.answers[question];

/** The first guess counts. @param {string} question @param {Omit<Answer, 'first'>} answer */
export function keepAnswer(question, answer) {
  const before = progress.answers[question];
  const first = before?.asked === answer.asked ? before.first : answer.chosen === answer.right;
  write({ answers: { ...progress.answers, [question]: { ...answer, first } } });
}

/** @param {string} question that the reader does not want to answer now */
export const skip = (question) => write({ skipped: [...progress.skipped, question] });

/** Whether a question stands in nobody's way any more. @param {string} question */
export const isPast = (question) => question in progress.answers || progress.skipped.includes(question);

/** @param {string} exercise */
export const isDone = (exercise) => progress.done.includes(exercise);

/** @param {string} exercise */
export function keepDone(exercise) {
  if (!isDone(exercise)) write({ done: [...progress.done, exercise] });
}

export function forget() {
  progress = nothing();
  try {
    localStorage.removeItem(KEY);
  } catch {
    // There was nothing kept.
  }
  tell();
}
