"""The update rules of PyMC's variational inference, in float64."""

import os
from importlib.metadata import version

os.environ["PYTENSOR_FLAGS"] = "cxx=,floatX=float64,mode=FAST_COMPILE"

import numpy as np
import pytensor
from atlas import N, Atlas, rates
from pymc.variational import updates


def runner(rule):
    def run(g, start, settings):
        w, gradient, points = pytensor.shared(np.array(start)), pytensor.shared(np.zeros(2)), []
        step = pytensor.function([], [], updates=getattr(updates, rule)([gradient], [w], **settings))
        for _ in range(N):
            gradient.set_value(np.array(g(*map(float, w.get_value()))))
            step()
            points.append(w.get_value().copy())
        return points

    return run


LR = "learning_rate"
EPS = {"epsilon": 1e-2}
ADAM = {LR: 0.1, "beta1": 0.9, "beta2": 0.99, **EPS}
atlas = Atlas("pymc.variational.updates", version("pymc"), "float64 shared variables")
for rule, settings in [
    ("sgd", rates(LR, 0.05, 0.0005)),
    ("momentum", rates(LR, 0.01, 0.0002, momentum=0.9)),
    ("nesterov_momentum", rates(LR, 0.01, 0.0002, momentum=0.9)),
    ("adagrad", {LR: 0.1, **EPS}),
    ("adagrad_window", {LR: 0.01, "epsilon": 0.1, "n_win": 10}),
    ("rmsprop", {LR: 0.01, "rho": 0.9, **EPS}),
    ("adadelta", {LR: 1.0, "rho": 0.95, **EPS}),
    ("adam", ADAM),
    ("adamax", ADAM),
]:
    atlas.both(rule, settings, runner(rule))


def two_steps(rule):
    def run(rates, gradients):
        rate, w, gradient = (pytensor.shared(np.array(start)) for start in (rates[0], [0.0], [0.0]))
        rules = getattr(updates, rule)([gradient], [w], learning_rate=rate, momentum=0.9)
        step = pytensor.function([], [], updates=rules)
        for now, slope in zip(rates, gradients):
            rate.set_value(np.array(now))
            gradient.set_value(np.array([slope]))
            step()
            yield w.get_value()[0]

    return run


atlas.moved("momentum", two_steps("momentum"))
atlas.moved("nesterov_momentum", two_steps("nesterov_momentum"))
atlas.write("pymc")
