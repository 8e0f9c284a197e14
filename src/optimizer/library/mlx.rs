//! MLX.

use super::record::{Argument, Class, Library, REQUIRED, betas, choice, choice_on, fixed, form, only, rate, set};
use crate::optimizer::parts::{Adafactor, Correction, MatrixScale, Memory, Muon, Others, Parts, Rate};

const RULE: Parts = Parts { rate: Rate::Outside, hats: true, penalty_last: true, ..Parts::KERAS };
const UNCORRECTED: Parts = Parts { corrections: [Correction::Absent; 2], ..RULE };
const MUON: Parts = Parts {
    memory: Memory::Mean,
    muon: Muon { scale: MatrixScale::Outputs, epsilon: 1e-7, clamps: false, others: Others::Momentum },
    ..RULE
};
const RATE: Argument = rate("learning_rate", REQUIRED);
const BETAS: Argument = betas("betas", 0.9, 0.999);
const EPSILON: Argument = set("eps", "epsilon", 1e-8);

pub const LIBRARY: Library = Library {
    name: "mlx",
    names: &["mlx", "mlx-corrected", "mlx-absolute"],
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
        Class {
            name: "Adafactor",
            arguments: &[
                RATE,
                only("eps", 0.0),
                set("clip_threshold", "clipThreshold", 1.0),
                only("decay_rate", -0.8),
                only("beta_1", 0.0),
                only("weight_decay", 0.0),
                only("scale_parameter", 1.0),
                choice_on("relative_step"),
                only("warmup_init", 0.0),
            ],
            forms: &[
                form("adafactor", RULE).when("relative_step").with(&[("learningRate", 0.01)]),
                form("adafactor", Parts { adafactor: Adafactor { relative: false, ..RULE.adafactor }, ..RULE })
                    .named(2),
            ],
        },
        Class {
            name: "Muon",
            arguments: &[
                RATE,
                set("momentum", "momentum", 0.95),
                set("weight_decay", "l2", 0.01),
                set("nesterov", "nesterov", 1.0),
                set("ns_steps", "iterations", 5.0),
            ],
            forms: &[form("muon", MUON)],
        },
    ],
};
