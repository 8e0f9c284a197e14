//! tinygrad.

use super::record::{Argument, Class, Library, choice, form, nothing, only, rate, set};
use crate::optimizer::parts::{Decay, MatrixScale, Muon, Others, Parts, Rate};

const RULE: Parts = Parts { rate: Rate::Outside, hats: true, penalty_last: true, ..Parts::KERAS };
/// The learning rate belongs to the gradient.
const CLASSIC: Parts = Parts { rate: Rate::Inside, ..RULE };
/// It makes a matrix of one column of a vector, and knows no scale.
const MUON: Parts =
    Parts { muon: Muon { scale: MatrixScale::Nowhere, epsilon: 1e-7, clamps: false, others: Others::Column }, ..RULE };
const RATE: Argument = rate("lr", 0.001);

/// A class: the parameters come first, and at last what says how it is computed and not what.
macro_rules! class {
    ($name:literal, [$($own:expr),* $(,)?], [$($form:expr),* $(,)?]) => {
        Class {
            name: $name,
            arguments: &[nothing("params"), RATE, $($own,)* nothing("device"), nothing("fused")],
            forms: &[$($form),*],
        }
    };
}

const ADAM: [Argument; 3] = [set("b1", "beta1", 0.9), set("b2", "beta2", 0.999), set("eps", "epsilon", 1e-8)];

pub const LIBRARY: Library = Library {
    name: "tinygrad",
    names: &["tinygrad", "tinygrad-classic"],
    label: "tinygrad",
    version: "0.14.0",
    language: "Python",
    golden: "tinygrad",
    paths: &["tinygrad.nn.optim", "nn.optim"],
    classes: &[
        class!(
            "SGD",
            [set("momentum", "momentum", 0.0), set("weight_decay", "l2", 0.0), choice("nesterov"), choice("classic"),],
            [
                form("nesterov", CLASSIC).when("classic").and("nesterov").named(1),
                form("momentum", CLASSIC).when("classic").named(1),
                form("nesterov", RULE).when("nesterov"),
                form("momentum", RULE).when("momentum"),
                form("sgd", RULE),
            ]
        ),
        class!("Adam", [ADAM[0], ADAM[1], ADAM[2]], [form("adam", RULE)]),
        class!("AdamW", [ADAM[0], ADAM[1], ADAM[2], set("weight_decay", "weightDecay", 0.01)], [form("adamw", RULE)]),
        class!(
            "LAMB",
            [ADAM[0], ADAM[1], set("eps", "epsilon", 1e-6), set("weight_decay", "weightDecay", 0.0), choice("adam")],
            [form("adamw", RULE).when("adam"), form("lamb", Parts { decay: Decay::InStep, ..RULE })]
        ),
        class!(
            "Muon",
            [
                set("momentum", "momentum", 0.95),
                set("weight_decay", "weightDecay", 0.1),
                set("ns_steps", "iterations", 5.0),
                only("ns_coefficients", 3.4445),
                set("nesterov", "nesterov", 1.0),
            ],
            [form("muon", MUON)]
        ),
    ],
};
