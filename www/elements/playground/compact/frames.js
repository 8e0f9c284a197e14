// What each of the five moves computes, as an equation.

import { superscript } from '../../kit/format.js';
import { equationOf } from '../../kit/settings.js';

/** What a model answers, how wrong that is, and the slope of it; by its name in the catalog. @type {Record<string, [answer: string, loss: string, slope: string]>} */
const MODELS = {
  'one-weight': ['ŷ = w x', 'L = (ŷ − y)²', 'dL/dw = 2 (ŷ − y) x'],
  line: ['ŷ = w x + b', 'L = mean (ŷ − y)²', '∇L = mean 2 (ŷ − y) (x, 1)'],
  logistic: ['p = σ(w₁x₁ + w₂x₂)', 'L = mean −ln p(y)', '∇L = mean (p − y) (x₁, x₂)'],
};

/** In the order of the moves; empty where there is nothing to write. @param {import('../session.js').Session} session */
export function equationsOf({ config, catalog, objective }) {
  const { variables, dim, samples, formula } = config;
  const slope = dim === 1 ? `dL/d${variables[0]}` : `∇L = (${variables.map((name) => `∂L/∂${name}`).join(', ')})`;
  const of = MODELS[objective?.name ?? ''] ?? [`L = ${written(formula ?? '')}`, '', slope];
  const rule = equationOf(config, catalog);
  const update = dim === 1 ? rule.replace(/\bg\b/g, `dL/d${variables[0]}`) : rule;
  return [samples > 1 ? `B ⊂ {1, …, ${samples}}` : '', ...of, update];
}

/** A formula as one writes it by hand. @param {string} formula */
const written = (formula) =>
  formula
    .replaceAll('*', '·')
    .replaceAll('-', '−')
    .replace(/\^(\d)/g, (_, power) => superscript(Number(power)));
