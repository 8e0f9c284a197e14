// What a graph says, in English.

/** @typedef {{ pass: 'forward' | 'backward', at: number, of: number } | null} Progress */

/** @param {string[]} names */
const listed = (names) => (names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join(''));

export const words = {
  graph: 'Computation graph',
  graphHint:
    'Arrow keys right and left go a step on and back, plus and minus zoom, 0 shows all, Shift with an arrow key moves the picture.',
  panel: 'What happens at this node',
  reset: 'Reset',
  back: 'Back',
  step: 'Step',
  play: 'Play',
  pause: 'Pause',
  toForward: 'Forward pass',
  toBackward: 'Backward pass',
  position: 'Position in the walk',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Show all',
  follow: 'Back to the present step',
  progress: (/** @type {Progress} */ progress) =>
    progress
      ? `${progress.pass === 'forward' ? 'Forward' : 'Backward'} ${progress.at} of ${progress.of}`
      : 'At the start',
  startTold: (/** @type {string[]} */ given) => `At the start. Given: ${given.join(', ')}`,
  toldPass: (/** @type {string} */ name, /** @type {string} */ value) => `to ${name}: ${value}`,

  further: 'More',
  example: 'Example',
  examples: /** @type {Record<string, string>} */ ({
    neuron: 'A neuron and its error',
    chain: 'A chain of functions',
    twice: 'One variable, several ways',
    gate: 'Through a relu',
    sigmoid: 'Sigmoid and log loss',
    valley: 'Rosenbrock’s valley',
    network: 'A tiny network',
  }),
  own: 'Your own',
  formula: 'Formula',
  formulaHint: 'x, w, or a pair: x and y, w and b, w1 and w2',
  layers: 'Hidden layers',
  layersHint: 'up to two, of 1 to 4 units: 3 or 2,4; none for no hidden layer',
  activation: 'Activation',
  seed: 'Seed',
  starts: 'Start',
  newSeed: 'New',
  trueClass: 'True class',
  unknownName: (/** @type {string} */ name, /** @type {string | undefined} */ meant) =>
    `There is no setting “${name}” here${meant ? `; did you mean “${meant}”?` : '.'}`,
  badStep: (/** @type {string} */ step, /** @type {number} */ length) =>
    `at-step is “${step}”; the walk has steps from 0 to ${length}.`,
  badBeside: (/** @type {string} */ value, /** @type {string} */ known) =>
    `beside is “${value}”; what can stand there is “${known}”.`,
  sliderOf: (/** @type {string} */ label) => `${label}, slider`,

  startTitle: 'Ready',
  start: [
    'The values of inputs and parameters are given. Every other node computes its value from its arguments.',
    'Press Step: first forward, from the inputs to the loss L, one node a press. Then backward: how fast L changes with each node, until the gradient stands at the parameters.',
  ],
  value: 'value',
  gradient: 'grad',
  legend: { forward: 'computed on the way forward', backward: '∂L/∂(node), computed on the way back' },
  valueOf: (/** @type {string} */ name) => `Value of ${name}`,
  gradientOf: (/** @type {string} */ name) => `Derivative of the loss with respect to ${name}`,
  termTo: (/** @type {string} */ name) => `Passed on to ${name}`,
  nodeLabel: (
    /** @type {string} */ name,
    /** @type {string} */ kind,
    /** @type {string} */ value,
    /** @type {string} */ gradient,
  ) => [`${name}, ${kind}`, value && `value ${value}`, gradient && `gradient ${gradient}`].filter(Boolean).join(', '),

  forward: 'Forward',
  arriving: 'Backward: what arrives',
  passing: 'Backward: what is passed on',
  chain: 'The whole chain',
  notYet: 'Not computed yet.',
  noNumber: 'This operation has no finite value here, so the nodes after it have none either.',
  seeded: 'The backward pass begins with 1: the loss changes exactly as fast as itself.',
  unused: 'The loss does not depend on it.',
  from: (/** @type {string[]} */ names, /** @type {number} */ count) =>
    count > 1 ? `The sum of ${count} terms, from ${listed(names)}.` : `Passed on by ${names.join('')}.`,
  fromOne: 'from ',
  to: 'to ',
  nothing: (/** @type {string} */ role) => `: nothing, it is a ${role}.`,
  component: 'This is a component of the gradient: a step of SGD moves the parameter in the opposite direction.',
  noStep: 'This derivative has no finite value here, so SGD has no step to take.',
  noGradient:
    'The loss has no finite value here, so it has no gradient either. The formula of a derivative may give a number all the same.',
  uses: 'Each use has a letter of its own: a derivative by it means this way alone.',
  ways: (/** @type {number} */ count) =>
    `${count} paths lead from the loss to this node. Each gives a product; the derivative is their sum.`,
  byElement: '⊙ multiplies element by element.',
  bracket: '[…] is 1 where the condition holds, and 0 where it does not.',
  roles: { parameter: 'parameter', sample: 'sample', constant: 'constant', operation: 'operation' },
  given: {
    parameter: (/** @type {string} */ loss) => `Given. Going back, we want to know how ${loss} changes with it.`,
    sample: () => 'Given by the data. Training does not change it, so no derivative is sent there.',
    constant: () => 'A number of the formula. It does not change, so no derivative is sent there.',
  },
  operations: /** @type {Record<string, string>} */ ({
    '+': 'sum',
    '=': 'identity',
    '−': 'difference',
    '−{a}': 'negative',
    '×': 'product',
    '÷': 'quotient',
    '^': 'power',
    '√': 'square root',
    '∛': 'cube root',
    '|·|': 'absolute value',
    exp: 'exponential',
    ln: 'natural logarithm',
    min: 'the smaller',
    max: 'the larger',
    dot: 'matrix product',
    logsumexp: 'logarithm of the sum of exponentials',
    sum: 'sum of all elements',
    repeat: 'repeated',
  }),
  forwardNotes: /** @type {Record<string, string>} */ ({
    relu: 'What is positive goes through; what is negative becomes 0.',
    dot: 'Row times column: each unit weighs all of its inputs and adds them up.',
    softmax: 'Scores become probabilities: all positive, and 1 in sum.',
    repeat: 'The same number for every sample.',
  }),
  backwardNotes: /** @type {Record<string, string>} */ ({
    '+': 'A sum passes on what arrives, unchanged, to each of its arguments.',
    '×': 'A product swaps: each argument gets what arrives, times the other one.',
    relu: 'A gate: where it let the value through, it lets the gradient through; elsewhere nothing is learned.',
    max: 'The value comes from the larger argument alone, so only that one gets the gradient.',
    min: 'The value comes from the smaller argument alone, so only that one gets the gradient.',
    dot: 'A weight gets its input times what arrives at its unit.',
    logsumexp:
      'Each score gets its probability, softmax, times what arrives. With the score of the true class taken away this comes to p − t.',
    softmax:
      'If one probability rises, the others must fall: each score gets a part of every derivative. Together with the logarithm this comes to p − t.',
    sum: 'Each element has gone into the sum once, so each gets the same.',
    repeat: 'The number was used several times, so what comes back is added up.',
  }),
};

/** @typedef {typeof words} Strings */
