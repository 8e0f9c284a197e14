//! River.

use super::record::{Argument, Class, Form, Library, choice_on, fixed, form, rate, set};
use crate::optimizer::parts::{Ahead, Correction, Epsilon, Parts};

const RULE: Parts = Parts::KERAS;
const UNCORRECTED: Parts = Parts { corrections: [Correction::Absent; 2], ..RULE };
const RATE: Argument = rate("lr", 0.1);
const RHO: Argument = set("rho", "momentum", 0.9);
const BETAS: [Argument; 2] = [set("beta_1", "beta1", 0.9), set("beta_2", "beta2", 0.999)];
const EPSILON: Argument = set("eps", "epsilon", 1e-8);

const fn class(name: &'static str, arguments: &'static [Argument], forms: &'static [Form]) -> Class {
    Class { name, arguments, forms }
}

pub const LIBRARY: Library = Library {
    name: "river",
    names: &["river", "river-uncorrected"],
    label: "River",
    version: "0.26.1",
    language: "Python",
    golden: "river",
    paths: &["river.optim"],
    classes: &[
        class("SGD", &[rate("lr", 0.01)], &[form("sgd", RULE)]),
        class("Momentum", &[RATE, RHO], &[form("momentum", RULE)]),
        class("NesterovMomentum", &[RATE, RHO], &[form("nesterov", RULE.ahead(Ahead::There))]),
        class(
            "AdaGrad",
            &[RATE, EPSILON, fixed("initialAccumulator", 0.0)],
            &[form("adagrad", RULE.epsilon(Epsilon::Inside))],
        ),
        class("RMSProp", &[RATE, set("rho", "rho", 0.9), EPSILON], &[form("rmsprop", RULE.epsilon(Epsilon::Inside))]),
        class("AdaDelta", &[set("rho", "rho", 0.95), EPSILON, fixed("learningRate", 1.0)], &[form("adadelta", RULE)]),
        class("Adam", &[RATE, BETAS[0], BETAS[1], EPSILON], &[form("adam", RULE)]),
        class("Nadam", &[RATE, BETAS[0], BETAS[1], EPSILON], &[form("nadam", RULE.ahead(Ahead::Same))]),
        class("AdaMax", &[RATE, BETAS[0], BETAS[1], EPSILON], &[form("adamax", RULE)]),
        class(
            "AMSGrad",
            &[RATE, BETAS[0], BETAS[1], EPSILON, choice_on("correct_bias")],
            &[form("amsgrad", RULE).when("correct_bias"), form("amsgrad", UNCORRECTED).named(1)],
        ),
    ],
};
