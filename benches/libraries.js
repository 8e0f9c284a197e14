// Runs in the page: one training step as other people's libraries take it, bundled by `network.mjs`.

/**
 * What all sides begin with, and learn from.
 * @typedef {object} Task
 * @property {number[]} sizes inputs, hidden units, classes
 * @property {number} rate
 * @property {Float32Array} parameters W1 (by rows, one for each input), b1, W2, b2
 * @property {{ inputs: Float32Array, labels: Uint8Array }[]} batches
 *
 * @typedef {object} Learner
 * @property {string} name
 * @property {() => unknown} [prepare] makes it the one whose turn it is
 * @property {(batch: number) => number} step on that batch; the loss before the update
 * @property {(times: number) => unknown} work so many steps on the first batch
 */

/** @typedef {{ tf: any, wasm: any, convnetjs: any }} Libraries */

/**
 * TensorFlow.js as its own layers use it: products with bias and activation fused, and softmax with cross-entropy in one.
 * @param {Libraries} libraries
 * @param {Task} task
 * @param {'wasm' | 'cpu'} backend
 * @param {string} [folder] of its WebAssembly
 * @returns {Promise<Learner>}
 */
export async function tensorflow({ tf, wasm }, { sizes, rate, parameters, batches }, backend, folder) {
  if (folder) {
    // One thread for everyone.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    wasm.setWasmPaths(folder);
  }
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no backend '${backend}' here`);
  const [inputs, hidden, classes] = sizes;
  const shapes = [[inputs, hidden], [hidden], [hidden, classes], [classes]];
  let begin = 0;
  const [w1, b1, w2, b2] = shapes.map((shape) => {
    const length = shape.reduce((product, size) => product * size);
    begin += length;
    return tf.variable(tf.tensor(parameters.slice(begin - length, begin), shape));
  });
  const data = batches.map(({ inputs: x, labels }) => ({
    x: tf.tensor(x, [labels.length, inputs]),
    y: tf.tensor(oneHot(labels, classes), [labels.length, classes]),
  }));
  const optimizer = tf.train.sgd(rate);
  const step = (/** @type {number} */ batch) =>
    optimizer.minimize(
      () => {
        const { x, y } = data[batch];
        const a = tf.fused.matMul({ a: x, b: w1, bias: b1, activation: 'relu' });
        const logits = tf.fused.matMul({ a, b: w2, bias: b2 });
        return tf.losses.softmaxCrossEntropy(y, logits);
      },
      true,
      [w1, b1, w2, b2],
    );
  /** @param {any} loss */
  const read = (loss) => {
    const [value] = loss.dataSync();
    loss.dispose();
    return value;
  };
  return {
    name: `TensorFlow.js, ${backend}`,
    prepare: () => tf.setBackend(backend),
    step: (batch) => read(step(batch)),
    work: (times) => {
      for (let k = 0; k < times; k++) read(step(0));
    },
  };
}

/**
 * Theirs gives no ones in WebAssembly.
 * @param {Uint8Array} labels
 * @param {number} classes
 */
function oneHot(labels, classes) {
  const rows = new Float32Array(labels.length * classes);
  labels.forEach((label, k) => {
    rows[k * classes + label] = 1;
  });
  return rows;
}

/**
 * ConvNetJS, which takes its samples one by one, in f64.
 * @param {Libraries} libraries
 * @param {Task} task
 * @returns {Learner}
 */
export function convNet({ convnetjs }, { sizes, rate, parameters, batches }) {
  const [inputs, hidden, classes] = sizes;
  const net = new convnetjs.Net();
  net.makeLayers([
    { type: 'input', out_sx: 1, out_sy: 1, out_depth: inputs },
    { type: 'fc', num_neurons: hidden, activation: 'relu' },
    { type: 'softmax', num_classes: classes },
  ]);
  const layers = net.layers.filter((/** @type {any} */ layer) => layer.layer_type === 'fc');
  let begin = 0;
  for (const { filters, biases, num_inputs } of layers) {
    const units = filters.length;
    for (let i = 0; i < num_inputs; i++) {
      for (let unit = 0; unit < units; unit++) filters[unit].w[i] = parameters[begin + i * units + unit];
    }
    begin += num_inputs * units;
    biases.w.set(parameters.subarray(begin, begin + units));
    begin += units;
  }
  const data = batches.map(({ inputs: x, labels }) =>
    Array.from(labels, (label, k) => {
      const volume = new convnetjs.Vol(1, 1, inputs, 0);
      volume.w.set(x.subarray(k * inputs, (k + 1) * inputs));
      return { volume, label };
    }),
  );
  const batchSize = batches[0].labels.length;
  const trainer = new convnetjs.Trainer(net, {
    method: 'sgd',
    learning_rate: rate,
    momentum: 0,
    l2_decay: 0,
    batch_size: batchSize,
  });
  const step = (/** @type {number} */ batch) =>
    data[batch].reduce((sum, { volume, label }) => sum + trainer.train(volume, label).cost_loss, 0) / batchSize;
  return {
    name: 'ConvNetJS',
    step,
    work: (times) => {
      for (let k = 0; k < times; k++) step(0);
    },
  };
}
