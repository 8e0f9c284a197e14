//! dlib.

use super::record::{Argument, Class, Library, fixed, form, rate, set};
use crate::optimizer::parts::Parts;

const RATE: Argument = rate("learning_rate", 0.01);
const DECAY: Argument = set("weight_decay", "l2", 0.0005);

pub const LIBRARY: Library = Library {
    name: "dlib",
    names: &["dlib"],
    label: "dlib",
    version: "19.24",
    language: "C++",
    golden: "dlib",
    paths: &["dlib"],
    classes: &[
        Class {
            name: "sgd",
            arguments: &[DECAY, set("momentum", "momentum", 0.9), RATE],
            forms: &[form("momentum", Parts::KERAS)],
        },
        Class {
            name: "adam",
            arguments: &[
                DECAY,
                set("momentum1", "beta1", 0.9),
                set("momentum2", "beta2", 0.999),
                RATE,
                fixed("epsilon", 1e-8),
            ],
            forms: &[form("adam", Parts::KERAS)],
        },
    ],
};
