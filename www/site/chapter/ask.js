// What the page asks of the engine: for the answers to its questions, and, in a test, for every number of its text that the
// engine has made.

import { kinds } from './inertia.js';

/**
 * @typedef {object} Ask
 * @property {string} what
 * @property {Config} [of]
 * @property {number} [after] so many steps
 * @property {Config} [changes] of settings after those steps
 * @property {number} [from] the first step that counts
 * @property {number} [untilLoss]
 * @property {number} [most] steps
 * @property {number[]} [at]
 * @property {number} [index] of a parameter
 * @property {string} [kind] of stationary points
 * @property {string} [directions] that span the plane of a slice
 * @property {number} [dimension]
 * @property {number} [sample]
 * @property {number} [seed]
 */

/**
 * What can be asked, of an engine here or in a Worker.
 * @typedef {object} Asked
 * @property {(config: Config) => Run} experiment
 * @property {(config: Config) => StationaryPoint[] | Promise<StationaryPoint[]>} stationaryPoints
 * @property {(config: Config) => KnownMinimum | null | Promise<KnownMinimum | null>} closedForm
 * @property {(config: Config, point: number[]) => Curvature | Promise<Curvature>} gradient
 * @property {(config: Config) => any} network its training, from the start
 * @property {(config: Config, options: { steps: number }) => Promise<{ best: number | null }>} [bestRate]
 * @typedef {{ hessian: Float64Array }} Curvature
 */

/** @param {Asked} engine @param {Ask} ask @returns {Promise<number>} */
export async function answer(engine, ask) {
  const { what, of = {}, after = 0, from = 0, untilLoss = 0, most = 0, at = [], index = 0 } = ask;
  switch (what) {
    case 'steps': {
      const { loss, step } = trained(engine, of, most, untilLoss);
      return loss < untilLoss ? step : Infinity;
    }
    case 'settled': {
      const { loss } = traced(engine, of, most);
      const above = loss.map((value) => !(value < untilLoss)).lastIndexOf(true);
      return above + 1 < loss.length ? above + 1 : Infinity;
    }
    case 'loss':
      return trained(engine, of, after).loss;
    case 'converged':
    case 'diverged': {
      const { state, step } = trained(engine, of, most);
      return state === what ? step : Infinity;
    }
    case 'highest':
      return Math.max(...traced(engine, of, after).loss.slice(from));
    case 'lowest':
      return Math.min(...traced(engine, of, after).loss.slice(from));
    case 'rightmost':
      return Math.max(...along(traced(engine, of, after), index).slice(from));
    case 'leftmost':
      return Math.min(...along(traced(engine, of, after), index).slice(from));
    case 'turns':
      return turns(along(traced(engine, of, after), index).slice(from));
    case 'gradient norm':
      return trained(engine, of, after).gradientNorm;
    case 'slope':
      return trained(engine, of, after).gradient[index] ?? Number.NaN;
    case 'parameter':
      return trained(engine, of, after).params[index] ?? Number.NaN;
    case 'next step': {
      const run = engine.experiment(of);
      const { params } = run.train(after);
      run.set(ask.changes ?? {});
      const { params: next } = run.step();
      run.free();
      return (next[index] ?? Number.NaN) - (params[index] ?? Number.NaN);
    }
    case 'best':
      return (await engine.closedForm(of))?.loss ?? Number.NaN;
    case 'stationary': {
      const points = await engine.stationaryPoints(of);
      return points.filter(({ kind }) => ask.kind === undefined || kind === ask.kind).length;
    }
    case 'sharpness':
      return largest((await engine.gradient(of, at)).hessian);
    case 'bound':
      return 2 / largest((await engine.gradient(of, at)).hessian);
    case 'minima':
      return kinds(ask.dimension ?? 1, ask.sample ?? 1, ask.seed ?? 1).minima;
    case 'best rate':
      return (await engine.bestRate?.(of, { steps: after }))?.best ?? Number.NaN;
    case 'parameters':
    case 'accuracy':
    case 'test loss':
    case 'share': {
      const net = await engine.network({ objective: 'network', ...of });
      await net.train(after);
      const value = await ofNetwork(net, ask);
      await net.free();
      return value;
    }
    default:
      throw new Error(`nobody knows how to ask for '${what}'`);
  }
}

/** Of a network as it is now. @param {any} net @param {Ask} ask @returns {Promise<number>} */
async function ofNetwork(net, { what, directions }) {
  if (what === 'parameters') return net.config.parameters;
  if (what === 'share') {
    // How much of the path's spread its plane holds.
    const { explained } = await net.slice({ directions, width: 3, height: 3 });
    return explained[0] + explained[1];
  }
  const { accuracy, loss } = await net.evaluate('test');
  return what === 'accuracy' ? accuracy : loss;
}

/** @param {Asked} engine @param {Config} config @param {number} steps @param {number} [untilLoss] */
function trained(engine, config, steps, untilLoss) {
  const run = engine.experiment(config);
  const status = run.train(steps, untilLoss === undefined ? {} : { untilLoss });
  run.free();
  return status;
}

/** @param {Asked} engine @param {Config} config @param {number} steps @returns {{ dim: number, params: number[], loss: number[] }} */
function traced(engine, config, steps) {
  const run = engine.experiment(config);
  run.train(steps);
  const { dim, params, loss } = run.trace();
  run.free();
  return { dim, params: [...params], loss: [...loss] };
}

/** One parameter at every step. @param {{ dim: number, params: number[] }} trace @param {number} index */
const along = ({ dim, params }, index) => params.filter((_, k) => k % dim === index);

/** How often a sequence changes its direction. @param {number[]} values */
function turns(values) {
  const ways = values.slice(1).map((value, k) => Math.sign(value - (values[k] ?? 0)));
  return ways.filter((way, k) => k > 0 && way * (ways[k - 1] ?? 0) < 0).length;
}

/** The largest eigenvalue of a symmetric matrix of one or two rows. @param {Float64Array} hessian */
function largest(hessian) {
  const [a = 0, b = 0, , d = a] = hessian;
  return (a + d) / 2 + Math.hypot((a - d) / 2, b);
}
