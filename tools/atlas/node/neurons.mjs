// Neataptic and Synaptic, whose neurons learn by themselves, in f64. Two neurons have the input 1 and 3, the identity as their
// activation and the target 0; their bias is put back to 0 after each step. So half the square of their error is (x² + 9 y²) / 2.
import { Atlas, load, N, version } from './atlas.mjs';

const NOTE = 'identity output node, input 1 or 3, bias reset';

/** @param {number} weight @param {number} input @param {import('./atlas.mjs').Settings} settings */
function neataptic(weight, input, { rate, momentum, batchSize }) {
  const { Node, methods } = load('neataptic');
  const from = new Node('input');
  const to = new Node('output');
  to.squash = methods.activation.IDENTITY;
  to.bias = 0;
  const [connection] = from.connect(to, weight);
  return Array.from({ length: N }, (_, i) => {
    from.activate(input);
    to.activate();
    to.propagate(rate, momentum, (i + 1) % batchSize === 0, 0);
    to.bias = 0;
    to.previousDeltaBias = 0;
    return connection.weight;
  });
}

/** @param {number} weight @param {number} input @param {import('./atlas.mjs').Settings} settings */
function synaptic(weight, input, { rate }) {
  const { Neuron } = load('synaptic');
  const from = new Neuron();
  const to = new Neuron();
  to.squash = Neuron.squash.IDENTITY;
  to.bias = 0;
  const connection = from.project(to, undefined, weight);
  connection.weight = weight;
  return Array.from({ length: N }, () => {
    from.activate(input);
    to.activate();
    to.propagate(rate, 0);
    to.bias = 0;
    return connection.weight;
  });
}

/** @param {Atlas} atlas @param {typeof neataptic | typeof synaptic} neuron @param {import('./atlas.mjs').Settings} settings */
function propagate(atlas, neuron, settings) {
  const start = [1, -0.75];
  const [xs, ys] = [neuron(start[0], 1, settings), neuron(start[1], 3, settings)];
  atlas.case(
    { rule: 'propagate', settings, objective: 'quadratic', a: 1, b: 9, start, precision: 'f64' },
    xs.map((x, i) => [x, ys[i]]),
  );
}

const first = new Atlas('neataptic Node.propagate', version('neataptic'), NOTE);
propagate(first, neataptic, { rate: 0.05, momentum: 0, batchSize: 1 });
propagate(first, neataptic, { rate: 0.01, momentum: 0.9, batchSize: 1 });
propagate(first, neataptic, { rate: 0.01, momentum: 0.5, batchSize: 2 });
first.write('neataptic');

const second = new Atlas('synaptic Neuron.propagate', version('synaptic'), NOTE);
propagate(second, synaptic, { rate: 0.05 });
propagate(second, synaptic, { rate: 0 });
second.write('synaptic');
