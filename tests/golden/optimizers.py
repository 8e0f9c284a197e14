"""Golden traces of optimizers: short runs of Keras, Optax and PyTorch, with which ours are compared.

Into an environment of their own:

    pip install -r requirements.txt -r requirements-torch.txt

Then, for `keras.json`, `optax.json` and `torch.json` beside this file (or for those libraries only that are named):

    python optimizers.py [keras] [optax] [torch] [OPTIMIZER…]

Where optimizers are named, the cases of all others stay as they are: the last digit of some depends on the processor.

Every run takes 200 steps, and after 100 of them the learning rate falls to a third, which shows whether a library keeps
the rate inside its velocity or outside. Row k is the state after k updates.

A case has the `settings` that were given to the library, and as `defaults` the library's own values of the others, as
read back from it, both under our names (0 where the library says None or False). `weightDecay` is decoupled, `l2` is
added to the gradient after any clipping. A setting that is in neither is not used.

All of it is in float64: Keras by floatx, JAX by x64 (without which Keras falls to float32 as well), PyTorch by its
default type. `precision` is measured, not supposed: "f64" if no operation of an update (for PyTorch: no tensor of the
optimizer's state) is of a lesser type.

A case's `convention` says whose formulas it follows, "keras" or "torch". For Optax that depends:

    sgd, momentum, nesterov  torch: the rate stands outside the velocity
    adagrad                  keras: sqrt(sum + epsilon)
    rmsprop                  keras: sqrt(average + epsilon), the rate inside the momentum; with eps_in_sqrt=False and
                             without momentum torch: sqrt(average) + epsilon
    adadelta                 torch, by its defaults: the formulas of the two are the same
    adam, adamw              torch: epsilon beside the corrected root
    adamax                   torch: max(beta2*u, |g| + epsilon)
    lion                     keras: PyTorch has none
    lamb                     its own: the decay is in the step
    nadam                    neither, thus left out: it has no schedule of the momentum
    amsgrad                  neither, thus left out: the maximum is of corrected averages, in the others of uncorrected
    prodigy                  its own: it corrects the means
    adabelief                its own: it has two epsilons
    radam                    its own: epsilon beside the corrected root
    rprop                    optax: it takes every step one step later
    adafactor                optax: the rate has no bound of 1/sqrt(t)
    schedule-free-sgd        optax: the share of a step in the average goes by its rate
    schedule-free-adamw      optax: the same, and its decay is in the step of z
    muon                     its own; the variables are a matrix of one column, in PyTorch of one row, whose rows are outputs
    clipNorm                 keras: without the 1e-6 which PyTorch adds to the norm

PyTorch's Muon makes matrices orthogonal in bfloat16, whatever the type of the parameters: its precision is "bf16", and its runs
end before they come to a minimum, where small differences grow.

A rule that Keras does not have has the name of its library for a convention.
"""

import inspect
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_ENABLE_X64"] = "1"
os.environ["JAX_PLATFORMS"] = "cpu"

STEPS, CHANGE = 200, 100
ROWS = [*range(10), *range(10, STEPS + 1, 10)]

Settings = dict[str, float]


class Objective(NamedTuple):
    formula: str
    function: Callable[[Any, Any], Any]
    start: tuple[float, float]


BOWL = Objective("x^2 + 10*y^2", lambda x, y: x**2 + 10 * y**2, (-1.5, 1.0))
ROSENBROCK = Objective(
    "(1-x)^2 + 100*(y-x^2)^2", lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2, (-1.0, 1.0)
)
HIMMELBLAU = Objective(
    "(x^2+y-11)^2 + (x+y^2-7)^2", lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2, (0.0, 0.0)
)
OBJECTIVES = [BOWL, ROSENBROCK, HIMMELBLAU]

# The learning rates on each of these. With them, and with the settings below, no run is chaotic: an error of rounding
# grows by less than 1e4.
SLOW = [0.01, 0.0005, 0.005]
RATES = {
    "sgd": SLOW,
    "momentum": SLOW,
    "nesterov": SLOW,
    "adagrad": [0.5, 0.5, 0.5],
    "rmsprop": [0.02, 0.01, 0.02],
    "adadelta": [1.0, 1.0, 1.0],
    "lion": [0.01, 0.01, 0.01],
    "rprop": [0.1, 0.01, 0.1],
    "lamb": [0.02, 0.002, 0.02],
    "schedule-free-sgd": SLOW,
    "adafactor": [0.1, 0.02, 0.1],
    "radam": SLOW,
    "muon": [0.02, 0.005, 0.02],
    "asgd": SLOW,
    "prodigy": [1.0, 0.15, 1.0],
}
FAST = [0.05, 0.01, 0.05]

# The settings of its own that an optimizer has.
KNOBS = {
    "sgd": [],
    "momentum": ["momentum"],
    "nesterov": ["momentum"],
    "adagrad": ["initialAccumulator", "epsilon"],
    "rmsprop": ["rho", "momentum", "epsilon", "centered"],
    "adadelta": ["rho", "epsilon"],
    "adam": ["beta1", "beta2", "epsilon"],
    "adamw": ["beta1", "beta2", "epsilon", "weightDecay"],
    "nadam": ["beta1", "beta2", "epsilon"],
    "adamax": ["beta1", "beta2", "epsilon"],
    "amsgrad": ["beta1", "beta2", "epsilon"],
    "lion": ["beta1", "beta2"],
    "rprop": ["etaMinus", "etaPlus", "smallestStep", "largestStep"],
    "lamb": ["beta1", "beta2", "epsilon"],
    "schedule-free-sgd": ["interpolation"],
    "adafactor": ["clipThreshold"],
    "schedule-free-adamw": ["interpolation", "beta2", "epsilon"],
    "radam": ["beta1", "beta2", "epsilon"],
    "adabelief": ["beta1", "beta2", "epsilon", "varianceEpsilon"],
    "muon": ["momentum", "nesterov", "iterations"],
    "asgd": ["decayTerm", "ratePower", "averagingStart"],
    "prodigy": ["beta1", "beta2", "epsilon", "firstDistance", "distanceFactor"],
}

# Its variants, on every objective. A large epsilon shows where it stands.
VELOCITY = {"default": {"momentum": 0.9}, "light": {"momentum": 0.5}}
BETAS = {"beta1": 0.8, "beta2": 0.99}
RMS = {"rho": 0.98, "epsilon": 1e-2}
VARIANTS: dict[str, dict[str, Settings]] = {
    "sgd": {"default": {}},
    "momentum": VELOCITY,
    "nesterov": VELOCITY,
    "adagrad": {"default": {}, "large epsilon": {"initialAccumulator": 0.5, "epsilon": 1e-2}},
    "rmsprop": {
        "default": {},
        "plain": RMS,
        "centered": RMS | {"centered": 1},
        "momentum": RMS | {"momentum": 0.5},
        "centered with momentum": RMS | {"centered": 1, "momentum": 0.5},
    },
    "adadelta": {"default": {}, "large epsilon": {"rho": 0.98, "epsilon": 1e-3}},
    "adamw": {"default": {}, "other betas": BETAS | {"epsilon": 1e-3, "weightDecay": 0.05}},
    "lion": {"default": {}, "other betas": {"beta1": 0.8, "beta2": 0.95}},
    "adabelief": {"default": {}, "large epsilons": BETAS | {"epsilon": 1e-2, "varianceEpsilon": 1e-3}},
    "asgd": {"default": {}, "fast decay": {"decayTerm": 0.5, "ratePower": 0.6, "averagingStart": 20}},
    "prodigy": {"default": {}, "near": BETAS | {"epsilon": 1e-3, "firstDistance": 1e-3, "distanceFactor": 0.5}},
    "rprop": {
        "default": {},
        "other factors": {"etaMinus": 0.3, "etaPlus": 1.1, "smallestStep": 1e-3, "largestStep": 0.2},
    },
    "adafactor": {"default": {}, "higher limit": {"clipThreshold": 1.5}},
    "schedule-free-sgd": {"default": {}, "nearer": {"interpolation": 0.5}},
    "schedule-free-adamw": {
        "default": {},
        "other betas": {"interpolation": 0.7, "beta2": 0.99, "epsilon": 1e-3},
    },
}
VARIANTS["muon"] = {
    "default": {},
    "plain": {"momentum": 0.8, "nesterov": 0},
    "two iterations": {"iterations": 2},
}
# Of those not named there.
ADAPTIVE: dict[str, Settings] = {"default": {}, "other betas": BETAS | {"epsilon": 1e-3}}


def typed(settings: Settings) -> dict[str, Any]:
    """Switches and whole numbers as libraries want them."""
    types = {"centered": bool, "nesterov": bool, "iterations": int}
    return {name: types.get(name, float)(value) for name, value in settings.items()}


@dataclass
class Case:
    optimizer: str
    convention: str
    objective: Objective
    settings: Settings
    variant: str = ""
    # What the library is given besides.
    extra: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.variant = self.variant or ", ".join(f"{name} {value}" for name, value in self.settings.items())
        rate = RATES.get(self.optimizer, FAST)[OBJECTIVES.index(self.objective)]
        self.settings = {"learningRate": rate} | self.settings


def cases_of(optimizer: str, convention: str) -> Iterator[Case]:
    for objective in OBJECTIVES:
        for variant, settings in VARIANTS.get(optimizer, ADAPTIVE).items():
            yield Case(optimizer, convention, objective, settings, variant)


def clipped(convention: str, by_norm: str) -> Iterator[Case]:
    # With steps so long that in the end the gradient is no longer clipped.
    yield Case("sgd", convention, BOWL, {"learningRate": 0.05, "clipValue": 0.5}, "clipValue 0.5")
    yield Case("sgd", by_norm, BOWL, {"learningRate": 0.05, "clipNorm": 1.0}, "clipNorm 1.0")
    yield Case("sgd", by_norm, HIMMELBLAU, {"clipNorm": 1.0})
    yield Case("adam", convention, HIMMELBLAU, {"clipValue": 0.5})
    if convention == by_norm:
        yield Case("adam", by_norm, HIMMELBLAU, {"clipNorm": 1.0})
        yield Case("momentum", by_norm, HIMMELBLAU, {"momentum": 0.9, "clipNorm": 1.0})


@cache
def jax_value_and_gradient(objective: Objective) -> Callable:
    import jax

    return jax.jit(jax.value_and_grad(lambda w: objective.function(w[0], w[1])))


def jax_is_f64(update: Callable, *arguments: Any) -> bool:
    import jax

    jaxpr = str(jax.make_jaxpr(update)(*arguments))
    return "f64" in jaxpr and not any(lesser in jaxpr for lesser in ["f32", "f16"])


class Keras:
    PACKAGES = ["jax", "jaxlib", "numpy"]
    CLASSES = {
        "sgd": "SGD", "momentum": "SGD", "nesterov": "SGD", "adagrad": "Adagrad", "rmsprop": "RMSprop",
        "adadelta": "Adadelta", "adam": "Adam", "adamw": "AdamW", "nadam": "Nadam", "adamax": "Adamax",
        "amsgrad": "Adam", "lion": "Lion", "lamb": "Lamb", "schedule-free-adamw": "ScheduleFreeAdamW",
        "adafactor": "Adafactor", "muon": "Muon",
    }  # fmt: skip
    FIXED = {"nesterov": {"nesterov": True}, "amsgrad": {"amsgrad": True}}
    NAMES = {
        "learningRate": "learning_rate", "initialAccumulator": "initial_accumulator_value", "beta1": "beta_1",
        "beta2": "beta_2", "weightDecay": "weight_decay", "clipValue": "clipvalue", "clipNorm": "clipnorm",
        "interpolation": "beta_1", "clipThreshold": "clip_threshold", "iterations": "ns_steps",
    }  # fmt: skip

    @classmethod
    def cases(cls) -> Iterator[Case]:
        for optimizer in cls.CLASSES:
            yield from cases_of(optimizer, "keras")
        for optimizer in ["sgd", "rmsprop", "adam", "nadam", "lion", "lamb", "schedule-free-adamw", "muon"]:
            yield Case(optimizer, "keras", HIMMELBLAU, {"weightDecay": 0.05})
        yield Case("momentum", "keras", HIMMELBLAU, {"momentum": 0.9, "weightDecay": 0.05})
        yield from clipped("keras", "keras")

    def __init__(self, case: Case) -> None:
        import keras

        keras.config.set_floatx("float64")
        named = {self.NAMES.get(name, name): value for name, value in typed(case.settings).items()}
        self.optimizer = getattr(keras.optimizers, self.CLASSES[case.optimizer])(
            **named, **self.FIXED.get(case.optimizer, {})
        )
        shape = (2, 1) if case.optimizer == "muon" else (2,)
        self.parameters = keras.Variable(keras.ops.reshape(case.objective.start, shape))
        self.optimizer.build([self.parameters])
        self.value_and_gradient = jax_value_and_gradient(case.objective)
        self.options = ["weightDecay", "clipValue", "clipNorm"]

    def state(self) -> tuple[list[float], float]:
        point = self.parameters.value.reshape(2)
        return point.tolist(), float(self.value_and_gradient(point)[0])

    def step(self) -> None:
        shape = self.parameters.shape
        gradient = self.value_and_gradient(self.parameters.value.reshape(2))[1]
        self.optimizer.apply([gradient.reshape(shape)])

    def set_rate(self, rate: float) -> None:
        self.optimizer.learning_rate = rate

    def knob(self, name: str) -> Any:
        return self.optimizer.get_config()[self.NAMES.get(name, name)]

    def is_f64(self) -> bool:
        variables = [variable.value for variable in self.optimizer.variables]
        point = self.parameters.value
        return jax_is_f64(self.optimizer.stateless_apply, variables, [point], [point])


class Optax:
    PACKAGES = Keras.PACKAGES
    CONVENTIONS = {
        "sgd": "torch", "momentum": "torch", "nesterov": "torch", "adagrad": "keras", "rmsprop": "keras",
        "adadelta": "torch", "adam": "torch", "adamw": "torch", "adamax": "torch", "lion": "keras",
        "rprop": "optax", "lamb": "optax", "schedule-free-sgd": "optax", "schedule-free-adamw": "optax",
        "adafactor": "optax", "radam": "optax", "adabelief": "optax", "muon": "optax", "prodigy": "optax",
    }  # fmt: skip
    NAMES = {
        "initialAccumulator": "initial_accumulator_value", "beta1": "b1", "beta2": "b2", "epsilon": "eps",
        "weightDecay": "weight_decay", "etaMinus": "eta_minus", "etaPlus": "eta_plus", "smallestStep": "min_step_size",
        "largestStep": "max_step_size", "interpolation": "b1", "clipThreshold": "clipping_threshold",
        "varianceEpsilon": "eps_root", "iterations": "ns_steps", "firstDistance": "estim_lr0",
        "distanceFactor": "estim_lr_coef",
    }  # fmt: skip

    @classmethod
    def cases(cls) -> Iterator[Case]:
        for optimizer, convention in cls.CONVENTIONS.items():
            yield from cases_of(optimizer, convention)
        for variant in ["plain", "centered"]:
            extra = {"eps_in_sqrt": False}
            yield Case(
                "rmsprop", "torch", HIMMELBLAU, VARIANTS["rmsprop"][variant], f"{variant}, eps_in_sqrt=False", extra
            )
        for optimizer in ["sgd", "adam", "lion", "lamb", "schedule-free-sgd", "schedule-free-adamw", "muon", "prodigy"]:
            yield Case(optimizer, cls.CONVENTIONS[optimizer], HIMMELBLAU, {"weightDecay": 0.05})
        for optimizer in ["sgd", "adam"]:
            yield Case(optimizer, cls.CONVENTIONS[optimizer], HIMMELBLAU, {"l2": 0.1})
        yield from clipped("torch", "keras")
        # With an epsilon so small that both conventions are the same.
        yield Case("adam", "keras", HIMMELBLAU, {"clipNorm": 1.0, "epsilon": 1e-16})

    def __init__(self, case: Case) -> None:
        import jax.numpy
        import optax.contrib

        alias = {"momentum": "sgd", "nesterov": "sgd"}.get(case.optimizer, case.optimizer).replace("-", "_")
        is_contributed = alias in ["muon", "prodigy"] or alias.startswith("schedule_free")
        self.alias = getattr(optax.contrib if is_contributed else optax, alias)
        self.signature = inspect.signature(self.alias).parameters
        self.case = case
        self.rate = case.settings["learningRate"]
        shape = (2, 1) if case.optimizer == "muon" else (2,)
        self.parameters = jax.numpy.array(case.objective.start).reshape(shape)
        self.memory = self.transformation().init(self.parameters)
        self.value_and_gradient = jax_value_and_gradient(case.objective)
        self.options = ["weightDecay"] if "weight_decay" in self.signature else []

    def theirs(self, name: str) -> str:
        if name == "rho" and "decay" in self.signature:
            return "decay"
        if name == "momentum" and "beta" in self.signature:
            return "beta"
        return self.NAMES.get(name, name)

    def transformation(self) -> Any:
        """It has no memory itself, thus a new one goes on where that with another rate has stopped."""
        import optax

        before, after, named = [], [], dict(self.case.extra)
        if self.case.optimizer == "nesterov":
            named["nesterov"] = True
        for name, value in typed(self.case.settings).items():
            theirs = self.theirs(name)
            if name == "clipValue":
                before.append(optax.clip(value))
            elif name == "clipNorm":
                before.append(optax.clip_by_global_norm(value))
            elif name == "l2":
                before.append(optax.add_decayed_weights(value))
            elif name == "weightDecay" and theirs not in self.signature:
                after.append(optax.add_decayed_weights(-self.rate * value))
            elif name != "learningRate":
                named[theirs] = value
        if self.case.optimizer == "prodigy" and "b1" in named:
            named["betas"] = (named.pop("b1"), named.pop("b2"))
        return optax.chain(*before, self.alias(self.rate, **named), *after)

    def state(self) -> tuple[list[float], float]:
        point = self.parameters.reshape(2)
        return point.tolist(), float(self.value_and_gradient(point)[0])

    def updated(self, gradient: Any, memory: Any, parameters: Any) -> tuple[Any, Any]:
        import optax

        updates, memory = self.transformation().update(gradient, memory, parameters)
        return optax.apply_updates(parameters, updates), memory

    def step(self) -> None:
        gradient = self.value_and_gradient(self.parameters.reshape(2))[1].reshape(self.parameters.shape)
        self.parameters, self.memory = self.updated(gradient, self.memory, self.parameters)

    def set_rate(self, rate: float) -> None:
        self.rate = rate

    def knob(self, name: str) -> Any:
        if "betas" in self.signature and name in ["beta1", "beta2"]:
            return self.signature["betas"].default[name == "beta2"]
        return self.signature[self.theirs(name)].default

    def is_f64(self) -> bool:
        return jax_is_f64(self.updated, self.parameters, self.memory, self.parameters)


class Torch:
    PACKAGES: list[str] = []
    CLASSES = {
        "sgd": "SGD", "momentum": "SGD", "nesterov": "SGD", "adagrad": "Adagrad", "rmsprop": "RMSprop",
        "adadelta": "Adadelta", "adam": "Adam", "adamw": "AdamW", "nadam": "NAdam", "adamax": "Adamax",
        "amsgrad": "Adam", "rprop": "Rprop", "adafactor": "Adafactor", "radam": "RAdam", "muon": "Muon", "asgd": "ASGD",
    }  # fmt: skip
    FIXED = Keras.FIXED
    PAIRS = {"betas": ("beta1", "beta2"), "etas": ("etaMinus", "etaPlus"), "step_sizes": ("smallestStep", "largestStep")}
    NAMES = {
        "learningRate": "lr", "initialAccumulator": "initial_accumulator_value", "epsilon": "eps", "clipThreshold": "d",
        "iterations": "ns_steps", "decayTerm": "lambd", "ratePower": "alpha", "averagingStart": "t0",
    }  # fmt: skip

    @classmethod
    def cases(cls) -> Iterator[Case]:
        for optimizer in cls.CLASSES:
            for case in cases_of(optimizer, "torch"):
                if optimizer == "muon":
                    case.settings["learningRate"] /= 4
                yield case
        for optimizer in ["adam", "nadam"]:
            yield Case(
                optimizer, "torch", HIMMELBLAU, {"weightDecay": 0.05}, extra={"decoupled_weight_decay": True}
            )
        for optimizer in ["adamw", "adafactor"]:
            yield Case(optimizer, "torch", HIMMELBLAU, {"weightDecay": 0.05})
        for optimizer in cls.CLASSES:
            if optimizer not in ["adamw", "rprop", "adafactor", "muon"]:
                yield Case(optimizer, "torch", HIMMELBLAU, VARIANTS.get(optimizer, ADAPTIVE)["default"] | {"l2": 0.1})
        yield from clipped("torch", "torch")
        for clipping in [{"clipValue": 0.5}, {"clipNorm": 1.0}]:
            yield Case("sgd", "torch", HIMMELBLAU, {"l2": 0.1} | clipping)

    def __init__(self, case: Case) -> None:
        import torch

        torch.set_default_dtype(torch.float64)
        self.case = case
        settings = typed(case.settings)
        self.clip_value, self.clip_norm = settings.pop("clipValue", None), settings.pop("clipNorm", None)
        named = {self.theirs(name): value for name, value in settings.items()} | self.FIXED.get(case.optimizer, {})
        for pair, (first, second) in self.PAIRS.items():
            if first in settings:
                named[pair] = (named.pop(first), named.pop(second))
        # A row: in PyTorch's layers the rows are outputs.
        start = [case.objective.start] if case.optimizer == "muon" else case.objective.start
        self.parameters = torch.tensor(start, requires_grad=True)
        self.optimizer = getattr(torch.optim, self.CLASSES[case.optimizer])([self.parameters], **named, **case.extra)
        decays = case.optimizer in ["adamw", "adafactor", "muon"] or case.extra
        self.options = ["weightDecay" if decays else "l2"]
        if "weight_decay" not in self.optimizer.param_groups[0]:
            self.options = []

    def theirs(self, name: str) -> str:
        if name == "rho" and self.case.optimizer == "rmsprop":
            return "alpha"
        return "weight_decay" if name in ["weightDecay", "l2"] else self.NAMES.get(name, name)

    def loss(self) -> Any:
        return self.case.objective.function(*self.parameters.reshape(2))

    def state(self) -> tuple[list[float], float]:
        return self.parameters.reshape(2).tolist(), self.loss().item()

    def step(self) -> None:
        from torch.nn.utils import clip_grad_norm_, clip_grad_value_

        self.optimizer.zero_grad()
        self.loss().backward()
        if self.clip_value is not None:
            clip_grad_value_(self.parameters, self.clip_value)
        if self.clip_norm is not None:
            clip_grad_norm_(self.parameters, self.clip_norm)
        self.optimizer.step()

    def set_rate(self, rate: float) -> None:
        self.optimizer.param_groups[0]["lr"] = rate

    def knob(self, name: str) -> Any:
        group = self.optimizer.param_groups[0]
        for pair, names in self.PAIRS.items():
            if name in names:
                return group[pair][names.index(name)]
        return group[self.theirs(name)]

    def is_f64(self) -> bool:
        import torch

        state = self.optimizer.state[self.parameters].values()
        return all(entry.dtype == torch.float64 for entry in [self.parameters, *state] if torch.is_tensor(entry))


def trace(library: type, case: Case) -> dict[str, Any]:
    run = library(case)
    knobs = dict.fromkeys([*KNOBS[case.optimizer], *run.options])
    # Read back before any step, as the library has it.
    defaults = {name: run.knob(name) for name in knobs if name not in case.settings}
    slower = case.settings["learningRate"] / 3
    states = []
    for step in range(STEPS + 1):
        if step in ROWS:
            states.append(run.state())
        if step == CHANGE:
            run.set_rate(slower)
        if step < STEPS:
            run.step()
    return {
        "optimizer": case.optimizer,
        "convention": case.convention,
        "variant": case.variant,
        "settings": case.settings,
        "defaults": {name: +value if value else 0 for name, value in defaults.items()},
        "precision": "bf16" if library is Torch and case.optimizer == "muon" else "f64" if run.is_f64() else "f32",
        "formula": case.objective.formula,
        "start": case.objective.start,
        "changes": [[CHANGE, {"learningRate": slower}]],
        "rows": ROWS,
        "params": [point for point, _ in states],
        "loss": [loss for _, loss in states],
    }


def stored(path: Path, optimizers: list[str]) -> list[str]:
    """What the file has of other optimizers than these, as it stands there."""
    lines = [line.rstrip(",") for line in path.read_text().splitlines()[1:-1]]
    return [line for line in lines if json.loads(line)["optimizer"] not in optimizers]


def write(library: type, optimizers: list[str]) -> None:
    name = library.__name__.lower()
    path = Path(__file__).with_name(f"{name}.json")
    lines = stored(path, optimizers) if optimizers else []
    for case in library.cases():
        if optimizers and case.optimizer not in optimizers:
            continue
        print(name, case.optimizer, case.objective.formula, case.variant, sep="  ", file=sys.stderr)
        lines.append(json.dumps(trace(library, case), separators=(",", ":"), allow_nan=False))
    head = {
        "library": name,
        "version": version(name),
        "versions": {package: version(package) for package in library.PACKAGES},
        "precision": "f64" if all('"precision":"f64"' in line for line in lines) else "mixed",
    }
    text = json.dumps(head)[:-1] + ', "cases": [\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text)


if __name__ == "__main__":
    libraries = {"keras": Keras, "optax": Optax, "torch": Torch}
    asked = [name for name in sys.argv[1:] if name in libraries]
    for name in asked or libraries:
        write(libraries[name], [name for name in sys.argv[1:] if name not in libraries])
