#!/bin/sh
# optax 0.2.8: rprop applies each move that it works out one call later. The first call moves nothing; the second moves by the first
# gradient's sign, and the move that the last call has worked out is never made. Riedmiller & Braun (1993) move at once.
# Seen: with a gradient of 1 and a learning rate of 0.1, the moves are 0, −0.1, −0.12
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet optax==0.2.8 jax==0.10.2 jaxlib==0.10.2
JAX_PLATFORMS=cpu "$folder/venv/bin/python" - <<'PYTHON'
import jax.numpy as jnp
import optax

params = jnp.zeros(1)
rprop = optax.rprop(0.1)
state = rprop.init(params)
moves = []
for _ in range(3):
    updates, state = rprop.update(jnp.ones(1), state, params)
    params = optax.apply_updates(params, updates)
    moves.append(round(float(updates[0]), 6))
print("optax", optax.__version__, "moves", moves)
assert moves == [0.0, -0.1, -0.12], "it is no longer as it was"
PYTHON
