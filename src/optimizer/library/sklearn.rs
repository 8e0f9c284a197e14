//! scikit-learn: the optimizers of its networks.

use super::record::{Argument, Class, Library, choice_on, form, nothing, only, rate, set};
use crate::optimizer::parts::Parts;

const RULE: Parts = Parts::KERAS;
const MOMENTUM: Argument = set("momentum", "momentum", 0.9);
const ADAM: [Argument; 3] =
    [set("beta_1", "beta1", 0.9), set("beta_2", "beta2", 0.999), set("epsilon", "epsilon", 1e-8)];

pub const LIBRARY: Library = Library {
    name: "sklearn",
    names: &["sklearn"],
    label: "scikit-learn",
    version: "1.9.1",
    language: "Python",
    golden: "sklearn_mlp",
    paths: &["sklearn.neural_network", "sklearn.neural_network._stochastic_optimizers"],
    classes: &[
        Class {
            name: "SGDOptimizer",
            arguments: &[
                nothing("params"),
                rate("learning_rate_init", 0.1),
                only("lr_schedule", 0.0),
                MOMENTUM,
                choice_on("nesterov"),
                nothing("power_t"),
            ],
            forms: &[
                form("nesterov", RULE).when("nesterov"),
                form("momentum", RULE).when("momentum"),
                form("sgd", RULE),
            ],
        },
        Class {
            name: "AdamOptimizer",
            arguments: &[nothing("params"), rate("learning_rate_init", 0.001), ADAM[0], ADAM[1], ADAM[2]],
            forms: &[form("adam", RULE)],
        },
    ],
};
