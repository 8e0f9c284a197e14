// ConvNetJS, in f64: its trainer is given a net that has our gradients.
import { Atlas, load, N, rates, version } from './atlas.mjs';

const { Trainer } = load('convnetjs');

/** @type {(g: import('./atlas.mjs').Gradient, start: number[], settings: import('./atlas.mjs').Settings) => number[][]} */
function run(g, start, settings) {
  const params = Float64Array.from(start);
  const grads = new Float64Array(2);
  const net = {
    forward() {},
    backward() {
      g(params[0], params[1]).forEach((slope, k) => {
        grads[k] += slope;
      });
      return 0;
    },
    getParamsAndGrads: () => [{ params, grads, l2_decay_mul: 1, l1_decay_mul: 1 }],
  };
  const trainer = new Trainer(net, settings);
  return Array.from({ length: N }, () => {
    trainer.train(null, null);
    return [...params];
  });
}

const LR = 'learning_rate';
const atlas = new Atlas('convnetjs Trainer', version('convnetjs'), 'f64; point after each update');
for (const [method, settings] of /** @type {const} */ ([
  ['sgd', rates(LR, 0.05, 0.0005, { method: 'sgd', momentum: 0 })],
  ['sgd', rates(LR, 0.01, 0.0002, { method: 'sgd', momentum: 0.9 })],
  ['sgd', rates(LR, 0.01, 0.0002, { method: 'sgd', momentum: 0.9, l2_decay: 0.1 })],
  ['sgd', rates(LR, 0.02, 0.0004, { method: 'sgd', momentum: 0, batch_size: 2, l2_decay: 0.1 })],
  ['adagrad', { [LR]: 0.1, method: 'adagrad', eps: 1e-2 }],
  ['windowgrad', { [LR]: 0.01, method: 'windowgrad', ro: 0.95, eps: 1e-2 }],
  ['adadelta', { [LR]: 1, method: 'adadelta', ro: 0.95, eps: 1e-2 }],
  ['nesterov', rates(LR, 0.01, 0.0002, { method: 'nesterov', momentum: 0.9 })],
  ['adam', rates(LR, 0.01, 0.0002, { method: 'adam', momentum: 0.9 })],
])) {
  atlas.both(method, settings, run);
}
atlas.write('convnetjs');
