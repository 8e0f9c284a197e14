"""Keras on JAX, in float64."""

import os
import warnings
from importlib.metadata import version

warnings.filterwarnings("ignore")
os.environ["KERAS_BACKEND"] = "jax"

import jax

jax.config.update("jax_enable_x64", True)
import keras
import numpy as np
from atlas import N, Atlas, rates

keras.config.set_floatx("float64")


def runner(rule, shape=(2,)):
    def run(g, start, settings):
        optimizer = getattr(keras.optimizers, rule)(**settings)
        w, points = keras.Variable(np.array(start).reshape(shape), dtype="float64"), []
        optimizer.build([w])
        for _ in range(N):
            gradient = np.array(g(*map(float, np.asarray(w.value).reshape(2)))).reshape(shape)
            optimizer.apply([keras.ops.convert_to_tensor(gradient, dtype="float64")])
            points.append(np.asarray(w.value).reshape(2))
        return points

    return run


EPS = {"epsilon": 1e-2}
BETAS = {"beta_1": 0.9, "beta_2": 0.99}
LR = "learning_rate"
atlas = Atlas("keras (JAX backend)", version("keras"), "floatx float64; point after each apply()")
for rule, settings in [
    ("SGD", rates(LR, 0.05, 0.0005)),
    ("SGD", rates(LR, 0.01, 0.0002, momentum=0.9)),
    ("SGD", rates(LR, 0.01, 0.0002, momentum=0.9, nesterov=True)),
    ("SGD", rates(LR, 0.01, 0.0002, momentum=0.9, weight_decay=0.1)),
    ("SGD", rates(LR, 0.01, 0.0002, clipvalue=1.0)),
    ("SGD", rates(LR, 0.01, 0.0002, clipnorm=1.0)),
    ("SGD", rates(LR, 0.01, 0.0002, global_clipnorm=1.0)),
    ("RMSprop", {LR: 0.01, "rho": 0.9, **EPS}),
    ("RMSprop", rates(LR, 0.01, 0.001, rho=0.9, momentum=0.9, **EPS)),
    ("RMSprop", {LR: 0.01, "rho": 0.9, "centered": True, **EPS}),
    ("RMSprop", rates(LR, 0.01, 0.001, rho=0.9, momentum=0.9, centered=True, **EPS)),
    ("Adagrad", {LR: 0.1, **EPS}),
    ("Adadelta", {LR: 1.0, "rho": 0.95, **EPS}),
    ("Adam", {LR: 0.1, **BETAS, **EPS}),
    ("Adam", {LR: 0.001}),
    ("Adam", {LR: 0.1, "beta_1": 0.9, "beta_2": 0.9, "amsgrad": True, **EPS}),
    ("AdamW", {LR: 0.1, "weight_decay": 0.1, **BETAS, **EPS}),
    ("Adamax", {LR: 0.1, **BETAS, **EPS}),
    ("Nadam", {LR: 0.1, **BETAS, **EPS}),
    ("Lion", {LR: 0.01, **BETAS}),
    ("Lion", {LR: 0.01, "weight_decay": 0.1, **BETAS}),
    ("Ftrl", rates(LR, 0.1, 0.01)),
    (
        "Ftrl",
        rates(LR, 0.1, 0.01, l1_regularization_strength=0.1, l2_regularization_strength=0.1, beta=0.5),
    ),
    ("Lamb", {LR: 0.1, **BETAS, **EPS}),
    ("Adafactor", {LR: 0.01}),
    ("Adafactor", {LR: 0.1, "relative_step": False}),
    ("Muon", {LR: 0.01}),
    ("ScheduleFreeAdamW", {LR: 0.1, **BETAS, **EPS}),
    ("ScheduleFreeAdamW", {LR: 0.1, "warmup_steps": 5, "weight_decay": 0.1, **BETAS, **EPS}),
]:
    atlas.both(rule, settings, runner(rule))
for shape in [(1, 2), (2, 1)]:
    atlas.both(f"Muon on a {shape[0]}x{shape[1]} matrix", {LR: 0.01}, runner("Muon", shape))


def two_steps(rule, **settings):
    def run(rates, gradients):
        optimizer = getattr(keras.optimizers, rule)(**settings)
        w = keras.Variable(np.zeros(1), dtype="float64")
        optimizer.build([w])
        for rate, gradient in zip(rates, gradients):
            optimizer.learning_rate = rate
            optimizer.apply([keras.ops.convert_to_tensor([gradient], dtype="float64")])
            yield w.value[0]

    return run


atlas.moved("SGD m", two_steps("SGD", momentum=0.9))
atlas.moved("SGD nesterov", two_steps("SGD", momentum=0.9, nesterov=True))
atlas.moved("RMSprop m", two_steps("RMSprop", momentum=0.9, rho=0.9))
atlas.write("keras")
