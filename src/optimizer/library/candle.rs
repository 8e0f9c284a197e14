//! Candle: the optimizers of `candle_nn`, and those of `candle-optimisers`, which are PyTorch's.

use super::record::{
    Argument, Class, Form, Library, REQUIRED, choice, decay_rate, fixed, form, nothing, only, rate, set,
};
use crate::optimizer::parts::{Ahead, Epsilon, Parts};

const RULE: Parts = Parts::TORCH;
const BETAS: [Argument; 2] = [set("beta_1", "beta1", 0.9), set("beta_2", "beta2", 0.999)];
const EPSILON: Argument = set("eps", "epsilon", 1e-8);
const MOMENTUM: Argument = set("momentum", "momentum", 0.0);
/// A decay is one of two kinds.
const PENALTY: Argument = set("weight_decay", "l2", 0.0);
const DECAY: Argument = set("decoupled", "weightDecay", 0.0);

const fn class(name: &'static str, arguments: &'static [Argument], forms: &'static [Form]) -> Class {
    Class { name, arguments, forms }
}

pub const LIBRARY: Library = Library {
    name: "candle",
    names: &["candle"],
    label: "Candle",
    version: "0.10.2",
    language: "Rust",
    golden: "candle",
    paths: &["candle_nn", "candle_nn.optim"],
    classes: &[
        class("SGD", &[nothing("vars"), rate("learning_rate", REQUIRED)], &[form("sgd", RULE)]),
        class(
            "AdamW",
            &[
                rate("lr", 0.001),
                set("beta1", "beta1", 0.9),
                set("beta2", "beta2", 0.999),
                EPSILON,
                set("weight_decay", "weightDecay", 0.01),
            ],
            &[form("adamw", RULE)],
        ),
    ],
};

pub const OPTIMISERS: Library = Library {
    name: "candle-optimisers",
    names: &["candle-optimisers"],
    label: "candle-optimisers",
    version: "0.10.2",
    language: "Rust",
    golden: "candle",
    paths: &["candle_optimisers"],
    classes: &[
        class(
            "SGD",
            &[rate("lr", 0.1), PENALTY, DECAY, MOMENTUM, choice("nesterov"), set("dampening", "dampening", 0.0)],
            &[form("nesterov", RULE).when("nesterov"), form("momentum", RULE).when("momentum"), form("sgd", RULE)],
        ),
        // Its initial accumulator is an argument that it does not read.
        class(
            "Adagrad",
            &[
                rate("lr", 0.01),
                decay_rate("lr_decay"),
                nothing("initial_acc"),
                fixed("initialAccumulator", 0.0),
                PENALTY,
                DECAY,
                set("eps", "epsilon", 1e-10),
            ],
            &[form("adagrad", RULE)],
        ),
        class(
            "Adadelta",
            &[rate("lr", 1.0), set("rho", "rho", 0.9), PENALTY, DECAY, set("eps", "epsilon", 1e-6)],
            &[form("adadelta", RULE)],
        ),
        class(
            "RMSprop",
            &[
                rate("lr", 0.01),
                set("alpha", "rho", 0.99),
                EPSILON,
                PENALTY,
                DECAY,
                MOMENTUM,
                set("centered", "centered", 0.0),
            ],
            &[form("rmsprop", RULE)],
        ),
        class(
            "Adam",
            &[rate("lr", 0.001), BETAS[0], BETAS[1], EPSILON, PENALTY, DECAY, choice("amsgrad")],
            &[form("amsgrad", RULE).when("amsgrad"), form("adam", RULE)],
        ),
        class(
            "Adamax",
            &[rate("lr", 1.0), BETAS[0], BETAS[1], PENALTY, DECAY, EPSILON],
            &[form("adamax", RULE.epsilon(Epsilon::WithGradient))],
        ),
        class(
            "NAdam",
            &[rate("lr", 0.002), BETAS[0], BETAS[1], EPSILON, PENALTY, DECAY, only("momentum_decay", 0.004)],
            &[form("nadam", RULE.ahead(Ahead::Dozat(0.004)))],
        ),
        class(
            "RAdam",
            &[rate("lr", 0.001), BETAS[0], BETAS[1], PENALTY, DECAY, EPSILON],
            &[form("radam", Parts { hats: false, ..RULE })],
        ),
    ],
};
