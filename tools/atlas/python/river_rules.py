"""river, in float64: weights are a dict, and look_ahead() comes before the gradient, as in its linear models."""

from importlib.metadata import version

from atlas import N, Atlas, rates
from river import optim


def runner(rule):
    def run(g, start, settings):
        optimizer, w, points = getattr(optim, rule)(**settings), dict(zip("xy", start)), []
        for _ in range(N):
            try:
                w = optimizer.look_ahead(w)
            except NotImplementedError:
                pass
            w = optimizer.step(w, dict(zip("xy", g(w["x"], w["y"]))))
            points.append([w["x"], w["y"]])
        return points

    return run


EPS = {"eps": 1e-2}
ADAM = {"lr": 0.1, "beta_1": 0.9, "beta_2": 0.99, **EPS}
AMSGRAD = {"lr": 0.1, "beta_1": 0.9, "beta_2": 0.9, **EPS}
atlas = Atlas(
    "river.optim",
    version("river"),
    "weights as a dict {'x','y'}; look_ahead() is called before the gradient, as river's linear models do; "
    "points are the weights after step()",
)
for rule, settings in [
    ("SGD", rates("lr", 0.05, 0.0005)),
    ("Momentum", rates("lr", 0.01, 0.0002, rho=0.9)),
    ("NesterovMomentum", rates("lr", 0.01, 0.0002, rho=0.9)),
    ("AdaGrad", {"lr": 0.1, **EPS}),
    ("RMSProp", {"lr": 0.01, "rho": 0.9, **EPS}),
    ("AdaDelta", {"rho": 0.95, **EPS}),
    ("Adam", ADAM),
    ("Nadam", ADAM),
    ("AdaMax", ADAM),
    ("AMSGrad", AMSGRAD),
    ("AMSGrad", {**AMSGRAD, "correct_bias": False}),
    ("AdaBound", {"lr": 0.01}),
]:
    atlas.both(rule, settings, runner(rule))


class Rates(optim.base.Scheduler):
    def __init__(self, rates):
        self.rates = rates

    def get(self, t):
        return self.rates[t]


def two_steps(rates, gradients):
    optimizer, w = optim.Momentum(lr=Rates(rates)), {"x": 0.0}
    for gradient in gradients:
        w = optimizer.step(w, {"x": gradient})
        yield w["x"]


atlas.moved("Momentum", two_steps)
atlas.write("river")
