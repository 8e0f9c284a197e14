"""Makes schedules.json: learning-rate schedules of Keras 3, as factors on the rate.

    pip install -r requirements.txt
    python schedules.py

Keras computes them in f64 here, but for its cosines, which are in f32 whatever is asked for. A step that follows k others
has the rate at k.
"""

import json
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_ENABLE_X64"] = "1"

import keras  # noqa: E402

keras.config.set_floatx("float64")
schedules = keras.optimizers.schedules

STEPS = [0, 1, 2, 7, 29, 30, 31, 59, 60, 61, 89, 90, 91, 150, 209, 210, 211, 1000, 12345]

CASES = [
    ("step&decaySteps=30&decayRate=0.3", schedules.ExponentialDecay(1.0, 30, 0.3, staircase=True)),
    ("exponential&decaySteps=30&decayRate=0.3", schedules.ExponentialDecay(1.0, 30, 0.3)),
    ("inverse-time&decaySteps=30&decayRate=0.3", schedules.InverseTimeDecay(1.0, 30, 0.3)),
    ("cosine&decaySteps=90", schedules.CosineDecay(1.0, 90)),
    ("cosine&decaySteps=90&finalRate=0.1", schedules.CosineDecay(1.0, 90, alpha=0.1)),
    ("cosine-restarts&decaySteps=30", schedules.CosineDecayRestarts(1.0, 30)),
    (
        "cosine-restarts&decaySteps=30&periodGrowth=1&finalRate=0.2",
        schedules.CosineDecayRestarts(1.0, 30, t_mul=1.0, alpha=0.2),
    ),
]


def main() -> None:
    cases = [{"schedule": name, "factors": [float(schedule(k)) for k in STEPS]} for name, schedule in CASES]
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    text = f'{{"library":"keras","version":"{keras.__version__}","steps":{STEPS},"cases":[\n{lines}\n]}}\n'
    Path(__file__).with_name("schedules.json").write_text(text)


main()
