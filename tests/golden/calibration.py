"""Writes calibration.json: reliability diagrams by scikit-learn, and the expected calibration error by NumPy.

python tests/golden/calibration.py
"""

import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.calibration import calibration_curve


def case(confidence, right, bins):
    accuracy, mean = calibration_curve(right, confidence, n_bins=bins, strategy="uniform")
    # scikit-learn gives no counts: which bin each prediction is in, as calibration_curve has it.
    at = np.searchsorted(np.linspace(0.0, 1.0, bins + 1)[1:-1], confidence)
    counts = np.bincount(at, minlength=bins)
    gaps = np.abs(accuracy - mean)
    share = counts[counts > 0] / len(confidence)
    return {
        "bins": bins,
        "confidence": confidence.tolist(),
        "right": right.tolist(),
        "curve": {"confidence": mean.tolist(), "accuracy": accuracy.tolist()},
        "error": [float(np.sum(share * gaps)), float(gaps.max())],
    }


random = np.random.default_rng(7)
cases = []
for n, bins, sharpness in [(50, 15, 1.0), (400, 15, 2.0), (400, 10, 0.5), (30, 7, 1.5), (200, 1, 1.0), (300, 100, 3.0)]:
    confidence = np.round(0.1 + 0.9 * random.random(n) ** (1 / sharpness), 6)
    right = (random.random(n) < confidence**1.3).astype(int)
    cases.append(case(confidence, right, bins))
# On the borders of bins, 0 and 1 among them.
borders = np.concatenate([np.linspace(0, 1, 16), np.linspace(0, 1, 11)])
cases.append(case(borders, (np.arange(len(borders)) % 3 > 0).astype(int), 15))
cases.append(case(borders, (np.arange(len(borders)) % 3 > 0).astype(int), 10))
made = {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "cases": cases}
Path(__file__).with_name("calibration.json").write_text(json.dumps(made) + "\n")
