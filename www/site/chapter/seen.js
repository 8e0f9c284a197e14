// Waits until something can really be seen.

/** This much of it, or of the window, is enough. */
const SHARE = 0.4;

/** When a good part of an element is in the window. @param {Element} element @returns {Promise<void>} */
export const seen = (element) =>
  new Promise((done) => {
    const observer = new IntersectionObserver(
      (entries) => {
        const { intersectionRect, boundingClientRect } = entries[entries.length - 1] ?? {};
        if (!intersectionRect || !boundingClientRect) return;
        if (intersectionRect.height < SHARE * Math.min(boundingClientRect.height, innerHeight)) return;
        observer.disconnect();
        done();
      },
      { threshold: Array.from({ length: 21 }, (_, k) => k / 20) },
    );
    observer.observe(element);
  });
