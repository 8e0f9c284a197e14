// The network that several sections train, on MNIST's digits.

export const NETWORK = {
  objective: 'network',
  dataset: 'mnist',
  layers: [512],
  activation: 'relu',
  optimizer: 'rmsprop',
  learningRate: 1e-3,
  batchSize: 128,
  seed: 1,
};
