// The engines of the page's own figures: the one that its elements use, and, for what that cannot do, the one in the Worker.

import { figureEngine, textsIn } from '../../elements/playground/engine.js';

export { figureEngine, textsIn as textsOf };

/** @returns {Promise<Engine['worker']>} */
export async function remoteEngine() {
  const { remote } = await import('../../engine/remote.js');
  return remote;
}

/** Both, for `ask.js`. @returns {Promise<import('./ask.js').Asked>} */
export async function askedEngine() {
  const [engine, remote] = await Promise.all([figureEngine(), remoteEngine()]);
  return {
    experiment: (config) => engine.experiment(config),
    closedForm: (config) => engine.closedForm(config),
    stationaryPoints: (config) => /** @type {any} */ (remote).stationaryPoints(config),
    gradient: (config, point) => /** @type {any} */ (remote).gradient(config, point),
    network: async (config) => {
      const training = await /** @type {any} */ (remote).experiment(config);
      return Object.assign(training, { free: () => training.terminate() });
    },
  };
}
