"""The optimizers among JAX's examples, and NumPyro's, which wrap them, in float64."""

import sys
from importlib.metadata import version

import jax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import numpy as np
from atlas import N, Atlas, rates

MASS = {"momentum": {"mass": 0.9}, "nesterov": {"mass": 0.9}}


def examples():
    from jax.example_libraries import optimizers

    def runner(rule):
        def run(g, start, settings):
            init, update, params = getattr(optimizers, rule)(**settings)
            state, points = init(jnp.array(start)), []
            for i in range(N):
                x, y = params(state)
                state = update(i, jnp.array(g(float(x), float(y))), state)
                points.append(np.asarray(params(state)))
            return points

        return run

    atlas = Atlas("jax.example_libraries.optimizers", version("jax"))
    for rule, settings in [
        ("sgd", rates("step_size", 0.05, 0.0005)),
        ("momentum", rates("step_size", 0.01, 0.0002, mass=0.9)),
        ("nesterov", rates("step_size", 0.01, 0.0002, mass=0.9)),
        ("adagrad", {"step_size": 0.1, "momentum": 0.9}),
        ("adagrad", {"step_size": 0.1, "momentum": 0.0}),
        ("rmsprop", {"step_size": 0.01, "gamma": 0.9, "eps": 1e-2}),
        ("rmsprop_momentum", {"step_size": 0.01, "gamma": 0.9, "eps": 1e-2, "momentum": 0.9}),
        ("adam", {"step_size": 0.1, "b1": 0.9, "b2": 0.99, "eps": 1e-2}),
        ("adamax", {"step_size": 0.1, "b1": 0.9, "b2": 0.99, "eps": 1e-2}),
        ("sm3", {"step_size": 0.1, "momentum": 0.9}),
    ]:
        atlas.both(rule, settings, runner(rule))

    def two_steps(rule):
        def run(rates, gradients):
            init, update, params = getattr(optimizers, rule)(lambda t: jnp.array(rates)[t], **MASS.get(rule, {}))
            state = init(jnp.zeros(1))
            for i, gradient in enumerate(gradients):
                state = update(i, jnp.array([gradient]), state)
                yield params(state)[0]

        return run

    for rule in ("momentum", "nesterov", "rmsprop_momentum"):
        atlas.moved(rule, two_steps(rule))
    atlas.write("jax_example")


def numpyro():
    from numpyro import optim

    def runner(rule):
        def run(g, start, settings):
            optimizer = getattr(optim, rule)(**settings)
            state, points = optimizer.init(jnp.array(start)), []
            for _ in range(N):
                x, y = optimizer.get_params(state)
                state = optimizer.update(jnp.array(g(float(x), float(y))), state)
                points.append(np.asarray(optimizer.get_params(state)))
            return points

        return run

    atlas = Atlas("numpyro.optim", version("numpyro"), "x64")
    for rule, settings in [
        ("Momentum", rates("step_size", 0.01, 0.0002, mass=0.9)),
        ("Adagrad", {"step_size": 0.1, "momentum": 0.9}),
        ("RMSProp", {"step_size": 0.01, "gamma": 0.9, "eps": 1e-2}),
        ("RMSPropMomentum", {"step_size": 0.01, "gamma": 0.9, "eps": 1e-2, "momentum": 0.9}),
        ("Adam", {"step_size": 0.1, "b1": 0.9, "b2": 0.99, "eps": 1e-2}),
    ]:
        atlas.both(rule, settings, runner(rule))
    atlas.write("numpyro")


{"jax_example": examples, "numpyro": numpyro}[sys.argv[1]]()
