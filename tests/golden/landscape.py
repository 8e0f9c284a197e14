"""Makes landscape.json: losses on slices of small networks, and eigenvalues of their Hessians, in PyTorch.

    pip install numpy==2.4.6 -r requirements-torch.txt
    python landscape.py

Parameters, directions before normalisation, and samples are multiples of 1/64, written here, so that they are the same
everywhere; all else is computed in double precision. Parameters are flat: W1, b1, W2, b2, …, where W has a row for each
input (PyTorch has its transpose). Directions are normalised by filter as in Li et al. 2018: for a dense layer, a filter is
a neuron's incoming weights, which is a row of PyTorch's weight; biases are not moved (the authors' `ignore=biasbn`).

`losses` are means at x and y of `at`, row 0 with the largest y. `eigenvalues` are all those of the Hessian of the mean loss at
the parameters, the largest first, by torch.func.hessian and torch.linalg.eigvalsh.
"""

import json
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

ACTIVATIONS = {
    "tanh": torch.tanh,
    "relu": torch.relu,
    "sigmoid": torch.sigmoid,
    "gelu": functional.gelu,
}

NETWORKS = [
    ([4, 5, 3], ["relu"], "classes", 1),
    ([3, 4, 3], ["gelu"], "classes", 2),
    ([2, 4, 3, 2], ["sigmoid", "tanh"], "classes", 3),
    ([2, 4, 1], ["tanh"], "values", 4),
    ([5, 3], [], "classes", 5),
]
AT = [-1.0, -0.4, 0.2, 0.8]
SAMPLES = 40


def coarse(numbers: np.ndarray) -> list:
    return (np.round(numbers * 64) / 64).tolist()


def shapes(sizes: list[int]) -> list[tuple[int, ...]]:
    return [shape for a, b in zip(sizes, sizes[1:]) for shape in ((a, b), (b,))]


def split(flat: torch.Tensor, sizes: list[int]) -> list[torch.Tensor]:
    parts, at = [], 0
    for shape in shapes(sizes):
        n = int(np.prod(shape))
        parts.append(flat[at : at + n].reshape(shape))
        at += n
    return parts


def loss(flat: torch.Tensor, sizes: list[int], activations: list[str], task: str, x: torch.Tensor, y: torch.Tensor):
    parts = split(flat, sizes)
    for k, (weight, bias) in enumerate(zip(parts[::2], parts[1::2])):
        x = functional.linear(x, weight.T, bias)
        if k < len(activations):
            x = ACTIVATIONS[activations[k]](x)
    if task == "classes":
        return functional.cross_entropy(x, y.long())
    return functional.mse_loss(x[:, 0], y)


def normalised(direction: torch.Tensor, flat: torch.Tensor, sizes: list[int]) -> torch.Tensor:
    made = []
    for d, w in zip(split(direction, sizes), split(flat, sizes)):
        if d.dim() == 1:
            made.append(torch.zeros_like(d))
        else:
            made.append((d * (w.norm(dim=0) / d.norm(dim=0))).reshape(-1))
    return torch.cat(made)


def case(sizes: list[int], activations: list[str], task: str, seed: int) -> dict:
    random = np.random.default_rng(seed)
    n = sum(int(np.prod(shape)) for shape in shapes(sizes))
    parameters, first, second = (coarse(random.normal(0, 0.8, n)) for _ in range(3))
    inputs = coarse(random.normal(0, 1, (SAMPLES, sizes[0])))
    targets = random.integers(0, sizes[-1], SAMPLES).tolist() if task == "classes" else coarse(random.normal(0, 1, SAMPLES))
    double = lambda numbers: torch.tensor(numbers, dtype=torch.float64)
    flat, x, y = double(parameters), double(inputs), double(targets)
    axes = [normalised(double(direction), flat, sizes) for direction in (first, second)]
    of = lambda w: loss(w, sizes, activations, task, x, y)
    losses = [[of(flat + a * axes[0] + b * axes[1]).item() for a in AT] for b in reversed(AT)]
    hessian = torch.func.hessian(of)(flat)
    return {
        "sizes": sizes,
        "activations": activations,
        "task": task,
        "parameters": parameters,
        "directions": [first, second],
        "inputs": inputs,
        "targets": targets,
        "losses": losses,
        "eigenvalues": torch.linalg.eigvalsh(hessian).flip(0).tolist(),
    }


def main() -> None:
    lines = [json.dumps(case(*network), separators=(",", ":"), allow_nan=False) for network in NETWORKS]
    head = {"library": "torch", "version": torch.__version__.split("+")[0], "at": AT}
    text = json.dumps(head)[:-1] + ', "cases": [\n' + ",\n".join(lines) + "\n]}\n"
    Path(__file__).with_name("landscape.json").write_text(text)


main()
