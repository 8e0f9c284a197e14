"""The slice that landscape.mjs compares with, in PyTorch on one thread: for each point the weights are loaded, and all samples go
forward. Called by landscape.mjs with a file of 32-bit floats, cells to a side, samples, and low and high of both coordinates."""

import json
import sys
import time
from pathlib import Path

import torch
from torch.nn import functional

file, width, samples = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
left, right, bottom, top = map(float, sys.argv[4:])
torch.set_num_threads(1)

numbers = torch.frombuffer(bytearray(Path(file).read_bytes()), dtype=torch.float32)
size = 784 * 512 + 512 + 512 * 10 + 10
origin, first, second, inputs, targets = torch.split(numbers, [size, size, size, samples * 784, samples])
inputs, targets = inputs.reshape(samples, 784), targets.long()
model = torch.nn.Sequential(torch.nn.Linear(784, 512), torch.nn.ReLU(), torch.nn.Linear(512, 10))


def layers(flat: torch.Tensor) -> list[torch.Tensor]:
    """Ours are by inputs, PyTorch's by outputs."""
    w1, b1, w2, b2 = torch.split(flat, [784 * 512, 512, 512 * 10, 10])
    return [w1.reshape(784, 512).T.contiguous(), b1, w2.reshape(512, 10).T.contiguous(), b2]


start, xs, ys = (layers(flat) for flat in (origin, first, second))
losses = []
with torch.no_grad():
    begun = time.perf_counter()
    for row in range(width):
        y = top - (row + 0.5) / width * (top - bottom)
        for column in range(width):
            x = left + (column + 0.5) / width * (right - left)
            for parameter, w, dx, dy in zip(model.parameters(), start, xs, ys):
                parameter.copy_(w + x * dx + y * dy)
            losses.append(functional.cross_entropy(model(inputs), targets).item())
    seconds = time.perf_counter() - begun
print(json.dumps({"version": torch.__version__, "seconds": seconds, "losses": losses}))
