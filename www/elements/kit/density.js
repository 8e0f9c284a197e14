// How many pixels of the screen make one of CSS: another screen and another zoom of the browser change it.

/** @type {Set<() => void>} */
const listeners = new Set();
/** True of the density that there is. @type {MediaQueryList | undefined} */
let query;

function watch() {
  query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  const changed = () => {
    watch();
    for (const listener of listeners) listener();
  };
  query.addEventListener('change', changed, { once: true });
}

/** @param {() => void} listener told of each change, until `forgetDensity` */
export function onDensity(listener) {
  if (!query) watch();
  listeners.add(listener);
}

/** @param {() => void} listener */
export const forgetDensity = (listener) => listeners.delete(listener);
