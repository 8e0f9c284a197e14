// brain.js, which stores f32 and computes in f64. Two output nodes have one input, which is 1: a node's weight sees the
// gradient −delta of that node, and so does its bias, which is updated by code of its own.
import { Atlas, load, N, rates, version } from './atlas.mjs';

const { NeuralNetwork } = load('brain.js');

const runner =
  (/** @type {'weight' | 'bias'} */ what) =>
  (
    /** @type {import('./atlas.mjs').Gradient} */ g,
    /** @type {number[]} */ start,
    /** @type {import('./atlas.mjs').Settings} */ settings,
  ) => {
    const net = new NeuralNetwork({ hiddenLayers: [], activation: 'relu' });
    net.sizes = [1, 2];
    net.initialize();
    net.updateTrainingOptions({ ...settings });
    const adam = settings.praxis === 'adam';
    if (adam) net._setupAdam();
    net.outputs[0] = [1];
    const [weights, biases] = [net.weights[1], net.biases[1]];
    const read = () => (what === 'weight' ? [weights[0][0], weights[1][0]] : [biases[0], biases[1]]);
    for (const k of [0, 1]) {
      if (what === 'weight') weights[k][0] = start[k];
      else biases[k] = start[k];
    }
    return Array.from({ length: N }, () => {
      const [x, y] = read();
      g(x, y).forEach((slope, k) => {
        net.deltas[1][k] = -slope;
      });
      if (adam) net._adjustWeightsAdam();
      else net.adjustWeights();
      return read();
    });
  };

const atlas = new Atlas(
  'brain.js NeuralNetwork',
  version('brain.js'),
  'weights live in the arrays that the library makes',
);
const adam = { learningRate: 0.1, praxis: 'adam', beta1: 0.9, beta2: 0.99, epsilon: 1e-2 };
for (const what of /** @type {const} */ (['weight', 'bias'])) {
  atlas.both(`sgd (${what})`, rates('learningRate', 0.01, 0.0002, { momentum: 0.9 }), runner(what), 'f32', Number);
  atlas.both(`adam (${what})`, adam, runner(what), 'f32', Number);
}
atlas.write('brainjs');
