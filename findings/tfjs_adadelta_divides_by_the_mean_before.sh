#!/bin/sh
# TensorFlow.js 4.22.0: tf.train.adadelta divides a gradient by the root of the mean of squares from before that gradient. Zeiler
# (2012) has the gradient's own square in it. So the first step is the learning rate times the gradient, unscaled, and later ones are
# measured by it: with a gradient of 100 and a rate of 1, the first two are 100 long, and by the paper 0.001.
# Seen: steps 100.000 100.000, by the paper 0.001 0.001
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @tensorflow/tfjs@4.22.0
cat >run.cjs <<'SCRIPT'
const tf = require('@tensorflow/tfjs');
tf.setBackend('cpu');
const w = tf.variable(tf.scalar(0));
const optimizer = tf.train.adadelta(1, 0.95, 1e-7);
const steps = [];
let before = 0;
for (let t = 0; t < 2; t += 1) {
  optimizer.applyGradients([{ name: w.name, tensor: tf.scalar(100) }]);
  const after = w.dataSync()[0];
  steps.push((before - after).toFixed(3));
  before = after;
}
const [rho, epsilon] = [0.95, 1e-7];
let [square, past] = [0, 0];
const paper = [0, 0].map(() => {
  square = rho * square + (1 - rho) * 100 ** 2;
  const step = Math.sqrt((past + epsilon) / (square + epsilon)) * 100;
  past = rho * past + (1 - rho) * step ** 2;
  return step.toFixed(3);
});
console.log('TensorFlow.js', tf.version.tfjs, 'steps', steps.join(' '), 'by the paper', paper.join(' '));
SCRIPT
seen=$(node run.cjs 2>/dev/null)
echo "$seen"
[ "$seen" = "TensorFlow.js 4.22.0 steps 100.000 100.000 by the paper 0.001 0.001" ] || { echo "it is no longer as it was" >&2; exit 1; }
