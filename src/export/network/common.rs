//! What the scripts of networks have in common.

use super::trained::Trained;
use crate::export::library::Library;
use crate::export::run::listed;
use crate::export::text::{bracketed, indented, number, numbers};
use crate::network::data::Task;
use crate::network::layers::Activation;

/// The file that `save` writes, without its ending.
const NETWORK: &str = "sgd-network";
/// The file that `saveData('npz')` writes.
const DATA: &str = "sgd-network-data.npz";
/// The file that a script writes, without its ending.
const RESULT: &str = "sgd-network-trained";

/// What `save('npz')` and `save('safetensors')` write: the same arrays, and the same JSON.
const READ: &str = r#"def read(file):
    # The arrays by name, and what else is known of the run.
    if file.suffix == ".npz":
        arrays = np.load(file)
        return arrays, json.loads(arrays["metadata"].item())
    # Safetensors: the length of the header in 8 bytes, the header as JSON, the numbers.
    content = bytearray(file.read_bytes())
    start = 8 + int.from_bytes(content[:8], "little")
    header = json.loads(content[8:start])
    about = json.loads(header.pop("__metadata__")["sgd-playground"])
    arrays = {}
    for name, tensor in header.items():
        first, last = tensor["data_offsets"]
        dtype = {"F32": "<f4", "F64": "<f8"}[tensor["dtype"]]
        arrays[name] = np.frombuffer(content[start + first : start + last], dtype).reshape(tensor["shape"])
    return arrays, about"#;

impl Trained<'_> {
    pub(super) fn has_classes(&self) -> bool {
        matches!(self.config.network.task, Task::Classes(_))
    }

    /// What it is, in comments.
    pub(super) fn title(&self) -> String {
        let form = self.config.network.widths().iter().map(usize::to_string).collect::<Vec<_>>().join("-");
        let (optimizer, rules) = (self.moves.tuning.optimizer.label.en, self.moves.whose_rules());
        let measured = if self.has_classes() { "loss and accuracy" } else { "loss" };
        format!(
            "# sgd-playground: the network {form} on “{}” at step {} of {optimizer} {rules}.\n# In the same folder: \
             {NETWORK}.npz or {NETWORK}.safetensors, the network; {DATA}, what it learns from.\n# Prints its {measured} on the \
             data to train and to test on, trains on to step {}, and prints them again.",
            self.config.dataset.label.en,
            self.step,
            self.step + self.batches.len(),
        )
    }

    /// What is loaded.
    pub(super) fn files(&self) -> Vec<String> {
        let layers = self.config.network.hidden.len() + 2;
        let loaded = format!(
            "FOLDER = Path(__file__).parent\n# The first that is there.\nfiles = [FOLDER / \"{NETWORK}.npz\", FOLDER / \
             \"{NETWORK}.safetensors\"]\nfile = next(filter(Path.exists, files), files[0])\nsaved, about = read(file)\ndata = \
             np.load(FOLDER / \"{DATA}\")\nnames = [f\"{{letter}}{{k}}\" for k in range(1, {layers}) for letter in \
             \"Wb\"]\n# Steps of the run, and of its optimizer.\nstep, taken = about[\"step\"], about[\"taken\"]"
        );
        vec![READ.to_owned(), loaded]
    }

    /// What the network is told of the data.
    pub(super) fn data(&self) -> Vec<String> {
        let (config, width) = (self.config, self.config.network.inputs);
        let array = |name: &str, values: &[f64]| {
            bracketed(&format!("    {name} = np.array(["), &numbers(values), "])\n", "    ")
        };
        let scaling = config.table.as_ref().filter(|_| config.standardise).map(|table| &table.scaling);
        let body = if let Some(scaling) = scaling {
            let mean = array("mean", &scaling.mean[..width]);
            let deviation = array("deviation", &scaling.deviation[..width]);
            format!("{mean}{deviation}    return ((x - mean) / deviation).astype(np.float32)")
        } else if let Some((_, top)) = config.samples.train.levels() {
            format!("    return (x / {top}).astype(np.float32)")
        } else if config.features.is_empty() || config.features.iter().map(|feature| feature.name).eq(["x1", "x2"]) {
            "    return x.astype(np.float32)".to_owned()
        } else {
            let columns: Vec<&str> = config.features.iter().map(|feature| feature_of(feature.name)).collect();
            format!(
                "    x1, x2 = x.astype(np.float64).T\n    return np.stack([{}], axis=1).astype(np.float32)",
                columns.join(", ")
            )
        };
        let told = format!("def told(x):\n    # What the network is told of each sample.\n{body}");
        let target = match (self.has_classes(), scaling) {
            (true, _) => "data[f\"y_{part}\"].astype(np.int64)".to_owned(),
            (false, None) => "data[f\"y_{part}\"].astype(np.float32)".to_owned(),
            (false, Some(scaling)) => {
                let [mean, deviation] = [&scaling.mean, &scaling.deviation].map(|all| number(all[width]));
                format!("((data[f\"y_{{part}}\"] - {mean}) / {deviation}).astype(np.float32)")
            }
        };
        let sets = format!(
            "x_train, x_test = (told(data[f\"x_{{part}}\"]) for part in (\"train\", \"test\"))\ny_train, y_test = ({target} for \
             part in (\"train\", \"test\"))"
        );
        vec![told, sets]
    }

    /// Loss and accuracy, given `losses`, which has the losses and the outputs of samples; `array` makes an array of NumPy.
    pub(super) fn evaluate(&self, decorator: &str, array: &str, samples: &str) -> String {
        let of = |name: &str| if array.is_empty() { name.to_owned() } else { format!("{array}({name})") };
        let loss = format!("float(np.mean({}, dtype=np.float64))", of("each"));
        let found = if self.has_classes() {
            format!("{loss}, float(np.mean(np.argmax({}, axis=1) == y))", of("output"))
        } else {
            format!("({loss},)")
        };
        format!("{decorator}def evaluate(x, y):\n    each, output = losses({samples})\n    return {found}")
    }

    /// What is printed.
    pub(super) fn report(&self) -> String {
        "def report():\n    print(\"step\", step)\n    print(\"train\", *evaluate(x_train, y_train))\n    print(\"test\", \
         *evaluate(x_test, y_test))"
            .to_owned()
    }

    /// The samples of the coming steps.
    pub(super) fn coming(&self) -> String {
        let n = self.batches.len();
        if self.batches.iter().all(Vec::is_empty) {
            return format!("# Each step takes all samples.\nbatches = [slice(None)] * {n}");
        }
        format!(
            "# Which samples the next steps take; to go on for longer, draw others:\n#     \
             np.random.default_rng().permutation(len(y_train))[:{}]\nbatches = [\n{}]",
            self.batches[0].len(),
            listed(&self.batches)
        )
    }

    /// The loop, and what comes of it. `outputs` is what the parameters are, as arrays of NumPy by name.
    pub(super) fn training(&self, mut step: Vec<String>, parameters: &str) -> String {
        step.push("step, taken = step + 1, taken + 1".to_owned());
        format!(
            "report()\nfor batch in batches:\n{}report()\ntrained = {parameters}\n# The page can load this \
             file.\nnp.savez(FOLDER / \"{RESULT}.npz\", **trained)\nif file.suffix == \".safetensors\":\n    try:\n        \
             from safetensors.numpy import save_file\n    except ImportError:\n        print(\"safetensors is not installed, so \
             the result is an npz alone\")\n    else:\n        arrays = {{name: np.ascontiguousarray(array) for name, array in \
             trained.items()}}\n        save_file(arrays, FOLDER / \"{RESULT}.safetensors\")",
            indented(&step, 4)
        )
    }

    /// Penalties on the weights, given how a library has the sums of one's sizes and squares.
    pub(super) fn penalty(&self, weights: &str, sizes: &str, squares: &str) -> String {
        let penalty = self.config.penalty;
        let term = |strength: String, of: &str| format!(" + {strength} * sum({of} for w in {weights})");
        let mut text = String::new();
        if penalty.l1 != 0.0 {
            text += &term(number(penalty.l1), sizes);
        }
        if penalty.l2 != 0.0 {
            text += &term(format!("{} / 2", number(penalty.l2)), squares);
        }
        text
    }

    /// The learning rate as a function of the run's step. A library that counts in an array counts the optimizer's steps.
    pub(super) fn rate_function(&self, counts_itself: bool) -> Option<String> {
        let first = match (counts_itself, self.apart) {
            (false, _) => String::new(),
            (true, 0) => "step = int(step)  # Optax counts in an array.".to_owned(),
            (true, apart) => {
                format!("step = int(step) + {apart}  # Optax counts the steps of its optimizer, in an array.")
            }
        };
        self.moves.rate_function(&first)
    }

    /// Imports, those of the standard library first.
    pub(super) fn imports(&self, body: &[String], packages: &str) -> String {
        let math = if body.iter().any(|section| section.contains("math.")) { "import math\n" } else { "" };
        format!("import json\n{math}from pathlib import Path\n\n{packages}")
    }

    /// Sizes and activations of the hidden layers.
    pub(super) fn hidden(&self) -> impl Iterator<Item = (usize, &'static Activation)> {
        self.config.network.hidden.iter().copied()
    }
}

fn feature_of(name: &str) -> &'static str {
    match name {
        "x1" => "x1",
        "x2" => "x2",
        "x1-squared" => "x1**2",
        "x2-squared" => "x2**2",
        "x1x2" => "x1 * x2",
        "sin-x1" => "np.sin(x1)",
        _ => "np.sin(x2)",
    }
}

/// What JAX makes of a gradient in parts.
pub(super) fn clipped(around: crate::export::rule::Around) -> Vec<String> {
    use crate::export::rule::Around;
    match around {
        Around::ClipValue(most) => {
            let most = number(most);
            vec![format!("gradient = jax.tree.map(lambda g: jnp.clip(g, -{most}, {most}), gradient)")]
        }
        Around::ClipNorm { most, little } => {
            let (most, little) = (number(most), if little { " + 1e-6" } else { "" });
            vec![
                format!("norm = jnp.sqrt(sum(jnp.sum(g**2) for g in jax.tree.leaves(gradient))){little}"),
                format!("gradient = jax.tree.map(lambda g: g * jnp.minimum(1.0, {most} / norm), gradient)"),
            ]
        }
        // A network's penalties are part of its loss.
        Around::Penalty(_) => Vec::new(),
    }
}

/// The loss of each sample in a library's own functions, and what its outputs are called.
pub(super) fn loss_of(library: Library, classes: bool) -> (&'static str, &'static str) {
    match (library, classes) {
        (Library::Torch, true) => ("logits", "torch.nn.functional.cross_entropy(logits, y, reduction=\"none\")"),
        (Library::Keras, true) => {
            ("logits", "keras.losses.sparse_categorical_crossentropy(y, logits, from_logits=True)")
        }
        (_, true) => ("logits", "optax.softmax_cross_entropy_with_integer_labels(logits, y)"),
        (_, false) => ("output", "(output[:, 0] - y) ** 2"),
    }
}
