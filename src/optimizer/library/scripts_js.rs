//! Small libraries of JavaScript: ConvNetJS, brain.js, Neataptic, Synaptic, fmin, JS-PyTorch.

use super::record::{Argument, Class, Library, betas, fixed, form, nothing, only, rate, set};
use crate::optimizer::parts::{Correction, Epsilon, Parts};

const RULE: Parts = Parts::KERAS;
const INSIDE: Parts = RULE.epsilon(Epsilon::Inside);

/// A method of ConvNetJS' trainer.
macro_rules! method {
    ($name:literal, [$($own:expr),*], [$($form:expr),*]) => {
        Class {
            name: $name,
            arguments: &[
                nothing("method"),
                $($own,)*
                set("l2_decay", "l2", 0.0),
                only("l1_decay", 0.0),
                only("batch_size", 1.0),
            ],
            forms: &[$($form),*],
        }
    };
}

const CONVNET: Argument = rate("learning_rate", 0.01);
const CONVNET_MOMENTUM: Argument = set("momentum", "momentum", 0.9);
const CONVNET_EPSILON: Argument = set("eps", "epsilon", 1e-6);
const RO: Argument = set("ro", "rho", 0.95);

pub const CONVNETJS: Library = Library {
    name: "convnetjs",
    names: &["convnetjs"],
    label: "ConvNetJS",
    version: "0.3.0",
    language: "JavaScript",
    golden: "convnetjs",
    paths: &["convnetjs"],
    classes: &[
        method!("sgd", [CONVNET, CONVNET_MOMENTUM], [form("momentum", RULE).when("momentum"), form("sgd", RULE)]),
        method!(
            "adagrad",
            [CONVNET, nothing("momentum"), CONVNET_EPSILON, fixed("initialAccumulator", 0.0)],
            [form("adagrad", INSIDE)]
        ),
        method!("windowgrad", [CONVNET, nothing("momentum"), RO, CONVNET_EPSILON], [form("rmsprop", INSIDE)]),
        // It reads no learning rate.
        method!(
            "adadelta",
            [nothing("learning_rate"), nothing("momentum"), RO, CONVNET_EPSILON, fixed("learningRate", 1.0)],
            [form("adadelta", RULE)]
        ),
        // This version does not know the names of these two methods: it is momentum then.
        method!("nesterov", [CONVNET, CONVNET_MOMENTUM], [form("momentum", RULE)]),
        method!("adam", [CONVNET, CONVNET_MOMENTUM], [form("momentum", RULE)]),
    ],
};

const BRAIN: Argument = rate("learningRate", 0.3);

pub const BRAINJS: Library = Library {
    name: "brainjs",
    names: &["brainjs"],
    label: "brain.js",
    version: "1.6.1",
    language: "JavaScript",
    golden: "brainjs",
    paths: &["brain"],
    classes: &[
        Class {
            name: "sgd (weight)",
            arguments: &[BRAIN, set("momentum", "momentum", 0.1)],
            forms: &[form("momentum", RULE)],
        },
        // Biases have no momentum.
        Class { name: "sgd (bias)", arguments: &[BRAIN, nothing("momentum")], forms: &[form("sgd", RULE)] },
        Class {
            name: "adam (weight)",
            arguments: &[
                BRAIN,
                nothing("praxis"),
                set("beta1", "beta1", 0.9),
                set("beta2", "beta2", 0.999),
                set("epsilon", "epsilon", 1e-8),
            ],
            forms: &[form("adam", Parts { hats: true, ..RULE })],
        },
    ],
};

pub const NEATAPTIC: Library = Library {
    name: "neataptic",
    names: &["neataptic"],
    label: "Neataptic",
    version: "1.4.7",
    language: "JavaScript",
    golden: "neataptic",
    paths: &["neataptic"],
    classes: &[Class {
        name: "propagate",
        arguments: &[rate("rate", 0.3), set("momentum", "momentum", 0.0), only("batchSize", 1.0)],
        forms: &[form("momentum", RULE).when("momentum"), form("sgd", RULE)],
    }],
};

pub const SYNAPTIC: Library = Library {
    name: "synaptic",
    names: &["synaptic"],
    label: "Synaptic",
    version: "1.1.4",
    language: "JavaScript",
    golden: "synaptic",
    paths: &["synaptic"],
    classes: &[Class {
        name: "propagate",
        arguments: &[rate("rate", 0.1)],
        // A rate of 0 is taken for none, and so for the usual one.
        forms: &[form("sgd", RULE).when("rate"), form("sgd", RULE).with(&[("learningRate", 0.1)])],
    }],
};

pub const FMIN: Library = Library {
    name: "fmin",
    names: &["fmin"],
    label: "fmin",
    version: "0.0.4",
    language: "JavaScript",
    golden: "fmin",
    paths: &["fmin"],
    classes: &[Class {
        name: "gradientDescent",
        arguments: &[rate("learnRate", 0.001), nothing("maxIterations")],
        forms: &[form("sgd", RULE)],
    }],
};

pub const JS_PYTORCH: Library = Library {
    name: "js-pytorch",
    names: &["js-pytorch"],
    label: "JS-PyTorch",
    version: "0.7.2",
    language: "JavaScript",
    golden: "js_pytorch",
    paths: &["js_pytorch.optim"],
    classes: &[Class {
        name: "Adam",
        arguments: &[
            nothing("params"),
            rate("lr", 0.001),
            set("reg", "weightDecay", 0.0),
            betas("betas", 0.9, 0.99),
            set("eps", "epsilon", 1e-9),
        ],
        forms: &[form("adam", Parts { corrections: [Correction::Absent; 2], ..RULE })],
    }],
};
