"""How well a network of Keras reads digits: the measure of ours in `npm run bench -- accuracy`.

After `npm run build`, which packs the digits into dist/data:

    pip install -r requirements.txt
    python network_accuracy.py

The network is that of the learning page: 784 inputs (the pixels, divided by 255), 512 rectified linear units, 10 outputs
with softmax and cross-entropy; weights by Glorot's uniform rule, biases 0; RMSprop with its defaults, batches of 128, five
epochs, shuffled in each. It learns from the first 12,000 digits of MNIST and is tested with the first 2,000 others, which is
what a page loads unless it is asked for all. Prints the accuracy for each seed and their mean, and writes them to
`network_accuracy.json` with the versions.
"""

import gzip
import json
import os
from importlib.metadata import version
from pathlib import Path
from statistics import mean, stdev

os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_PLATFORMS"] = "cpu"

import keras  # noqa: E402
import numpy as np  # noqa: E402

DATA = Path(__file__).parents[2] / "dist/data"
SEEDS = range(1, 6)
SETTINGS = {
    "layers": [784, 512, 10],
    "activation": "relu",
    "initializer": "glorot-uniform",
    "optimizer": "rmsprop",
    "learningRate": 0.001,
    "batchSize": 128,
    "epochs": 5,
    "train": 12_000,
    "test": 2_000,
}


def digits(part: str) -> tuple[np.ndarray, np.ndarray]:
    count = SETTINGS[part]
    content = np.frombuffer(gzip.decompress((DATA / f"mnist-{part}-1.gz").read_bytes()), np.uint8)
    assert content.size == count * 785
    return content[count:].reshape(count, 784).astype(np.float32) / 255, content[:count]


def accuracy(seed: int) -> float:
    keras.utils.set_random_seed(seed)
    inputs, hidden, classes = SETTINGS["layers"]
    # The initialisers are those that Keras takes when it is told none.
    network = keras.Sequential(
        [
            keras.Input((inputs,)),
            keras.layers.Dense(hidden, activation=SETTINGS["activation"]),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    network.compile(
        keras.optimizers.RMSprop(SETTINGS["learningRate"]), "sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    network.fit(*digits("train"), batch_size=SETTINGS["batchSize"], epochs=SETTINGS["epochs"], verbose=0)
    return network.evaluate(*digits("test"), verbose=0, return_dict=True)["accuracy"]


def main() -> None:
    found = []
    for seed in SEEDS:
        # In float32, but out of 2,000.
        found.append(round(accuracy(seed) * SETTINGS["test"]) / SETTINGS["test"])
        print(f"seed {seed}: {found[-1]:.2%}", flush=True)
    print(f"mean {mean(found):.2%}, standard deviation {stdev(found):.2%}")
    versions = {name: version(name) for name in ["keras", "jax", "numpy"]}
    record = {"versions": versions, "settings": SETTINGS, "seeds": list(SEEDS), "accuracy": found, "mean": mean(found)}
    Path(__file__).with_name("network_accuracy.json").write_text(json.dumps(record, indent=2) + "\n")


main()
