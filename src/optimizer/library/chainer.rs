//! Chainer. Its hooks stand among the arguments, in parentheses: every optimizer can have them.

use super::record::{Argument, Class, Form, Library, choice, fixed, form, only, rate, set};
use crate::optimizer::parts::{Ahead, Decay, Epsilon, Parts, Rate};

const RULE: Parts = Parts::KERAS;
const ADAM: Parts = Parts { decay: Decay::Alone, ..RULE };
const MOMENTUM: Argument = set("momentum", "momentum", 0.9);
const EPSILON: Argument = set("eps", "epsilon", 1e-8);
const HOOKS: [Argument; 2] = [set("(WeightDecay)", "l2", 0.0), set("(GradientClipping)", "clipNorm", 0.0)];

const fn class(name: &'static str, arguments: &'static [Argument], forms: &'static [Form]) -> Class {
    Class { name, arguments, forms }
}

/// The arguments of Adam and its kin, after which come their own.
macro_rules! adam {
    ($($own:expr),*) => {
        &[
            rate("alpha", 0.001),
            set("beta1", "beta1", 0.9),
            set("beta2", "beta2", 0.999),
            EPSILON,
            only("eta", 1.0),
            $($own,)*
            HOOKS[0],
            HOOKS[1],
        ]
    };
}

pub const LIBRARY: Library = Library {
    name: "chainer",
    names: &["chainer", "chainer-corrected", "chainer-graves"],
    label: "Chainer",
    version: "7.8.1",
    language: "Python",
    golden: "chainer",
    paths: &["chainer.optimizers"],
    classes: &[
        class("SGD", &[rate("lr", 0.01), HOOKS[0], HOOKS[1]], &[form("sgd", RULE)]),
        class("MomentumSGD", &[rate("lr", 0.01), MOMENTUM, HOOKS[0], HOOKS[1]], &[form("momentum", RULE)]),
        class(
            "CorrectedMomentumSGD",
            &[rate("lr", 0.01), MOMENTUM, HOOKS[0], HOOKS[1]],
            &[form("momentum", Parts { rate: Rate::Outside, ..RULE }).named(1)],
        ),
        class(
            "NesterovAG",
            &[rate("lr", 0.01), MOMENTUM, HOOKS[0], HOOKS[1]],
            &[form("nesterov", RULE.ahead(Ahead::Twice))],
        ),
        class(
            "AdaGrad",
            &[rate("lr", 0.001), EPSILON, fixed("initialAccumulator", 0.0), HOOKS[0], HOOKS[1]],
            &[form("adagrad", RULE)],
        ),
        class(
            "RMSpropGraves",
            &[
                rate("lr", 1e-4),
                set("alpha", "rho", 0.95),
                MOMENTUM,
                set("eps", "epsilon", 1e-4),
                fixed("centered", 1.0),
                HOOKS[0],
                HOOKS[1],
            ],
            &[form("rmsprop", RULE.epsilon(Epsilon::Inside)).named(2)],
        ),
        class(
            "RMSprop",
            &[rate("lr", 0.01), set("alpha", "rho", 0.99), EPSILON, choice("eps_inside_sqrt"), HOOKS[0], HOOKS[1]],
            &[
                form("rmsprop", RULE.epsilon(Epsilon::Inside))
                    .when("eps_inside_sqrt")
                    .with(&[("centered", 0.0), ("momentum", 0.0)])
                    .named(2),
                form("rmsprop", RULE),
            ],
        ),
        class(
            "AdaDelta",
            &[fixed("learningRate", 1.0), set("rho", "rho", 0.95), set("eps", "epsilon", 1e-6), HOOKS[0], HOOKS[1]],
            &[form("adadelta", RULE)],
        ),
        class(
            "Adam",
            adam!(
                set("weight_decay_rate", "weightDecay", 0.0),
                choice("amsgrad"),
                only("adabound", 0.0),
                only("final_lr", 0.1),
                only("gamma", 0.001)
            ),
            &[form("amsgrad", ADAM).when("amsgrad"), form("adam", ADAM)],
        ),
        class("AdamW", adam!(set("weight_decay_rate", "weightDecay", 0.0)), &[form("adamw", ADAM)]),
        class("AMSGrad", adam!(), &[form("amsgrad", ADAM)]),
    ],
};
