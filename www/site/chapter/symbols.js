// Letters that mean the same on the whole page: point at one, tap it, or take its slider, and all of them light up.

/** What a letter may mean. The build gives formulas these classes, the elements their labels these parts. */
const MEANINGS = ['alpha', 'beta', 'gradient', 'velocity', 'weight'];

const root = document.documentElement;

/** @type {string | undefined} */
let pointed;
/** @type {string | undefined} */
let focused;

export function lightSymbols() {
  listenIn(document);
  root.addEventListener('pointerleave', () => point());
  // A finger does not point: what it tapped stays lit until it taps elsewhere.
  document.addEventListener('click', (event) => point(meaning(event)));
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') point();
  });
}

/** A figure keeps to itself how pointer and focus move within it. @param {Document | ShadowRoot} tree listened to once */
function listenIn(tree) {
  tree.addEventListener('pointerover', onPointer);
  tree.addEventListener('focusin', onFocus);
  tree.addEventListener('focusout', onBlur);
}

/** @param {Event} event */
function listenWithin(event) {
  for (const tree of event.composedPath()) if (tree instanceof ShadowRoot) listenIn(tree);
}

/** @param {Event} event */
function onPointer(event) {
  listenWithin(event);
  if (/** @type {PointerEvent} */ (event).pointerType !== 'touch') point(meaning(event));
}

/** @param {Event} event */
function onFocus(event) {
  listenWithin(event);
  focused = ofField(event);
  show();
}

function onBlur() {
  focused = undefined;
  show();
}

/** @param {string} [next] */
function point(next) {
  pointed = next;
  show();
}

function show() {
  const lit = pointed ?? focused;
  if (lit) root.dataset.lit = lit;
  else delete root.dataset.lit;
}

/** What a symbol means that an event is about, in the page or within a figure. @param {Event} event */
function meaning(event) {
  const [symbol] = event.composedPath().filter(isSymbol);
  return symbol && meant(symbol);
}

/** What the symbol in the label of a control means. @param {Event} event */
function ofField(event) {
  const [control] = event.composedPath();
  const field = control instanceof Element ? control.closest('.field') : null;
  const symbol = field?.querySelector('[part~="symbol"], .symbol');
  return symbol ? meant(symbol) : undefined;
}

/** @param {EventTarget} target @returns {target is Element} */
const isSymbol = (target) => target instanceof Element && (target.matches('.symbol') || target.part.contains('symbol'));

/** @param {Element} symbol */
const meant = (symbol) => MEANINGS.find((name) => symbol.classList.contains(name) || symbol.part.contains(name));
