#!/bin/sh
# torch 2.15.0: ASGD keeps its learning rate in float32 although parameters and their average are float64, unless the default
# dtype is float64. Every step is off by 1.5e-8 of the rate, so a float64 run agrees with its rule to eight digits only.
# Seen: with a gradient of 1, a learning rate of 0.1 and lambd=0, the first step is 0.10000000149011612
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet torch==2.15.0
"$folder/venv/bin/python" - <<'PYTHON'
import torch


def first_step():
    w = torch.ones(1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.ASGD([w], lr=0.1, lambd=0.0)
    w.sum().backward()
    optimizer.step()
    state = optimizer.state[w]
    return 1 - w.item(), state["eta"].dtype, state["ax"].dtype


step, rate, average = first_step()
torch.set_default_dtype(torch.float64)
wide, _, _ = first_step()
print("torch", torch.__version__, "step", step, "rate", rate, "average", average, "step with default float64", wide)
assert (rate, average) == (torch.float32, torch.float64), "it is no longer as it was"
assert abs(step - 0.1) > 1e-9 and abs(wide - 0.1) < 1e-15, "it is no longer as it was"
PYTHON
