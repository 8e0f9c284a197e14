"""PennyLane, in float64."""

from importlib.metadata import version

import numpy as np
import pennylane
from atlas import N, Atlas, rates
from pennylane import numpy as own


def runner(rule):
    def run(g, start, settings):
        optimizer = getattr(pennylane, rule)(**settings)
        w, points = own.array(start, requires_grad=True), []
        for _ in range(N):
            w = optimizer.step(lambda q: 0.0 * q[0], w, grad_fn=lambda q: own.array(g(float(q[0]), float(q[1]))))
            points.append(np.array(w, float))
        return points

    return run


STEP = "stepsize"
atlas = Atlas("pennylane optimizers", version("pennylane"), "step() with grad_fn; points are the returned parameters")
for rule, settings in [
    ("GradientDescentOptimizer", rates(STEP, 0.05, 0.0005)),
    ("MomentumOptimizer", rates(STEP, 0.01, 0.0002, momentum=0.9)),
    ("NesterovMomentumOptimizer", rates(STEP, 0.01, 0.0002, momentum=0.9)),
    ("AdagradOptimizer", {STEP: 0.1, "eps": 1e-2}),
    ("RMSPropOptimizer", {STEP: 0.01, "decay": 0.9, "eps": 1e-2}),
    ("AdamOptimizer", {STEP: 0.1, "beta1": 0.9, "beta2": 0.99, "eps": 1e-2}),
]:
    atlas.both(rule, settings, runner(rule))


def two_steps(rule):
    def run(rates, gradients):
        optimizer, w = getattr(pennylane, rule)(stepsize=rates[0]), own.zeros(1, requires_grad=True)
        for rate, gradient in zip(rates, gradients):
            optimizer.stepsize = rate
            w = optimizer.step(lambda q: 0.0 * q[0], w, grad_fn=lambda q, slope=gradient: own.array([slope]))
            yield w[0]

    return run


for rule in ("MomentumOptimizer", "NesterovMomentumOptimizer"):
    atlas.moved(rule, two_steps(rule))
atlas.write("pennylane")
