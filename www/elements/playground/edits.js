// What a reader's edit of the surface does to the other attributes.

import { settingText } from '../kit/attributes.js';

/** @typedef {import('./session.js').Session} Session */

/** @typedef {Record<string, string | null>} Edits attributes to set; null removes */

/**
 * Another objective brings its own start, domain and learning rate; optimizer and momentum stay the reader's.
 *
 * @param {Session} session
 * @param {string} name
 * @returns {Edits}
 */
export function objective(session, name) {
  const { config, catalog } = session;
  if (name !== 'formula') return { ...dependent(session, false), objective: name, formula: null };
  // From a model there is no formula to go on from: begin with the first of the surfaces.
  return formula(session, config.formula ?? catalog.objectives[0]?.formula ?? '');
}

/**
 * A typed formula goes on where the surface before it was, as long as it has as many variables.
 *
 * @param {Session} session
 * @param {string} text
 * @returns {Edits}
 */
export function formula(session, text) {
  const kept = session.config.dim === variableCount(session, text);
  return { ...dependent(session, kept), objective: null, formula: text };
}

/**
 * The settings whose defaults come from the objective: back to those, or, where they mean the same on the next surface,
 * kept as they are.
 *
 * @param {Session} session
 * @param {boolean} kept
 * @returns {Edits}
 */
function dependent({ config, catalog }, kept) {
  /** @type {Edits} */
  const edits = {};
  const knobs = new Set(catalog.optimizers.flatMap((optimizer) => optimizer.knobs));
  for (const { name, attribute, kind, default: initial } of catalog.settings) {
    if (initial !== null || kind === 'seed' || kind === 'text' || kind === 'rows' || knobs.has(name)) continue;
    const stays = kept && (kind === 'numbers' || kind === 'number');
    edits[attribute] = stays ? settingText(config[name]) : null;
  }
  return edits;
}

/** @param {Session} session @param {string} formula */
function variableCount({ engine, config }, formula) {
  try {
    return engine.resolve({ formula }).dim;
  } catch {
    return config.dim; // it is refused later, with its reason; until then nothing else changes
  }
}
