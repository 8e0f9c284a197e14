//! climin.

use super::record::{Argument, Class, Library, REQUIRED, choice, fixed, form, nothing, only, rate, set};
use crate::optimizer::parts::{Ahead, Epsilon, Parts};

const RULE: Parts = Parts::KERAS;
const MOMENTUM: Argument = set("momentum", "momentum", 0.0);

/// A class: the parameters and the gradient come first.
macro_rules! class {
    ($name:literal, [$($own:expr),* $(,)?], [$($form:expr),* $(,)?]) => {
        Class {
            name: $name,
            arguments: &[nothing("wrt"), nothing("fprime"), $($own,)* nothing("args")],
            forms: &[$($form),*],
        }
    };
}

pub const LIBRARY: Library = Library {
    name: "climin",
    names: &["climin"],
    label: "climin",
    version: "0.1a1",
    language: "Python",
    golden: "climin",
    paths: &["climin"],
    classes: &[
        class!(
            "GradientDescent",
            [rate("step_rate", 0.1), MOMENTUM, choice("momentum_type")],
            [
                form("nesterov", RULE.ahead(Ahead::There)).when("momentum_type=nesterov"),
                form("momentum", RULE).when("momentum_type=standard"),
                form("momentum", RULE).when("momentum"),
                form("sgd", RULE),
            ]
        ),
        class!(
            "RmsProp",
            [
                rate("step_rate", REQUIRED),
                set("decay", "rho", 0.9),
                only("momentum", 0.0),
                only("step_adapt", 0.0),
                nothing("step_rate_min"),
                nothing("step_rate_max"),
                fixed("epsilon", 1e-8),
            ],
            [form("rmsprop", Parts { start: 1.0, ..RULE }.epsilon(Epsilon::Inside))]
        ),
        class!(
            "Adadelta",
            [rate("step_rate", 1.0), set("decay", "rho", 0.9), only("momentum", 0.0), set("offset", "epsilon", 1e-4),],
            [form("adadelta", RULE)]
        ),
    ],
};
