// Figures that come into view together are built one after another, with a frame between them.

/** @type {(() => void)[]} */
const waiting = [];
/** Whether somebody has the turn, until the task after it. */
let taken = false;

/** Comes when it is one's turn. @returns {Promise<void>} */
export function turn() {
  return new Promise((go) => {
    waiting.push(go);
    if (!taken) next();
  });
}

/** What is left of a long task goes on in another: frames and clicks come first. @returns {Promise<void>} */
export const pause = () => globalThis.scheduler?.yield?.() ?? new Promise((go) => setTimeout(go));

function next() {
  taken = true;
  waiting.shift()?.();
  setTimeout(after);
}

/** What was built is painted first. */
function after() {
  taken = waiting.length > 0;
  if (taken) requestAnimationFrame(() => setTimeout(next));
}
