// Whoever returns to the page, or loads it anew, goes on where he was. How far down that is, a browser knows only once the sections
// above have been laid out.

export function returnToPlace() {
  const { section, past } = history.state ?? {};
  const here = section && document.getElementById(section);
  if (here) {
    // The browser tries until the page has loaded.
    history.scrollRestoration = 'manual';
    addEventListener('load', () => setTimeout(() => Object.assign(history, { scrollRestoration: 'auto' })));
    here.classList.add('here');
    scrollBy({ top: here.getBoundingClientRect().top + past, behavior: 'instant' });
  }
  document.addEventListener('scrollend', ({ target }) => {
    if (target === document) history.replaceState({ ...history.state, ...place() }, '');
  });
}

/** The section at the top of the window, and how much of it is above. Where there is none, a browser knows the way. */
function place() {
  for (const section of document.querySelectorAll('main > section')) {
    const { top, bottom } = section.getBoundingClientRect();
    if (top <= 0 && bottom > 0) return { section: section.id, past: -top };
  }
  return { section: '', past: 0 };
}
