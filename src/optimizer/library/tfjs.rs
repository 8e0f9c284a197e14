//! TensorFlow.js.

use super::record::{Class, Library, REQUIRED, choice, decay_rate, fixed, form, rate, set};
use crate::optimizer::parts::{Epsilon, Order, Parts, Rate};

const RULE: Parts = Parts { rate: Rate::Outside, hats: true, ..Parts::KERAS };
const INSIDE: Parts = Parts { rate: Rate::Inside, ..RULE }.epsilon(Epsilon::Inside);

pub const LIBRARY: Library = Library {
    name: "tfjs",
    names: &["tfjs"],
    label: "TensorFlow.js",
    version: "4.22.0",
    language: "JavaScript",
    golden: "tfjs",
    paths: &["tf.train"],
    classes: &[
        Class { name: "sgd", arguments: &[rate("learningRate", REQUIRED)], forms: &[form("sgd", RULE)] },
        Class {
            name: "momentum",
            arguments: &[rate("learningRate", REQUIRED), set("momentum", "momentum", REQUIRED), choice("useNesterov")],
            forms: &[form("nesterov", RULE).when("useNesterov"), form("momentum", RULE)],
        },
        Class {
            name: "adagrad",
            arguments: &[
                rate("learningRate", REQUIRED),
                set("initialAccumulatorValue", "initialAccumulator", 0.1),
                fixed("epsilon", 1e-7),
            ],
            forms: &[form("adagrad", INSIDE)],
        },
        Class {
            name: "rmsprop",
            arguments: &[
                rate("learningRate", REQUIRED),
                set("decay", "rho", 0.9),
                set("momentum", "momentum", 0.0),
                set("epsilon", "epsilon", 1e-7),
                set("centered", "centered", 0.0),
            ],
            forms: &[form("rmsprop", INSIDE.epsilon(Epsilon::InsideOrTaken))],
        },
        Class {
            name: "adadelta",
            arguments: &[rate("learningRate", 0.001), set("rho", "rho", 0.95), set("epsilon", "epsilon", 1e-7)],
            forms: &[form("adadelta", Parts { order: Order::Old, ..RULE })],
        },
        Class {
            name: "adam",
            arguments: &[
                rate("learningRate", 0.001),
                set("beta1", "beta1", 0.9),
                set("beta2", "beta2", 0.999),
                set("epsilon", "epsilon", 1e-7),
            ],
            forms: &[form("adam", RULE)],
        },
        Class {
            name: "adamax",
            arguments: &[
                rate("learningRate", 0.002),
                set("beta1", "beta1", 0.9),
                set("beta2", "beta2", 0.999),
                set("epsilon", "epsilon", 1e-7),
                decay_rate("decay"),
            ],
            forms: &[form("adamax", RULE)],
        },
    ],
};
