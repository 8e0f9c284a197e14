"""Packages of optimizers for PyTorch, in float64."""

import logging
import warnings
from importlib.metadata import version

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

import lion_pytorch
import prodigyopt
import pytorch_optimizer
import schedulefree
import torch
import torch_optimizer
from atlas import Atlas, rates
from torch_runner import averaging, runner

EPS = {"eps": 1e-2}
BETAS = {"betas": (0.9, 0.99)}
ADAM = {"lr": 0.1, **BETAS, **EPS}
WARM = {"warmup_steps": 5, "weight_decay": 0.1}
NOTE = f"on torch {torch.__version__}"
COMMON = [
    ("SGDW", rates("lr", 0.01, 0.0002, momentum=0.9, weight_decay=0.1)),
    ("SGDW", rates("lr", 0.01, 0.0002, momentum=0.9, nesterov=True)),
    ("AdaBelief", ADAM),
    ("AdaBound", {"lr": 0.01}),
    ("Yogi", ADAM),
    ("RAdam", rates("lr", 0.01, 0.0002, **BETAS, **EPS)),
    ("Lamb", ADAM),
]
SINGLE = {"check_slack": 1000000}

atlas = Atlas("torch_optimizer (jettify)", version("torch-optimizer"), NOTE)
loose = {"RAdam": {**SINGLE, "remark": "computes in float32 whatever the parameter is"}}
for rule, settings in [*COMMON, ("Adafactor", {"lr": 0.1, "relative_step": False, "scale_parameter": False})]:
    atlas.both(rule, settings, runner(getattr(torch_optimizer, rule)), **loose.get(rule, {}))
atlas.write("torch_optimizer")

atlas = Atlas("pytorch_optimizer (kozistr)", version("pytorch-optimizer"), NOTE)
loose = {"Prodigy": {**SINGLE, "remark": "the numerator and denominator of d are float32"}}
for rule, settings in [
    *COMMON,
    ("Lion", {"lr": 0.01, "weight_decay": 0.1}),
    ("ADOPT", {"lr": 0.01}),
    ("SignSGD", {"lr": 0.01, "momentum": 0.9}),
    ("Prodigy", {"lr": 1.0}),
    ("AdaBelief", {**ADAM, "rectify": True}),
]:
    atlas.both(rule, settings, runner(getattr(pytorch_optimizer, rule)), **loose.get(rule, {}))
for rule, settings in [
    ("ScheduleFreeSGD", rates("lr", 0.01, 0.0002, momentum=0.9)),
    ("ScheduleFreeAdamW", ADAM),
    ("ScheduleFreeAdamW", {**ADAM, **WARM}),
]:
    averaging(atlas, rule, getattr(pytorch_optimizer, rule), settings)
atlas.write("pytorch_optimizer")

PACKAGES = ("schedulefree", "lion-pytorch", "prodigyopt")
versions = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
atlas = Atlas(", ".join(PACKAGES), versions, NOTE)
for rule, settings in [
    ("SGDScheduleFree", rates("lr", 0.01, 0.0002, momentum=0.9, foreach=False)),
    ("SGDScheduleFree", rates("lr", 0.01, 0.0002, momentum=0.9, foreach=False, **WARM)),
    ("AdamWScheduleFree", {**ADAM, "foreach": False}),
    ("AdamWScheduleFree", {**ADAM, **WARM, "foreach": False}),
    ("RAdamScheduleFree", rates("lr", 0.01, 0.0002, foreach=False, **BETAS, **EPS)),
]:
    averaging(atlas, f"schedulefree.{rule}", getattr(schedulefree, rule), settings)
for rule, make, settings in [
    ("lion_pytorch.Lion", lion_pytorch.Lion, {"lr": 0.01, "weight_decay": 0.1}),
    ("lion_pytorch.Lion", lion_pytorch.Lion, {"lr": 0.01, "weight_decay": 0.1, "decoupled_weight_decay": True}),
    ("prodigyopt.Prodigy", prodigyopt.Prodigy, {"lr": 1.0}),
    ("prodigyopt.Prodigy", prodigyopt.Prodigy, {"lr": 1.0, "use_bias_correction": True}),
]:
    atlas.both(rule, settings, runner(make))
atlas.write("torch_singles")
