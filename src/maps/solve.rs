//! The closed form: where the mean squared error of a straight line is least.

use crate::objective::{Data, Objective};

/// The parameters at which the gradient is zero, for the models that are linear in their parameters and have a squared
/// error; by the normal equations. Nothing for other objectives, and where the samples do not determine the parameters.
pub fn closed_form(objective: &Objective) -> Option<Vec<f64>> {
    let Objective::Model(model, data) = objective else { return None };
    match model.name {
        "one-weight" => through_origin(data),
        "line" => line(data),
        _ => None,
    }
}

/// w = Σxy / Σx²
fn through_origin(data: &Data) -> Option<Vec<f64>> {
    let pairs = || data.flat().iter().zip(data.answers());
    let square: f64 = pairs().map(|(x, _)| x * x).sum();
    let product: f64 = pairs().map(|(x, y)| x * y).sum();
    (square > 0.0).then(|| vec![product / square])
}

/// w = Σ(x−x̄)(y−ȳ) / Σ(x−x̄)², b = ȳ − w·x̄
fn line(data: &Data) -> Option<Vec<f64>> {
    let pairs = || data.flat().iter().zip(data.answers());
    let n = data.len() as f64;
    let first = data.flat().first()?;
    if data.flat().iter().all(|x| x == first) {
        return None;
    }
    let (x_mean, y_mean) = (pairs().map(|(x, _)| x).sum::<f64>() / n, pairs().map(|(_, y)| y).sum::<f64>() / n);
    let square: f64 = pairs().map(|(x, _)| (x - x_mean) * (x - x_mean)).sum();
    let product: f64 = pairs().map(|(x, y)| (x - x_mean) * (y - y_mean)).sum();
    Some(vec![product / square, y_mean - product / square * x_mean])
}
