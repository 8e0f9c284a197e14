// What the compiler of templates asks of a tag.

import type {} from 'sgd-playground/types/svelte';
import type { SvelteHTMLElements } from 'svelte/elements';

export const network: SvelteHTMLElements['sgd-network'] = {
  class: 'wide',
  'learning-rate': '0.1',
  layers: [4, 2],
  state: { seed: 1 },
  'onsgd-step': (event) => event.detail.step,
};
// @ts-expect-error layers are numbers
export const wrong: SvelteHTMLElements['sgd-network'] = { layers: [{}] };
