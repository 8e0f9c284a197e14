"""autograd, in float64. The callback sees the point before an update, so the last point is what the rule returns."""

from importlib.metadata import version

import autograd.numpy as np
from autograd.misc import optimizers
from atlas import N, Atlas, rates


def runner(rule):
    def run(g, start, settings):
        points = []
        last = getattr(optimizers, rule)(
            lambda x, i: np.array(g(x[0], x[1])),
            np.array(start),
            callback=lambda x, i, gradient: points.append(x.copy()),
            num_iters=N,
            **settings,
        )
        return points[1:] + [last]

    return run


atlas = Atlas("autograd (autograd.misc.optimizers)", version("autograd"), "point after each update")
for rule, settings in [
    ("sgd", rates("step_size", 0.1, 0.001, mass=0.9)),
    ("sgd", rates("step_size", 0.05, 0.0005, mass=0.5)),
    ("rmsprop", {"step_size": 0.1, "gamma": 0.9, "eps": 1e-8}),
    ("rmsprop", {"step_size": 0.01, "gamma": 0.9, "eps": 1e-2}),
    ("adam", {"step_size": 0.001, "b1": 0.9, "b2": 0.999, "eps": 1e-8}),
    ("adam", {"step_size": 0.1, "b1": 0.9, "b2": 0.99, "eps": 1e-2}),
]:
    atlas.both(rule, settings, runner(rule))
atlas.write("autograd")
