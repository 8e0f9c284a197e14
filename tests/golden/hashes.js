/**
 * The lines of tests/golden/runs.txt or networks.txt, with the hashes of what this engine computes. Browsers get the function as
 * text, so it stands on its own.
 * @param {Engine} engine
 * @param {string[]} lines
 * @param {'runs' | 'networks'} kind
 */
export function hashesOf(engine, lines, kind) {
  return lines.map((line) => {
    const [first, second, third] = line.split(' ');
    const found = kind === 'runs' ? runOf(first, second, third) : networkOf(first, second, third);
    return `${first} ${second} ${third} ${found}`;
  });

  /** @param {string} objective @param {string} optimizer @param {string} batchSize */
  function runOf(objective, optimizer, batchSize) {
    const run = engine.experiment({ objective, optimizer, batchSize, seed: 1 });
    run.train(200);
    const { params, loss, gradientNorm } = run.trace();
    run.free();
    return hash(params, loss, gradientNorm);
  }

  /** @param {string} dataset @param {string} activation @param {string} optimizer */
  function networkOf(dataset, activation, optimizer) {
    const own = { dataset, layers: '40', activation, optimizer, batchSize: 32, seed: 1 };
    const training = engine.experiment({ objective: 'network', ...own });
    training.train(50);
    const { values } = training.parameters();
    training.free();
    return hash(values);
  }

  /** FNV-1a over the bytes of numbers, little end first. @param {(Float64Array | Float32Array)[]} arrays */
  function hash(...arrays) {
    let hash = 0xcbf29ce484222325n;
    for (const array of arrays) {
      for (const byte of new Uint8Array(array.buffer, array.byteOffset, array.byteLength)) {
        hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
      }
    }
    return hash.toString(16).padStart(16, '0');
  }
}
