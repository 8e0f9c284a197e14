// An equation that is wider than its place can be scrolled with the keyboard.

export function focusable() {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
      else target.removeAttribute('tabindex');
    }
  });
  for (const place of document.querySelectorAll('.equation td > div')) observer.observe(place);
}
