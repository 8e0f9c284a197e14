//! MLX.

use super::record::{Argument, Class, Library, REQUIRED, betas, choice, fixed, form, rate, set};
use crate::optimizer::parts::{Correction, Parts, Rate};

const RULE: Parts = Parts { rate: Rate::Outside, hats: true, penalty_last: true, ..Parts::KERAS };
const UNCORRECTED: Parts = Parts { corrections: [Correction::Absent; 2], ..RULE };
const RATE: Argument = rate("learning_rate", REQUIRED);
const BETAS: Argument = betas("betas", 0.9, 0.999);
const EPSILON: Argument = set("eps", "epsilon", 1e-8);

pub const LIBRARY: Library = Library {
    name: "mlx",
    names: &["mlx", "mlx-corrected"],
    label: "MLX",
    version: "0.32.4",
    language: "Python",
    golden: "mlx",
    paths: &["mlx.optimizers"],
    classes: &[
        Class {
            name: "SGD",
            arguments: &[
                RATE,
                set("momentum", "momentum", 0.0),
                set("weight_decay", "l2", 0.0),
                set("dampening", "dampening", 0.0),
                choice("nesterov"),
            ],
            forms: &[
                form("nesterov", RULE).when("nesterov"),
                form("momentum", RULE).when("momentum"),
                form("sgd", RULE),
            ],
        },
        Class {
            name: "RMSprop",
            arguments: &[RATE, set("alpha", "rho", 0.99), EPSILON],
            forms: &[form("rmsprop", RULE)],
        },
        Class {
            name: "Adagrad",
            arguments: &[RATE, EPSILON, fixed("initialAccumulator", 0.0)],
            forms: &[form("adagrad", RULE)],
        },
        Class {
            name: "AdaDelta",
            arguments: &[RATE, set("rho", "rho", 0.9), set("eps", "epsilon", 1e-6)],
            forms: &[form("adadelta", RULE)],
        },
        Class {
            name: "Adam",
            arguments: &[RATE, BETAS, EPSILON, choice("bias_correction")],
            forms: &[form("adam", RULE).when("bias_correction").named(1), form("adam", UNCORRECTED)],
        },
        Class {
            name: "AdamW",
            arguments: &[RATE, BETAS, EPSILON, set("weight_decay", "weightDecay", 0.01), choice("bias_correction")],
            forms: &[form("adamw", RULE).when("bias_correction").named(1), form("adamw", UNCORRECTED)],
        },
        Class { name: "Adamax", arguments: &[RATE, BETAS, EPSILON], forms: &[form("adamax", UNCORRECTED)] },
        Class {
            name: "Lion",
            arguments: &[RATE, betas("betas", 0.9, 0.99), set("weight_decay", "weightDecay", 0.0)],
            forms: &[form("lion", RULE)],
        },
    ],
};
