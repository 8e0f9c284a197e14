// What is at the places of the page that its own modules fill.

/** @typedef {import('./live.js').Live} Live */

/** @type {WeakMap<HTMLElement, Promise<Live>>} */
const mounted = new WeakMap();
/** @type {(place: HTMLElement) => Promise<Live>} */
let fill = () => Promise.reject(new Error('nobody fills places yet'));

/** @param {typeof fill} filler */
export function fillBy(filler) {
  fill = filler;
}

/** What is at a place, filled now if it was not yet. @param {HTMLElement} place */
export function alive(place) {
  let live = mounted.get(place);
  if (!live) {
    live = fill(place);
    mounted.set(place, live);
  }
  return live;
}

/** What is there already. @param {HTMLElement} place */
export const present = (place) => mounted.get(place);
