// A comparison as the text that `readCompare` reads.

/** @param {Record<string, string>[]} list @returns {string | null} null where nothing is compared */
export function compareText(list) {
  const texts = list.map(({ optimizer, convention, 'learning-rate': rate, ...more }) => {
    const head = [optimizer, convention && `:${convention}`, rate && `@${rate}`].filter(Boolean).join('');
    return [head, ...Object.entries(more).map((pair) => pair.join('='))].join('/');
  });
  return texts.length === 0 ? null : texts.join(',');
}
