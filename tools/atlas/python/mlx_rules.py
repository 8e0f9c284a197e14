"""MLX on the CPU, in float32."""

from importlib.metadata import version

import mlx.core as mx
import mlx.optimizers
import numpy as np
from atlas import N, Atlas, rates

mx.set_default_device(mx.cpu)


def runner(rule, shape=(2,)):
    def run(g, start, settings):
        optimizer = getattr(mlx.optimizers, rule)(**settings)
        params, points = {"w": mx.array(np.array(start, np.float32).reshape(shape))}, []
        for _ in range(N):
            gradient = np.array(g(*np.array(params["w"]).reshape(2)), np.float32).reshape(shape)
            params = optimizer.apply_gradients({"w": mx.array(gradient)}, params)
            mx.eval(params)
            points.append(np.array(params["w"]).reshape(2))
        return points

    return run


LR = "learning_rate"
EPS = {"eps": 1e-2}
BETAS = {"betas": [0.9, 0.99]}
atlas = Atlas("mlx.optimizers", version("mlx"), "CPU, float32 parameters")
for rule, settings in [
    ("SGD", rates(LR, 0.05, 0.0005)),
    ("SGD", rates(LR, 0.01, 0.0002, momentum=0.9)),
    ("SGD", rates(LR, 0.01, 0.0002, momentum=0.9, nesterov=True)),
    ("SGD", rates(LR, 0.05, 0.001, momentum=0.9, dampening=0.5)),
    ("SGD", rates(LR, 0.01, 0.0002, momentum=0.9, weight_decay=0.1)),
    ("RMSprop", {LR: 0.01, "alpha": 0.9, **EPS}),
    ("Adagrad", {LR: 0.1, **EPS}),
    ("AdaDelta", {LR: 1.0, "rho": 0.9, **EPS}),
    ("Adam", {LR: 0.1, **BETAS, **EPS}),
    ("Adam", {LR: 0.1, "bias_correction": True, **BETAS, **EPS}),
    ("AdamW", {LR: 0.1, "weight_decay": 0.1, **BETAS, **EPS}),
    ("Adamax", {LR: 0.1, **BETAS, **EPS}),
    ("Lion", {LR: 0.01, "weight_decay": 0.1, **BETAS}),
    ("Adafactor", {LR: 0.1, "relative_step": False}),
]:
    atlas.both(rule, settings, runner(rule), "f32")
atlas.both("Muon on a 1x2 matrix", {LR: 0.01}, runner("Muon", (1, 2)), "f32")
atlas.both("Muon on a vector", rates(LR, 0.01, 0.0002), runner("Muon"), "f32")


def two_steps(rates, gradients):
    optimizer, params = mlx.optimizers.SGD(learning_rate=rates[0], momentum=0.9), {"w": mx.zeros(1)}
    for rate, gradient in zip(rates, gradients):
        optimizer.learning_rate = rate
        params = optimizer.apply_gradients({"w": mx.array([gradient])}, params)
        yield params["w"].item()


atlas.moved("SGD", two_steps)
atlas.write("mlx")
