"""scikit-learn, in float64: the optimizers of its multilayer perceptrons, and its linear models that learn by SGD."""

import warnings

warnings.filterwarnings("ignore")

import numpy as np
import sklearn
from atlas import N, Atlas, rates
from sklearn.linear_model import SGDClassifier, SGDRegressor
from sklearn.neural_network import _stochastic_optimizers


def perceptrons():
    def runner(rule):
        def run(g, start, settings):
            params, points = [np.array(start)], []
            optimizer = getattr(_stochastic_optimizers, rule)(params, **settings)
            for _ in range(N):
                optimizer.update_params(params, [np.array(g(*params[0]))])
                points.append(params[0].copy())
            return points

        return run

    rate = "learning_rate_init"
    note = "points are the stored parameters: with nesterov the look-ahead point"
    atlas = Atlas("scikit-learn MLP optimizers", sklearn.__version__, note)
    for rule, settings in [
        ("SGDOptimizer", rates(rate, 0.05, 0.0005, momentum=0.0, nesterov=False)),
        ("SGDOptimizer", rates(rate, 0.01, 0.0002, momentum=0.9, nesterov=False)),
        ("SGDOptimizer", rates(rate, 0.01, 0.0002, momentum=0.9, nesterov=True)),
        ("AdamOptimizer", {rate: 0.1, "beta_1": 0.9, "beta_2": 0.99, "epsilon": 1e-2}),
        ("AdamOptimizer", {rate: 0.001}),
    ]:
        atlas.both(rule, settings, runner(rule))

    def two_steps(nesterov):
        def run(rates, gradients):
            params = [np.zeros(1)]
            optimizer = _stochastic_optimizers.SGDOptimizer(params, nesterov=nesterov)
            for rate, gradient in zip(rates, gradients):
                optimizer.learning_rate = rate
                optimizer.update_params(params, [np.array([gradient])])
                yield params[0][0]

        return run

    for nesterov in (False, True):
        atlas.moved(f"nesterov={nesterov}", two_steps(nesterov))
    atlas.write("sklearn_mlp")


START = [1.0, -0.75]
X = [[1.0, 0.5], [-0.5, 3.0], [2.0, -1.0]]
TARGETS = {SGDRegressor: [1.0, -2.0, 0.5], SGDClassifier: [1, 0, 1]}


def linear(kind, settings):
    model = kind(**{"fit_intercept": False, "shuffle": False, "random_state": 0, **settings})
    y = TARGETS[kind]
    # A first sample of zeros makes the arrays; then the weights are put where the run is to start.
    model.partial_fit([[0.0, 0.0]], y[:1], **({"classes": [0, 1]} if kind is SGDClassifier else {}))
    model.t_ = 1.0
    model.coef_ = np.array(START).reshape(model.coef_.shape)
    model.intercept_ = np.zeros(1)
    if hasattr(model, "_standard_coef"):
        model._standard_coef, model._standard_intercept = model.coef_.copy(), model.intercept_.copy()
        model._average_coef, model._average_intercept = np.zeros_like(model.coef_), np.zeros(1)
    points = []
    for i in range(N):
        model.partial_fit([X[i % 3]], [y[i % 3]])
        points.append(np.ravel(model.coef_).copy())
    return points


def linear_models():
    constant = {"learning_rate": "constant", "eta0": 0.05, "alpha": 0.1}
    optimal = {"learning_rate": "optimal", "alpha": 0.1}
    note = "partial_fit with one sample after another, cyclically; points are coef_, which is the running average where there is one"
    atlas = Atlas("scikit-learn SGDRegressor/SGDClassifier", sklearn.__version__, note)
    for kind, settings in [
        (SGDRegressor, constant),
        (SGDRegressor, {**constant, "learning_rate": "invscaling", "power_t": 0.25}),
        (SGDRegressor, optimal),
        (SGDRegressor, {**constant, "penalty": "l1"}),
        (SGDRegressor, {**constant, "fit_intercept": True}),
        (SGDRegressor, {**constant, "average": True}),
        (SGDRegressor, {**constant, "loss": "huber", "epsilon": 0.1}),
        (SGDClassifier, {**optimal, "loss": "log_loss"}),
        (SGDClassifier, {**optimal, "loss": "hinge"}),
        (SGDClassifier, {**constant, "eta0": 0.1, "loss": "modified_huber"}),
    ]:
        samples = {"X": X, "y": TARGETS[kind], "loss": settings.get("loss", "squared_error")}
        atlas.case(kind.__name__, settings, "samples", linear(kind, settings), start=START, **samples)
    atlas.write("sklearn_sgd")


perceptrons()
linear_models()
