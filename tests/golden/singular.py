"""Writes singular.json: singular values by NumPy, from the largest.

python tests/golden/singular.py
"""

import json
from pathlib import Path

import numpy as np

random = np.random.default_rng(11)
matrices = {
    "tall": random.normal(size=(9, 4)).round(3),
    "wide": random.normal(size=(3, 8)).round(3),
    "square": random.normal(size=(6, 6)).round(3),
    "of rank 2": random.integers(-3, 4, size=(7, 2)) @ random.integers(-3, 4, size=(2, 5)) * 0.5,
    # Of very different sizes.
    "graded": np.array([[1e8, 3.0, 0.0], [2.0, 1.0, 1e-3], [0.0, 1e-3, 1e-6]]),
    "of equal values": np.array([[0.6, 0.8, 0.0], [-0.8, 0.6, 0.0], [0.0, 0.0, 1.0]]) * 3.0,
    "one column": random.normal(size=(5, 1)).round(3),
    "one row": random.normal(size=(1, 5)).round(3),
    "one number": np.array([[-2.5]]),
    "nothing": np.zeros((3, 2)),
}
cases = []
for name, matrix in matrices.items():
    values = np.linalg.svd(matrix, compute_uv=False).tolist()
    cases.append({"name": name, "shape": matrix.shape, "matrix": matrix.ravel().tolist(), "values": values})
head = json.dumps({"numpy": np.__version__})[:-1]
lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
Path(__file__).with_name("singular.json").write_text(f'{head}, "cases": [\n{lines}\n]}}\n')
