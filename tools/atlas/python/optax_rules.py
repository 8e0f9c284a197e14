"""Optax, in float64."""

from importlib.metadata import version

import jax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import numpy as np
import optax
import optax.contrib
from atlas import N, START, Atlas, gradient, rates


def steps(transformation, objective, shape=(2,)):
    """Parameters and state after each step."""
    params = jnp.array(START[objective]).reshape(shape)
    state = transformation.init(params)
    for _ in range(N):
        g = jnp.array(gradient(objective, *map(float, params.reshape(2)))).reshape(shape)
        updates, state = transformation.update(g, state, params)
        params = optax.apply_updates(params, updates)
        yield params, state


def both(rule, make, settings, shape=(2,), **extra):
    for objective in START:
        chosen = settings.get(objective, settings)
        points = [np.asarray(params).reshape(2) for params, _ in steps(make(**chosen), objective, shape)]
        atlas.case(rule, chosen, objective, points, **extra)


def averaging(rule, make, settings):
    """The parameters are where gradients are taken; what is evaluated is an average."""
    for objective in START:
        chosen = settings.get(objective, settings)
        after = list(steps(make(**chosen), objective))
        averaged = [optax.contrib.schedule_free_eval_params(state, params).tolist() for params, state in after]
        atlas.case(rule, chosen, objective, [np.asarray(params) for params, _ in after], eval_steps=averaged)


LR = "learning_rate"
EPS = {"eps": 1e-2}
BETAS = {"b1": 0.9, "b2": 0.99}
ADAM = {LR: 0.1, **BETAS, **EPS}
RMS = {LR: 0.01, "decay": 0.9, **EPS}
ILL = {"check_slack": 10000, "remark": "at the first step the centered average is 0: ill-conditioned"}
atlas = Atlas("optax", version("optax"), "points are params after apply_updates")
for rule, settings in [
    ("sgd", rates(LR, 0.05, 0.0005)),
    ("sgd", rates(LR, 0.01, 0.0002, momentum=0.9)),
    ("sgd", rates(LR, 0.01, 0.0002, momentum=0.9, nesterov=True)),
    ("sign_sgd", {LR: 0.01}),
    ("rmsprop", RMS),
    ("rmsprop", {**RMS, "eps_in_sqrt": False}),
    ("rmsprop", {**RMS, "centered": True, "initial_scale": 1.0}),
    ("rmsprop", rates(LR, 0.01, 0.001, decay=0.9, momentum=0.9, **EPS)),
    ("rmsprop", rates(LR, 0.01, 0.001, decay=0.9, momentum=0.9, nesterov=True, **EPS)),
    ("rmsprop", {**RMS, "bias_correction": True}),
    ("rmsprop", {**RMS, "bias_correction": True, "centered": True}),
    ("adagrad", {LR: 0.1, "initial_accumulator_value": 0.1, **EPS}),
    ("adagrad", {LR: 0.1, "initial_accumulator_value": 0.0, **EPS}),
    ("adadelta", {LR: 1.0, "rho": 0.9, **EPS}),
    ("adadelta", {LR: 1.0, "rho": 0.9, "weight_decay": 0.1, **EPS}),
    ("adam", ADAM),
    ("adam", {**ADAM, "eps_root": 1e-2}),
    ("adam", {LR: 0.001}),
    ("adamw", {**ADAM, "weight_decay": 0.1}),
    ("nadam", ADAM),
    ("nadamw", {**ADAM, "weight_decay": 0.1}),
    ("adamax", ADAM),
    ("amsgrad", {LR: 0.1, "b1": 0.9, "b2": 0.9, **EPS}),
    ("lion", {LR: 0.01, "weight_decay": 0.1, **BETAS}),
    ("yogi", ADAM),
    ("adabelief", {**ADAM, "eps_root": 1e-2}),
    ("radam", ADAM),
    ("rprop", {LR: 0.01}),
    ("lamb", {**ADAM, "eps_root": 0.0, "weight_decay": 0.1}),
    ("adafactor", {LR: 0.1}),
]:
    ill = settings.get("centered") and settings.get("bias_correction")
    both(f"optax.{rule}", getattr(optax, rule), settings, **(ILL if ill else {}))
for rule, settings in [("muon", {LR: 0.01}), ("prodigy", {LR: 1.0}), ("adopt", {LR: 0.01})]:
    both(f"optax.contrib.{rule}", getattr(optax.contrib, rule), settings)
for shape in [(1, 2), (2, 1)]:
    both(f"optax.contrib.muon on a {shape[0]}x{shape[1]} matrix", optax.contrib.muon, {LR: 0.01}, shape)
for rule, settings in [
    ("schedule_free_sgd", rates(LR, 0.01, 0.0002, b1=0.9)),
    ("schedule_free_adamw", ADAM),
    ("schedule_free_adamw", {**ADAM, "warmup_steps": 5, "weight_decay": 0.1}),
]:
    averaging(f"optax.contrib.{rule}", getattr(optax.contrib, rule), settings)


def two_steps(make, **settings):
    def run(rates, gradients):
        transformation = make(lambda t: jnp.array(rates)[t], momentum=0.9, **settings)
        params = jnp.zeros(1)
        state = transformation.init(params)
        for gradient in gradients:
            updates, state = transformation.update(jnp.array([gradient]), state, params)
            params = optax.apply_updates(params, updates)
            yield params[0]

    return run


atlas.moved("sgd", two_steps(optax.sgd))
atlas.moved("sgd nesterov", two_steps(optax.sgd, nesterov=True))
atlas.moved("rmsprop m", two_steps(optax.rmsprop))
atlas.write("optax")
