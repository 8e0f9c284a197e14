//! Burn, which is told the learning rate in each step.

use super::record::{Argument, Class, Form, Library, REQUIRED, choice, decay_rate, fixed, form, only, rate, set};
use crate::optimizer::parts::{MatrixScale, Muon, Others, Parts};

const RULE: Parts = Parts::TORCH;
/// Its layers have a row for each input, and its Muon takes the rows for outputs. Vectors it leaves to another optimizer:
/// AdamW, by its documentation.
const MUON: Parts = Parts {
    muon: Muon { scale: MatrixScale::Inputs, epsilon: 1e-7, clamps: true, others: Others::Adam(1e-5) },
    ..RULE
};
const RATE: Argument = rate("lr", REQUIRED);
const BETAS: [Argument; 2] = [set("beta_1", "beta1", 0.9), set("beta_2", "beta2", 0.999)];
const EPSILON: Argument = set("epsilon", "epsilon", 1e-5);
const PENALTY: Argument = set("weight_decay", "l2", 0.0);

const fn class(name: &'static str, arguments: &'static [Argument], forms: &'static [Form]) -> Class {
    Class { name, arguments, forms }
}

pub const LIBRARY: Library = Library {
    name: "burn",
    names: &["burn"],
    label: "Burn",
    version: "0.22.1",
    language: "Rust",
    golden: "burn",
    paths: &["burn.optim"],
    classes: &[
        class(
            "Sgd",
            &[PENALTY, set("momentum", "momentum", 0.0), set("dampening", "dampening", 0.1), choice("nesterov"), RATE],
            &[form("nesterov", RULE).when("nesterov"), form("momentum", RULE).when("momentum"), form("sgd", RULE)],
        ),
        class(
            "RmsProp",
            &[
                set("alpha", "rho", 0.99),
                set("momentum", "momentum", 0.9),
                EPSILON,
                set("centered", "centered", 0.0),
                PENALTY,
                RATE,
            ],
            &[form("rmsprop", RULE)],
        ),
        class(
            "AdaGrad",
            &[decay_rate("lr_decay"), EPSILON, PENALTY, fixed("initialAccumulator", 0.0), RATE],
            &[form("adagrad", RULE)],
        ),
        class("Adam", &[BETAS[0], BETAS[1], EPSILON, PENALTY, RATE], &[form("adam", RULE)]),
        class(
            "AdamW",
            &[BETAS[0], BETAS[1], EPSILON, set("weight_decay", "weightDecay", 1e-4), only("cautious", 0.0), RATE],
            &[form("adamw", RULE)],
        ),
        class(
            "Lion",
            &[BETAS[0], set("beta_2", "beta2", 0.99), set("weight_decay", "weightDecay", 0.0), RATE],
            &[form("lion", RULE)],
        ),
        class(
            "Muon",
            &[
                set("weight_decay", "weightDecay", 0.0),
                set("momentum", "momentum", 0.95),
                only("dampening", 0.0),
                set("nesterov", "nesterov", 1.0),
                only("ns_coefficients", 3.4445),
                only("epsilon", 1e-7),
                set("ns_steps", "iterations", 5.0),
                only("adjust_lr_fn", 0.0),
                RATE,
            ],
            &[form("muon", MUON)],
        ),
    ],
};
