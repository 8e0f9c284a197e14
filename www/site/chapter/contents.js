// The list of sections: it follows the reading, and the other language's link leads to the same section.

/** Where there is room for it beside the text. */
const WIDE = matchMedia('(min-width: 75rem)');

export function followContents() {
  const nav = document.querySelector('.contents');
  const details = nav?.querySelector('details');
  if (!nav || !details) return;
  const links = new Map(Array.from(nav.querySelectorAll('a'), (link) => [link.hash.slice(1), link]));
  const fit = () => {
    details.open = WIDE.matches;
  };
  fit();
  WIDE.addEventListener('change', fit);
  nav.addEventListener('click', ({ target }) => {
    if (target instanceof HTMLAnchorElement && !WIDE.matches) details.open = false;
  });

  let current = '';
  const show = (/** @type {string} */ id) => {
    if (id === current) return;
    links.get(current)?.removeAttribute('aria-current');
    links.get(id)?.setAttribute('aria-current', 'true');
    current = id;
  };
  const sections = Array.from(document.querySelectorAll('main > section'));
  // Whatever section crosses a line a third down the window is the one that is read.
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) show(target.id);
        else if (target.id === current) show('');
      }
    },
    { rootMargin: '-33% 0px -66% 0px' },
  );
  for (const section of sections) observer.observe(section);

  // Search engines want whole addresses, which nobody knows before the page is served.
  for (const link of /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll('link[hreflang]'))) {
    link.setAttribute('href', link.href);
  }
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('.languages a'))) {
    link.addEventListener('click', () => {
      link.hash = current || location.hash;
    });
  }
}
