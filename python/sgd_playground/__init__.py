"""Figures of stochastic gradient descent for notebooks: `Playground`, `Network` and `Graph`."""

from importlib.metadata import version

from .figures import Graph, Network, Playground

__all__ = ["Graph", "Network", "Playground"]
__version__ = version("sgd-playground")
