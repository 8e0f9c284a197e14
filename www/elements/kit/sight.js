// Whether a figure can be seen, or soon will be.

/** How far from the viewport a figure begins to load what it needs. */
const NEAR = 400;

/** Those that have come in this task, and who is told if they are near. @type {Map<Element, () => void>} */
const come = new Map();

/** What a frame shows of an element, only the page around knows. @param {Element} element */
export function isNear(element) {
  const { top, bottom, width } = element.getBoundingClientRect();
  return window === window.top && width > 0 && bottom > -NEAR && top < innerHeight + NEAR;
}

/**
 * What a browser tells of an element it tells some frames later. Those that are near as they come need not wait for it: one
 * look for all of them, down to the first that is not. To ask where others are would lay out what nobody sees.
 */
function look() {
  const all = [...come];
  const far = all.findIndex(([element]) => !isNear(element));
  come.clear();
  for (const [, tell] of far < 0 ? all : all.slice(0, far)) tell();
}

export class Sight {
  #near;
  #tell;
  #onScreen;

  /**
   * @param {object} events
   * @param {() => void} events.near told once for each time of watching
   * @param {(seen: boolean) => void} events.onScreen
   */
  constructor({ near, onScreen }) {
    this.#tell = () => {
      this.#near.disconnect();
      near();
    };
    this.#near = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && this.#tell(),
      { rootMargin: `${NEAR}px` },
    );
    this.#onScreen = new IntersectionObserver((entries) => onScreen(entries.at(-1)?.isIntersecting ?? false));
  }

  /** @param {Element} element */
  watch(element) {
    this.#near.observe(element);
    this.#onScreen.observe(element);
    if (come.size === 0) queueMicrotask(look);
    come.set(element, this.#tell);
  }

  disconnect() {
    this.#near.disconnect();
    this.#onScreen.disconnect();
  }
}
