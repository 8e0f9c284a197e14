"""TensorFlow's optimizers of version 1, eagerly, in float64."""

import os
import warnings

warnings.filterwarnings("ignore")
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import numpy as np
import tensorflow as tf
from atlas import N, Atlas, rates


def runner(rule):
    def run(g, start, settings):
        w, points = tf.Variable(np.array(start), dtype=tf.float64), []
        optimizer = getattr(tf.compat.v1.train, rule)(**settings)
        for _ in range(N):
            optimizer.apply_gradients([(tf.constant(np.array(g(*map(float, w.numpy())))), w)])
            points.append(w.numpy().copy())
        return points

    return run


LR = "learning_rate"
EPS = {"epsilon": 1e-2}
atlas = Atlas("tensorflow tf.compat.v1.train", tf.__version__, "eager, float64 variables")
for rule, settings in [
    ("MomentumOptimizer", rates(LR, 0.01, 0.0002, momentum=0.9)),
    ("MomentumOptimizer", rates(LR, 0.01, 0.0002, momentum=0.9, use_nesterov=True)),
    ("AdagradOptimizer", {LR: 0.1, "initial_accumulator_value": 0.1}),
    ("RMSPropOptimizer", {LR: 0.01, "decay": 0.9, **EPS}),
    ("RMSPropOptimizer", rates(LR, 0.01, 0.001, decay=0.9, momentum=0.9, **EPS)),
    ("RMSPropOptimizer", {LR: 0.01, "decay": 0.9, "centered": True, **EPS}),
    ("AdadeltaOptimizer", {LR: 1.0, "rho": 0.95, **EPS}),
    ("AdamOptimizer", {LR: 0.1, "beta1": 0.9, "beta2": 0.99, **EPS}),
    ("FtrlOptimizer", rates(LR, 0.1, 0.01)),
]:
    atlas.both(rule, settings, runner(rule))


def two_steps(rule):
    def run(rates, gradients):
        current, w = tf.Variable(rates[0]), tf.Variable(np.zeros(1))
        optimizer = getattr(tf.compat.v1.train, rule)(lambda: current, momentum=0.9)
        for rate, gradient in zip(rates, gradients):
            current.assign(rate)
            optimizer.apply_gradients([(tf.constant([gradient], tf.float64), w)])
            yield w.numpy()[0]

    return run


atlas.moved("MomentumOptimizer", two_steps("MomentumOptimizer"))
atlas.moved("RMSPropOptimizer", two_steps("RMSPropOptimizer"))
atlas.write("tensorflow1")
