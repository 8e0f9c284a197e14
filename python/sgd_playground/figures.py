"""The figures: one class for each element."""

import inspect

import numpy as np

from .settings import settings_of
from .widget import Figure


def figure(tag):
    """Gives a class the settings of an element, and says them in its documentation."""

    def settle(cls):
        settings = settings_of(tag)
        lines = [f"{name}: {setting.takes}{listed(setting.choices)}\n    {setting.help}" for name, setting in settings.items()]
        doc = f"{inspect.cleandoc(cls.__doc__)}\n\nSettings\n--------\n" + "\n".join(lines)
        settled = type(cls)(cls.__name__, (cls,), {**settings, "__doc__": doc, "__module__": cls.__module__})
        settled.__qualname__ = cls.__qualname__
        settled.TAG = tag
        settled.SETTINGS = {name: setting.attribute for name, setting in settings.items()}
        keyword = inspect.Parameter.KEYWORD_ONLY
        settled.__signature__ = inspect.Signature(
            [inspect.Parameter(name, keyword, default=None) for name in settings]
        )
        return settled

    return settle


def listed(names):
    return f" ({', '.join(names)})" if names else ""


class Run(Figure):
    """A figure with a run, of which there is a record."""

    _trace = np.empty((0, 0))
    _columns = ()

    @property
    def trace(self):
        """The present run as an array of floats, a row for the start and for each step; `trace_columns` names the columns.

        The figure sends it when the run stands still, and while it plays once a second, or less often where it is long. It is
        empty until the figure has been seen. Where a network has not been evaluated there is NaN.
        """
        return self._trace

    @property
    def trace_columns(self):
        """The names of the columns of `trace`."""
        return self._columns

    def _hear_trace(self, content, buffers):
        # Read only: it is what the figure has sent.
        self._columns = tuple(content["columns"])
        self._trace = np.frombuffer(buffers[0]).reshape(len(self._columns), -1).T


@figure("sgd-playground")
class Playground(Run):
    """A run of an optimizer on a loss of one or two parameters: as a curve, a map, or a surface in space.

    >>> Playground(objective="himmelblau", optimizer="adam", learning_rate=0.05)

    The columns of `trace` are `step`, each parameter by its name, `loss`, and `gradient_norm`, the length of the gradient that
    the step has used.
    """


@figure("sgd-network")
class Network(Run):
    """A network that learns, with its data, its weights and what it gives.

    >>> Network(data="circle", layers=[4, 2], activation="tanh")

    The columns of `trace` are `step` (updates), `samples` and `epoch` so far, `batch_loss` (the mean since the row before),
    `train_loss`, `test_loss`, `train_accuracy` and `test_accuracy` (from 0 to 1).
    """


@figure("sgd-graph")
class Graph(Figure):
    """A computation graph, walked forward with values and backward with gradients.

    >>> Graph(formula="(2w + b - 1)^2", start=[1, 0.5])
    """

    def back(self):
        """Takes the walk one step back."""
        self._do("back")
