//! MXNet. Its kernels for momentum, Adam and signs take their numbers in 32 bits, whatever the parameters are in.

use super::record::{Argument, Class, Library, To, fixed, form, nothing, only, rate, set};
use crate::optimizer::parts::{Ahead, Epsilon, Parts, Rounded};

const RULE: Parts = Parts::KERAS;
/// The penalty comes after the clipping.
const SGD: Parts = Parts { penalty_last: true, rounded: Rounded::All, ..RULE };
const ADAM: Parts = Parts { rounded: Rounded::Knobs, ..RULE };
const NADAM: Parts = RULE.ahead(Ahead::Dozat(0.004));
const MOMENTUM: Argument = set("momentum", "momentum", 0.0);
const BETAS: [Argument; 2] = [set("beta1", "beta1", 0.9), set("beta2", "beta2", 0.999)];
const EPSILON: Argument = set("epsilon", "epsilon", 1e-8);

/// A class: after its own arguments come those of every one, but for the learning rate where it has that itself.
macro_rules! class {
    ($name:literal, [$($own:expr),* $(,)?], decay $decay:literal, [$($form:expr),* $(,)?]) => {
        Class {
            name: $name,
            arguments: &[
                $($own,)*
                only("rescale_grad", 1.0),
                nothing("param_idx2name"),
                set("wd", $decay, 0.0),
                set("clip_gradient", "clipValue", 0.0),
                rate("learning_rate", 0.01),
                only("lr_scheduler", 0.0),
                nothing("sym"),
                nothing("begin_num_update"),
                nothing("multi_precision"),
                only("param_dict", 0.0),
            ],
            forms: &[$($form),*],
        }
    };
}

pub const LIBRARY: Library = Library {
    name: "mxnet",
    names: &["mxnet"],
    label: "MXNet",
    version: "1.9.1",
    language: "Python",
    golden: "mxnet",
    paths: &["mxnet.optimizer", "mx.optimizer"],
    classes: &[
        class!(
            "SGD",
            [MOMENTUM, nothing("lazy_update")],
            decay "l2",
            [form("momentum", SGD).when("momentum"), form("sgd", SGD)]
        ),
        class!("NAG", [MOMENTUM], decay "l2", [form("nesterov", SGD).when("momentum"), form("sgd", SGD)]),
        class!(
            "AdaGrad",
            [set("eps", "epsilon", 1e-7), fixed("initialAccumulator", 0.0)],
            decay "weightDecay",
            [form("adagrad", RULE.epsilon(Epsilon::Inside))]
        ),
        class!(
            "RMSProp",
            [
                rate("learning_rate", 0.001),
                set("gamma1", "rho", 0.9),
                set("gamma2", "momentum", 0.9),
                EPSILON,
                set("centered", "centered", 0.0),
                only("clip_weights", 0.0),
            ],
            decay "l2",
            [
                form("rmsprop", RULE.epsilon(Epsilon::Inside)).when("centered"),
                form("rmsprop", RULE.epsilon(Epsilon::Inside)).with(&[("momentum", 0.0)]),
            ]
        ),
        // It has no learning rate, and reads none.
        Class {
            name: "AdaDelta",
            arguments: &[
                set("rho", "rho", 0.9),
                set("epsilon", "epsilon", 1e-5),
                only("rescale_grad", 1.0),
                nothing("param_idx2name"),
                only("wd", 0.0),
                set("clip_gradient", "clipValue", 0.0),
                nothing("learning_rate"),
                fixed("learningRate", 1.0),
            ],
            forms: &[form("adadelta", RULE)],
        },
        class!(
            "Adam",
            [rate("learning_rate", 0.001), BETAS[0], BETAS[1], EPSILON, nothing("lazy_update")],
            decay "l2",
            [form("adam", ADAM)]
        ),
        class!(
            "Adamax",
            [rate("learning_rate", 0.002), BETAS[0], BETAS[1]],
            decay "l2",
            [form("adamax", RULE.epsilon(Epsilon::Nowhere))]
        ),
        class!(
            "Nadam",
            [rate("learning_rate", 0.001), BETAS[0], BETAS[1], EPSILON, only("schedule_decay", 0.004)],
            decay "l2",
            [form("nadam", NADAM)]
        ),
        class!(
            "Signum",
            [
                rate("learning_rate", 0.01),
                Argument { name: "momentum", to: To::Both("beta1", "beta2"), usual: 0.9 },
                only("wd_lh", 0.0),
            ],
            decay "l2",
            [form("lion", SGD)]
        ),
    ],
};
