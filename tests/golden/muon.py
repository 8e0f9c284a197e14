"""Golden steps of Muon on matrices and vectors, by Keras, Optax and PyTorch, for `muon.json` beside this file.

    python muon.py

with the environment of optimizers.py. Parameters and gradients are given with a row for each input, as Keras and Optax have them;
PyTorch gets them transposed, and computes in bfloat16. Each case has the parameters after every step.
"""

import json
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_ENABLE_X64"] = "1"

import jax.numpy as jnp
import keras
import numpy as np
import optax.contrib
import torch

keras.config.set_floatx("float64")
RATE, STEPS = 0.02, 12
SHAPES = [(4, 3), (3, 5), (3, 3), (4, 1), (1, 3), (4,)]


def by_keras(w, gradients):
    optimizer, w = keras.optimizers.Muon(RATE), keras.Variable(w, dtype="float64")
    optimizer.build([w])
    for g in gradients:
        optimizer.apply([keras.ops.convert_to_tensor(g)], [w])
        yield np.asarray(w.value)


def by_optax(w, gradients):
    optimizer, w = optax.contrib.muon(RATE), jnp.array(w)
    state = optimizer.init(w)
    for g in gradients:
        updates, state = optimizer.update(jnp.array(g), state, w)
        w = optax.apply_updates(w, updates)
        yield np.asarray(w)


def by_torch(w, gradients):
    w = torch.nn.Parameter(torch.tensor(w.T.copy()))
    optimizer = torch.optim.Muon([w], lr=RATE)
    for g in gradients:
        w.grad = torch.tensor(g.T.copy())
        optimizer.step()
        yield w.detach().numpy().T.copy()


def main():
    random = np.random.default_rng(7)
    cases = []
    for shape in SHAPES:
        w = random.normal(size=shape).round(3)
        gradients = random.normal(size=(STEPS, *shape)).round(3)
        # Of one direction much, of others little.
        gradients[..., :1] *= 10
        for name, run in [("keras", by_keras), ("optax", by_optax), ("torch", by_torch)]:
            if name == "torch" and len(shape) == 1:
                continue
            after = [step.ravel().tolist() for step in run(w, gradients)]
            given = {"shape": shape, "start": w.ravel().tolist(), "gradients": gradients.reshape(STEPS, -1).tolist()}
            cases.append({"library": name, **given, "params": after})
    versions = {"keras": keras.__version__, "optax": optax.__version__, "torch": torch.__version__.split("+")[0]}
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    head = json.dumps({"versions": versions, "learningRate": RATE})[:-1]
    Path(__file__).with_name("muon.json").write_text(f'{head}, "cases": [\n{lines}\n]}}\n')


main()
