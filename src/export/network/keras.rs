//! Networks for Keras 3.

use super::common::{clipped, loss_of};
use super::held::{self, Held};
use super::shaped;
use super::trained::{Trained, WrittenOut};
use crate::error::Result;
use crate::export::keras::optimizer;
use crate::export::library::Library;

const PACKAGES: &str = "import jax
import jax.numpy as jnp
import keras
import numpy as np";

pub(super) fn sections(trained: &Trained) -> Result<Vec<String>> {
    let mut body = trained.files();
    body.extend(trained.data());
    body.push(model(trained));
    let (name, loss) = loss_of(Library::Keras, trained.has_classes());
    body.push(format!(
        "def losses(values, x, y):\n    {name}, _ = model.stateless_call(values, [], x)\n    return {loss}, {name}"
    ));
    body.push("def values():\n    return [variable.value for variable in model.trainable_variables]".to_owned());
    body.push(trained.evaluate("", "np.asarray", "values(), x, y"));
    body.push(trained.report());
    let penalty = trained.penalty("values[::2]", "jnp.sum(w * jnp.sign(w))", "jnp.sum(w**2)");
    body.push(format!("def loss(values, x, y):\n    return jnp.mean(losses(values, x, y)[0]){penalty}"));
    body.extend(trained.rate_function(false));
    body.push("gradient_of = jax.jit(jax.grad(loss))".to_owned());
    let gradient = |at: &str| format!("gradient = gradient_of({at}, x_train[batch], y_train[batch])");
    let found = optimizer(&trained.moves).filter(|_| !trained.vanishes());
    let has_class = found.is_some();
    let step = match (found, held::all(&trained.moves)) {
        (Some((text, around)), Some(held)) => {
            body.push(format!("{text}{}{}", state(&held), shaped::keras(&trained.moves).unwrap_or_default()));
            let rate = (!trained.moves.has_constant_rate()).then(|| "optimizer.learning_rate = rate(step)".to_owned());
            let mut step: Vec<String> = rate.into_iter().collect();
            step.push(gradient("values()"));
            step.extend(around.into_iter().flat_map(clipped));
            step.push("optimizer.apply(gradient, model.trainable_variables)".to_owned());
            step
        }
        _ => {
            let split = "jnp.split(array, places)";
            let WrittenOut { prelude, beginning, function, is_shaped, lines } =
                trained.written_out(Library::Jax, has_class, split, "jnp.concatenate")?;
            body.push("from jax.flatten_util import ravel_pytree".to_owned());
            body.push(
                "def flat(prefix):\n    return jnp.concatenate([saved[prefix + name].ravel() for name in names])"
                    .to_owned(),
            );
            let places =
                if function.is_some() { "\nplaces = np.cumsum([saved[name].size for name in names])[:-1]" } else { "" };
            let shapes = if is_shaped { "\nshapes = [saved[name].shape for name in names]" } else { "" };
            body.push(format!("{prelude}{places}{shapes}\nparams, in_parts = ravel_pytree(values())"));
            body.extend(function);
            let mut step = beginning;
            let ahead = trained.moves.looks_ahead();
            step.push(gradient(if ahead { "in_parts(params + momentum * velocity)" } else { "values()" }));
            step.push("gradient, _ = ravel_pytree(gradient)".to_owned());
            step.extend(lines);
            step.push("for variable, value in zip(model.trainable_variables, in_parts(params)):".to_owned());
            step.push("    variable.assign(value)".to_owned());
            step
        }
    };
    body.push(trained.coming());
    body.push(trained.training(step, "dict(zip(names, model.get_weights()))"));
    let flatten = body.iter().position(|section| section.starts_with("from jax.flatten_util"));
    let more = flatten.map(|at| body.remove(at));
    let mut packages = PACKAGES.to_owned();
    if let Some(more) = more {
        packages += &format!("\n{more}");
    }
    let imports = trained.imports(&body, &packages).replace(
        "from pathlib import Path\n\n",
        "import os\nfrom pathlib import Path\n\nos.environ.setdefault(\"KERAS_BACKEND\", \"jax\")  # it is JAX that differentiates \
         below\n\n",
    );
    Ok([trained.title(), imports].into_iter().chain(body).collect())
}

fn model(trained: &Trained) -> String {
    let network = &trained.config.network;
    let mut layers = vec![format!("    keras.Input(({},)),\n", network.inputs)];
    for (units, activation) in trained.hidden() {
        layers.push(match activation.name {
            "leaky-relu" => {
                format!("    keras.layers.Dense({units}),\n    keras.layers.LeakyReLU(negative_slope=0.01),\n")
            }
            name => format!("    keras.layers.Dense({units}, activation=\"{name}\"),\n"),
        });
    }
    layers.push(format!("    keras.layers.Dense({}),\n", network.outputs()));
    format!("model = keras.Sequential([\n{}])\nmodel.set_weights([saved[name] for name in names])", layers.concat())
}

/// What the optimizer remembers, put where Keras has it.
fn state(held: &[Held]) -> String {
    let mut text = "\noptimizer.build(model.trainable_variables)\noptimizer.iterations.assign(taken)".to_owned();
    for Held { slot, place, factor, one } in held {
        text += &if *one {
            format!("\noptimizer.{place}.assign(saved[\"optimizer.{slot}.b1\"][0])")
        } else {
            format!(
                "\nfor variable, name in zip(optimizer.{place}, names):\n    \
                 variable.assign(saved[f\"optimizer.{slot}.{{name}}\"]{factor})"
            )
        };
    }
    text
}
