//! Keras 3.

use super::record::{Argument, Class, Library, choice, form, nothing, only, rate, set};
use crate::optimizer::parts::{Ahead, Epsilon, Parts};

const RULE: Parts = Parts::KERAS;

/// What every class has after its own arguments.
macro_rules! class {
    ($name:literal, [$($own:expr),* $(,)?], decay $decay:literal, [$($form:expr),* $(,)?]) => {
        Class {
            name: $name,
            arguments: &[
                $($own,)*
                set("weight_decay", "weightDecay", $decay),
                set("clipnorm", "clipNorm", 0.0),
                set("clipvalue", "clipValue", 0.0),
                set("global_clipnorm", "clipNorm", 0.0),
                only("use_ema", 0.0),
                nothing("ema_momentum"),
                nothing("ema_overwrite_frequency"),
                only("loss_scale_factor", 0.0),
                only("gradient_accumulation_steps", 0.0),
                nothing("name"),
            ],
            forms: &[$($form),*],
        }
    };
}

const BETAS: [Argument; 2] = [set("beta_1", "beta1", 0.9), set("beta_2", "beta2", 0.999)];
const EPSILON: Argument = set("epsilon", "epsilon", 1e-7);

pub const LIBRARY: Library = Library {
    name: "keras",
    names: &["keras"],
    label: "Keras",
    version: "3.15.1",
    language: "Python",
    golden: "keras",
    paths: &["keras.optimizers", "optimizers", "keras.optimizers.legacy"],
    classes: &[
        class!("Lamb", [rate("learning_rate", 0.001), BETAS[0], BETAS[1], EPSILON], decay 0.0, [form("lamb", RULE)]),
        class!(
            "SGD",
            [rate("learning_rate", 0.01), set("momentum", "momentum", 0.0), choice("nesterov")],
            decay 0.0,
            [form("nesterov", RULE).when("nesterov"), form("momentum", RULE).when("momentum"), form("sgd", RULE)]
        ),
        class!(
            "RMSprop",
            [
                rate("learning_rate", 0.001),
                set("rho", "rho", 0.9),
                set("momentum", "momentum", 0.0),
                EPSILON,
                set("centered", "centered", 0.0),
            ],
            decay 0.0,
            [form("rmsprop", RULE.epsilon(Epsilon::Inside))]
        ),
        class!(
            "Adagrad",
            [rate("learning_rate", 0.001), set("initial_accumulator_value", "initialAccumulator", 0.1), EPSILON],
            decay 0.0,
            [form("adagrad", RULE.epsilon(Epsilon::Inside))]
        ),
        class!(
            "Adadelta",
            [rate("learning_rate", 0.001), set("rho", "rho", 0.95), EPSILON],
            decay 0.0,
            [form("adadelta", RULE)]
        ),
        class!(
            "Adam",
            [rate("learning_rate", 0.001), BETAS[0], BETAS[1], EPSILON, choice("amsgrad")],
            decay 0.0,
            [form("amsgrad", RULE).when("amsgrad"), form("adam", RULE)]
        ),
        class!(
            "AdamW",
            [
                rate("learning_rate", 0.001),
                set("weight_decay", "weightDecay", 0.004),
                BETAS[0],
                BETAS[1],
                EPSILON,
                only("amsgrad", 0.0),
            ],
            decay 0.004,
            [form("adamw", RULE)]
        ),
        class!("Adamax", [rate("learning_rate", 0.001), BETAS[0], BETAS[1], EPSILON], decay 0.0, [form("adamax", RULE)]),
        class!(
            "Nadam",
            [rate("learning_rate", 0.001), BETAS[0], BETAS[1], EPSILON],
            decay 0.0,
            [form("nadam", RULE.ahead(Ahead::Dozat(1.0)))]
        ),
        class!(
            "Lion",
            [rate("learning_rate", 0.001), set("beta_1", "beta1", 0.9), set("beta_2", "beta2", 0.99)],
            decay 0.0,
            [form("lion", RULE)]
        ),
        class!(
            "Adafactor",
            [
                rate("learning_rate", 0.001),
                only("beta_2_decay", -0.8),
                only("epsilon_1", 1e-30),
                only("epsilon_2", 1e-3),
                set("clip_threshold", "clipThreshold", 1.0),
                // Without it the rate is at most 1/√t all the same.
                nothing("relative_step"),
            ],
            decay 0.0,
            [form("adafactor", RULE)]
        ),
        class!(
            "ScheduleFreeAdamW",
            [
                rate("learning_rate", 0.0025),
                set("beta_1", "interpolation", 0.9),
                BETAS[1],
                set("epsilon", "epsilon", 1e-8),
                // Its decay goes by the whole rate meanwhile.
                only("warmup_steps", 0.0),
            ],
            decay 0.0,
            [form("schedule-free-adamw", Parts { hats: true, ..RULE })]
        ),
        Class {
            name: "Muon",
            arguments: &[
                rate("learning_rate", 0.001),
                only("adam_beta_1", 0.9),
                only("adam_beta_2", 0.999),
                only("adam_weight_decay", 0.004),
                only("epsilon", 1e-7),
                set("weight_decay", "weightDecay", 0.004),
                set("clipnorm", "clipNorm", 0.0),
                set("clipvalue", "clipValue", 0.0),
                set("global_clipnorm", "clipNorm", 0.0),
                only("use_ema", 0.0),
                nothing("ema_momentum"),
                nothing("ema_overwrite_frequency"),
                only("loss_scale_factor", 0.0),
                only("gradient_accumulation_steps", 0.0),
                nothing("name"),
                only("exclude_layers", 0.0),
                nothing("exclude_embeddings"),
                only("muon_a", 3.4445),
                only("muon_b", -4.775),
                only("muon_c", 2.0315),
                only("adam_lr_ratio", 1.0),
                set("momentum", "momentum", 0.95),
                set("ns_steps", "iterations", 5.0),
                set("nesterov", "nesterov", 1.0),
                only("rms_rate", 0.2),
            ],
            forms: &[form("muon", RULE)],
        },
    ],
};
