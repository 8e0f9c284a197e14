"""climin, in float64: the points that it yields."""

import inspect
from importlib.metadata import version
from itertools import islice

import numpy as np
from atlas import N, Atlas, rates

# Gone from Python 3.11, and climin still asks for it.
inspect.getargspec = inspect.getfullargspec
import climin


def runner(rule):
    def run(g, start, settings):
        w = np.array(start)
        steps = getattr(climin, rule)(w, lambda q, *_, **__: np.array(g(float(q[0]), float(q[1]))), **settings)
        return [w.copy() for _ in islice(steps, N)]

    return run


atlas = Atlas("climin", version("climin"), "points as yielded after each iteration")
for rule, settings in [
    ("GradientDescent", rates("step_rate", 0.05, 0.0005)),
    ("GradientDescent", rates("step_rate", 0.01, 0.0002, momentum=0.9)),
    ("GradientDescent", rates("step_rate", 0.01, 0.0002, momentum=0.9, momentum_type="nesterov")),
    ("RmsProp", {"step_rate": 0.01, "decay": 0.9}),
    ("RmsProp", rates("step_rate", 0.01, 0.001, decay=0.9, momentum=0.9)),
    ("Adadelta", {"step_rate": 1.0, "decay": 0.9, "offset": 1e-2}),
    ("Adam", {"step_rate": 0.1, "decay_mom1": 0.1, "decay_mom2": 0.01, "offset": 1e-2}),
    ("Adam", {"step_rate": 0.0002}),
]:
    atlas.both(rule, settings, runner(rule))
atlas.write("climin")
