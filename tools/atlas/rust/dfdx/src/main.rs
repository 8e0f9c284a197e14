//! dfdx on the CPU, in f64. The loss is the sum of w·g with a constant g: thus its gradient is ours.

#[path = "../../common.rs"]
mod common;

use common::{Atlas, N, Objective};
use dfdx::optim::*;
use dfdx::prelude::*;
use serde_json::json;

type Point = Tensor<Rank1<2>, f64, Cpu>;

fn run<O: Optimizer<Point, Cpu, f64>>(make: impl Fn(&Point) -> O, objective: Objective) -> Vec<[f64; 2]> {
    let device = Cpu::default();
    let mut w = device.tensor(objective.start::<f64>());
    let mut optimizer = make(&w);
    let mut points = vec![];
    for _ in 0..N {
        let gradient: Point = device.tensor(objective.gradient(w.array()));
        let gradients = (w.leaky_trace() * gradient).sum().backward();
        optimizer.update(&mut w, &gradients).expect("the gradient is there");
        points.push(w.array());
    }
    points
}

fn main() {
    let mut atlas = Atlas::default();
    macro_rules! rule {
        ($optimizer:ident, $rule:literal, $rates:expr, $config:expr $(, $key:literal: $value:tt)*) => {
            let settings = |lr: f64| json!({ "lr": lr $(, $key: $value)* });
            atlas.both($rule, settings, $rates, |objective, lr| {
                run(|w| $optimizer::new(w, $config(lr)), objective)
            });
        };
    }
    let sgd = |momentum, weight_decay| move |lr| SgdConfig { lr, momentum: Some(momentum), weight_decay };
    let classic = || Momentum::Classic(0.9);
    rule!(Sgd, "Sgd", [0.01, 0.0002], sgd(classic(), None), "momentum": "Classic(0.9)");
    rule!(Sgd, "Sgd", [0.01, 0.0002], sgd(Momentum::Nesterov(0.9), None), "momentum": "Nesterov(0.9)");
    let decayed = sgd(classic(), Some(WeightDecay::L2(0.1)));
    rule!(Sgd, "Sgd", [0.01, 0.0002], decayed, "momentum": "Classic(0.9)", "L2": 0.1);
    let decoupled = sgd(classic(), Some(WeightDecay::Decoupled(0.1)));
    rule!(Sgd, "Sgd", [0.01, 0.0002], decoupled, "momentum": "Classic(0.9)", "Decoupled": 0.1);

    let adam = |weight_decay| move |lr| AdamConfig { lr, betas: [0.9, 0.99], eps: 1e-2, weight_decay };
    rule!(Adam, "Adam", [0.1, 0.1], adam(None), "betas": [0.9, 0.99], "eps": 0.01);
    let decoupled = adam(Some(WeightDecay::Decoupled(0.1)));
    rule!(Adam, "Adam", [0.1, 0.1], decoupled, "betas": [0.9, 0.99], "eps": 0.01, "Decoupled": 0.1);

    let rms = |momentum, centered| {
        move |lr| RMSpropConfig { lr, alpha: 0.9, eps: 1e-2, momentum, centered, weight_decay: None }
    };
    rule!(RMSprop, "RMSprop", [0.01, 0.01], rms(None, false), "alpha": 0.9, "eps": 0.01);
    rule!(RMSprop, "RMSprop", [0.01, 0.001], rms(Some(0.9), true), "alpha": 0.9, "eps": 0.01, "momentum": 0.9, "centered": true);
    atlas.print("dfdx optim", "CPU, f64");
}
