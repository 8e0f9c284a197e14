//! downhill, which tells how much is remembered by half-lives, in steps.

use super::record::{Argument, Class, Library, To, choice, fixed, form, nothing, only, rate, set};
use crate::optimizer::parts::{Ahead, Correction, Epsilon, Parts};

const RULE: Parts = Parts::KERAS;
const INSIDE: Parts = RULE.epsilon(Epsilon::Inside);
const NESTEROV: Parts = RULE.ahead(Ahead::Folded);
const ADAM: Parts = Parts { corrections: [Correction::Constant; 2], hats: true, fading: 1.0 - 1e-6, ..RULE };
const MOMENTUM: Argument = set("momentum", "momentum", 0.0);
const HALF_LIFE: Argument = half_life("rms_halflife", "rho", 14.0);
const EPSILON: Argument = set("rms_regularizer", "epsilon", 1e-8);

const fn half_life(name: &'static str, setting: &'static str, usual: f64) -> Argument {
    Argument { name, to: To::HalfLife(setting), usual }
}

/// A class: each can be told to clip the gradient.
macro_rules! class {
    ($name:literal, [$($own:expr),* $(,)?], [$($form:expr),* $(,)?]) => {
        Class {
            name: $name,
            arguments: &[
                $($own,)*
                set("max_gradient_norm", "clipNorm", 0.0),
                set("max_gradient_elem", "clipValue", 0.0),
            ],
            forms: &[$($form),*],
        }
    };
}

const RATE: Argument = rate("learning_rate", 1e-4);

pub const LIBRARY: Library = Library {
    name: "downhill",
    names: &["downhill"],
    label: "downhill",
    version: "0.4.0",
    language: "Python",
    golden: "downhill",
    paths: &["downhill"],
    classes: &[
        class!(
            "sgd",
            [RATE, MOMENTUM, choice("nesterov")],
            [form("nesterov", NESTEROV).when("nesterov"), form("momentum", RULE).when("momentum"), form("sgd", RULE)]
        ),
        class!("nag", [RATE, MOMENTUM], [form("nesterov", NESTEROV)]),
        class!("adagrad", [RATE, EPSILON, fixed("initialAccumulator", 0.0)], [form("adagrad", INSIDE)]),
        class!("rmsprop", [RATE, HALF_LIFE, EPSILON, MOMENTUM, fixed("centered", 1.0)], [form("rmsprop", INSIDE)]),
        // It has no learning rate, and reads none.
        class!(
            "adadelta",
            [nothing("learning_rate"), HALF_LIFE, EPSILON, fixed("learningRate", 1.0)],
            [form("adadelta", RULE)]
        ),
        class!(
            "adam",
            [
                RATE,
                only("beta1_decay", 1.0 - 1e-6),
                half_life("beta1_halflife", "beta1", 7.0),
                half_life("beta2_halflife", "beta2", 69.0),
                EPSILON,
            ],
            [form("adam", ADAM)]
        ),
    ],
};
