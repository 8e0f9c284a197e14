//! Rules that treat matrices and vectors differently, written out for each tensor, and what libraries remember by them.

use crate::export::elsewhere::counts;
use crate::export::library::Library;
use crate::export::moves::{Moves, value_of};
use crate::export::rule::{Change, Rule};
use crate::export::text::{number, plain};
use crate::optimizer::parts::{Adafactor, Ahead, Decay, Floor, MatrixScale, Memory, Muon, Others};

/// The rule of a run for `params` and `gradient` that are one tensor; nothing where shapes do not matter to it.
pub(super) fn written_out(run: &Moves) -> Option<Rule> {
    let (remembered, lines) = match run.tuning.optimizer.name {
        "adafactor" => (["v", "columns"], adafactor(run)),
        "muon" => (["m", "v"], muon(run)),
        _ => return None,
    };
    let counts = lines.iter().any(|line| counts(line));
    let remembered = remembered.into_iter().map(|name| (name, String::new())).collect();
    Some(Rule { remembered, lines, change: Change::Subtract("change".into()), counts })
}

fn adafactor(run: &Moves) -> Vec<String> {
    let parts = run.tuning.hyper.parts;
    let Adafactor { relative, scaled, floor, least } = parts.adafactor;
    // A weight matrix is units × inputs in PyTorch.
    let [rows, columns] = if run.library == Library::Torch { [0, 1] } else { [1, 0] };
    let (added, at_least) = match floor {
        Floor::Added(little) => (format!(" + {}", number(little)), String::new()),
        Floor::Clamped(least) => (String::new(), format!(".clip(min={})", number(least))),
    };
    let large = if least > 1 { format!(" and min(params.shape) >= {least}") } else { String::new() };
    let mean = |name: &str, of: &str| format!("{name} = kept * {name} + fresh * {of}");
    let along = |axis: usize| format!("square.mean(axis={axis}, keepdims=True)");
    let mut lines = vec![
        "kept, fresh = 1 - t**-0.8, t**-0.8".to_owned(),
        format!("square = gradient**2{added}"),
        format!("if params.ndim == 2{large}:"),
        "    # Of a matrix the means of rows and of columns, each repeated.".to_owned(),
        format!("    {}", mean("v", &along(rows))),
        format!("    {}", mean("columns", &along(columns))),
        format!("    size = (v / v.mean(){at_least}) ** 0.5 * columns**0.5"),
        "else:".to_owned(),
        format!("    {}", mean("v", "square")),
        "    size = v**0.5".to_owned(),
        format!("unscaled = gradient / size{at_least}"),
        "over = max(1.0, (unscaled**2).mean() ** 0.5 / clip_threshold)".to_owned(),
    ];
    let rate = if relative { "min(learning_rate, t**-0.5)" } else { "learning_rate" };
    let scale = if scaled { " * max(0.001, (params**2).mean() ** 0.5)" } else { "" };
    let decay = parts.weight_decay(run.tuning.hyper.extras.weight_decay);
    let pull = match parts.decay {
        Decay::InStep if decay != 0.0 => format!(" + learning_rate * {} * params", number(decay)),
        _ => String::new(),
    };
    lines.push(format!("change = {rate}{scale} / over * unscaled{pull}"));
    lines
}

/// The decay rates of the means of vectors.
const BETAS: [f64; 2] = [0.9, 0.999];

fn muon(run: &Moves) -> Vec<String> {
    let parts = run.tuning.hyper.parts;
    let Muon { scale, epsilon, clamps, others } = parts.muon;
    let looks_ahead = value_of(run.tuning, "nesterov") != 0.0;
    let next = parts.ahead == Ahead::Next;
    let push = if parts.memory == Memory::Mean { "(1 - momentum) * gradient" } else { "gradient" };
    let pushed = match (looks_ahead, next) {
        (false, true) => "m / (1 - momentum**t)".to_owned(),
        (false, false) => "m".to_owned(),
        (true, true) => {
            "momentum * m / (1 - momentum ** (t + 1)) + (1 - momentum) * gradient / (1 - momentum**t)".to_owned()
        }
        (true, false) => format!("{push} + momentum * m"),
    };
    let momentum = [format!("m = momentum * m + {push}"), format!("pushed = {pushed}")];
    let indented = |lines: &[String]| -> Vec<String> { lines.iter().map(|line| format!("    {line}")).collect() };

    let mut lines = Vec::new();
    let iterations = plain(value_of(run.tuning, "iterations"));
    let orthogonal = |matrix: &str| orthogonal(run.library, (scale, epsilon, clamps), matrix, &iterations);
    if others == Others::Column {
        lines.extend(momentum);
        lines.push("# A vector is a matrix of one column.".to_owned());
        lines.push("column = pushed.reshape(len(pushed), -1)".to_owned());
        lines.extend(orthogonal("column"));
        lines.push("change = change.reshape(params.shape)".to_owned());
        return lines;
    }
    lines.push("if params.ndim == 2:".to_owned());
    lines.extend(indented(&momentum));
    lines.extend(indented(&orthogonal("pushed")));
    lines.push("else:".to_owned());
    let [first, second] = BETAS.map(number);
    let mean = |name: &str, keep: f64, of: &str| format!("{name} = {} * {name} + (1 - {0}) * {of}", number(keep));
    let moments = [mean("m", BETAS[0], "gradient"), mean("v", BETAS[1], "gradient**2")];
    let hats = |m_hat: String| {
        let v_hat = format!("v_hat = v / (1 - {second}**t)");
        [moments.to_vec(), vec![format!("m_hat = {m_hat}"), v_hat]].concat()
    };
    let (vector, change) = match others {
        Others::Nadam(epsilon) if looks_ahead => (
            hats(format!("{first} * m / (1 - {first} ** (t + 1)) + (1 - {first}) * gradient / (1 - {first}**t)")),
            format!("m_hat / (v_hat**0.5 + {})", number(epsilon)),
        ),
        Others::Nadam(epsilon) | Others::Adam(epsilon) if parts.hats => {
            (hats(format!("m / (1 - {first}**t)")), format!("m_hat / (v_hat**0.5 + {})", number(epsilon)))
        }
        Others::Nadam(epsilon) | Others::Adam(epsilon) => {
            let corrected = format!("corrected = (1 - {second}**t) ** 0.5 / (1 - {first}**t)");
            ([moments.to_vec(), vec![corrected]].concat(), format!("corrected * m / (v**0.5 + {})", number(epsilon)))
        }
        Others::Momentum | Others::Column => (momentum.to_vec(), "pushed".to_owned()),
    };
    lines.extend(indented(&vector));
    lines.push(format!("    change = learning_rate * {change}"));
    lines
}

/// `change`, of a matrix.
fn orthogonal(
    library: Library,
    (scale, epsilon, clamps): (MatrixScale, f64, bool),
    matrix: &str,
    iterations: &str,
) -> Vec<String> {
    let epsilon = number(epsilon);
    let length = format!("({matrix}**2).sum() ** 0.5");
    let below = if clamps { format!("max({length}, {epsilon})") } else { format!("({length} + {epsilon})") };
    let sizes = if library == Library::Torch { "units, inputs" } else { "inputs, units" };
    let scale = match scale {
        MatrixScale::Larger => " * 0.2 * max(inputs, units) ** 0.5",
        MatrixScale::Outputs => " * max(1.0, units / inputs) ** 0.5",
        MatrixScale::Inputs => " * max(1.0, inputs / units) ** 0.5",
        MatrixScale::Nowhere => "",
    };
    let mut lines = vec![
        format!("x = {matrix} / {below}"),
        "x = x.T if (is_tall := x.shape[0] > x.shape[1]) else x".to_owned(),
        format!("for _ in range({iterations}):"),
        "    gram = x @ x.T".to_owned(),
        "    x = 3.4445 * x + (-4.775 * gram + 2.0315 * gram @ gram) @ x".to_owned(),
        "x = x.T if is_tall else x".to_owned(),
    ];
    if !scale.is_empty() {
        lines.push(format!("{sizes} = x.shape"));
    }
    lines.push(format!("change = learning_rate{scale} * x"));
    lines
}

/// What Keras' own optimizer remembers.
pub(super) fn keras(run: &Moves) -> Option<String> {
    let text = match run.tuning.optimizer.name {
        "adafactor" => {
            r#"
for r, c, v, name in zip(optimizer._r, optimizer._c, optimizer._v, names):
    squares = saved[f"optimizer.v.{name}"]
    if squares.ndim == 2:
        # The means of rows and of columns, which the file repeats.
        r.assign(squares[:, 0])
        c.assign(saved[f"optimizer.columns.{name}"][0])
    else:
        v.assign(squares)"#
        }
        "muon" => {
            r#"
for m, v, name in zip(optimizer.momentums, optimizer.adam_velocities, names):
    m.assign(saved[f"optimizer.m.{name}"])
    if v is not None:
        v.assign(saved[f"optimizer.v.{name}"])"#
        }
        _ => return None,
    };
    let decay = run.tuning.hyper.extras.weight_decay;
    let is_apart = run.tuning.optimizer.name == "muon";
    // Keras has one decay for matrices and one for vectors.
    let vectors = if is_apart { format!("\noptimizer.adam_weight_decay = {}", number(decay)) } else { String::new() };
    Some(format!("{vectors}{text}"))
}

/// What PyTorch's own optimizer remembers.
pub(super) fn torch(run: &Moves) -> Option<String> {
    let floor = match run.tuning.hyper.parts.adafactor.floor {
        Floor::Clamped(least) if run.tuning.optimizer.name == "adafactor" => least,
        _ => return None,
    };
    Some(format!(
        r#"
# PyTorch's usual bound would be that of float32.
optimizer.param_groups[0]["eps"] = ({}, 0.001)
if taken > 0:
    for params, name in zip(model.parameters(), names):
        v, columns = (tensor(f"optimizer.{{slot}}.{{name}}") for slot in ("v", "columns"))
        state = optimizer.state[params]
        state["step"] = torch.tensor(float(taken))
        if params.ndim == 2:
            # The means of columns and of rows, which the file repeats.
            state["row_var"], state["col_var"] = columns[:, :1].clone(), v[:1].clone()
        else:
            state["variance"] = v"#,
        number(floor)
    ))
}

/// The call of Optax' own optimizer; its Muon has one decay for matrices and one for vectors.
pub(super) fn optax(run: &Moves, call: String) -> String {
    let decay = run.tuning.hyper.extras.weight_decay;
    if run.tuning.optimizer.name != "muon" || decay == 0.0 {
        return call;
    }
    let matrices = format!("weight_decay={}", number(decay));
    call.replace(&matrices, &format!("{matrices}, adam_{matrices}"))
}

/// What Optax' own optimizer remembers.
pub(super) fn jax(run: &Moves) -> Option<String> {
    match run.tuning.optimizer.name {
        "adafactor" => Some(format!(
            r#"
nothing = jnp.zeros(1)
kept = {{"v_row": [], "v_col": [], "v": []}}
for name in names:
    v, columns = (jnp.asarray(saved[f"optimizer.{{slot}}.{{name}}"]) for slot in ("v", "columns"))
    if v.ndim == 2 and min(v.shape) >= {least}:
        # The means along the longer side come first; the file repeats them.
        means = [v[:, 0], columns[0]] if v.shape[0] <= v.shape[1] else [columns[0], v[:, 0]]
        found = [*means, nothing]
    else:
        found = [nothing, nothing, v]
    for arrays, array in zip(kept.values(), found):
        arrays.append(array)
kept = {{place: list(zip(arrays[::2], arrays[1::2])) for place, arrays in kept.items()}}
state = optax.tree.set(state, count=jnp.asarray(taken, jnp.int32), **kept)"#,
            least = run.tuning.hyper.parts.adafactor.least
        )),
        "muon" => Some(
            r#"
# Muon has the matrices, Adam the vectors.
m, v, absent = tree("optimizer.m."), tree("optimizer.v."), optax.MaskedNode()
inner = optax.tree.get(state, "inner_states")
inner["muon"] = optax.tree.set(inner["muon"], mu=[(W, absent) for W, _ in m])
inner["adam"] = optax.tree.set(inner["adam"], mu=[(absent, b) for _, b in m], nu=[(absent, b) for _, b in v])
state = optax.tree.set(state, count=jnp.asarray(taken, jnp.int32))"#
                .to_owned(),
        ),
        _ => None,
    }
}
