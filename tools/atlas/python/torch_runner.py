"""Runs an optimizer that has the interface of PyTorch, in float64."""

import torch
from atlas import N, START, gradient

torch.set_num_threads(1)


def runner(make, shape=(2,), averaged=None):
    """`make(params, **settings)` is the optimizer. `averaged` receives the points that its eval() shows."""

    def run(g, start, settings):
        w, points = torch.nn.Parameter(torch.tensor(start, dtype=torch.float64).reshape(shape)), []
        optimizer = make([w], **settings)
        if hasattr(optimizer, "train"):
            optimizer.train()
        for _ in range(N):
            g_now = g(*w.detach().reshape(2).tolist())
            w.grad = torch.tensor(g_now, dtype=torch.float64).reshape(shape)
            optimizer.step()
            points.append(w.detach().reshape(2).tolist())
            if averaged is not None:
                optimizer.eval()
                averaged.append(w.detach().reshape(2).tolist())
                optimizer.train()
        return points

    return run


def averaging(atlas, rule, make, settings):
    for objective, start in START.items():
        chosen, averaged = settings.get(objective, settings), []
        points = runner(make, averaged=averaged)(lambda x, y: gradient(objective, x, y), start, chosen)
        atlas.case(rule, chosen, objective, points, eval_steps=averaged)
