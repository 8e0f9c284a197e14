"""Lasagne and downhill, on Theano, in float64."""

import os
import sys
import types
from itertools import islice

os.environ["THEANO_FLAGS"] = "floatX=float64,cxx=,mode=FAST_COMPILE"

import numpy as np
import pkg_resources
import theano
import theano.tensor.signal
from atlas import N, START, Atlas, rates

LR = "learning_rate"


def version(package):
    return pkg_resources.get_distribution(package).version


def lasagne():
    # Lasagne's layers import a module that Theano no longer has; its rules do not use it.
    absent = types.ModuleType("theano.tensor.signal.downsample")
    absent.max_pool_2d = None
    sys.modules[absent.__name__] = theano.tensor.signal.downsample = absent
    from lasagne import updates

    momentum = "(apply_momentum)"

    def runner(rule):
        def run(g, start, settings):
            w, gradient, points = theano.shared(np.array(start)), theano.shared(np.zeros(2)), []
            arguments = {key: value for key, value in settings.items() if key != momentum}
            rules = getattr(updates, rule)([gradient], [w], **arguments)
            if momentum in settings:
                rules = updates.apply_momentum(rules, [w], settings[momentum])
            step = theano.function([], [], updates=rules)
            for _ in range(N):
                gradient.set_value(np.array(g(*map(float, w.get_value()))))
                step()
                points.append(w.get_value().copy())
            return points

        return run

    eps = {"epsilon": 1e-2}
    atlas = Atlas("lasagne.updates", version("lasagne"), "on Theano 1.0.5")
    for rule, settings in [
        ("sgd", rates(LR, 0.05, 0.0005)),
        ("momentum", rates(LR, 0.01, 0.0002, momentum=0.9)),
        ("nesterov_momentum", rates(LR, 0.01, 0.0002, momentum=0.9)),
        ("adagrad", {LR: 0.1, **eps}),
        ("rmsprop", {LR: 0.01, "rho": 0.9, **eps}),
        ("rmsprop", rates(LR, 0.01, 0.001, rho=0.9, **eps, **{momentum: 0.9})),
        ("adadelta", {LR: 1.0, "rho": 0.95, **eps}),
        ("adam", {LR: 0.1, "beta1": 0.9, "beta2": 0.99, **eps}),
    ]:
        atlas.both(rule, settings, runner(rule))
    atlas.write("lasagne")


def downhill():
    import downhill

    def points(rule, settings, objective):
        """downhill differentiates by itself: it takes the loss as a formula."""
        w = theano.shared(np.array(START[objective]), name="w")
        x, y = w[0], w[1]
        quadratic = objective == "quadratic"
        loss = 0.5 * (1.0 * x**2 + 10.0 * y**2) if quadratic else (1 - x) ** 2 + 100 * (y - x**2) ** 2
        optimizer = downhill.build(rule, loss=loss, params=[w], inputs=[])
        steps = optimizer.iterate([[]], patience=1000, min_improvement=0, validate_every=10**6, **settings)
        return [w.get_value().copy() for _ in islice(steps, N)]

    eps = {"rms_regularizer": 1e-2}
    atlas = Atlas("downhill", version("downhill"), "on Theano 1.0.5; f64; loss given symbolically")
    for rule, settings in [
        ("sgd", rates(LR, 0.05, 0.0005)),
        ("sgd", rates(LR, 0.01, 0.0002, momentum=0.9)),
        ("nag", rates(LR, 0.01, 0.0002, momentum=0.9)),
        ("rmsprop", {LR: 0.01, "rms_halflife": 7, **eps}),
        ("adagrad", {LR: 0.1, **eps}),
        ("adadelta", {LR: 1.0, "rms_halflife": 7, **eps}),
        ("adam", {LR: 0.1, "beta1_halflife": 7, "beta2_halflife": 69, **eps}),
        ("rprop", {LR: 0.01}),
    ]:
        for objective in START:
            chosen = settings.get(objective, settings)
            atlas.case(rule, chosen, objective, points(rule, chosen, objective))
    atlas.write("downhill")


lasagne()
downhill()
