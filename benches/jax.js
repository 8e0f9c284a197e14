// Runs in the page: one training step as jax-js takes it, in WebAssembly. Without shared memory it has one thread.

/**
 * The whole step is one compiled function, as its documentation advises. An array that is used again is `ref`: each use
 * consumes one reference.
 * @param {{ jax: any }} libraries
 * @param {import('./libraries.js').Task} task
 * @returns {Promise<import('./libraries.js').Learner>}
 */
export async function jaxJs({ jax }, { sizes, rate, parameters, batches }) {
  if (globalThis.crossOriginIsolated) throw new Error('jax-js would take several threads here');
  const { init, defaultDevice, jit, nn, numpy: np, valueAndGrad } = jax;
  await init('wasm');
  defaultDevice('wasm');
  const [inputs, hidden, classes] = sizes;
  const shapes = [[inputs, hidden], [hidden], [hidden, classes], [classes]];
  let begin = 0;
  let weights = shapes.map((shape) => {
    const length = shape.reduce((product, size) => product * size);
    begin += length;
    return np.array(parameters.slice(begin - length, begin)).reshape(shape);
  });
  const data = batches.map(({ inputs: x, labels }) => ({
    x: np.array(x).reshape([labels.length, inputs]),
    y: nn.oneHot(np.array(Int32Array.from(labels), { dtype: np.int32 }), classes),
  }));
  const samples = batches[0].labels.length;
  /** @param {any[]} all @param {any} x @param {any} y */
  const loss = ([w1, b1, w2, b2], x, y) => {
    const a = nn.relu(np.matmul(x, w1).add(b1));
    const scores = np.matmul(a, w2).add(b2);
    return nn
      .logSoftmax(scores)
      .mul(y)
      .sum()
      .mul(-1 / samples);
  };
  const update = jit((/** @type {any[]} */ all, /** @type {any} */ x, /** @type {any} */ y) => {
    const [value, gradients] = valueAndGrad(loss)(
      all.map((one) => one.ref),
      x,
      y,
    );
    return [value, all.map((one, k) => one.sub(gradients[k].mul(rate)))];
  });
  const step = (/** @type {number} */ batch) => {
    const { x, y } = data[batch];
    const [value, next] = update(weights, x.ref, y.ref);
    weights = next;
    return value.dataSync()[0];
  };
  return {
    name: 'jax-js, wasm',
    step,
    work: (times) => {
      for (let k = 0; k < times; k++) step(0);
    },
  };
}
