//! Networks for JAX with Optax.

use super::common::{clipped, loss_of};
use super::held::{self, Held};
use super::shaped;
use super::trained::{Trained, WrittenOut};
use crate::error::Result;
use crate::export::jax::{Optimizer, optimizer};
use crate::export::library::Library;
use crate::export::text::{bracketed, number};

const TREE: &str = "def tree(prefix):\n    # (W1, b1), (W2, b2) …\n    arrays = [jnp.asarray(saved[prefix + name]) for name in \
                    names]\n    return list(zip(arrays[::2], arrays[1::2]))";

pub(super) fn sections(trained: &Trained) -> Result<Vec<String>> {
    let mut body = trained.files();
    body.extend(trained.data());
    body.push(TREE.to_owned());
    body.push(network(trained));
    let (name, loss) = loss_of(Library::Jax, trained.has_classes());
    body.push(format!(
        "@jax.jit\ndef losses(params, x, y):\n    {name} = network(params, x)\n    return {loss}, {name}"
    ));
    body.push(trained.evaluate("", "np.asarray", "params, x, y"));
    body.push(trained.report());
    let penalty = trained.penalty("weights", "jnp.sum(w * jnp.sign(w))", "jnp.sum(w**2)");
    let weights = if penalty.is_empty() { "" } else { "    weights = [w for w, _ in params]\n" };
    body.push(format!("def loss(params, x, y):\n{weights}    return jnp.mean(losses(params, x, y)[0]){penalty}"));
    let found = optimizer(&trained.moves);
    let has_class = found.is_some();
    let found = found.zip(held::all(&trained.moves));
    body.extend(trained.rate_function(found.is_some()));
    body.push("gradient_of = jax.jit(jax.grad(loss))".to_owned());
    let gradient = |at: &str| format!("gradient = gradient_of({at}, x_train[batch], y_train[batch])");
    let step = match found {
        Some((Optimizer { text, around, decay }, held)) => {
            let text = shaped::optax(&trained.moves, text);
            let state = shaped::jax(&trained.moves).unwrap_or_else(|| state(trained, &held));
            body.push(format!("params = tree(\"\")\n{text}\nstate = optimizer.init(params){state}"));
            let mut step = vec![gradient("params")];
            step.extend(around.into_iter().flat_map(clipped));
            step.push("updates, state = optimizer.update(gradient, state, params)".to_owned());
            if decay != 0.0 {
                let factor = format!("(1 - {} * {})", trained.moves.rate("taken"), number(decay));
                step.push(format!("params = jax.tree.map(lambda w: w * {factor}, params)  # decoupled weight decay"));
            }
            step.push("params = optax.apply_updates(params, updates)".to_owned());
            step
        }
        None => {
            let split = "jnp.split(array, places)";
            let WrittenOut { prelude, beginning, function, is_shaped, lines } =
                trained.written_out(Library::Jax, has_class, split, "jnp.concatenate")?;
            body.push("def flat(prefix):\n    return ravel_pytree(tree(prefix))[0]".to_owned());
            let places =
                if function.is_some() { "\nplaces = np.cumsum([saved[name].size for name in names])[:-1]" } else { "" };
            let shapes = if is_shaped { "\nshapes = [saved[name].shape for name in names]" } else { "" };
            // The rule has all parameters as one vector, called params as everywhere.
            body.push(format!(
                "{prelude}{places}{shapes}\nvector, in_parts = ravel_pytree(tree(\"\"))\nparams = in_parts(vector)"
            ));
            body.extend(function);
            let mut step = beginning;
            step.push("params, _ = ravel_pytree(params)".to_owned());
            let ahead = trained.moves.looks_ahead();
            step.push(gradient(if ahead { "in_parts(params + momentum * velocity)" } else { "in_parts(params)" }));
            step.push("gradient, _ = ravel_pytree(gradient)".to_owned());
            step.extend(lines);
            step.push("params = in_parts(params)".to_owned());
            step
        }
    };
    body.push(trained.coming());
    body.push(trained.training(step, "dict(zip(names, map(np.asarray, jax.tree.leaves(params))))"));
    let uses = |name: &str| body.iter().any(|section| section.contains(name));
    let mut packages = "import jax\nimport jax.numpy as jnp\nimport numpy as np".to_owned();
    if uses("optax.") {
        packages += "\nimport optax";
    }
    if uses("optax.contrib.") {
        packages += "\nimport optax.contrib";
    }
    if uses("ravel_pytree") {
        packages += "\nfrom jax.flatten_util import ravel_pytree";
    }
    let imports = trained.imports(&body, &packages);
    Ok([trained.title(), imports].into_iter().chain(body).collect())
}

fn network(trained: &Trained) -> String {
    let layers = trained.config.network.hidden.len() + 1;
    let pairs: Vec<String> = (1..=layers).map(|k| format!("(W{k}, b{k})")).collect();
    let mut lines =
        vec![if layers == 1 { "(W1, b1), = params".to_owned() } else { format!("{} = params", pairs.join(", ")) }];
    let mut x = "x".to_owned();
    for (k, (_, activation)) in trained.hidden().enumerate() {
        let k = k + 1;
        let sum = format!("{x} @ W{k} + b{k}");
        lines.push(format!(
            "h{k} = {}",
            match activation.name {
                "relu" => format!("jax.nn.relu({sum})"),
                "leaky-relu" => format!("jax.nn.leaky_relu({sum}, 0.01)"),
                "tanh" => format!("jnp.tanh({sum})"),
                "sigmoid" => format!("jax.nn.sigmoid({sum})"),
                "gelu" => format!("jax.nn.gelu({sum}, approximate=False)"),
                _ => sum,
            }
        ));
        x = format!("h{k}");
    }
    lines.push(format!("return {x} @ W{layers} + b{layers}"));
    let lines: Vec<String> = lines.iter().map(|line| format!("    {line}")).collect();
    format!("def network(params, x):\n{}", lines.join("\n"))
}

/// What the optimizer remembers, put where Optax has it.
fn state(trained: &Trained, held: &[Held]) -> String {
    let name = trained.moves.tuning.optimizer.name;
    let mut entries: Vec<String> = held
        .iter()
        .map(|Held { slot, place, factor, .. }| {
            let tree = format!("tree(\"optimizer.{slot}.\")");
            if factor.is_empty() {
                format!("{place}={tree}")
            } else {
                format!("{place}=jax.tree.map(lambda a: a{factor}, {tree})")
            }
        })
        .collect();
    let counts = matches!(name, "adam" | "adamw" | "adamax" | "lion" | "lamb") || !trained.moves.has_constant_rate();
    if counts {
        entries.push("count=jnp.asarray(taken, jnp.int32)".to_owned());
    }
    if entries.is_empty() {
        return String::new();
    }
    bracketed("\nstate = optax.tree.set(state, ", &entries, ")", "")
}
