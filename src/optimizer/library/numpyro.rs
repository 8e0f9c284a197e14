//! NumPyro, which gives the optimizers of JAX' example library names of its own.

use super::jax::{
    ADAM_ARGUMENTS, MOMENTUM_ARGUMENTS, RMSPROP, RMSPROP_ARGUMENTS, RMSPROP_MOMENTUM_ARGUMENTS, RULE, SGD_ARGUMENTS,
    class,
};
use super::record::{Library, form};

pub const LIBRARY: Library = Library {
    name: "numpyro",
    names: &["numpyro"],
    label: "NumPyro",
    version: "0.22.0",
    language: "Python",
    golden: "numpyro",
    paths: &["numpyro.optim"],
    classes: &[
        class("SGD", SGD_ARGUMENTS, &[form("sgd", RULE)]),
        class("Momentum", MOMENTUM_ARGUMENTS, &[form("momentum", RULE)]),
        class("RMSProp", RMSPROP_ARGUMENTS, &[form("rmsprop", RMSPROP)]),
        class("RMSPropMomentum", RMSPROP_MOMENTUM_ARGUMENTS, &[form("rmsprop", RMSPROP)]),
        class("Adam", ADAM_ARGUMENTS, &[form("adam", RULE)]),
    ],
};
