//! Packages for PyTorch: torch-optimizer, pytorch-optimizer, schedulefree, prodigyopt, lion-pytorch.

use super::record::{Argument, Class, Form, Library, To, betas, choice, choice_on, form, nothing, only, rate, set};
use crate::optimizer::parts::{Adafactor, Average, Correction, Decay, Early, Parts};

const RULE: Parts = Parts::TORCH;
const SCHEDULE_FREE: Parts = Parts { average: Average::ByRate, decay: Decay::InStep, ..RULE };
const SCHEDULE_FREE_BETAS: Argument =
    Argument { name: "betas", to: To::Pair("interpolation", "beta2", 0.999), usual: 0.9 };
const MOMENTUM: Argument = set("momentum", "momentum", 0.0);
const DAMPENING: Argument = set("dampening", "dampening", 0.0);
const BETAS: Argument = betas("betas", 0.9, 0.999);
const EPSILON: Argument = set("eps", "epsilon", 1e-8);
const DECAY: Argument = set("weight_decay", "weightDecay", 0.0);
/// AdaBelief's ε, in both places.
const fn epsilons(name: &'static str, usual: f64) -> Argument {
    Argument { name, to: To::Both("epsilon", "varianceEpsilon"), usual }
}
const RADAM: Parts = Parts { hats: false, ..RULE };

pub const TORCH_OPTIMIZER: Library = Library {
    name: "torch-optimizer",
    names: &["torch-optimizer", "torch-optimizer-absolute", "torch-optimizer-unscaled", "torch-optimizer-plain"],
    label: "torch-optimizer",
    version: "0.3.0",
    language: "Python",
    golden: "torch_optimizer",
    paths: &["torch_optimizer"],
    classes: &[
        Class {
            name: "SGDW",
            arguments: &[
                nothing("params"),
                rate("lr", 0.001),
                MOMENTUM,
                DAMPENING,
                // It takes off the same from every parameter, whatever that is.
                only("weight_decay", 0.0),
                choice("nesterov"),
            ],
            forms: &[
                form("nesterov", RULE).when("nesterov"),
                form("momentum", RULE).when("momentum"),
                form("sgd", RULE),
            ],
        },
        Class {
            name: "Adafactor",
            arguments: &[
                nothing("params"),
                rate("lr", 0.01),
                only("eps2", 0.0),
                set("clip_threshold", "clipThreshold", 1.0),
                only("decay_rate", -0.8),
                only("beta1", 0.0),
                only("weight_decay", 0.0),
                choice_on("scale_parameter"),
                choice_on("relative_step"),
                only("warmup_init", 0.0),
            ],
            forms: &[
                adafactor(true, true).when("relative_step").and("scale_parameter").with(&[("learningRate", 0.01)]),
                adafactor(false, true).when("scale_parameter").named(1),
                adafactor(true, false).when("relative_step").with(&[("learningRate", 0.01)]).named(2),
                adafactor(false, false).named(3),
            ],
        },
        Class {
            name: "RAdam",
            arguments: &[nothing("params"), rate("lr", 0.001), BETAS, EPSILON, DECAY],
            forms: &[form("radam", RADAM)],
        },
        Class {
            name: "AdaBelief",
            arguments: &[
                nothing("params"),
                rate("lr", 0.001),
                BETAS,
                epsilons("eps", 1e-8),
                set("weight_decay", "l2", 0.0),
                only("amsgrad", 0.0),
                only("weight_decouple", 0.0),
                nothing("fixed_decay"),
                only("rectify", 0.0),
            ],
            forms: &[form("adabelief", RULE)],
        },
    ],
};

const fn adafactor(relative: bool, scaled: bool) -> Form {
    form("adafactor", Parts { adafactor: Adafactor { relative, scaled, ..RULE.adafactor }, ..RULE })
}

pub const PYTORCH_OPTIMIZER: Library = Library {
    name: "pytorch-optimizer",
    names: &["pytorch-optimizer", "pytorch-optimizer-early"],
    label: "pytorch-optimizer",
    version: "4.1.0",
    language: "Python",
    golden: "pytorch_optimizer",
    paths: &["pytorch_optimizer"],
    classes: &[
        Class {
            name: "SGDW",
            arguments: &[
                nothing("params"),
                rate("lr", 1e-4),
                MOMENTUM,
                set("weight_decay", "weightDecay", 0.0),
                only("weight_decouple", 1.0),
                DAMPENING,
                choice("nesterov"),
                nothing("foreach"),
                only("maximize", 0.0),
            ],
            forms: &[
                form("nesterov", RULE).when("nesterov"),
                form("momentum", RULE).when("momentum"),
                form("sgd", RULE),
            ],
        },
        Class {
            name: "Lion",
            arguments: &[
                nothing("params"),
                rate("lr", 1e-4),
                betas("betas", 0.9, 0.99),
                set("weight_decay", "weightDecay", 0.0),
                only("weight_decouple", 1.0),
                only("fixed_decay", 0.0),
                nothing("foreach"),
                only("maximize", 0.0),
            ],
            forms: &[form("lion", RULE)],
        },
        Class {
            name: "RAdam",
            arguments: &[
                nothing("params"),
                rate("lr", 0.001),
                BETAS,
                DECAY,
                only("weight_decouple", 1.0),
                only("fixed_decay", 0.0),
                only("n_sma_threshold", 5.0),
                choice("degenerated_to_sgd"),
                EPSILON,
                only("maximize", 0.0),
                nothing("foreach"),
            ],
            forms: &[
                form("radam", RADAM).when("degenerated_to_sgd").named(1),
                form("radam", Parts { early: Early::Waits, ..RADAM }),
            ],
        },
        Class {
            name: "AdaBelief",
            arguments: &[
                nothing("params"),
                rate("lr", 0.001),
                BETAS,
                DECAY,
                only("weight_decouple", 1.0),
                only("fixed_decay", 0.0),
                only("rectify", 0.0),
                nothing("n_sma_threshold"),
                nothing("degenerated_to_sgd"),
                only("ams_bound", 0.0),
                nothing("foreach"),
                epsilons("eps", 1e-16),
                only("maximize", 0.0),
            ],
            forms: &[form("adabelief", RULE)],
        },
        Class {
            name: "Prodigy",
            arguments: &[
                nothing("params"),
                rate("lr", 1.0),
                BETAS,
                only("beta3", 0.0),
                set("d0", "firstDistance", 1e-6),
                set("d_coef", "distanceFactor", 1.0),
                only("growth_rate", f64::INFINITY),
                DECAY,
                only("weight_decouple", 1.0),
                only("fixed_decay", 0.0),
                choice("bias_correction"),
                only("safeguard_warmup", 0.0),
                EPSILON,
                only("maximize", 0.0),
                nothing("foreach"),
            ],
            forms: &[form("prodigy", PRODIGY).when("bias_correction").named(1), form("prodigy", UNCORRECTED)],
        },
        Class {
            name: "SignSGD",
            arguments: &[
                nothing("params"),
                rate("lr", 0.001),
                Argument { name: "momentum", to: To::Both("beta1", "beta2"), usual: 0.9 },
                set("weight_decay", "weightDecay", 0.0),
                only("weight_decouple", 1.0),
                nothing("foreach"),
                only("maximize", 0.0),
            ],
            forms: &[form("lion", RULE)],
        },
        Class {
            name: "ScheduleFreeSGD",
            arguments: &[
                nothing("params"),
                rate("lr", 1.0),
                set("momentum", "interpolation", 0.9),
                set("weight_decay", "weightDecay", 0.0),
                only("r", 0.0),
                only("weight_lr_power", 2.0),
                set("warmup_steps", "warmup", 0.0),
                nothing("eps"),
                only("maximize", 0.0),
                nothing("foreach"),
            ],
            forms: &[form("schedule-free-sgd", SCHEDULE_FREE)],
        },
        Class {
            name: "ScheduleFreeAdamW",
            arguments: &[
                nothing("params"),
                rate("lr", 0.0025),
                SCHEDULE_FREE_BETAS,
                set("weight_decay", "weightDecay", 0.0),
                only("r", 0.0),
                only("weight_lr_power", 2.0),
                set("warmup_steps", "warmup", 0.0),
                only("decoupling_c", 0.0),
                only("ams_bound", 0.0),
                set("eps", "epsilon", 1e-8),
                only("maximize", 0.0),
                nothing("foreach"),
            ],
            forms: &[form("schedule-free-adamw", SCHEDULE_FREE)],
        },
    ],
};

pub const SCHEDULEFREE: Library = Library {
    name: "schedulefree",
    names: &["schedulefree"],
    label: "schedulefree",
    version: "1.4.1",
    language: "Python",
    golden: "torch_singles",
    paths: &["schedulefree"],
    classes: &[
        Class {
            name: "SGDScheduleFree",
            arguments: &[
                nothing("params"),
                rate("lr", 1.0),
                set("momentum", "interpolation", 0.9),
                set("weight_decay", "weightDecay", 0.0),
                set("warmup_steps", "warmup", 0.0),
                only("r", 0.0),
                only("weight_lr_power", 2.0),
                nothing("foreach"),
            ],
            forms: &[form("schedule-free-sgd", SCHEDULE_FREE)],
        },
        Class {
            name: "AdamWScheduleFree",
            arguments: &[
                nothing("params"),
                rate("lr", 0.0025),
                SCHEDULE_FREE_BETAS,
                set("eps", "epsilon", 1e-8),
                set("weight_decay", "weightDecay", 0.0),
                set("warmup_steps", "warmup", 0.0),
                only("r", 0.0),
                only("weight_lr_power", 2.0),
                nothing("foreach"),
            ],
            forms: &[form("schedule-free-adamw", SCHEDULE_FREE)],
        },
    ],
};

/// A Prodigy that corrects its means only if it is told to.
const PRODIGY: Parts = Parts { decay: Decay::InStep, ..RULE };
const UNCORRECTED: Parts = Parts { corrections: [Correction::Absent; 2], ..PRODIGY };

pub const PRODIGYOPT: Library = Library {
    name: "prodigyopt",
    names: &["prodigyopt", "prodigyopt-corrected"],
    label: "prodigyopt",
    version: "1.1.2",
    language: "Python",
    golden: "torch_singles",
    paths: &["prodigyopt"],
    classes: &[Class {
        name: "Prodigy",
        arguments: &[
            nothing("params"),
            rate("lr", 1.0),
            BETAS,
            only("beta3", 0.0),
            EPSILON,
            DECAY,
            only("decouple", 1.0),
            choice("use_bias_correction"),
            only("safeguard_warmup", 0.0),
            set("d0", "firstDistance", 1e-6),
            set("d_coef", "distanceFactor", 1.0),
            only("growth_rate", f64::INFINITY),
            nothing("fsdp_in_use"),
            only("slice_p", 1.0),
        ],
        forms: &[form("prodigy", PRODIGY).when("use_bias_correction").named(1), form("prodigy", UNCORRECTED)],
    }],
};

pub const LION_PYTORCH: Library = Library {
    name: "lion-pytorch",
    names: &["lion-pytorch", "lion-pytorch-alone"],
    label: "lion-pytorch",
    version: "0.2.5",
    language: "Python",
    golden: "torch_singles",
    paths: &["lion_pytorch"],
    classes: &[Class {
        name: "Lion",
        arguments: &[
            nothing("params"),
            rate("lr", 1e-4),
            betas("betas", 0.9, 0.99),
            set("weight_decay", "weightDecay", 0.0),
            nothing("use_triton"),
            choice("decoupled_weight_decay"),
        ],
        forms: &[
            form("lion", Parts { decay: Decay::Alone, ..RULE }).when("decoupled_weight_decay").named(1),
            form("lion", RULE),
        ],
    }],
};
