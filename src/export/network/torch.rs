//! Networks for PyTorch.

use super::common::loss_of;
use super::held::{self, Held};
use super::shaped;
use super::trained::{Trained, WrittenOut};
use crate::error::Result;
use crate::export::library::Library;
use crate::export::rule::{self, Around};
use crate::export::text::{bracketed, number};
use crate::export::torch::{Optimizer, optimizer};

/// Rows are what comes in, in the file; what goes out, in PyTorch.
const TENSOR: &str = "def tensor(name):\n    # Weights are inputs × units in the file, units × inputs here.\n    return \
                      torch.tensor(saved[name].T)";

pub(super) fn sections(trained: &Trained) -> Result<Vec<String>> {
    let mut body = trained.files();
    body.extend(trained.data());
    body.push(
        "x_train, y_train = torch.tensor(x_train), torch.tensor(y_train)\nx_test, y_test = torch.tensor(x_test), \
               torch.tensor(y_test)"
            .to_owned(),
    );
    body.push(TENSOR.to_owned());
    body.push(model(trained));
    let (name, loss) = loss_of(Library::Torch, trained.has_classes());
    body.push(format!("def losses(x, y):\n    {name} = model(x)\n    return {loss}, {name}"));
    body.push(
        trained
            .evaluate("@torch.no_grad()\n", "", "x, y")
            .replace("(each,", "(each.numpy(),")
            .replace("np.argmax(output, axis=1) == y", "np.argmax(output.numpy(), axis=1) == y.numpy()"),
    );
    body.push(trained.report());
    body.extend(trained.rate_function(false));
    let weights = "list(model.parameters())[::2]";
    let penalty = trained.penalty(weights, "w.abs().sum()", "w.square().sum()");
    let backward = format!("(losses(x_train[batch], y_train[batch])[0].mean(){penalty}).backward()");
    let found = optimizer(&trained.moves, "model.parameters()");
    let has_class = found.is_some();
    let held = held::all(&trained.moves);
    let step = match (found, held) {
        (Some(Optimizer { text, around, decay }), Some(held)) => {
            let state = shaped::torch(&trained.moves).unwrap_or_else(|| state(trained, &held));
            body.push(format!("{text}{state}"));
            let rate = (!trained.moves.has_constant_rate())
                .then(|| "optimizer.param_groups[0][\"lr\"] = rate(step)".to_owned());
            let mut step: Vec<String> = rate.into_iter().collect();
            step.extend(["optimizer.zero_grad()".to_owned(), backward]);
            step.extend(around.into_iter().flat_map(clipped));
            if decay != 0.0 {
                step.push("with torch.no_grad():".to_owned());
                step.push("    for params in model.parameters():".to_owned());
                step.push(format!("        {}", rule::decayed(Library::Torch, &trained.moves.rate("step"), decay)));
            }
            step.push("optimizer.step()".to_owned());
            step
        }
        _ => {
            let split = "torch.split(array, sizes)";
            let WrittenOut { prelude, beginning, function, is_shaped, lines } =
                trained.written_out(Library::Torch, has_class, split, "torch.cat")?;
            body.push(
                "def flat(prefix):\n    return torch.cat([tensor(prefix + name).flatten() for name in names])"
                    .to_owned(),
            );
            let sizes =
                if function.is_some() { "\nsizes = [params.numel() for params in model.parameters()]" } else { "" };
            let shapes = if is_shaped { "\nshapes = [params.shape for params in model.parameters()]" } else { "" };
            body.push(format!("{prelude}{sizes}{shapes}\nparams = flat(\"\")"));
            body.extend(function);
            let mut step = beginning;
            let put = |what: &str| format!("torch.nn.utils.vector_to_parameters({what}, model.parameters())");
            if trained.moves.looks_ahead() {
                step.push(put("params + momentum * velocity"));
            }
            step.extend(["model.zero_grad()".to_owned(), backward]);
            step.push("gradient = torch.cat([weights.grad.flatten() for weights in model.parameters()])".to_owned());
            step.extend(lines);
            step.push(put("params"));
            step
        }
    };
    body.push(trained.coming());
    body.push(trained.training(step, "{name: p.detach().numpy().T for name, p in zip(names, model.parameters())}"));
    let imports = trained.imports(&body, "import numpy as np\nimport torch");
    Ok([trained.title(), imports].into_iter().chain(body).collect())
}

fn model(trained: &Trained) -> String {
    let widths = trained.config.network.widths();
    let mut layers: Vec<String> = Vec::new();
    for (k, pair) in widths.windows(2).enumerate() {
        layers.push(format!("    torch.nn.Linear({}, {}),\n", pair[0], pair[1]));
        let activation = match trained.hidden().nth(k).map(|(_, activation)| activation.name) {
            Some("relu") => "ReLU()",
            Some("leaky-relu") => "LeakyReLU(0.01)",
            Some("tanh") => "Tanh()",
            Some("sigmoid") => "Sigmoid()",
            Some("gelu") => "GELU()",
            _ => continue,
        };
        layers.push(format!("    torch.nn.{activation},\n"));
    }
    format!(
        "model = torch.nn.Sequential(\n{})\nwith torch.no_grad():\n    for params, name in zip(model.parameters(), names):\n        \
         params.copy_(tensor(name))",
        layers.concat()
    )
}

/// What the optimizer remembers, put where PyTorch has it.
fn state(trained: &Trained, held: &[Held]) -> String {
    let name = trained.moves.tuning.optimizer.name;
    let counts = !matches!(name, "sgd" | "momentum" | "nesterov");
    let mut entries: Vec<String> = Vec::new();
    if counts {
        entries.push("\"step\": torch.tensor(float(taken))".to_owned());
    }
    entries.extend(held.iter().map(|Held { slot, place, factor, one }| {
        if *one {
            format!("\"{place}\": torch.tensor(saved[\"optimizer.{slot}.b1\"][0])")
        } else {
            format!("\"{place}\": tensor(f\"optimizer.{slot}.{{name}}\"){factor}")
        }
    }));
    if entries.is_empty() {
        return String::new();
    }
    let entries = bracketed("        optimizer.state[params] = {", &entries, "}", "        ");
    format!("\nif taken > 0:\n    for params, name in zip(model.parameters(), names):\n{entries}")
}

/// What is done to the gradient, where it stands.
fn clipped(around: Around) -> Vec<String> {
    match around {
        Around::ClipValue(most) => {
            vec![format!("torch.nn.utils.clip_grad_value_(model.parameters(), {})", number(most))]
        }
        Around::ClipNorm { most, little: true } => {
            vec![format!("torch.nn.utils.clip_grad_norm_(model.parameters(), {})", number(most))]
        }
        Around::ClipNorm { most, little: false } => vec![
            "# clip_grad_norm_ adds 1e-6 to the norm; here it is the norm itself.".to_owned(),
            "norm = sum(params.grad.square().sum() for params in model.parameters()).sqrt()".to_owned(),
            "for params in model.parameters():".to_owned(),
            format!("    params.grad *= min(1.0, {} / norm)", number(most)),
        ],
        // A network's penalties are part of its loss.
        Around::Penalty(_) => Vec::new(),
    }
}
