// Which keys are a figure's own.

/** Keys that press a button. */
const PRESSES = [' ', 'Enter'];

/** What is typed into a figure, and the keys that it uses, are no shortcuts of the page around it. @param {ShadowRoot} shadow */
export function keepKeys(shadow) {
  shadow.addEventListener('keydown', (event) => {
    if (isOwn(/** @type {KeyboardEvent} */ (event), shadow)) event.stopPropagation();
  });
}

/** @param {KeyboardEvent} event @param {ShadowRoot} shadow */
function isOwn(event, shadow) {
  if (event.defaultPrevented) return true;
  const { key, target, ctrlKey, metaKey } = event;
  // What is in a slot is the page's. AltGr is told as Ctrl and Alt, and types.
  if (!(target instanceof Element) || !shadow.contains(target)) return false;
  if (key === 'Tab' || key === 'Escape' || ((ctrlKey || metaKey) && !event.getModifierState('AltGraph'))) return false;
  return target.matches('input, textarea, select') || (PRESSES.includes(key) && target.matches('button, summary, a'));
}
