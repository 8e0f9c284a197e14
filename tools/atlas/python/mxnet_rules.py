"""MXNet on the CPU, in float64, or in float32 where an update kernel refuses that."""

import warnings

warnings.filterwarnings("ignore")

import mxnet
import numpy as np
from atlas import N, Atlas, rates


def runner(rule, dtype):
    def run(g, start, settings):
        optimizer = getattr(mxnet.optimizer, rule)(**settings)
        w, points = mxnet.nd.array(np.array(start, dtype), dtype=dtype), []
        state = optimizer.create_state(0, w)
        for _ in range(N):
            gradient = np.array(g(*map(dtype, w.asnumpy())), dtype)
            optimizer.update(0, w, mxnet.nd.array(gradient, dtype=dtype), state)
            points.append(w.asnumpy())
        return points

    return run


LR = "learning_rate"
EPS = {"epsilon": 1e-2}
BETAS = {"beta1": 0.9, "beta2": 0.99}
atlas = Atlas("mxnet.optimizer", mxnet.__version__, "precision by case")
for rule, settings in [
    ("SGD", rates(LR, 0.05, 0.0005)),
    ("SGD", rates(LR, 0.01, 0.0002, momentum=0.9)),
    ("SGD", rates(LR, 0.01, 0.0002, momentum=0.9, wd=0.1)),
    ("SGD", rates(LR, 0.01, 0.0002, wd=0.1, clip_gradient=1.0)),
    ("NAG", rates(LR, 0.01, 0.0002, momentum=0.9)),
    ("AdaGrad", {LR: 0.1, "eps": 1e-2}),
    ("AdaGrad", {LR: 0.1, "eps": 1e-2, "wd": 0.1}),
    ("RMSProp", {LR: 0.01, "gamma1": 0.9, **EPS}),
    ("RMSProp", rates(LR, 0.01, 0.001, gamma1=0.9, gamma2=0.9, centered=True, **EPS)),
    ("AdaDelta", {LR: 1.0, "rho": 0.9, **EPS}),
    ("Adam", {LR: 0.1, **BETAS, **EPS}),
    ("Adam", {LR: 0.1, "wd": 0.1, **BETAS, **EPS}),
    ("Adam", {LR: 0.1, "wd": 0.1, "clip_gradient": 1.0, **BETAS, **EPS}),
    ("Adamax", {LR: 0.1, **BETAS}),
    ("Nadam", {LR: 0.1, **BETAS, **EPS}),
    ("Signum", {LR: 0.01, "momentum": 0.9}),
]:
    before = len(atlas.failed)
    atlas.both(rule, settings, runner(rule, np.float64))
    if len(atlas.failed) > before:
        del atlas.failed[before:]
        atlas.both(rule, settings, runner(rule, np.float32), "f32")


def two_steps(rule, **settings):
    def run(rates, gradients):
        optimizer, w = getattr(mxnet.optimizer, rule)(**settings), mxnet.nd.zeros(1)
        state = optimizer.create_state(0, w)
        for rate, gradient in zip(rates, gradients):
            optimizer.lr = rate
            optimizer.update(0, w, mxnet.nd.array([gradient]), state)
            yield w.asnumpy()[0]

    return run


atlas.moved("SGD", two_steps("SGD", momentum=0.9))
atlas.moved("NAG", two_steps("NAG", momentum=0.9))
atlas.moved("RMSProp", two_steps("RMSProp", centered=True))
atlas.write("mxnet")
