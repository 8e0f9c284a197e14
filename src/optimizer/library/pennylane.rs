//! PennyLane.

use super::record::{Argument, Class, Form, Library, fixed, form, rate, set};
use crate::optimizer::parts::{Ahead, Epsilon, Parts};

const RULE: Parts = Parts::KERAS;
const RATE: Argument = rate("stepsize", 0.01);
const MOMENTUM: Argument = set("momentum", "momentum", 0.9);
const EPSILON: Argument = set("eps", "epsilon", 1e-8);

const fn class(name: &'static str, arguments: &'static [Argument], forms: &'static [Form]) -> Class {
    Class { name, arguments, forms }
}

pub const LIBRARY: Library = Library {
    name: "pennylane",
    names: &["pennylane"],
    label: "PennyLane",
    version: "0.45.1",
    language: "Python",
    golden: "pennylane",
    paths: &["pennylane", "qml"],
    classes: &[
        class("GradientDescentOptimizer", &[RATE], &[form("sgd", RULE)]),
        class("MomentumOptimizer", &[RATE, MOMENTUM], &[form("momentum", RULE)]),
        class("NesterovMomentumOptimizer", &[RATE, MOMENTUM], &[form("nesterov", RULE.ahead(Ahead::There))]),
        class(
            "AdagradOptimizer",
            &[RATE, EPSILON, fixed("initialAccumulator", 0.0)],
            &[form("adagrad", RULE.epsilon(Epsilon::Inside))],
        ),
        class(
            "RMSPropOptimizer",
            &[RATE, set("decay", "rho", 0.9), EPSILON],
            &[form("rmsprop", RULE.epsilon(Epsilon::Inside))],
        ),
        class(
            "AdamOptimizer",
            &[RATE, set("beta1", "beta1", 0.9), set("beta2", "beta2", 0.99), EPSILON],
            &[form("adam", RULE)],
        ),
    ],
};
