// TensorFlow.js on its cpu backend, in f32.
import { Atlas, load, N, rates } from './atlas.mjs';

const tf = load('@tensorflow/tfjs');
await tf.setBackend('cpu');
await tf.ready();

/** What the functions of tf.train take, in order. @type {Record<string, string[]>} */
const ARGUMENTS = {
  sgd: ['learningRate'],
  momentum: ['learningRate', 'momentum', 'useNesterov'],
  adagrad: ['learningRate', 'initialAccumulatorValue'],
  adadelta: ['learningRate', 'rho', 'epsilon'],
  adam: ['learningRate', 'beta1', 'beta2', 'epsilon'],
  adamax: ['learningRate', 'beta1', 'beta2', 'epsilon', 'decay'],
  rmsprop: ['learningRate', 'decay', 'momentum', 'epsilon', 'centered'],
};

const runner =
  (/** @type {string} */ rule) =>
  (
    /** @type {import('./atlas.mjs').Gradient} */ g,
    /** @type {number[]} */ start,
    /** @type {import('./atlas.mjs').Settings} */ settings,
  ) => {
    const w = tf.variable(tf.tensor1d(start));
    const optimizer = tf.train[rule](...ARGUMENTS[rule].map((name) => settings[name]));
    const points = Array.from({ length: N }, () => {
      const [x, y] = w.dataSync();
      optimizer.applyGradients({ [w.name]: tf.tensor1d(g(x, y)) });
      return [...w.dataSync()];
    });
    w.dispose();
    return points;
  };

const LR = 'learningRate';
const epsilon = 1e-2;
const rms = { [LR]: 0.01, decay: 0.9 };
const adam = { [LR]: 0.1, beta1: 0.9, beta2: 0.99, epsilon };
const atlas = new Atlas(
  '@tensorflow/tfjs tf.train',
  tf.version.tfjs,
  'cpu backend, float32; applyGradients with our gradient',
);
for (const [rule, settings] of /** @type {const} */ ([
  ['sgd', rates(LR, 0.05, 0.0005)],
  ['momentum', rates(LR, 0.01, 0.0002, { momentum: 0.9 })],
  ['momentum', rates(LR, 0.01, 0.0002, { momentum: 0.9, useNesterov: true })],
  ['adagrad', { [LR]: 0.1 }],
  ['adagrad', { [LR]: 0.1, initialAccumulatorValue: 0 }],
  ['rmsprop', { ...rms, epsilon }],
  ['rmsprop', rates(LR, 0.01, 0.001, { decay: 0.9, momentum: 0.9, epsilon })],
  ['rmsprop', { ...rms, momentum: 0, epsilon, centered: true }],
  ['rmsprop', rms],
  ['adadelta', { [LR]: 1, rho: 0.95, epsilon }],
  ['adam', adam],
  ['adam', { [LR]: 0.001 }],
  ['adamax', adam],
  ['adamax', { ...adam, decay: 0.1 }],
])) {
  atlas.both(rule, settings, runner(rule), 'f32');
}

/** @type {(make: (rate: number) => any) => (rates: number[], gradients: number[]) => number[]} */
const twoSteps = (make) => (rates, gradients) => {
  const w = tf.variable(tf.tensor1d([0]));
  const optimizer = make(rates[0]);
  return gradients.map((slope, i) => {
    if (optimizer.setLearningRate) optimizer.setLearningRate(rates[i]);
    else optimizer.learningRate = rates[i];
    optimizer.applyGradients({ [w.name]: tf.tensor1d([slope]) });
    return w.dataSync()[0];
  });
};

atlas.moved(
  'momentum',
  twoSteps((rate) => tf.train.momentum(rate, 0.9)),
);
atlas.moved(
  'nesterov',
  twoSteps((rate) => tf.train.momentum(rate, 0.9, true)),
);
atlas.moved(
  'rmsprop m',
  twoSteps((rate) => tf.train.rmsprop(rate, 0.9, 0.9)),
);
atlas.write('tfjs');
