// What the compiler of templates asks of a tag.

import type {} from 'sgd-playground/types/vue';
import type { GlobalComponents } from 'vue';

type Props<Tag extends keyof GlobalComponents> = InstanceType<GlobalComponents[Tag]>['$props'];

export const playground: Props<'sgd-playground'> = {
  class: ['wide'],
  'learning-rate': 0.1,
  start: [1, 2],
  onSgdStep: (event) => event.detail.loss,
};
// @ts-expect-error a rate is a number
export const wrong: Props<'sgd-playground'> = { learningRate: [1] };
