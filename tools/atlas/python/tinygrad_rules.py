"""tinygrad on its own interpreter, which needs no compiler, in float32."""

import os
from importlib.metadata import version

os.environ["DEV"] = "PYTHON"

from atlas import N, Atlas, rates
from tinygrad import Tensor, dtypes, helpers
from tinygrad.nn import optim


def runner(rule):
    def run(g, start, settings):
        w, points = Tensor(list(start), dtype=dtypes.float32), []
        optimizer = getattr(optim, rule)([w], **settings)
        with helpers.Context(TRAINING=1):
            for _ in range(N):
                w.grad = Tensor([float(c) for c in g(*w.numpy())], dtype=dtypes.float32)
                optimizer.step()
                points.append(w.numpy().copy())
        return points

    return run


ADAM = {"lr": 0.1, "b1": 0.9, "b2": 0.99, "eps": 1e-2}
atlas = Atlas(
    "tinygrad.nn.optim",
    version("tinygrad"),
    "float32 parameters on the PYTHON device (float64 ones are refused as soon as there is a momentum buffer, unless OPTIM_DTYPE is set)",
)
for rule, settings in [
    ("SGD", rates("lr", 0.05, 0.0005)),
    ("SGD", rates("lr", 0.01, 0.0002, momentum=0.9)),
    ("SGD", rates("lr", 0.01, 0.0002, momentum=0.9, nesterov=True)),
    ("SGD", rates("lr", 0.01, 0.0002, momentum=0.9, weight_decay=0.1)),
    ("SGD", rates("lr", 0.01, 0.0002, momentum=0.9, classic=True)),
    ("Adam", ADAM),
    ("AdamW", {**ADAM, "weight_decay": 0.1}),
    ("LAMB", ADAM),
    ("Muon", {"lr": 0.01}),
]:
    atlas.both(rule, settings, runner(rule), "f32")
atlas.write("tinygrad")
