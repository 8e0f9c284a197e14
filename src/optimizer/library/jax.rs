//! JAX' example library of optimizers.

use super::record::{Argument, Class, Form, Library, REQUIRED, form, rate, set};
use crate::optimizer::parts::{Epsilon, Parts, Rate};

pub(super) const RULE: Parts = Parts { rate: Rate::Outside, hats: true, ..Parts::KERAS };
pub(super) const RMSPROP: Parts = Parts { rate: Rate::Inside, ..RULE }.epsilon(Epsilon::Inside);
const RATE: Argument = rate("step_size", REQUIRED);
const MASS: Argument = set("mass", "momentum", REQUIRED);
const GAMMA: Argument = set("gamma", "rho", 0.9);
const EPSILON: Argument = set("eps", "epsilon", 1e-8);
const MOMENTUM: Argument = set("momentum", "momentum", 0.9);

// NumPyro calls them by other names.
pub(super) const SGD_ARGUMENTS: &[Argument] = &[RATE];
pub(super) const MOMENTUM_ARGUMENTS: &[Argument] = &[RATE, MASS];
pub(super) const RMSPROP_ARGUMENTS: &[Argument] = &[RATE, GAMMA, EPSILON];
pub(super) const RMSPROP_MOMENTUM_ARGUMENTS: &[Argument] = &[RATE, GAMMA, EPSILON, MOMENTUM];
pub(super) const ADAM_ARGUMENTS: &[Argument] = &[RATE, set("b1", "beta1", 0.9), set("b2", "beta2", 0.999), EPSILON];

pub(super) const fn class(name: &'static str, arguments: &'static [Argument], forms: &'static [Form]) -> Class {
    Class { name, arguments, forms }
}

pub const LIBRARY: Library = Library {
    name: "jax",
    names: &["jax"],
    label: "JAX",
    version: "0.10.2",
    language: "Python",
    golden: "jax_example",
    paths: &["jax.example_libraries.optimizers", "example_libraries.optimizers"],
    classes: &[
        class("sgd", SGD_ARGUMENTS, &[form("sgd", RULE)]),
        class("momentum", MOMENTUM_ARGUMENTS, &[form("momentum", RULE)]),
        class("nesterov", MOMENTUM_ARGUMENTS, &[form("nesterov", RULE)]),
        class("rmsprop", RMSPROP_ARGUMENTS, &[form("rmsprop", RMSPROP)]),
        class("rmsprop_momentum", RMSPROP_MOMENTUM_ARGUMENTS, &[form("rmsprop", RMSPROP)]),
        class("adam", ADAM_ARGUMENTS, &[form("adam", RULE)]),
        class("adamax", ADAM_ARGUMENTS, &[form("adamax", RULE)]),
    ],
};
