//! Optax.

use super::record::{Argument, Class, Library, REQUIRED, betas, choice, choice_on, fixed, form, only, rate, set};
use crate::optimizer::parts::{
    Adafactor, Ahead, Average, Decay, Epsilon, Largest, MatrixScale, Memory, Muon, Others, Parts, Rate, Turn,
};

const RULE: Parts = Parts { rate: Rate::Outside, hats: true, ..Parts::KERAS };
/// Optax puts the learning rate into RMSprop's momentum.
const RMSPROP: Parts = Parts { rate: Rate::Inside, ..RULE }.epsilon(Epsilon::Inside);
const NADAM: Parts = RULE.ahead(Ahead::Next);
/// Momentum that is corrected as in Nadam; a vector gets Nadam itself.
const MUON: Parts = Parts {
    memory: Memory::Mean,
    muon: Muon { scale: MatrixScale::Outputs, epsilon: 1e-8, clamps: false, others: Others::Nadam(1e-8) },
    ..NADAM
};
const ADAMAX: Parts = RULE.epsilon(Epsilon::WithGradient);

const ADAFACTOR: Parts = Parts { adafactor: Adafactor { relative: false, least: 128, ..RULE.adafactor }, ..RULE };
const SCHEDULE_FREE: Parts = Parts { average: Average::ByRate, decay: Decay::InStep, ..RULE };

const RATE: Argument = rate("learning_rate", REQUIRED);
const B1: Argument = set("b1", "beta1", 0.9);
const B2: Argument = set("b2", "beta2", 0.999);
const EPSILON: Argument = set("eps", "epsilon", 1e-8);
const ROOT: Argument = only("eps_root", 0.0);
const DECAY: Argument = set("weight_decay", "weightDecay", 1e-4);

pub const LIBRARY: Library = Library {
    name: "optax",
    names: &["optax", "optax-outside", "optax-nesterov", "optax-corrected"],
    label: "Optax",
    version: "0.2.8",
    language: "Python",
    golden: "optax",
    paths: &["optax"],
    classes: &[
        Class {
            name: "sgd",
            arguments: &[RATE, set("momentum", "momentum", 0.0), choice("nesterov"), only("accumulator_dtype", 0.0)],
            forms: &[
                form("nesterov", RULE).when("nesterov"),
                form("momentum", RULE).when("momentum"),
                form("sgd", RULE),
            ],
        },
        Class {
            name: "adagrad",
            arguments: &[
                RATE,
                set("initial_accumulator_value", "initialAccumulator", 0.1),
                set("eps", "epsilon", 1e-7),
            ],
            forms: &[form("adagrad", RULE.epsilon(Epsilon::Inside))],
        },
        Class {
            name: "rmsprop",
            arguments: &[
                RATE,
                set("decay", "rho", 0.9),
                EPSILON,
                only("initial_scale", 0.0),
                choice_on("eps_in_sqrt"),
                set("centered", "centered", 0.0),
                set("momentum", "momentum", 0.0),
                choice("nesterov"),
                choice("bias_correction"),
            ],
            forms: &[
                form("rmsprop", RMSPROP.ahead(Ahead::Measured)).when("eps_in_sqrt").and("nesterov").named(2),
                form("rmsprop", Parts { unbiased: true, ..RMSPROP })
                    .when("eps_in_sqrt")
                    .and("bias_correction")
                    .named(3),
                form("rmsprop", RMSPROP).when("eps_in_sqrt"),
                form("rmsprop", RMSPROP.epsilon(Epsilon::Beside)).named(1),
            ],
        },
        Class {
            name: "adadelta",
            arguments: &[
                RATE,
                set("rho", "rho", 0.9),
                set("eps", "epsilon", 1e-6),
                set("weight_decay", "l2", 0.0),
                only("weight_decay_mask", 0.0),
            ],
            forms: &[form("adadelta", Parts { penalty_last: true, ..RULE })],
        },
        Class {
            name: "adam",
            arguments: &[RATE, B1, B2, EPSILON, ROOT, only("mu_dtype", 0.0), choice("nesterov")],
            forms: &[form("nadam", NADAM).when("nesterov"), form("adam", RULE)],
        },
        Class {
            name: "adamw",
            arguments: &[
                RATE,
                B1,
                B2,
                EPSILON,
                ROOT,
                only("mu_dtype", 0.0),
                DECAY,
                only("mask", 0.0),
                choice("nesterov"),
            ],
            forms: &[form("nadam", NADAM).when("nesterov"), form("adamw", RULE)],
        },
        Class {
            name: "nadam",
            arguments: &[RATE, B1, B2, EPSILON, ROOT, only("mu_dtype", 0.0)],
            forms: &[form("nadam", NADAM)],
        },
        Class {
            name: "nadamw",
            arguments: &[RATE, B1, B2, EPSILON, ROOT, only("mu_dtype", 0.0), DECAY, only("mask", 0.0)],
            forms: &[form("nadam", NADAM)],
        },
        Class { name: "adamax", arguments: &[RATE, B1, B2, EPSILON], forms: &[form("adamax", ADAMAX)] },
        Class {
            name: "adamaxw",
            arguments: &[RATE, B1, B2, EPSILON, DECAY, only("mask", 0.0)],
            forms: &[form("adamax", ADAMAX)],
        },
        Class {
            name: "amsgrad",
            arguments: &[
                RATE,
                B1,
                B2,
                EPSILON,
                ROOT,
                only("mu_dtype", 0.0),
                only("bias_correction_mu", 1.0),
                only("bias_correction_nu", 1.0),
            ],
            forms: &[form("amsgrad", Parts { largest: Largest::Corrected, ..RULE })],
        },
        Class {
            name: "lion",
            arguments: &[
                RATE,
                B1,
                set("b2", "beta2", 0.99),
                only("mu_dtype", 0.0),
                set("weight_decay", "weightDecay", 1e-3),
                only("mask", 0.0),
            ],
            forms: &[form("lion", RULE)],
        },
        Class {
            name: "rprop",
            arguments: &[
                RATE,
                set("eta_minus", "etaMinus", 0.5),
                set("eta_plus", "etaPlus", 1.2),
                set("min_step_size", "smallestStep", 1e-6),
                set("max_step_size", "largestStep", 50.0),
            ],
            forms: &[form("rprop", Parts { turn: Turn::Late, ..RULE })],
        },
        Class {
            name: "lamb",
            arguments: &[
                RATE,
                B1,
                B2,
                set("eps", "epsilon", 1e-6),
                ROOT,
                set("weight_decay", "weightDecay", 0.0),
                only("mask", 0.0),
            ],
            forms: &[form("lamb", Parts { decay: Decay::InStep, ..RULE })],
        },
        Class {
            name: "adafactor",
            arguments: &[
                rate("learning_rate", 1.0),
                only("min_dim_size_to_factor", 128.0),
                only("decay_rate", 0.8),
                only("decay_offset", 0.0),
                only("multiply_by_parameter_scale", 1.0),
                set("clipping_threshold", "clipThreshold", 1.0),
                only("momentum", 0.0),
                only("dtype_momentum", 0.0),
                only("weight_decay_rate", 0.0),
                only("eps", 1e-30),
                only("factored", 1.0),
                only("weight_decay_mask", 0.0),
            ],
            forms: &[form("adafactor", ADAFACTOR)],
        },
        Class {
            name: "contrib.schedule_free_sgd",
            arguments: &[
                rate("learning_rate", 1.0),
                // It averages by the rate of the step that follows.
                only("warmup_steps", 0.0),
                set("b1", "interpolation", 0.9),
                set("weight_decay", "weightDecay", 0.0),
                only("weight_lr_power", 2.0),
                only("state_dtype", 0.0),
            ],
            forms: &[form("schedule-free-sgd", SCHEDULE_FREE)],
        },
        Class {
            name: "contrib.schedule_free_adamw",
            arguments: &[
                rate("learning_rate", 0.0025),
                only("warmup_steps", 0.0),
                set("b1", "interpolation", 0.9),
                B2,
                EPSILON,
                set("weight_decay", "weightDecay", 0.0),
                only("weight_lr_power", 2.0),
                only("state_dtype", 0.0),
            ],
            forms: &[form("schedule-free-adamw", SCHEDULE_FREE)],
        },
        Class {
            name: "radam",
            arguments: &[RATE, B1, B2, EPSILON, ROOT, only("threshold", 5.0), only("nesterov", 0.0)],
            forms: &[form("radam", RULE)],
        },
        Class {
            name: "adabelief",
            arguments: &[
                RATE,
                B1,
                B2,
                set("eps", "epsilon", 1e-16),
                set("eps_root", "varianceEpsilon", 1e-16),
                only("nesterov", 0.0),
            ],
            forms: &[form("adabelief", RULE)],
        },
        Class {
            name: "contrib.muon",
            arguments: &[
                RATE,
                only("ns_coeffs", 3.4445),
                set("ns_steps", "iterations", 5.0),
                set("beta", "momentum", 0.95),
                only("eps", 1e-8),
                set("weight_decay", "weightDecay", 0.0),
                only("weight_decay_mask", 0.0),
                only("mu_dtype", 0.0),
                set("nesterov", "nesterov", 1.0),
                only("adaptive", 0.0),
                only("preconditioning", 0.0),
                only("adam_b1", 0.9),
                only("adam_b2", 0.999),
                only("adam_eps_root", 0.0),
                only("adam_weight_decay", 0.0),
                only("adam_learning_rate", 0.0),
                only("muon_weight_dimension_numbers", 0.0),
                only("consistent_rms", 0.0),
            ],
            forms: &[form("muon", MUON)],
        },
        Class {
            name: "contrib.prodigy",
            arguments: &[
                rate("learning_rate", 1.0),
                betas("betas", 0.9, 0.999),
                only("beta3", 0.0),
                EPSILON,
                set("estim_lr0", "firstDistance", 1e-6),
                set("estim_lr_coef", "distanceFactor", 1.0),
                set("weight_decay", "weightDecay", 0.0),
                only("safeguard_warmup", 0.0),
            ],
            forms: &[form("prodigy", Parts { decay: Decay::InStep, ..RULE })],
        },
        Class {
            name: "sign_sgd",
            arguments: &[RATE, fixed("beta1", 0.0), fixed("beta2", 0.0), fixed("weightDecay", 0.0)],
            forms: &[form("lion", RULE)],
        },
    ],
};
