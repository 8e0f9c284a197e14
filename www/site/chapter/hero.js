// The first picture of the page comes to life once it has been painted, the page is at rest, and the reader sees it.

/** How much of the picture has to be in view. */
const ENOUGH = 0.4;

export function wakeHero() {
  const place = /** @type {HTMLElement | null} */ (document.querySelector('.hero'));
  if (!place) return;
  /** @type {Promise<import('./hero/live.js').Hero> | undefined} */
  let hero;
  let seen = false;
  const load = async () => {
    await quiet();
    const { Hero } = await import('./hero/live.js');
    return Hero.on(place);
  };
  const observer = new IntersectionObserver(
    (entries) => {
      seen = entries.at(-1)?.isIntersecting ?? false;
      if (seen) hero ??= load();
      // Without its script it stays the picture that it is.
      hero
        ?.then((alive) => alive.onScreen(seen))
        .catch((error) => console.info(`the first picture stays still: ${error}`));
    },
    { threshold: ENOUGH },
  );
  observer.observe(/** @type {HTMLElement} */ (place.querySelector('.relief')));
}

/** Once all that the page itself asks for is there, and nothing else is to be done. */
async function quiet() {
  if (document.readyState !== 'complete')
    await new Promise((loaded) => addEventListener('load', loaded, { once: true }));
  await new Promise((idle) =>
    'requestIdleCallback' in window ? requestIdleCallback(idle, { timeout: 2000 }) : setTimeout(idle, 200),
  );
}
