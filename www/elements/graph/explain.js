// What happens at one node, written out with its numbers: the rule forward, the chain rule backward.

import { h } from '../kit/dom.js';
import {
  gridNode,
  isLarge,
  nameNode,
  numberNode,
  partial,
  plainLength,
  plainName,
  plainPartial,
  plainShape,
  shortNumber,
  valueNode,
  written,
  writtenPlain,
} from './names.js';

/** @typedef {import('./walk.js').Course} Course */
/** @typedef {import('./words.en.js').Strings} Strings */
/** @typedef {Node | string} Part */

/** More ways than these from the loss to a node are more than a reader follows. */
const MOST_WAYS = 4;

const scalar = (/** @type {WalkStation} */ { shape }) => shape.length === 0;
const first = (/** @type {ArrayLike<number> | null | undefined} */ values) => values?.[0] ?? Number.NaN;
const line = (/** @type {(Part | null)[]} */ ...parts) => h('p', { className: 'line' }, ...parts);

/** Products of arrays that go element by element have a sign of their own. @param {WalkStation} station @param {string} rule */
const signed = ({ operation, shape }, rule) =>
  operation === 'dot' || shape.length === 0 ? rule : rule.replace(/\} · (?=[{(])/g, '} ⊙ ');

/** The arguments of a station by their letters. @param {Course} course @param {number} place @param {boolean} [named] by the names of these uses */
function argumentsOf(course, place, named = false) {
  const station = course.station(place);
  return (/** @type {string} */ letter) => {
    const argument = 'ab'.indexOf(letter);
    const used = station.arguments[argument];
    if (used === undefined) return station;
    return named ? course.argument(place, argument) : course.station(used);
  };
}

/**
 * What the panel says of a station after so many steps.
 *
 * @param {Course} course
 * @param {number} place
 * @param {number} step
 * @param {Strings} words
 * @returns {HTMLElement[]}
 */
export function explain(course, place, step, words) {
  const station = course.station(place);
  const title = h('h2', {}, nameNode(station), h('span', { className: 'kind' }, kindOf(station, words)));
  /** @type {HTMLElement[]} */
  const back = [];
  if (station.gradient && course.knowsGradient(place, step)) {
    back.push(arriving(course, place, words));
    if (station.arguments.length > 0) back.push(passing(course, place, words));
    const chain = chained(course, place, words);
    if (chain) back.push(chain);
  }
  if (station.role !== 'operation') return [title, ...given(course, station, words), ...back];
  if (!course.knowsValue(place, step)) return [title, h('p', { className: 'aside' }, words.notYet)];
  // The latest first.
  return [title, ...back, forward(course, place, words)];
}

/** @param {WalkStation} station @param {Strings} words */
function kindOf({ role, operation, rule, shape }, words) {
  const kind = role === 'operation' ? operationOf({ operation, rule }, words) : words.roles[role];
  return shape.length === 0 ? kind : `${kind}, ${plainShape(shape)}`;
}

/** An operation in a word: a minus before one number is another than between two. @param {Pick<WalkStation, 'operation' | 'rule'>} station @param {Strings} words */
export const operationOf = ({ operation, rule }, words) =>
  words.operations[rule] ?? words.operations[operation] ?? operation;

/** @param {Course} course @param {WalkStation} station @param {Strings} words */
function given(course, station, words) {
  const value = valueNode('forward', station, station.value, words.valueOf(plainName(station.name)));
  const { role } = station;
  const note = role === 'operation' ? '' : words.given[role](plainName(course.station(course.walk.output).name));
  const shown = scalar(station)
    ? line(nameNode(station), ' = ', value)
    : h('div', { className: 'tables' }, labelled([nameNode(station)], value));
  return [shown, h('p', { className: 'aside' }, note)];
}

/** @param {Course} course @param {number} place @param {Strings} words */
function forward(course, place, words) {
  const station = course.station(place);
  const at = argumentsOf(course, place);
  const symbols = written(signed(station, station.rule), (letter) => nameNode(at(letter)));
  const section = h('section', { className: 'forward' }, h('h3', {}, words.forward));
  section.append(line(nameNode(station), ' = ', ...symbols));
  const all = [station, ...station.arguments.map((place) => course.station(place))];
  if (all.every(scalar)) {
    const numbers = written(station.rule, (letter, tight) => numberNode('forward', first(at(letter).value), tight));
    if (station.operation !== '=') section.append(line(' = ', ...numbers));
    section.append(line(' = ', h('b', {}, numberNode('forward', first(station.value)))));
  } else {
    const shown = [...new Set([...station.arguments.map((place) => course.station(place)), station])];
    const tables = shown.map((other) =>
      labelled([nameNode(other)], valueNode('forward', other, other.value, words.valueOf(plainName(other.name)))),
    );
    section.append(h('div', { className: 'tables' }, ...tables));
  }
  const note = words.forwardNotes[station.operation];
  if (note) section.append(h('p', { className: 'aside' }, note));
  if (!finite(station.value)) section.append(h('p', { className: 'aside' }, words.noNumber));
  return section;
}

/** @param {Part[]} label @param {Node} value */
const labelled = (label, value) => h('div', { className: 'scroll labelled' }, h('span', {}, ...label, ' ='), value);

/** What a station has been passed on, and its sum. @param {Course} course @param {number} place @param {Strings} words */
function arriving(course, place, words) {
  const station = course.station(place);
  const output = course.station(course.walk.output);
  const arrivals = course.arrivals[place] ?? [];
  const section = h('section', { className: 'backward' }, h('h3', {}, words.arriving));
  const total = valueNode('backward', station, station.gradient ?? [], words.gradientOf(plainName(station.name)));
  const from = arrivals.map(({ from }) => course.station(from));
  if (place === course.walk.output) {
    section.append(
      line(partial(output, output), ' = ', h('b', {}, total)),
      h('p', { className: 'aside' }, words.seeded),
    );
  } else if (arrivals.length === 0) {
    section.append(
      line(partial(output, station), ' = ', h('b', {}, total)),
      h('p', { className: 'aside' }, words.unused),
    );
  } else if (scalar(station)) {
    const terms = arrivals.flatMap(({ pass }, index) => [
      index > 0 ? ' + ' : '',
      numberNode('backward', first(pass.term), index > 0),
    ]);
    section.append(line(partial(output, station), ' = ', ...terms, ...(arrivals.length > 1 ? [' = ', total] : [])));
    section.append(h('p', { className: 'aside' }, words.from(names(from), arrivals.length)));
  } else {
    const many = arrivals.length > 1;
    const terms = arrivals.map(({ pass, from }) =>
      labelled([words.fromOne, nameNode(course.station(from))], gridNode('backward', station.shape, pass.term, '')),
    );
    section.append(
      h('div', { className: 'tables' }, ...(many ? terms : []), labelled([partial(output, station)], total)),
      h('p', { className: 'aside' }, words.from(names(from), arrivals.length)),
    );
  }
  const note = meaning(station, output, words);
  if (note) section.append(h('p', { className: 'aside' }, note));
  return section;
}

const finite = (/** @type {ArrayLike<number> | null} */ values) => Array.from(values ?? []).every(Number.isFinite);

/** What a derivative is good for: the formulas of derivatives have values where the loss has none. @param {WalkStation} station @param {WalkStation} output @param {Strings} words */
function meaning({ role, gradient }, output, words) {
  if (!finite(output.value)) return words.noGradient;
  if (role !== 'parameter') return null;
  return finite(gradient) ? words.component : words.noStep;
}

/** @param {WalkStation[]} stations */
const names = (stations) => [...new Set(stations.map(({ name }) => plainName(name)))];

/** What a station passes on to each of its arguments. @param {Course} course @param {number} place @param {Strings} words */
function passing(course, place, words) {
  const station = course.station(place);
  const section = h('section', { className: 'backward' }, h('h3', {}, words.passing));
  const at = argumentsOf(course, place, true);
  const uses = course.uses[place]?.flatMap((name, index) => (name === undefined ? [] : [index])) ?? [];
  if (uses.length > 0) {
    const symbols = written(signed(station, station.rule), (letter) => nameNode(at(letter)));
    const meant = uses.flatMap((index) => [
      ', ',
      nameNode(course.argument(place, index)),
      ' = ',
      nameNode(course.station(station.arguments[index] ?? 0)),
    ]);
    section.append(line(nameNode(station), ' = ', ...symbols, ...meant), h('p', { className: 'aside' }, words.uses));
  }
  station.passes.forEach((pass, index) => {
    const argument = course.station(station.arguments[index] ?? 0);
    if (pass) section.append(passed(course, place, index, pass, at, words));
    else section.append(line(words.to, nameNode(argument), words.nothing(words.roles[argument.role])));
  });
  if (station.passes.some((pass) => pass?.rule.includes('['))) {
    section.append(h('p', { className: 'aside' }, words.bracket));
  }
  if (section.textContent?.includes('⊙')) section.append(h('p', { className: 'aside' }, words.byElement));
  const note = words.backwardNotes[station.operation];
  if (note) section.append(h('p', { className: 'aside' }, note));
  return section;
}

/**
 * @param {Course} course
 * @param {number} place
 * @param {number} index of the argument
 * @param {WalkPass} pass
 * @param {(letter: string) => WalkStation} at
 * @param {Strings} words
 */
function passed(course, place, index, pass, at, words) {
  const station = course.station(place);
  const argument = course.argument(place, index);
  const receiver = course.station(station.arguments[index] ?? 0);
  const output = course.station(course.walk.output);
  const rule = written(signed(station, pass.rule), (letter) => nameNode(at(letter)));
  const box = h('div', { className: 'pass' });
  const { local, term } = pass;
  const plain = /^[−\d]+$/.test(pass.rule);
  if (scalar(station) && scalar(argument) && local) {
    const value = numberNode('local', first(local));
    box.append(
      line(partial(station, argument), ' = ', ...(plain ? [value] : [...rule, ' = ', value])),
      line(words.to, nameNode(receiver), ': ', partial(output, station), ' · ', partial(station, argument)),
      line(
        ' = ',
        numberNode('backward', first(station.gradient)),
        ' · ',
        numberNode('local', first(local), true),
        ' = ',
        h('b', {}, numberNode('backward', first(term))),
      ),
    );
    return box;
  }
  const upstream = partial(output, station);
  const how = written(signed(station, pass.how), (letter) =>
    letter === 'u' ? upstream.cloneNode(true) : letter === 'd' ? partial(station, argument) : nameNode(at(letter)),
  );
  box.append(
    line(partial(station, argument), local ? ' = ' : ': ', ...rule),
    line(words.to, nameNode(receiver), ': ', ...how),
  );
  const name = plainName(receiver.name);
  const tables = [labelled([upstream], valueNode('backward', station, station.gradient ?? [], ''))];
  for (const letter of new Set(pass.how.match(/(?<=\{)[aby]/g) ?? [])) {
    const other = at(letter);
    tables.push(labelled([nameNode(other)], valueNode('forward', other, other.value, '')));
  }
  if (local && !plain) tables.push(labelled([partial(station, argument)], valueNode('local', station, local, '')));
  tables.push(labelled([words.to, nameNode(receiver)], valueNode('backward', argument, term, words.termTo(name))));
  box.append(h('div', { className: 'tables' }, ...tables));
  return box;
}

/** The whole product along each way from the loss to a station. @param {Course} course @param {number} place @param {Strings} words */
function chained(course, place, words) {
  const station = course.station(place);
  const ways = course.ways(place, MOST_WAYS).filter((way) => way.length > 0);
  const links = ways.flat();
  const short = ways.length > 1 || (ways[0]?.length ?? 0) > 1;
  const numbers = scalar(station) && links.every(({ pass, from }) => pass.local && scalar(course.station(from)));
  if (!short || !numbers) return null;
  const output = course.station(course.walk.output);
  const section = h('section', { className: 'chain' }, h('h3', {}, words.chain));
  const products = ways.map((way) => course.factors(way));
  const product = (
    /** @type {import('./walk.js').Factor[]} */ factors,
    /** @type {(factor: import('./walk.js').Factor, index: number) => Part} */ show,
  ) => factors.flatMap((factor, index) => (index > 0 ? [' · ', show(factor, index)] : [show(factor, index)]));
  const sum = (/** @type {Part[][]} */ terms) =>
    terms.flatMap((parts, index) => (index > 0 ? [' + ', ...parts] : parts));
  const symbols = products.map((factors) => product(factors, ({ of, by }) => partial(of, by)));
  const same = products.flat().filter((factor) => factor.same);
  const meant = same.flatMap(({ of, by }) => [', ', nameNode(of), ' = ', nameNode(by)]);
  const values = products.map((factors) =>
    product(factors, ({ value }, index) => numberNode('local', value, index > 0)),
  );
  section.append(
    line(partial(output, station), ' = ', ...sum(symbols), ...meant),
    line(' = ', ...sum(values), ' = ', h('b', {}, numberNode('backward', first(station.gradient)))),
  );
  if (ways.length > 1) section.append(h('p', { className: 'aside' }, words.ways(ways.length)));
  return section;
}

/**
 * The same in one sentence, for those who hear it.
 *
 * @param {Course} course
 * @param {number} step
 * @param {Strings} words
 */
export function told(course, step, words) {
  const move = course.move(step);
  if (!move) return words.startTold(course.walk.stations.filter(({ role }) => role === 'parameter').map(described));
  const station = course.station(move.station);
  const at = argumentsOf(course, move.station);
  const name = plainName(station.name);
  const progress = words.progress(progressOf(course, step));
  if (move.pass === 'forward') {
    const rule = writtenPlain(station.rule, (letter) => plainName(at(letter).name));
    return `${progress}. ${name} = ${rule} = ${plainValue(station, station.value)}`;
  }
  const output = course.station(course.walk.output);
  const terms = (course.arrivals[move.station] ?? []).map(({ pass }) => plainValue(station, pass.term));
  const sum = terms.length > 1 ? `${terms.join(' + ')} = ` : '';
  const parts = [
    `${progress}. ${plainPartial(output, station)} = ${sum}${plainValue(station, station.gradient ?? [])}`,
  ];
  station.passes.forEach((pass, index) => {
    const argument = course.station(station.arguments[index] ?? 0);
    if (pass) parts.push(words.toldPass(plainName(argument.name), plainValue(argument, pass.term)));
  });
  return parts.join('; ');
}

/** @param {WalkStation} station */
const described = (station) => `${plainName(station.name)} = ${plainValue(station, station.value)}`;

/** @param {WalkStation} station @param {ArrayLike<number>} values */
export function plainValue(station, values) {
  if (isLarge(station.shape)) return plainLength(values);
  const numbers = Array.from(values, shortNumber);
  return scalar(station) ? (numbers[0] ?? '') : `[${numbers.join(', ')}]`;
}

/** @param {Course} course @param {number} step */
export function progressOf(course, step) {
  const { forward, length } = course;
  if (step === 0) return null;
  return step <= forward
    ? { pass: /** @type {const} */ ('forward'), at: step, of: forward }
    : { pass: /** @type {const} */ ('backward'), at: step - forward, of: length - forward };
}
