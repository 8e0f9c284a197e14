// Which figures of the page have started.

export const ELEMENTS = 'sgd-playground, sgd-network, sgd-graph';

/** Those that have said that they are there. @type {WeakSet<EventTarget>} */
const ready = new WeakSet();

/** Notes from now on which figures start. */
export function noteStarts() {
  document.addEventListener('sgd-state', ({ target }) => {
    if (!(target instanceof HTMLElement) || ready.has(target)) return;
    ready.add(target);
    target.dataset.there = '';
  });
}

/** @param {Element} figure */
export const hasStarted = (figure) => ready.has(figure);

/** When the element is there and follows its attributes. @param {HTMLElement} figure */
export async function started(figure) {
  await customElements.whenDefined(figure.localName);
  if (!ready.has(figure)) await new Promise((done) => figure.addEventListener('sgd-state', done, { once: true }));
  await new Promise((done) => setTimeout(done));
}
