//! Burn's optimizers on its ndarray device, in f32.

#[path = "../../common.rs"]
mod common;

use burn_core::tensor::{Device, Tensor};
use burn_optim::decay::WeightDecayConfig;
use burn_optim::momentum::MomentumConfig;
use burn_optim::*;
use common::{Atlas, N, Objective};
use serde_json::json;

fn run<O: Optimizer>(optimizer: &O, objective: Objective, lr: f64) -> Vec<[f32; 2]> {
    let device = Device::default();
    let read = |w: &Tensor<1>| -> [f32; 2] {
        let numbers = w.to_data().try_to_vec::<f32>().expect("they are f32");
        numbers.try_into().expect("there are two")
    };
    let mut w: Tensor<1> = Tensor::from_floats(objective.start::<f32>(), &device);
    let mut state = None;
    let mut points = vec![];
    for _ in 0..N {
        let gradient: Tensor<1> = Tensor::from_floats(objective.gradient(read(&w)), &device);
        (w, state) = optimizer.step(lr, w, gradient, state);
        points.push(read(&w));
    }
    points
}

fn main() {
    let mut atlas = Atlas::default();
    macro_rules! rule {
        ($rule:literal, $rates:expr, $config:expr $(, $key:literal: $value:tt)*) => {{
            let optimizer = $config.build();
            let settings = |lr: f64| json!({ "lr": lr $(, $key: $value)* });
            atlas.both($rule, settings, $rates, |objective, lr| run(&optimizer, objective, lr));
        }};
    }
    let momentum = |dampening, nesterov| {
        let config = MomentumConfig::new().with_dampening(dampening).with_nesterov(nesterov);
        SgdConfig::new().with_momentum(Some(config))
    };
    let decay = Some(WeightDecayConfig::new(0.1));
    rule!("Sgd", [0.05, 0.0005], SgdConfig::new());
    rule!("Sgd", [0.01, 0.0002], momentum(0.1, false), "momentum": 0.9, "dampening": 0.1);
    rule!("Sgd", [0.01, 0.0002], momentum(0.0, true), "momentum": 0.9, "dampening": 0.0, "nesterov": true);
    rule!("Sgd", [0.01, 0.0002], momentum(0.0, false).with_weight_decay(decay), "momentum": 0.9, "dampening": 0.0, "weight_decay": 0.1);
    let rms = || RmsPropConfig::new().with_alpha(0.9).with_epsilon(1e-2);
    rule!("RmsProp", [0.01, 0.001], rms(), "alpha": 0.9, "epsilon": 0.01, "momentum": 0.9);
    rule!("RmsProp", [0.01, 0.01], rms().with_momentum(0.0).with_centered(true), "alpha": 0.9, "epsilon": 0.01, "momentum": 0.0, "centered": true);
    let adagrad = || AdaGradConfig::new().with_epsilon(1e-2);
    rule!("AdaGrad", [0.1, 0.1], adagrad(), "lr_decay": 0.0, "epsilon": 0.01);
    rule!("AdaGrad", [0.1, 0.1], adagrad().with_lr_decay(0.1), "lr_decay": 0.1, "epsilon": 0.01);
    let adam = AdamConfig::new().with_beta_1(0.9).with_beta_2(0.99).with_epsilon(1e-2);
    rule!("Adam", [0.1, 0.1], adam, "beta_1": 0.9, "beta_2": 0.99, "epsilon": 0.01);
    let adamw = AdamWConfig::new().with_beta_1(0.9).with_beta_2(0.99).with_epsilon(1e-2).with_weight_decay(0.1);
    rule!("AdamW", [0.1, 0.1], adamw, "beta_1": 0.9, "beta_2": 0.99, "epsilon": 0.01, "weight_decay": 0.1);
    let lion = LionConfig::new().with_weight_decay(0.1);
    rule!("Lion", [0.01, 0.01], lion, "beta_1": 0.9, "beta_2": 0.99, "weight_decay": 0.1);
    atlas.print("burn-optim", "ndarray device, f32");
}
