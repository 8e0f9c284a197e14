// A training step of a network with one hidden layer of relu units and softmax with cross-entropy, as one would write it by
// hand in JavaScript: f32, typed arrays, loops that read memory in its order, and nothing done for an input that is zero.

/**
 * @typedef {object} Network
 * @property {number} inputs
 * @property {number} hidden
 * @property {number} classes
 * @property {Float32Array} parameters W1 (by rows, one for each input), b1, W2, b2; changed by each step
 *
 * @typedef {{ inputs: Float32Array, labels: Uint8Array }} Batch samples by rows
 */

/**
 * @param {Network} network
 * @param {number} rate
 * @param {number} samples in a batch
 * @returns {(batch: Batch) => number} takes a step of SGD; the mean loss before it
 */
export function trainer({ inputs, hidden, classes, parameters }, rate, samples) {
  const [weights1, weights2] = [inputs * hidden, hidden * classes];
  const parts = (/** @type {Float32Array} */ all) => [
    all.subarray(0, weights1),
    all.subarray(weights1, weights1 + hidden),
    all.subarray(weights1 + hidden, weights1 + hidden + weights2),
    all.subarray(weights1 + hidden + weights2),
  ];
  const gradient = new Float32Array(parameters.length);
  const [w1, b1, w2, b2] = parts(parameters);
  const [g1, gb1, g2, gb2] = parts(gradient);
  const units = new Float32Array(samples * hidden);
  const scores = new Float32Array(samples * classes);
  const back = new Float32Array(samples * hidden);

  return ({ inputs: data, labels }) => {
    forward(data, inputs, w1, b1, units, hidden, samples);
    for (let k = 0; k < units.length; k++) if (units[k] < 0) units[k] = 0;
    forward(units, hidden, w2, b2, scores, classes, samples);
    const loss = softmax(scores, labels, classes, samples);
    gradient.fill(0);
    backward(units, hidden, scores, classes, g2, gb2, samples);
    for (let sample = 0; sample < samples; sample++) {
      const row = sample * classes;
      for (let i = 0; i < hidden; i++) {
        let sum = 0;
        if (units[sample * hidden + i] > 0) {
          for (let k = 0; k < classes; k++) sum += scores[row + k] * w2[i * classes + k];
        }
        back[sample * hidden + i] = sum;
      }
    }
    backward(data, inputs, back, hidden, g1, gb1, samples);
    for (let k = 0; k < parameters.length; k++) parameters[k] -= rate * gradient[k];
    return loss;
  };
}

/**
 * to = from · weights + biases
 * @param {Float32Array} from @param {number} width @param {Float32Array} weights @param {Float32Array} biases
 * @param {Float32Array} to @param {number} units @param {number} samples
 */
function forward(from, width, weights, biases, to, units, samples) {
  for (let sample = 0; sample < samples; sample++) {
    const row = sample * units;
    for (let k = 0; k < units; k++) to[row + k] = biases[k];
    for (let i = 0; i < width; i++) {
      const x = from[sample * width + i];
      if (x === 0) continue;
      const column = i * units;
      for (let k = 0; k < units; k++) to[row + k] += x * weights[column + k];
    }
  }
}

/**
 * What the weights and biases of a layer get: fromᵀ · deltas, and the sums of the deltas.
 * @param {Float32Array} from @param {number} width @param {Float32Array} deltas @param {number} units
 * @param {Float32Array} weights @param {Float32Array} biases @param {number} samples
 */
function backward(from, width, deltas, units, weights, biases, samples) {
  for (let sample = 0; sample < samples; sample++) {
    const row = sample * units;
    for (let k = 0; k < units; k++) biases[k] += deltas[row + k];
    for (let i = 0; i < width; i++) {
      const x = from[sample * width + i];
      if (x === 0) continue;
      const column = i * units;
      for (let k = 0; k < units; k++) weights[column + k] += x * deltas[row + k];
    }
  }
}

/**
 * The mean cross-entropy; leaves its derivatives in place of the scores.
 * @param {Float32Array} scores @param {Uint8Array} labels @param {number} classes @param {number} samples
 */
function softmax(scores, labels, classes, samples) {
  let loss = 0;
  for (let sample = 0; sample < samples; sample++) {
    const row = scores.subarray(sample * classes, (sample + 1) * classes);
    const largest = Math.max(...row);
    let sum = 0;
    for (const score of row) sum += Math.exp(score - largest);
    loss += Math.log(sum) + largest - row[labels[sample]];
    for (let k = 0; k < classes; k++) {
      row[k] = (Math.exp(row[k] - largest) / sum - (k === labels[sample] ? 1 : 0)) / samples;
    }
  }
  return loss / samples;
}
