//! PaddlePaddle. Some of its kernels take their numbers in 32 bits, whatever the parameters are in.

use super::record::{Argument, Class, Library, REQUIRED, choice, etas, form, nothing, only, rate, set, step_sizes};
use crate::optimizer::parts::{Ahead, Epsilon, Parts, Rate, Rounded};

const RULE: Parts = Parts { rate: Rate::Outside, hats: true, penalty_last: true, ..Parts::KERAS };
const ROUNDED: Parts = Parts { rounded: Rounded::Knobs, ..RULE };
const RMSPROP: Parts = Parts { rate: Rate::Inside, ..ROUNDED }.epsilon(Epsilon::Inside);
const RATE: Argument = rate("learning_rate", 0.001);
const BETAS: [Argument; 2] = [set("beta1", "beta1", 0.9), set("beta2", "beta2", 0.999)];
const EPSILON: Argument = set("epsilon", "epsilon", 1e-8);
const PENALTY: Argument = set("weight_decay", "l2", 0.0);
/// Of Adamax and RAdam.
const MEANS: &[Argument] =
    &[RATE, BETAS[0], BETAS[1], EPSILON, nothing("parameters"), PENALTY, only("grad_clip", 0.0), nothing("name")];

pub const LIBRARY: Library = Library {
    name: "paddle",
    names: &["paddle"],
    label: "PaddlePaddle",
    version: "3.3.1",
    language: "Python",
    golden: "paddle",
    paths: &["paddle.optimizer"],
    classes: &[
        Class {
            name: "SGD",
            arguments: &[
                RATE,
                nothing("parameters"),
                PENALTY,
                only("grad_clip", 0.0),
                nothing("multi_precision"),
                nothing("name"),
            ],
            forms: &[form("sgd", RULE)],
        },
        Class {
            name: "Momentum",
            arguments: &[
                RATE,
                set("momentum", "momentum", 0.9),
                nothing("parameters"),
                choice("use_nesterov"),
                PENALTY,
                only("grad_clip", 0.0),
                nothing("multi_precision"),
                only("rescale_grad", 1.0),
                nothing("use_multi_tensor"),
                nothing("name"),
            ],
            forms: &[form("nesterov", ROUNDED).when("use_nesterov"), form("momentum", ROUNDED)],
        },
        Class {
            name: "Adagrad",
            arguments: &[
                rate("learning_rate", REQUIRED),
                set("epsilon", "epsilon", 1e-6),
                nothing("parameters"),
                PENALTY,
                only("grad_clip", 0.0),
                nothing("name"),
                set("initial_accumulator_value", "initialAccumulator", 0.0),
            ],
            forms: &[form("adagrad", ROUNDED)],
        },
        Class {
            name: "RMSProp",
            arguments: &[
                rate("learning_rate", REQUIRED),
                set("rho", "rho", 0.95),
                set("epsilon", "epsilon", 1e-6),
                set("momentum", "momentum", 0.0),
                set("centered", "centered", 0.0),
                nothing("parameters"),
                PENALTY,
                only("grad_clip", 0.0),
                nothing("name"),
            ],
            forms: &[form("rmsprop", RMSPROP)],
        },
        Class {
            name: "Adadelta",
            arguments: &[
                RATE,
                set("epsilon", "epsilon", 1e-6),
                set("rho", "rho", 0.95),
                nothing("parameters"),
                PENALTY,
                only("grad_clip", 0.0),
                nothing("name"),
            ],
            forms: &[form("adadelta", ROUNDED)],
        },
        Class {
            name: "Adam",
            arguments: &[
                RATE,
                BETAS[0],
                BETAS[1],
                EPSILON,
                nothing("parameters"),
                PENALTY,
                only("grad_clip", 0.0),
                nothing("lazy_mode"),
                nothing("multi_precision"),
                nothing("use_multi_tensor"),
                choice("amsgrad"),
                nothing("name"),
            ],
            forms: &[form("amsgrad", RULE).when("amsgrad"), form("adam", RULE)],
        },
        Class {
            name: "AdamW",
            arguments: &[
                RATE,
                BETAS[0],
                BETAS[1],
                EPSILON,
                nothing("parameters"),
                set("weight_decay", "weightDecay", 0.01),
                only("lr_ratio", 0.0),
                only("apply_decay_param_fun", 0.0),
                only("grad_clip", 0.0),
                nothing("lazy_mode"),
                nothing("multi_precision"),
                only("amsgrad", 0.0),
                nothing("name"),
            ],
            forms: &[form("adamw", Parts { rounded: Rounded::Decay, ..RULE })],
        },
        Class { name: "Adamax", arguments: MEANS, forms: &[form("adamax", ROUNDED.epsilon(Epsilon::WithKept))] },
        Class {
            name: "NAdam",
            arguments: &[
                rate("learning_rate", 0.002),
                BETAS[0],
                BETAS[1],
                EPSILON,
                only("momentum_decay", 0.004),
                nothing("parameters"),
                PENALTY,
                only("grad_clip", 0.0),
                nothing("name"),
            ],
            forms: &[form("nadam", ROUNDED.ahead(Ahead::Dozat(0.004_f32 as f64)))],
        },
        Class { name: "RAdam", arguments: MEANS, forms: &[form("radam", Parts { hats: false, ..ROUNDED })] },
        Class {
            name: "Rprop",
            arguments: &[
                RATE,
                step_sizes("learning_rate_range", 1e-5, 50.0),
                nothing("parameters"),
                etas("etas", 0.5, 1.2),
                only("grad_clip", 0.0),
                nothing("multi_precision"),
                nothing("name"),
            ],
            forms: &[form("rprop", RULE)],
        },
    ],
};
