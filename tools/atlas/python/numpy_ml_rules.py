"""numpy-ml, in float64."""

import collections
import collections.abc
from importlib.metadata import version

import numpy as np
from atlas import N, Atlas, rates

# numpy-ml is older than Python 3.10, which no longer has these names here.
for name in ("Hashable", "Iterable", "Mapping", "Callable"):
    setattr(collections, name, getattr(collections.abc, name))
from numpy_ml.neural_nets.optimizers import optimizers


def runner(rule):
    def run(g, start, settings):
        optimizer, w, points = getattr(optimizers, rule)(**settings), np.array(start), []
        for _ in range(N):
            w = optimizer.update(w, np.array(g(float(w[0]), float(w[1]))), "w")
            optimizer.step()
            points.append(w)
        return points

    return run


atlas = Atlas("numpy-ml", version("numpy-ml"))
for rule, settings in [
    ("SGD", rates("lr", 0.05, 0.0005)),
    ("SGD", rates("lr", 0.01, 0.0002, momentum=0.9)),
    ("SGD", rates("lr", 0.01, 0.0002, clip_norm=1.0)),
    ("AdaGrad", {"lr": 0.1, "eps": 1e-2}),
    ("RMSProp", {"lr": 0.01, "decay": 0.9, "eps": 1e-2}),
    ("Adam", {"lr": 0.1, "decay1": 0.9, "decay2": 0.99, "eps": 1e-2}),
]:
    atlas.both(rule, settings, runner(rule))
atlas.write("numpy_ml")
