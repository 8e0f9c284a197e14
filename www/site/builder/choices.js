// What an author can choose of each element: the names of settings that are asked for most, and of compact forms.

/** @type {Record<string, { controls: string[], beside: string[] }>} */
export const CHOICES = {
  'sgd-playground': {
    controls: ['objective', 'formula', 'optimizer', 'learning-rate', 'momentum', 'batch-size', 'start', 'moves'],
    beside: ['chart', 'data', 'moves', 'surface', 'cloud', 'basins', 'rates', 'none'],
  },
  'sgd-network': {
    controls: ['data', 'layers', 'activation', 'optimizer', 'learning-rate', 'batch-size', 'noise', 'l2'],
    beside: ['draw', 'diagram', 'slice', 'curve'],
  },
  'sgd-graph': {
    controls: ['example', 'formula', 'start', 'layers', 'activation', 'seed'],
    beside: ['explain'],
  },
};

/** What an author decides, and the state of the figure leaves open. */
const DECIDED = ['controls', 'beside', 'theme', 'lang', 'autoplay'];

/**
 * The attributes of a figure as an author wants it.
 *
 * @param {Record<string, string>} state of the figure on the page
 * @param {FormData} form
 * @returns {Record<string, string>}
 */
export function chosen(state, form) {
  const attributes = Object.entries(state).filter(([name]) => !DECIDED.includes(name));
  const said = (/** @type {string} */ name) => String(form.get(name) ?? '');
  const controls = { all: '', none: 'none', some: form.getAll('control').join(',') || 'none' }[said('controls')];
  const decided = { beside: said('beside'), controls: controls ?? '', theme: said('theme'), lang: said('lang') };
  return {
    ...Object.fromEntries(attributes),
    ...Object.fromEntries(Object.entries(decided).filter(([, value]) => value !== '')),
    ...(form.has('autoplay') && { autoplay: 'true' }),
  };
}
