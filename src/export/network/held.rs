//! Where libraries keep what their optimizers remember, and how that is to be read.

use crate::export::library::Library;
use crate::export::moves::{Moves, value_of};
use crate::export::text::number;
use crate::optimizer::Convention;

/// Something that an optimizer remembers.
pub(super) struct Held {
    /// Of the engine's optimizer.
    pub slot: &'static str,
    /// What the library calls it.
    pub place: &'static str,
    /// The library's number in units of the engine's, as a factor in Python; empty where they are the same.
    pub factor: String,
    /// Whether the library has one number of it for all parameters.
    pub one: bool,
}

fn held(slot: &'static str, place: &'static str) -> Held {
    Held { slot, place, factor: String::new(), one: false }
}

/// What the library's own optimizer of a run remembers, but for what goes by shapes, which `shaped` has; nothing where it is not
/// known.
pub(super) fn all(moves: &Moves) -> Option<Vec<Held>> {
    let name = moves.tuning.optimizer.name;
    let [has_momentum, is_centered] = ["momentum", "centered"].map(|knob| value_of(moves.tuning, knob) != 0.0);
    let places: Vec<(&'static str, &'static str)> = match (moves.library, name) {
        (_, "sgd") => vec![],
        (_, "momentum" | "nesterov") if !has_momentum => vec![],
        (Library::Torch, "momentum" | "nesterov") => vec![("velocity", "momentum_buffer")],
        (Library::Torch, "adagrad") => vec![("sum", "sum")],
        (Library::Torch, "rmsprop") => {
            vec![("square", "square_avg"), ("mean", "grad_avg"), ("momentum", "momentum_buffer")]
        }
        (Library::Torch, "adadelta") => vec![("square", "square_avg"), ("step", "acc_delta")],
        (Library::Torch, "adam" | "adamw") => vec![("m", "exp_avg"), ("v", "exp_avg_sq")],
        (Library::Torch, "amsgrad") => vec![("m", "exp_avg"), ("v", "exp_avg_sq"), ("largest", "max_exp_avg_sq")],
        (Library::Torch, "nadam") => vec![("m", "exp_avg"), ("v", "exp_avg_sq"), ("product", "mu_product")],
        (Library::Torch, "adamax") => vec![("m", "exp_avg"), ("u", "exp_inf")],
        (Library::Torch, "rprop") => vec![("previous", "prev"), ("step", "step_size")],
        (Library::Keras, "momentum" | "nesterov") => vec![("velocity", "momentums")],
        (Library::Keras, "adagrad") => vec![("sum", "_accumulators")],
        (Library::Keras, "rmsprop") => {
            vec![("square", "_velocities"), ("mean", "_average_gradients"), ("momentum", "_momentums")]
        }
        (Library::Keras, "adadelta") => vec![("square", "_accumulated_grads"), ("step", "_accumulated_delta_vars")],
        (Library::Keras, "adam" | "adamw" | "lamb") => vec![("m", "_momentums"), ("v", "_velocities")],
        (Library::Keras, "amsgrad") => vec![("m", "_momentums"), ("v", "_velocities"), ("largest", "_velocity_hats")],
        (Library::Keras, "nadam") => vec![("m", "_momentums"), ("v", "_velocities"), ("product", "_u_product")],
        (Library::Keras, "adamax") => vec![("m", "_m"), ("u", "_u")],
        (Library::Keras, "lion") => vec![("m", "_momentums")],
        (Library::Jax, "momentum" | "nesterov") => vec![("velocity", "trace")],
        (Library::Jax, "adagrad") => vec![("sum", "sum_of_squares")],
        (Library::Jax, "rmsprop") => vec![("square", "nu"), ("mean", "mu"), ("momentum", "trace")],
        (Library::Jax, "adadelta") => vec![("square", "e_g"), ("step", "e_x")],
        (Library::Jax, "adam" | "adamw" | "lamb") => vec![("m", "mu"), ("v", "nu")],
        (Library::Jax, "adamax") => vec![("m", "mu"), ("u", "nu")],
        (Library::Jax, "lion") => vec![("m", "mu")],
        (Library::Keras, "adafactor" | "muon")
        | (Library::Torch, "adafactor")
        | (Library::Jax, "adafactor" | "muon") => {
            vec![]
        }
        _ => return None,
    };
    let is_kept = |slot: &str| match (name, slot) {
        ("rmsprop", "mean") => is_centered,
        ("rmsprop", "momentum") => has_momentum,
        _ => true,
    };
    let all = places.into_iter().filter(|(slot, _)| is_kept(slot)).map(|(slot, place)| {
        let one = slot == "product";
        Held { factor: factor(moves, slot), one, ..held(slot, place) }
    });
    Some(all.collect())
}

/// Where the learning rate is in the velocity, in Keras, and where it is not, in PyTorch and Optax.
fn factor(moves: &Moves, slot: &str) -> String {
    let torch = moves.tuning.hyper.convention == Convention::Torch;
    let rate = || {
        let hyper = &moves.tuning.hyper;
        number(hyper.parts.learning_rate(hyper.learning_rate))
    };
    match (moves.library, slot, torch) {
        (Library::Torch, "velocity", false) => format!(" / -{}", rate()),
        (Library::Jax, "velocity", false) if moves.has_one_velocity(Convention::Torch) => format!(" / -{}", rate()),
        (Library::Keras, "velocity", true) => format!(" * -{}", rate()),
        (Library::Jax, "momentum", false) => " * -1.0".to_owned(),
        (Library::Jax, "momentum", true) => format!(" * -{}", rate()),
        _ => String::new(),
    }
}
