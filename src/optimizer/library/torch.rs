//! PyTorch.

use super::record::{
    Argument, Class, Library, betas, choice, decay_rate, etas, form, nothing, only, rate, set, step_sizes,
};
use crate::optimizer::parts::{Adafactor, Ahead, Decay, Epsilon, Floor, Parts};

const RULE: Parts = Parts::TORCH;
const EPSILON: Argument = set("eps", "epsilon", 1e-8);
const BETAS: Argument = betas("betas", 0.9, 0.999);

/// A class: the parameters come first, and after its own arguments what says how it is computed and not what.
macro_rules! class {
    ($name:literal, [$($own:expr),* $(,)?], [$($form:expr),* $(,)?]) => {
        Class {
            name: $name,
            arguments: &[
                nothing("params"),
                $($own,)*
                nothing("foreach"),
                only("maximize", 0.0),
                nothing("capturable"),
                nothing("differentiable"),
                nothing("fused"),
            ],
            forms: &[$($form),*],
        }
    };
}

pub const LIBRARY: Library = Library {
    name: "torch",
    names: &["torch"],
    label: "PyTorch",
    version: "2.15.0",
    language: "Python",
    golden: "torch",
    paths: &["torch.optim", "optim"],
    classes: &[
        class!(
            "SGD",
            [
                rate("lr", 0.001),
                set("momentum", "momentum", 0.0),
                set("dampening", "dampening", 0.0),
                set("weight_decay", "l2", 0.0),
                choice("nesterov"),
            ],
            [form("nesterov", RULE).when("nesterov"), form("momentum", RULE).when("momentum"), form("sgd", RULE)]
        ),
        class!(
            "RMSprop",
            [
                rate("lr", 0.01),
                set("alpha", "rho", 0.99),
                EPSILON,
                set("weight_decay", "l2", 0.0),
                set("momentum", "momentum", 0.0),
                set("centered", "centered", 0.0),
            ],
            [form("rmsprop", RULE)]
        ),
        class!(
            "Adagrad",
            [
                rate("lr", 0.01),
                decay_rate("lr_decay"),
                set("weight_decay", "l2", 0.0),
                set("initial_accumulator_value", "initialAccumulator", 0.0),
                set("eps", "epsilon", 1e-10),
            ],
            [form("adagrad", RULE)]
        ),
        class!(
            "Adadelta",
            [rate("lr", 1.0), set("rho", "rho", 0.9), set("eps", "epsilon", 1e-6), set("weight_decay", "l2", 0.0)],
            [form("adadelta", RULE)]
        ),
        class!(
            "Adam",
            [rate("lr", 0.001), BETAS, EPSILON, set("weight_decay", "l2", 0.0), choice("amsgrad")],
            [form("amsgrad", RULE).when("amsgrad"), form("adam", RULE)]
        ),
        class!(
            "AdamW",
            [rate("lr", 0.001), BETAS, EPSILON, set("weight_decay", "weightDecay", 0.01), only("amsgrad", 0.0)],
            [form("adamw", RULE)]
        ),
        class!(
            "Adamax",
            [rate("lr", 0.002), BETAS, EPSILON, set("weight_decay", "l2", 0.0)],
            [form("adamax", RULE.epsilon(Epsilon::WithGradient))]
        ),
        class!(
            "NAdam",
            [
                rate("lr", 0.002),
                BETAS,
                EPSILON,
                set("weight_decay", "l2", 0.0),
                only("momentum_decay", 0.004),
                only("decoupled_weight_decay", 0.0)
            ],
            [form("nadam", RULE.ahead(Ahead::Dozat(0.004)))]
        ),
        class!(
            "Adafactor",
            [
                rate("lr", 0.01),
                only("beta2_decay", -0.8),
                only("eps", 0.0),
                set("d", "clipThreshold", 1.0),
                set("weight_decay", "weightDecay", 0.0),
            ],
            [form(
                "adafactor",
                Parts {
                    decay: Decay::InStep,
                    adafactor: Adafactor { floor: Floor::Clamped(f64::EPSILON), ..RULE.adafactor },
                    ..RULE
                }
            )]
        ),
        class!(
            "Rprop",
            [rate("lr", 0.01), etas("etas", 0.5, 1.2), step_sizes("step_sizes", 1e-6, 50.0)],
            [form("rprop", RULE)]
        ),
        class!(
            "ASGD",
            [
                rate("lr", 0.01),
                set("lambd", "decayTerm", 1e-4),
                set("alpha", "ratePower", 0.75),
                set("t0", "averagingStart", 1e6),
                set("weight_decay", "l2", 0.0),
            ],
            [form("asgd", RULE)]
        ),
        class!(
            "RAdam",
            [rate("lr", 0.001), BETAS, EPSILON, set("weight_decay", "l2", 0.0), only("decoupled_weight_decay", 0.0)],
            [form("radam", Parts { hats: false, ..RULE })]
        ),
        Class {
            name: "Muon",
            arguments: &[
                nothing("params"),
                rate("lr", 0.001),
                set("weight_decay", "weightDecay", 0.1),
                set("momentum", "momentum", 0.95),
                set("nesterov", "nesterov", 1.0),
                only("ns_coefficients", 3.4445),
                only("eps", 1e-7),
                set("ns_steps", "iterations", 5.0),
                only("adjust_lr_fn", 0.0),
            ],
            forms: &[form("muon", Parts::TORCH_MUON)],
        },
    ],
};
