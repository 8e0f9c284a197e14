// Which libraries have a rule, put together by what they compute.

import { linesOf } from '../../elements/playground/extras/equation.js';
import { difference, keyOfLines } from './difference.js';

/** @typedef {import('../../elements/playground/extras/equation.js').Line} Line */
/** @typedef {import('../../elements/playground/extras/equation.js').Tree} Tree */

/** @typedef {LibraryInfo['classes'][number]} LibraryClass */
/** @typedef {LibraryClass['forms'][number]} LibraryForm */

/**
 * @typedef {object} Entry a rule as a library has it
 * @property {LibraryInfo} library
 * @property {LibraryClass} rule
 * @property {LibraryForm} form
 * @property {Config} config its settings, by the library's defaults
 * @property {number} first its first step from a gradient of 1, in learning rates
 *
 * @typedef {object} Group those who compute the same
 * @property {Line[]} lines
 * @property {Set<Tree>} differs from the first form
 * @property {Entry[]} entries
 */

/**
 * The groups of a rule, its own first, which is Keras' where Keras has it, then those of many libraries before those of few.
 *
 * @param {Engine} engine
 * @param {string} optimizer
 * @returns {Group[]}
 */
export function groupsOf(engine, optimizer) {
  /** @type {Map<string, Group>} */
  const groups = new Map();
  // It stands for the optimizer's own.
  const reference = linesOf(engine.rule({ optimizer, convention: 'keras' }));
  groups.set(keyOfLines(reference), { lines: reference, differs: new Set(), entries: [] });
  for (const [library, rule, form] of formsOf(engine.catalog().libraries, optimizer)) {
    const lines = linesOf(engine.rule({ optimizer, convention: form.convention }));
    const key = keyOfLines(lines);
    const group = groups.get(key) ?? { lines, differs: difference(lines, reference), entries: [] };
    groups.set(key, group);
    const said = { optimizer, convention: form.convention };
    const config = /** @type {Config} */ (engine.resolve(said));
    group.entries.push({ library, rule, form, config, first: firstStep(engine, said) });
  }
  const [first, ...others] = groups.values();
  return first ? [first, ...others.sort((a, b) => b.entries.length - a.entries.length)] : [];
}

/** @param {LibraryInfo[]} libraries @param {string} optimizer @returns {[LibraryInfo, LibraryClass, LibraryForm][]} */
export const formsOf = (libraries, optimizer) =>
  libraries.flatMap((library) =>
    library.classes.flatMap((rule) =>
      rule.forms
        .filter((form) => form.optimizer === optimizer)
        .map((form) => /** @type {[LibraryInfo, LibraryClass, LibraryForm]} */ ([library, rule, form])),
    ),
  );

/** How far a gradient of 1 leads at a rate of 1. @param {Engine} engine @param {Config} config */
function firstStep(engine, config) {
  const run = engine.experiment({ ...config, formula: '-x', start: [0], learningRate: 1 });
  const [first = NaN] = run.step().params;
  run.free();
  return first;
}
