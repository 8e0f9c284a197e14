//! Small libraries of Python: autograd, numpy-ml, Qiskit Algorithms.

use super::record::{Argument, Class, Library, choice, fixed, form, nothing, only, rate, set};
use crate::optimizer::parts::{Memory, Parts, Rate};

const RULE: Parts = Parts { rate: Rate::Outside, hats: true, ..Parts::KERAS };
const EPSILON: Argument = set("eps", "epsilon", 1e-8);

/// A function of autograd: the gradient and the start come first.
macro_rules! descent {
    ($name:literal, [$($own:expr),*], $form:expr) => {
        Class {
            name: $name,
            arguments: &[nothing("grad"), nothing("x"), nothing("callback"), nothing("num_iters"), $($own),*],
            forms: &[$form],
        }
    };
}

pub const AUTOGRAD: Library = Library {
    name: "autograd",
    names: &["autograd"],
    label: "autograd",
    version: "1.9.1",
    language: "Python",
    golden: "autograd",
    paths: &["autograd.misc.optimizers"],
    classes: &[
        descent!(
            "sgd",
            [rate("step_size", 0.1), set("mass", "momentum", 0.9)],
            form("momentum", Parts { memory: Memory::Mean, ..RULE })
        ),
        descent!(
            "rmsprop",
            [rate("step_size", 0.1), set("gamma", "rho", 0.9), EPSILON],
            form("rmsprop", Parts { start: 1.0, ..RULE })
        ),
        descent!(
            "adam",
            [rate("step_size", 0.001), set("b1", "beta1", 0.9), set("b2", "beta2", 0.999), EPSILON],
            form("adam", RULE)
        ),
    ],
};

const CLIP: Argument = set("clip_norm", "clipNorm", 0.0);
const SCHEDULER: Argument = only("lr_scheduler", 0.0);
const SMALL: Argument = set("eps", "epsilon", 1e-7);

pub const NUMPY_ML: Library = Library {
    name: "numpy-ml",
    names: &["numpy-ml"],
    label: "numpy-ml",
    version: "0.1.2",
    language: "Python",
    golden: "numpy_ml",
    paths: &["numpy_ml.neural_nets.optimizers"],
    classes: &[
        Class {
            name: "SGD",
            arguments: &[rate("lr", 0.01), set("momentum", "momentum", 0.0), CLIP, SCHEDULER],
            forms: &[form("momentum", Parts::KERAS).when("momentum"), form("sgd", Parts::KERAS)],
        },
        Class {
            name: "AdaGrad",
            arguments: &[rate("lr", 0.01), SMALL, CLIP, SCHEDULER, fixed("initialAccumulator", 0.0)],
            forms: &[form("adagrad", RULE)],
        },
        Class {
            name: "RMSProp",
            arguments: &[rate("lr", 0.001), set("decay", "rho", 0.9), SMALL, CLIP, SCHEDULER],
            forms: &[form("rmsprop", RULE)],
        },
        Class {
            name: "Adam",
            arguments: &[
                rate("lr", 0.001),
                set("decay1", "beta1", 0.9),
                set("decay2", "beta2", 0.999),
                SMALL,
                CLIP,
                SCHEDULER,
            ],
            forms: &[form("adam", RULE)],
        },
    ],
};

pub const QISKIT: Library = Library {
    name: "qiskit",
    names: &["qiskit"],
    label: "Qiskit Algorithms",
    version: "0.4.0",
    language: "Python",
    golden: "qiskit_algorithms",
    paths: &["qiskit_algorithms.optimizers"],
    classes: &[Class {
        name: "ADAM",
        arguments: &[
            nothing("maxiter"),
            nothing("tol"),
            rate("lr", 0.001),
            set("beta_1", "beta1", 0.9),
            set("beta_2", "beta2", 0.99),
            // This one is added to the root; `eps` is only where a run stops.
            set("noise_factor", "epsilon", 1e-8),
            nothing("eps"),
            choice("amsgrad"),
            nothing("snapshot_dir"),
        ],
        forms: &[form("amsgrad", Parts::KERAS).when("amsgrad"), form("adam", Parts::KERAS)],
    }],
};
