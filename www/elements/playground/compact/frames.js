// What each of the five moves computes, as an equation.

import { equationOf } from '../../kit/settings.js';

/** What a model answers, and how wrong that is; by its name in the catalog. @type {Record<string, [answer: string, loss: string]>} */
const MODELS = {
  'one-weight': ['ŷ = w x', 'L = (ŷ − y)²'],
  line: ['ŷ = w x + b', 'L = mean (ŷ − y)²'],
  logistic: ['p = σ(w₁x₁ + w₂x₂)', 'L = mean cross-entropy'],
};

/** In the order of the moves; empty where there is nothing to write. @param {import('../session.js').Session} session */
export function equationsOf({ config, catalog, objective }) {
  const { variables, dim, samples, formula } = config;
  const [answer, loss] = MODELS[objective?.name ?? ''] ?? [formula ?? '', ''];
  const gradient = dim === 1 ? `dL/d${variables[0]}` : `∇L = (${variables.map((name) => `∂L/∂${name}`).join(', ')})`;
  return [samples > 1 ? `B ⊂ {1, …, ${samples}}` : '', answer, loss, gradient, equationOf(config, catalog)];
}
