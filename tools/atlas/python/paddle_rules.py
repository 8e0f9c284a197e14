"""PaddlePaddle on the CPU, in float64."""

import warnings

warnings.filterwarnings("ignore")

import numpy as np
import paddle
from atlas import N, Atlas, rates

paddle.set_device("cpu")


def runner(rule):
    def run(g, start, settings):
        initial = paddle.nn.initializer.Assign(np.array(start))
        w, points = paddle.create_parameter([2], "float64", default_initializer=initial), []
        optimizer = getattr(paddle.optimizer, rule)(parameters=[w], **settings)
        for _ in range(N):
            w.grad = paddle.to_tensor(np.array(g(*map(float, w.numpy()))), dtype="float64")
            optimizer.step()
            points.append(w.numpy().copy())
        return points

    return run


LR = "learning_rate"
EPS = {"epsilon": 1e-2}
ADAM = {"beta1": 0.9, "beta2": 0.99, **EPS}
atlas = Atlas("paddle.optimizer", paddle.__version__, "float64 parameters")
for rule, settings in [
    ("SGD", rates(LR, 0.05, 0.0005)),
    ("Momentum", rates(LR, 0.01, 0.0002, momentum=0.9)),
    ("Momentum", rates(LR, 0.01, 0.0002, momentum=0.9, use_nesterov=True)),
    ("Momentum", rates(LR, 0.01, 0.0002, momentum=0.9, weight_decay=0.1)),
    ("Adagrad", {LR: 0.1, "initial_accumulator_value": 0.1, **EPS}),
    ("RMSProp", {LR: 0.01, "rho": 0.9, **EPS}),
    ("RMSProp", rates(LR, 0.01, 0.001, rho=0.9, momentum=0.9, **EPS)),
    ("RMSProp", {LR: 0.01, "rho": 0.9, "centered": True, **EPS}),
    ("Adadelta", {LR: 1.0, "rho": 0.9, **EPS}),
    ("Adam", {LR: 0.1, **ADAM}),
    ("Adam", {LR: 0.1, "beta1": 0.9, "beta2": 0.9, "amsgrad": True, **EPS}),
    ("Adam", {LR: 0.1, "weight_decay": 0.1, **ADAM}),
    ("AdamW", {LR: 0.1, "weight_decay": 0.1, **ADAM}),
    ("Adamax", {LR: 0.1, **ADAM}),
    ("NAdam", {LR: 0.1, **ADAM}),
    ("RAdam", rates(LR, 0.01, 0.0002, **ADAM)),
    ("Rprop", {LR: 0.01}),
    ("ASGD", rates(LR, 0.05, 0.0005, batch_num=3)),
    ("Lamb", {LR: 0.1, "lamb_weight_decay": 0.1, **ADAM}),
]:
    atlas.both(rule, settings, runner(rule))


def two_steps(rule):
    def run(rates, gradients):
        w = paddle.create_parameter([1], "float64", default_initializer=paddle.nn.initializer.Constant(0.0))
        optimizer = getattr(paddle.optimizer, rule)(learning_rate=rates[0], parameters=[w], momentum=0.9)
        for rate, gradient in zip(rates, gradients):
            optimizer.set_lr(rate)
            w.grad = paddle.to_tensor([gradient], dtype="float64")
            optimizer.step()
            yield float(w.numpy()[0])

    return run


atlas.moved("Momentum", two_steps("Momentum"))
atlas.moved("RMSProp", two_steps("RMSProp"))
atlas.write("paddle")
