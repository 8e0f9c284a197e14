//! dfdx, whose momentum and decay are each of one of two kinds.

use super::record::{Argument, Class, Library, betas, form, rate, set};
use crate::optimizer::parts::{Epsilon, Parts, Rate};

const RULE: Parts = Parts { rate: Rate::Outside, hats: true, penalty_last: true, ..Parts::KERAS };
const RMSPROP: Parts = Parts { start: 1.0, ..RULE }.epsilon(Epsilon::Inside);
const EPSILON: Argument = set("eps", "epsilon", 1e-8);
const DECAYS: [Argument; 2] = [set("L2", "l2", 0.0), set("Decoupled", "weightDecay", 0.0)];

pub const LIBRARY: Library = Library {
    name: "dfdx",
    names: &["dfdx"],
    label: "dfdx",
    version: "0.13.0",
    language: "Rust",
    golden: "dfdx",
    paths: &["dfdx.optim"],
    classes: &[
        Class {
            name: "Sgd",
            arguments: &[
                rate("lr", 0.01),
                set("Classic", "momentum", 0.0),
                set("Nesterov", "momentum", 0.0),
                DECAYS[0],
                DECAYS[1],
            ],
            forms: &[
                form("nesterov", RULE).when("Nesterov"),
                form("momentum", RULE).when("Classic"),
                form("sgd", RULE),
            ],
        },
        Class {
            name: "Adam",
            arguments: &[rate("lr", 0.001), betas("betas", 0.9, 0.999), EPSILON, DECAYS[0], DECAYS[1]],
            forms: &[form("adam", RULE)],
        },
        Class {
            name: "RMSprop",
            arguments: &[
                rate("lr", 0.01),
                set("alpha", "rho", 0.9),
                EPSILON,
                set("momentum", "momentum", 0.0),
                set("centered", "centered", 0.0),
                DECAYS[0],
                DECAYS[1],
            ],
            forms: &[form("rmsprop", RMSPROP)],
        },
    ],
};
