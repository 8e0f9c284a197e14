"""Qiskit Algorithms, in float64."""

from importlib.metadata import version

import numpy as np
from atlas import N, Atlas
from qiskit_algorithms.optimizers import ADAM


def run(g, start, settings):
    points = []

    def jacobian(x):
        points.append(np.array(x))
        return np.array(g(float(x[0]), float(x[1])))

    ADAM(maxiter=N + 1, tol=0.0, **settings).minimize(lambda x: 0.0, np.array(start), jac=jacobian)
    return points[1 : N + 1]


atlas = Atlas(
    "qiskit-algorithms",
    version("qiskit-algorithms"),
    "ADAM.minimize: the points at which the jacobian was asked for, after the start",
)
COMMON = {"lr": 0.1, "beta_1": 0.9, "noise_factor": 1e-8, "eps": 1e-2}
atlas.both("ADAM", {**COMMON, "beta_2": 0.99, "amsgrad": False}, run)
atlas.both("ADAM", {**COMMON, "beta_2": 0.9, "amsgrad": True}, run)
atlas.write("qiskit_algorithms")
