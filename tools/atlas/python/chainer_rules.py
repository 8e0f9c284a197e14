"""Chainer, in float64. Its hooks stand in the settings in parentheses."""

import os
import warnings

warnings.filterwarnings("ignore")
os.environ["CHAINER_WARN_VERSION_MISMATCH"] = "0"

import chainer
import numpy as np
from atlas import N, Atlas, rates

HOOKS = {
    "(WeightDecay)": chainer.optimizer_hooks.WeightDecay,
    "(GradientClipping)": chainer.optimizer_hooks.GradientClipping,
}


class Point(chainer.Link):
    def __init__(self, start):
        super().__init__()
        with self.init_scope():
            self.w = chainer.Parameter(np.array(start))


def runner(rule):
    def run(g, start, settings):
        link, points = Point(start), []
        arguments = {key: value for key, value in settings.items() if key not in HOOKS}
        optimizer = getattr(chainer.optimizers, rule)(**arguments)
        optimizer.setup(link)
        for key in settings.keys() & HOOKS.keys():
            optimizer.add_hook(HOOKS[key](settings[key]))
        for _ in range(N):
            link.w.grad = np.array(g(*map(float, link.w.array)))
            optimizer.update()
            points.append(link.w.array.copy())
        return points

    return run


EPS = {"eps": 1e-2}
BETAS = {"beta1": 0.9, "beta2": 0.99}
atlas = Atlas("chainer.optimizers", chainer.__version__, "float64 parameters; hooks in parentheses")
for rule, settings in [
    ("SGD", rates("lr", 0.05, 0.0005)),
    ("SGD", rates("lr", 0.01, 0.0002, **{"(GradientClipping)": 1.0})),
    ("MomentumSGD", rates("lr", 0.01, 0.0002, momentum=0.9)),
    ("MomentumSGD", rates("lr", 0.01, 0.0002, momentum=0.9, **{"(WeightDecay)": 0.1})),
    ("CorrectedMomentumSGD", rates("lr", 0.01, 0.0002, momentum=0.9)),
    ("NesterovAG", rates("lr", 0.01, 0.0002, momentum=0.9)),
    ("AdaGrad", {"lr": 0.1, **EPS}),
    ("RMSprop", {"lr": 0.01, "alpha": 0.9, **EPS}),
    ("RMSprop", {"lr": 0.01, "alpha": 0.9, "eps_inside_sqrt": True, **EPS}),
    ("RMSpropGraves", rates("lr", 0.01, 0.001, alpha=0.9, momentum=0.9, **EPS)),
    ("AdaDelta", {"rho": 0.95, **EPS}),
    ("Adam", {"alpha": 0.1, **BETAS, **EPS}),
    ("Adam", {"alpha": 0.1, "weight_decay_rate": 0.01, "eta": 1.0, **BETAS, **EPS}),
    ("AMSGrad", {"alpha": 0.1, "beta1": 0.9, "beta2": 0.9, **EPS}),
    ("AdaBound", {"alpha": 0.01}),
]:
    atlas.both(rule, settings, runner(rule))


def two_steps(rule):
    def run(rates, gradients):
        link, optimizer = Point([0.0]), getattr(chainer.optimizers, rule)(lr=rates[0])
        optimizer.setup(link)
        for rate, gradient in zip(rates, gradients):
            optimizer.lr = rate
            link.w.grad = np.array([gradient])
            optimizer.update()
            yield link.w.array[0]

    return run


for rule in ("MomentumSGD", "CorrectedMomentumSGD", "NesterovAG", "RMSpropGraves"):
    atlas.moved(rule, two_steps(rule))
atlas.write("chainer")
