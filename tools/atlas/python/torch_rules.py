"""PyTorch on the CPU, in float64."""

import torch
from atlas import Atlas, rates
from torch_runner import runner

EPS = {"eps": 1e-2}
BETAS = {"betas": (0.9, 0.99)}
ADAM = {"lr": 0.1, **BETAS, **EPS}
atlas = Atlas("torch.optim", torch.__version__, "CPU, float64, foreach=False")
for rule, settings in [
    ("SGD", rates("lr", 0.05, 0.0005)),
    ("SGD", rates("lr", 0.01, 0.0002, momentum=0.9)),
    ("SGD", rates("lr", 0.01, 0.0002, momentum=0.9, nesterov=True)),
    ("SGD", rates("lr", 0.05, 0.001, momentum=0.9, dampening=0.5)),
    ("SGD", rates("lr", 0.01, 0.0002, momentum=0.9, weight_decay=0.1)),
    ("SGD", rates("lr", 0.01, 0.0001, maximize=True)),
    ("SGD", rates("lr", 0.01, 0.0001, maximize=True, weight_decay=0.1)),
    ("RMSprop", {"lr": 0.01, "alpha": 0.9, **EPS}),
    ("RMSprop", rates("lr", 0.01, 0.001, alpha=0.9, momentum=0.9, **EPS)),
    ("RMSprop", {"lr": 0.01, "alpha": 0.9, "centered": True, **EPS}),
    ("RMSprop", rates("lr", 0.01, 0.001, alpha=0.9, momentum=0.9, centered=True, weight_decay=0.1, **EPS)),
    ("Adagrad", {"lr": 0.1, **EPS}),
    ("Adagrad", {"lr": 0.1, "lr_decay": 0.1, "initial_accumulator_value": 0.1, "weight_decay": 0.1, **EPS}),
    ("Adadelta", {"lr": 1.0, "rho": 0.9, **EPS}),
    ("Adam", ADAM),
    ("Adam", {"lr": 0.001}),
    ("Adam", {**ADAM, "betas": (0.9, 0.9), "amsgrad": True}),
    ("Adam", {**ADAM, "weight_decay": 0.1}),
    ("AdamW", {**ADAM, "weight_decay": 0.1}),
    ("Adamax", ADAM),
    ("NAdam", ADAM),
    ("NAdam", {**ADAM, "momentum_decay": 0.1, "weight_decay": 0.1, "decoupled_weight_decay": True}),
    ("RAdam", rates("lr", 0.01, 0.0002, **BETAS, **EPS)),
    ("Rprop", {"lr": 0.01}),
    ("ASGD", rates("lr", 0.05, 0.0005)),
    ("ASGD", rates("lr", 0.05, 0.0005, lambd=0.1, alpha=0.75, t0=5)),
    ("Adafactor", {"lr": 0.01}),
    ("Adafactor", {"lr": 0.1, "weight_decay": 0.1}),
]:
    atlas.both(rule, settings, runner(getattr(torch.optim, rule)))
MUON = {"lr": 0.01, "weight_decay": 0.1}
atlas.both("Muon on a 1x2 matrix", MUON, runner(torch.optim.Muon, (1, 2)))
atlas.both("Muon on a 2x1 matrix", MUON, runner(torch.optim.Muon, (2, 1)))
scaled = {"lr": 0.01, "weight_decay": 0.0, "adjust_lr_fn": "match_rms_adamw"}
atlas.both("Muon on a 1x2 matrix", scaled, runner(torch.optim.Muon, (1, 2)))


def two_steps(rule):
    def run(rates, gradients):
        w = torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))
        optimizer = getattr(torch.optim, rule)([w], lr=rates[0], momentum=0.9)
        for rate, gradient in zip(rates, gradients):
            optimizer.param_groups[0]["lr"] = rate
            w.grad = torch.tensor([gradient], dtype=torch.float64)
            optimizer.step()
            yield w.item()

    return run


atlas.moved("SGD", two_steps("SGD"))
atlas.moved("RMSprop", two_steps("RMSprop"))
atlas.write("torch")
