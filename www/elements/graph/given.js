// A walk that a program gives, such as that of a network which trains, checked before anything shows it.

import { EngineError } from '../../engine/error.js';

const ROLES = ['parameter', 'sample', 'constant', 'operation'];

/** @param {unknown} values @param {number} size */
const isArray = (values, size) =>
  (Array.isArray(values) || ArrayBuffer.isView(values)) && /** @type {ArrayLike<number>} */ (values).length === size;

/** @param {any} station @param {number} place @param {any[]} stations */
function isStation(station, place, stations) {
  const { role, name, operation, rule, arguments: used, shape, value, gradient, passes } = station ?? {};
  if (!ROLES.includes(role) || ![name, operation, rule].every((text) => typeof text === 'string')) return false;
  if (!Array.isArray(shape) || !Array.isArray(used) || !Array.isArray(passes)) return false;
  if (!used.every((from) => Number.isInteger(from) && from >= 0 && from < place)) return false;
  const size = shape.reduce((product, n) => product * n, 1);
  const isPass = (/** @type {any} */ pass, /** @type {number} */ index) =>
    pass === null ||
    (typeof pass?.rule === 'string' &&
      typeof pass.how === 'string' &&
      isArray(pass.term, stations[used[index]].value.length));
  return (
    isArray(value, size) &&
    (gradient === null || isArray(gradient, size)) &&
    passes.length === used.length &&
    passes.every(isPass)
  );
}

/**
 * @param {any} walk
 * @returns {Walk}
 */
export function checkedWalk(walk) {
  const stations = walk?.stations;
  const fits = Array.isArray(stations) && stations.every(isStation) && stations[walk.output]?.shape.length === 0;
  if (fits) return walk;
  throw new EngineError({
    code: 'bad-shape',
    key: 'walk',
    messages: {
      en: 'walk is no walk; use what engine.walk(…), net.walk(…) or await training.walk(…) gives.',
      zh: 'walk 不是一次遍历；请用 engine.walk(…)、net.walk(…) 或 await training.walk(…) 的结果。',
    },
  });
}

/** What can be turned of such a walk: nothing. @type {import('./settings.js').Subject} */
export const NO_SUBJECT = {
  network: false,
  example: '',
  formula: '',
  variables: [],
  start: [],
  layers: '',
  activation: '',
  activations: [],
  seed: '',
};
