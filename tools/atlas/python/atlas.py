"""Shared by the generators of Python libraries: the objectives, and the file that is written into the working directory."""

import json
import math

N = 50
START = {"quadratic": (1.0, -0.75), "rosenbrock": (-1.25, 1.0)}


def gradient(objective, x, y):
    if objective == "quadratic":
        return x, 10.0 * y
    r = y - x * x
    return -2 * (1 - x) - 400 * x * r, 200 * r


def rates(name, quadratic, rosenbrock, **others):
    """Settings for each objective: a learning rate of that name, and others."""
    return {"quadratic": {name: quadratic, **others}, "rosenbrock": {name: rosenbrock, **others}}


class Atlas:
    def __init__(self, library, version, note=""):
        self.library, self.version, self.note = library, version, note
        self.cases, self.failed, self.moves = [], [], {}

    def case(self, rule, settings, objective, steps, precision="f64", start=None, **extra):
        head = {"rule": rule, "settings": settings, "objective": objective, **extra}
        if objective == "quadratic":
            head.update(a=1, b=10)
        start = START[objective] if start is None else start
        head.update(start=start, precision=precision, steps=_points(steps))
        self.cases.append(head)

    def both(self, rule, settings, run, precision="f64", **extra):
        """Runs both objectives. `run(g, start, settings)` gives N points, each after one step; settings may be by objective."""
        for objective, start in START.items():
            chosen = settings.get(objective, settings)

            def g(x, y):
                return gradient(objective, x, y)

            try:
                steps = run(g, start, chosen)
            except Exception as error:
                reason = str(error).partition("\n")[0]
                self.failed.append(f"{rule}, {objective}: {type(error).__name__}: {reason}")
                continue
            self.case(rule, chosen, objective, steps, precision, **extra)

    def moved(self, rule, run):
        """A rate of 0.1 and a gradient of 1, then both 0. `run(rates, gradients)` gives the two points, from 0."""
        first, second = run([0.1, 0.0], [1.0, 0.0])
        self.moves[rule] = float(second) - float(first)

    def write(self, name):
        keys = ("library", "version", "note", "cases", "failed", "moves")
        with open(f"{name}.json", "w", encoding="utf-8") as file:
            json.dump({key: getattr(self, key) for key in keys}, file)


def _points(steps):
    """Of any kind of number, as Python's own, which JSON keeps whole; null for what JSON has no word for."""
    return [[float(x) if math.isfinite(float(x)) else None for x in point] for point in steps]
