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
 * @property {Said} said what must be said for the rule to be this form
 * @property {Config} config its settings, by the library's defaults and what is said
 * @property {Line[]} lines
 * @property {number} first its first step from a gradient of 1, in learning rates
 *
 * @typedef {object} Group those who compute the same
 * @property {Line[]} lines
 * @property {Set<Tree>} differs from the first form
 * @property {Entry[]} entries
 *
 * @typedef {Record<string, number | string>} Said arguments of a library, with what is said of them
 */

/** The momentum of those that have none unless it is said. */
const MOMENTUM = 0.9;

/**
 * The groups of a rule, its own first, which is Keras' where Keras has it, then those of many libraries before those of few.
 *
 * @param {Engine} engine
 * @param {string} optimizer
 * @returns {Group[]}
 */
export function groupsOf(engine, optimizer) {
  const { libraries, optimizers } = engine.catalog();
  const entries = formsOf(libraries, optimizer).map((form) => entryOf(engine, ...form));
  const own = optimizers.find(({ name }) => name === optimizer)?.conventions[0];
  const reference = entries.find(({ form }) => form.convention === own)?.lines ?? [];
  /** @type {Map<string, Group>} */
  const groups = new Map([[keyOfLines(reference), { lines: reference, differs: new Set(), entries: [] }]]);
  for (const entry of entries) {
    const key = keyOfLines(entry.lines);
    const group = groups.get(key) ?? { lines: entry.lines, differs: difference(entry.lines, reference), entries: [] };
    groups.set(key, group);
    group.entries.push(entry);
  }
  const [first, ...others] = groups.values();
  return first ? [first, ...others.sort((a, b) => b.entries.length - a.entries.length)] : [];
}

/** @param {Engine} engine @param {LibraryInfo} library @param {LibraryClass} rule @param {LibraryForm} form @returns {Entry} */
function entryOf(engine, library, rule, form) {
  const said = saidOf(rule, form);
  const required = rule.arguments.filter(({ usual, settings }) => usual === null && settings.includes('learningRate'));
  const settings = { ...Object.fromEntries(required.map(({ name }) => [name, 1])), ...said };
  const { config } = engine.fromLibrary({ library: library.name, rule: rule.name, settings });
  const lines = linesOf(engine.rule(config));
  return { library, rule, form, said, config, lines, first: firstStep(engine, config) };
}

/**
 * What must be said of a rule's arguments so that it is a form: what the form asks for, that the forms before it are not asked
 * for, and a momentum where it is about one.
 *
 * @param {LibraryClass} rule
 * @param {LibraryForm} form
 */
function saidOf({ arguments: all, forms }, form) {
  /** @type {Said} */
  const said = {};
  const isMomentum = (/** @type {string | undefined} */ name) =>
    all.some((argument) => argument.name === name && argument.settings.includes('momentum'));
  const usual = (/** @type {string | undefined} */ name) => all.find((argument) => argument.name === name)?.usual ?? 0;
  const isOn = (/** @type {string} */ condition) => {
    const [name = '', word] = condition.split('=');
    return word === undefined ? (said[name] ?? usual(name)) !== 0 : said[name] === word;
  };
  const own = conditionsOf(form);
  for (const condition of own.filter((one) => !isOn(one))) {
    const [name = '', word] = condition.split('=');
    said[name] = word ?? (isMomentum(name) ? MOMENTUM : 1);
  }
  for (const other of forms.slice(0, forms.indexOf(form))) {
    const asked = conditionsOf(other);
    const free = asked.find((condition) => !own.includes(condition));
    if (asked.every(isOn) && free !== undefined) said[free] = 0;
  }
  const momenta = all.filter(({ name }) => isMomentum(name));
  const isAboutMomentum = ['momentum', 'nesterov'].includes(form.optimizer) || own.includes('nesterov');
  if (isAboutMomentum && momenta[0] && !momenta.some(({ name }) => isOn(name))) said[momenta[0].name] = MOMENTUM;
  return said;
}

/** @param {LibraryForm} form */
const conditionsOf = ({ when, and }) => [when, and].filter((condition) => condition !== '');

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
