//! TensorFlow 1. It takes its numbers in 32 bits, whatever the variables are in.

use super::record::{Argument, Class, Library, REQUIRED, choice, fixed, form, nothing, rate, set};
use crate::optimizer::parts::{Epsilon, Parts, Rate, Rounded};

const RULE: Parts = Parts { rate: Rate::Outside, rounded: Rounded::All, ..Parts::KERAS };
const RMSPROP: Parts = Parts { rate: Rate::Inside, start: 1.0, ..RULE }.epsilon(Epsilon::Inside);
const RATE: Argument = rate("learning_rate", REQUIRED);
const LOCKING: Argument = nothing("use_locking");
const NAME: Argument = nothing("name");

pub const LIBRARY: Library = Library {
    name: "tf1",
    names: &["tf1"],
    label: "TensorFlow 1",
    version: "2.21.0",
    language: "Python",
    golden: "tensorflow1",
    paths: &["tf.train", "tf.compat.v1.train"],
    classes: &[
        Class { name: "GradientDescentOptimizer", arguments: &[RATE, LOCKING, NAME], forms: &[form("sgd", RULE)] },
        Class {
            name: "MomentumOptimizer",
            arguments: &[RATE, set("momentum", "momentum", REQUIRED), LOCKING, NAME, choice("use_nesterov")],
            forms: &[form("nesterov", RULE).when("use_nesterov"), form("momentum", RULE)],
        },
        Class {
            name: "AdagradOptimizer",
            arguments: &[
                RATE,
                set("initial_accumulator_value", "initialAccumulator", 0.1),
                LOCKING,
                NAME,
                fixed("epsilon", 0.0),
            ],
            forms: &[form("adagrad", RULE.epsilon(Epsilon::Nowhere))],
        },
        Class {
            name: "RMSPropOptimizer",
            arguments: &[
                RATE,
                set("decay", "rho", 0.9),
                set("momentum", "momentum", 0.0),
                set("epsilon", "epsilon", 1e-10),
                LOCKING,
                set("centered", "centered", 0.0),
                NAME,
            ],
            forms: &[form("rmsprop", RMSPROP)],
        },
        Class {
            name: "AdadeltaOptimizer",
            arguments: &[
                rate("learning_rate", 0.001),
                set("rho", "rho", 0.95),
                set("epsilon", "epsilon", 1e-8),
                LOCKING,
                NAME,
            ],
            forms: &[form("adadelta", RULE)],
        },
        Class {
            name: "AdamOptimizer",
            arguments: &[
                rate("learning_rate", 0.001),
                set("beta1", "beta1", 0.9),
                set("beta2", "beta2", 0.999),
                set("epsilon", "epsilon", 1e-8),
                LOCKING,
                NAME,
            ],
            forms: &[form("adam", RULE)],
        },
    ],
};
