#!/bin/sh
# keras 3.15.1: Adafactor makes all weights of a matrix NaN in its first step, in float32, where the gradient of one row and of one column is 0:
# an input that is always 0 and a unit that is dead are enough. The means of the squares there are epsilon_1, 1e-30, and their product is 0 in
# float32, so the weight where both meet gets 0 / 0; the clipping by the root mean square of the whole step carries it to all others.
# Seen: with a silent row and a silent column 6 of 6 weights are NaN; with the silent column alone none is
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet keras==3.15.1 jax==0.10.2 jaxlib==0.10.2
JAX_PLATFORMS=cpu KERAS_BACKEND=jax "$folder/venv/bin/python" - <<'PYTHON'
import keras
import numpy as np


def broken(gradient):
    weights = keras.Variable(np.ones((3, 2), "float32"))
    optimizer = keras.optimizers.Adafactor(learning_rate=0.01)
    optimizer.build([weights])
    optimizer.apply([keras.ops.convert_to_tensor(gradient, dtype="float32")])
    return int(np.isnan(keras.ops.convert_to_numpy(weights)).sum())


both = broken([[0.5, 0.0], [0.25, 0.0], [0.0, 0.0]])
column = broken([[0.5, 0.0], [0.25, 0.0], [0.125, 0.0]])
print("keras", keras.__version__, "NaN", both, "and", column)
assert (both, column) == (6, 0), "it is no longer as it was"
PYTHON
