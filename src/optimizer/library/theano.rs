//! PyMC and Lasagne: the same update functions for a graph's shared variables.

use super::record::{Argument, Class, Form, Library, REQUIRED, fixed, form, nothing, rate, set};
use crate::optimizer::parts::{Epsilon, Parts};

const RULE: Parts = Parts::KERAS;
const INSIDE: Parts = RULE.epsilon(Epsilon::Inside);
const MOMENTUM: Argument = set("momentum", "momentum", 0.9);
const BETAS: [Argument; 2] = [set("beta1", "beta1", 0.9), set("beta2", "beta2", 0.999)];
const EPSILON: Argument = set("epsilon", "epsilon", 1e-8);
const SMALL: Argument = set("epsilon", "epsilon", 1e-6);

const SGD: &[Form] = &[form("sgd", RULE)];
const HEAVY_BALL: &[Form] = &[form("momentum", RULE)];
const NESTEROV: &[Form] = &[form("nesterov", RULE)];
const ADAGRAD: &[Form] = &[form("adagrad", INSIDE)];
const RMSPROP: &[Form] = &[form("rmsprop", INSIDE)];
const ADADELTA: &[Form] = &[form("adadelta", RULE)];
const ADAM: &[Form] = &[form("adam", RULE)];
const ADAMAX: &[Form] = &[form("adamax", RULE)];

/// A function: the loss and the parameters come first.
macro_rules! update {
    ($name:literal, $forms:expr, [$($own:expr),*]) => {
        Class { name: $name, arguments: &[nothing("loss_or_grads"), nothing("params"), $($own),*], forms: $forms }
    };
}

pub const PYMC: Library = Library {
    name: "pymc",
    names: &["pymc"],
    label: "PyMC",
    version: "5.28.5",
    language: "Python",
    golden: "pymc",
    paths: &["pm", "pymc", "pymc.variational.updates"],
    classes: &[
        update!("sgd", SGD, [rate("learning_rate", 0.001)]),
        update!("momentum", HEAVY_BALL, [rate("learning_rate", 0.001), MOMENTUM]),
        update!("nesterov_momentum", NESTEROV, [rate("learning_rate", 0.001), MOMENTUM]),
        update!("adagrad", ADAGRAD, [rate("learning_rate", 1.0), SMALL, fixed("initialAccumulator", 0.0)]),
        update!("rmsprop", RMSPROP, [rate("learning_rate", 1.0), set("rho", "rho", 0.9), SMALL]),
        update!("adadelta", ADADELTA, [rate("learning_rate", 1.0), set("rho", "rho", 0.95), SMALL]),
        update!("adam", ADAM, [rate("learning_rate", 0.001), BETAS[0], BETAS[1], EPSILON]),
        update!("adamax", ADAMAX, [rate("learning_rate", 0.002), BETAS[0], BETAS[1], EPSILON]),
    ],
};

pub const LASAGNE: Library = Library {
    name: "lasagne",
    names: &["lasagne"],
    label: "Lasagne",
    version: "0.1",
    language: "Python",
    golden: "lasagne",
    paths: &["lasagne.updates", "updates"],
    classes: &[
        update!("sgd", SGD, [rate("learning_rate", REQUIRED)]),
        update!("momentum", HEAVY_BALL, [rate("learning_rate", REQUIRED), MOMENTUM]),
        update!("nesterov_momentum", NESTEROV, [rate("learning_rate", REQUIRED), MOMENTUM]),
        update!("adagrad", ADAGRAD, [rate("learning_rate", 1.0), SMALL, fixed("initialAccumulator", 0.0)]),
        // Its `apply_momentum` gives any update a momentum.
        update!(
            "rmsprop",
            RMSPROP,
            [rate("learning_rate", 1.0), set("rho", "rho", 0.9), SMALL, set("(apply_momentum)", "momentum", 0.0)]
        ),
        update!("adadelta", ADADELTA, [rate("learning_rate", 1.0), set("rho", "rho", 0.95), SMALL]),
        update!("adam", ADAM, [rate("learning_rate", 0.001), BETAS[0], BETAS[1], EPSILON]),
    ],
};
