// Buttons that copy the text of an element: `<button data-copies="ID" data-done="Copied">`.

export function readyToCopy() {
  for (const button of document.querySelectorAll('button[data-copies]')) {
    button.addEventListener('click', () => copy(/** @type {HTMLButtonElement} */ (button)));
  }
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const source = document.getElementById(button.dataset.copies ?? '');
  if (!navigator.clipboard) {
    // Pages without https may not write to the clipboard: the reader copies what is selected.
    if (source) getSelection()?.selectAllChildren(source);
    return;
  }
  await navigator.clipboard.writeText(source?.textContent ?? '');
  const { label = button.textContent, done = '' } = button.dataset;
  button.dataset.label = label ?? '';
  button.textContent = done;
  setTimeout(() => {
    button.textContent = label;
  }, 2000);
}
