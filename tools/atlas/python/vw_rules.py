"""Vowpal Wabbit: a linear model of two features learns one example after another; its weights are float32."""

import vowpalwabbit
from atlas import N, Atlas

X = [[1.0, 0.5], [-0.5, 3.0], [2.0, -1.0]]
Y = [1.0, -2.0, 0.5]


def points(arguments):
    workspace, found = vowpalwabbit.Workspace(f"{arguments} --quiet"), []
    for i in range(N):
        (a, b), y = X[i % 3], Y[i % 3]
        example = workspace.example(f"{y!r} |f a:{a!r} b:{b!r}")
        features = [example.feature("f", 0), example.feature("f", 1)]
        workspace.learn(example)
        found.append([workspace.get_weight(feature) for feature in features])
        workspace.finish_example(example)
    return found


atlas = Atlas(
    "Vowpal Wabbit",
    vowpalwabbit.__version__,
    "one example after another, cyclically; points are the stored weights "
    "(with --l2 the true weight is the stored one times (1 - l l2)^t)",
)
for rule in [
    "--sgd -l 0.1 --power_t 0",
    "--sgd -l 0.1",
    "--sgd -l 0.1 --initial_t 4",
    "--sgd -l 0.05 --power_t 0 --l2 0.1",
    "--adaptive -l 0.5",
    "--adaptive -l 0.5 --power_t 0.3",
]:
    arguments = f"{rule} --noconstant"
    samples = {"X": X, "y": Y, "loss": "squared (p-y)^2"}
    atlas.case(f"vw {rule}", {"arguments": arguments}, "samples", points(arguments), "f32", (0.0, 0.0), **samples)
atlas.write("vw")
