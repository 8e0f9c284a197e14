// Whether a figure can be seen, or soon will be.

/** How far from the viewport a figure begins to load what it needs. */
const NEAR = '400px';

export class Sight {
  #near;
  #onScreen;

  /**
   * @param {object} events
   * @param {() => void} events.near told once for each time of watching
   * @param {(seen: boolean) => void} events.onScreen
   */
  constructor({ near, onScreen }) {
    this.#near = new IntersectionObserver(
      (entries, observer) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        near();
      },
      { rootMargin: NEAR },
    );
    this.#onScreen = new IntersectionObserver((entries) => onScreen(entries.at(-1)?.isIntersecting ?? false));
  }

  /** @param {Element} element */
  watch(element) {
    this.#near.observe(element);
    this.#onScreen.observe(element);
  }

  disconnect() {
    this.#near.disconnect();
    this.#onScreen.disconnect();
  }
}
