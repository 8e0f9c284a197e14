//! The optimizers of candle-nn and candle-optimisers on the CPU, in f64. The loss is the sum of w·g with a constant g: thus its
//! gradient is ours.

#[path = "../../common.rs"]
mod common;

use candle_core::{Device, Result, Tensor, Var};
use candle_nn::{AdamW, Optimizer, ParamsAdamW};
use candle_optimisers::adadelta::{Adadelta, ParamsAdaDelta};
use candle_optimisers::adagrad::{Adagrad, ParamsAdaGrad};
use candle_optimisers::adam::{Adam, ParamsAdam};
use candle_optimisers::adamax::{Adamax, ParamsAdaMax};
use candle_optimisers::esgd::{ParamsSGD, SGD};
use candle_optimisers::nadam::{NAdam, ParamsNAdam};
use candle_optimisers::radam::{ParamsRAdam, RAdam};
use candle_optimisers::rmsprop::{ParamsRMSprop, RMSprop};
use candle_optimisers::{Decay, Momentum};
use common::{Atlas, N, Objective};
use serde_json::json;

fn run<O: Optimizer>(config: O::Config, objective: Objective) -> Result<Vec<[f64; 2]>> {
    let w = Var::from_tensor(&Tensor::new(&objective.start::<f64>(), &Device::Cpu)?)?;
    let read = || w.as_tensor().to_vec1::<f64>().map(|numbers| [numbers[0], numbers[1]]);
    let mut optimizer = O::new(vec![w.clone()], config)?;
    let mut points = vec![];
    for _ in 0..N {
        let gradient = Tensor::new(&objective.gradient(read()?), &Device::Cpu)?;
        let loss = (w.as_tensor() * &gradient)?.sum_all()?;
        optimizer.backward_step(&loss)?;
        points.push(read()?);
    }
    Ok(points)
}

fn main() {
    let mut atlas = Atlas::default();
    macro_rules! rule {
        ($rule:literal, $optimizer:ty, $rates:expr, $config:expr, $rate:literal $(, $key:literal: $value:tt)*) => {
            let settings = |lr: f64| json!({ $rate: lr $(, $key: $value)* });
            atlas.both($rule, settings, $rates, |objective, lr| {
                run::<$optimizer>($config(lr), objective).expect(concat!($rule, " runs"))
            });
        };
    }
    rule!("candle_nn::SGD", candle_nn::SGD, [0.05, 0.0005], |lr| lr, "learning_rate");
    let adamw = |lr| ParamsAdamW { lr, beta1: 0.9, beta2: 0.99, eps: 1e-2, weight_decay: 0.1 };
    rule!("candle_nn::AdamW", AdamW, [0.1, 0.1], adamw, "lr", "beta1": 0.9, "beta2": 0.99, "eps": 0.01, "weight_decay": 0.1);

    let sgd = |momentum, dampening, weight_decay| {
        move |lr| ParamsSGD { lr, weight_decay, momentum: Some(momentum), dampening }
    };
    let damped = sgd(Momentum::Classical(0.9), 0.5, None);
    rule!("SGD", SGD, [0.05, 0.001], damped, "lr", "momentum": 0.9, "dampening": 0.5);
    let nesterov = sgd(Momentum::Nesterov(0.9), 0.0, None);
    rule!("SGD", SGD, [0.01, 0.0002], nesterov, "lr", "momentum": 0.9, "nesterov": true);
    let decayed = sgd(Momentum::Classical(0.9), 0.0, Some(Decay::WeightDecay(0.1)));
    rule!("SGD", SGD, [0.01, 0.0002], decayed, "lr", "momentum": 0.9, "weight_decay": 0.1);
    let decoupled = sgd(Momentum::Classical(0.9), 0.0, Some(Decay::DecoupledWeightDecay(0.1)));
    rule!("SGD", SGD, [0.01, 0.0002], decoupled, "lr", "momentum": 0.9, "decoupled": 0.1);

    let adagrad = |lr| ParamsAdaGrad { lr, lr_decay: 0.1, initial_acc: 0.1, weight_decay: None, eps: 1e-2 };
    rule!("Adagrad", Adagrad, [0.1, 0.1], adagrad, "lr", "lr_decay": 0.1, "initial_acc": 0.1, "eps": 0.01);
    let adadelta = |lr| ParamsAdaDelta { lr, rho: 0.9, eps: 1e-2, weight_decay: None };
    rule!("Adadelta", Adadelta, [1.0, 1.0], adadelta, "lr", "rho": 0.9, "eps": 0.01);

    let rms = |momentum, centered| {
        move |lr| ParamsRMSprop { lr, alpha: 0.9, eps: 1e-2, weight_decay: None, momentum, centered }
    };
    rule!("RMSprop", RMSprop, [0.01, 0.01], rms(None, false), "lr", "alpha": 0.9, "eps": 0.01);
    rule!("RMSprop", RMSprop, [0.01, 0.001], rms(Some(0.9), true), "lr", "alpha": 0.9, "eps": 0.01, "momentum": 0.9, "centered": true);

    let adam = |beta_2, weight_decay, amsgrad| {
        move |lr| ParamsAdam { lr, beta_1: 0.9, beta_2, eps: 1e-2, weight_decay, amsgrad }
    };
    rule!("Adam", Adam, [0.1, 0.1], adam(0.99, None, false), "lr", "beta_1": 0.9, "beta_2": 0.99, "eps": 0.01);
    rule!("Adam", Adam, [0.1, 0.1], adam(0.9, None, true), "lr", "beta_1": 0.9, "beta_2": 0.9, "eps": 0.01, "amsgrad": true);
    let decoupled = adam(0.99, Some(Decay::DecoupledWeightDecay(0.1)), false);
    rule!("Adam", Adam, [0.1, 0.1], decoupled, "lr", "beta_1": 0.9, "beta_2": 0.99, "eps": 0.01, "decoupled": 0.1);
    let adamax = |lr| ParamsAdaMax { lr, beta_1: 0.9, beta_2: 0.99, weight_decay: None, eps: 1e-2 };
    rule!("Adamax", Adamax, [0.1, 0.1], adamax, "lr", "beta_1": 0.9, "beta_2": 0.99, "eps": 0.01);
    let nadam =
        |lr| ParamsNAdam { lr, beta_1: 0.9, beta_2: 0.99, eps: 1e-2, weight_decay: None, momentum_decay: 0.004 };
    rule!("NAdam", NAdam, [0.1, 0.1], nadam, "lr", "beta_1": 0.9, "beta_2": 0.99, "eps": 0.01, "momentum_decay": 0.004);
    let radam = |lr| ParamsRAdam { lr, beta_1: 0.9, beta_2: 0.99, weight_decay: None, eps: 1e-2 };
    rule!("RAdam", RAdam, [0.01, 0.0002], radam, "lr", "beta_1": 0.9, "beta_2": 0.99, "eps": 0.01);
    atlas.print("candle-nn and candle-optimisers", "CPU, f64");
}
