#!/bin/sh
# JAX 0.10.2: |x| has the derivative 1 at 0, also at −0.0; relu has 0 there, maximum(x, 0) one half, and hypot(x, 0), which is |x|
# as well, one half. Ways to write one function differ in the step that descent takes from its kink.
# Seen: abs 1.0 1.0, relu 0.0 0.0, maximum 0.5 0.5, hypot 0.5 0.5
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet jax==0.10.2 jaxlib==0.10.2
JAX_PLATFORMS=cpu "$folder/venv/bin/python" - <<'PYTHON'
import jax
import jax.numpy as jnp

functions = {
    "abs": jnp.abs,
    "relu": jax.nn.relu,
    "maximum": lambda x: jnp.maximum(x, 0.0),
    "hypot": lambda x: jnp.hypot(x, 0.0),
}
found = {name: (float(jax.grad(f)(0.0)), float(jax.grad(f)(-0.0))) for name, f in functions.items()}
print("JAX", jax.__version__, found)
seen = {"abs": (1.0, 1.0), "relu": (0.0, 0.0), "maximum": (0.5, 0.5), "hypot": (0.5, 0.5)}
assert found == seen, "it is no longer as it was"
PYTHON
