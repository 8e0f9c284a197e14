"""Makes network.json: how small networks learn in PyTorch, step by step.

    pip install numpy==2.4.6 -r requirements-torch.txt
    python network.py

Each network begins with parameters that are written here, and learns from batches that are, in turn: step k, counted from
0, takes batch k modulo their number. All of these numbers are multiples of 1/64, so that they are the same in both types.

Parameters are flat: W1, b1, W2, b2, …, where W has a row for each input (PyTorch has its transpose). Classes are learnt by
softmax and cross-entropy, values by the mean squared error; both are means over the batch. `gradient` is that of the first
batch at the start. GELU is the exact one, by the error function. `losses` are those of the batches before the update. The
rules are PyTorch's, and so are the values of what is not among the settings.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

STEPS, BATCHES, BATCH = 50, 5, 4

ACTIVATIONS = {
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky-relu": lambda x: functional.leaky_relu(x, 0.01),
    "sigmoid": torch.sigmoid,
    "gelu": functional.gelu,
}

# Inputs, hidden units and outputs; an activation for each hidden layer; what is learnt; a seed with which no gradient is 0
# but for rounding, since Adam and RMSprop would make a step of it whose direction is anyone's.
NETWORKS = [
    ([2, 3, 2], ["tanh"], "classes", 1),
    ([4, 5, 3], ["relu"], "classes", 2),
    ([3, 4, 3], ["gelu"], "classes", 3),
    ([3, 4, 2], ["leaky-relu"], "classes", 11),
    ([2, 4, 3, 2], ["sigmoid", "tanh"], "classes", 5),
    ([2, 4, 1], ["tanh"], "values", 6),
    ([3, 4, 3, 1], ["gelu", "relu"], "values", 7),
]

OPTIMIZERS = {
    "sgd": (torch.optim.SGD, {"learningRate": 0.1}),
    "momentum": (torch.optim.SGD, {"learningRate": 0.05, "momentum": 0.9}),
    "adam": (torch.optim.Adam, {"learningRate": 0.02}),
    "rmsprop": (torch.optim.RMSprop, {"learningRate": 0.01}),
}
NAMES = {"learningRate": "lr"}
# PyTorch's own values of the others, under our names.
DEFAULTS = {
    "sgd": lambda _: {},
    "momentum": lambda _: {},
    "adam": lambda its: {"beta1": its["betas"][0], "beta2": its["betas"][1], "epsilon": its["eps"]},
    "rmsprop": lambda its: {
        "rho": its["alpha"],
        "epsilon": its["eps"],
        "momentum": its["momentum"],
        "centered": int(its["centered"]),
    },
}

TYPES = {"f64": torch.float64, "f32": torch.float32}


def coarse(numbers: np.ndarray) -> list:
    return (np.round(numbers * 64) / 64).tolist()


def start(sizes: list[int], task: str, seed: int) -> tuple[list[float], list[dict[str, list]]]:
    random = np.random.default_rng(seed)
    parameters = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        parameters += coarse(random.normal(0, 1.5 / inputs**0.5, inputs * outputs))
        # Not 0, so that a bias in the wrong place shows.
        parameters += coarse(random.normal(0, 0.25, outputs))
    batches = []
    for _ in range(BATCHES):
        inputs = coarse(random.normal(0, 1, (BATCH, sizes[0])))
        targets = random.integers(sizes[-1], size=BATCH).tolist()
        if task == "values":
            targets = coarse(random.normal(0, 1, BATCH))
        batches.append({"inputs": inputs, "targets": targets})
    return parameters, batches


class Network:
    def __init__(
        self, sizes: list[int], activations: list[str], task: str, parameters: list[float], dtype: torch.dtype
    ) -> None:
        self.activations, self.task, self.dtype = activations, task, dtype
        self.layers = []
        flat = torch.tensor(parameters, dtype=dtype)
        for inputs, outputs in zip(sizes, sizes[1:]):
            weights, biases, flat = flat.split([inputs * outputs, outputs, len(flat) - (inputs + 1) * outputs])
            # As PyTorch's own layers have them.
            layer = torch.nn.Linear(inputs, outputs, dtype=dtype)
            with torch.no_grad():
                layer.weight.copy_(weights.view(inputs, outputs).T)
                layer.bias.copy_(biases)
            self.layers.append(layer)

    def loss(self, batch: dict[str, list]) -> torch.Tensor:
        x = torch.tensor(batch["inputs"], dtype=self.dtype)
        for layer, activation in zip(self.layers, self.activations):
            x = ACTIVATIONS[activation](layer(x))
        x = self.layers[-1](x)
        if self.task == "classes":
            return functional.cross_entropy(x, torch.tensor(batch["targets"]))
        return functional.mse_loss(x[:, 0], torch.tensor(batch["targets"], dtype=self.dtype))

    def parameters(self) -> list[torch.Tensor]:
        return [parameter for layer in self.layers for parameter in (layer.weight, layer.bias)]


def flat(parameters: list[torch.Tensor]) -> list[float]:
    return numbers(np.concatenate([parameter.detach().numpy().T.ravel() for parameter in parameters]))


def numbers(array: np.ndarray) -> list[float]:
    """With as few digits as tell them apart in their own type."""
    return [float(np.format_float_scientific(x, unique=True)) for x in array]


def network(sizes: list[int], activations: list[str], task: str, seed: int) -> dict[str, Any]:
    parameters, batches = start(sizes, task, seed)
    at_start = Network(sizes, activations, task, parameters, torch.float64)
    at_start.loss(batches[0]).backward()
    cases = []
    for name, (optimizer, settings) in OPTIMIZERS.items():
        for precision, dtype in TYPES.items():
            net = Network(sizes, activations, task, parameters, dtype)
            stepper = optimizer(net.parameters(), **{NAMES.get(key, key): value for key, value in settings.items()})
            losses = []
            for step in range(STEPS):
                stepper.zero_grad()
                loss = net.loss(batches[step % BATCHES])
                loss.backward()
                stepper.step()
                losses.append(loss.detach().numpy())
            cases.append(
                {
                    "optimizer": name,
                    "settings": settings,
                    "defaults": DEFAULTS[name](stepper.defaults),
                    "precision": precision,
                    "losses": numbers(np.array(losses)),
                    "parameters": flat(net.parameters()),
                }
            )
    for wide, narrow in zip(cases[::2], cases[1::2]):
        difference = np.abs(np.subtract(wide["parameters"], narrow["parameters"])).max()
        assert difference < 1e-5, f"{sizes} {wide['optimizer']}: another seed, with which rounding errors do not grow"
    return {
        "sizes": sizes,
        "activations": activations,
        "task": task,
        "parameters": parameters,
        "batches": batches,
        "gradient": flat([parameter.grad for parameter in at_start.parameters()]),
        "cases": cases,
    }


def main() -> None:
    lines = []
    for sizes, activations, task, seed in NETWORKS:
        made = network(sizes, activations, task, seed)
        text = json.dumps(made, separators=(",", ":"), allow_nan=False)
        lines.append(text.replace('"cases":[{', '"cases":[\n{').replace('},{"optimizer"', '},\n{"optimizer"'))
    head = {"library": "torch", "version": torch.__version__.split("+")[0], "convention": "torch", "steps": STEPS}
    text = json.dumps(head)[:-1] + ', "networks": [\n' + ",\n".join(lines) + "\n]}\n"
    Path(__file__).with_name("network.json").write_text(text)


main()
