//! Shared by the generators of crates: the objectives, and what is printed.

use serde_json::{Value as Json, json};
use std::ops::{Mul, Sub};

pub const N: usize = 50;

#[derive(Clone, Copy)]
pub enum Objective {
    Quadratic,
    Rosenbrock,
}

impl Objective {
    pub fn start<T: From<f32>>(self) -> [T; 2] {
        match self {
            Self::Quadratic => [1.0, -0.75],
            Self::Rosenbrock => [-1.25, 1.0],
        }
        .map(T::from)
    }

    pub fn gradient<T: From<f32> + Copy + Mul<Output = T> + Sub<Output = T>>(self, [x, y]: [T; 2]) -> [T; 2] {
        let c = T::from;
        match self {
            Self::Quadratic => [x, c(10.0) * y],
            Self::Rosenbrock => {
                let r = y - x * x;
                [c(-2.0) * (c(1.0) - x) - c(400.0) * x * r, c(200.0) * r]
            }
        }
    }
}

/// What the generator has computed so far.
#[derive(Default)]
pub struct Atlas {
    cases: Vec<Json>,
}

impl Atlas {
    /// Runs both objectives, each with its learning rate.
    pub fn both<T: Into<f64> + Copy>(
        &mut self,
        rule: &str,
        settings: impl Fn(f64) -> Json,
        rates: [f64; 2],
        run: impl Fn(Objective, f64) -> Vec<[T; 2]>,
    ) {
        for (objective, rate) in [Objective::Quadratic, Objective::Rosenbrock].into_iter().zip(rates) {
            let points: Vec<[f64; 2]> = run(objective, rate).into_iter().map(|point| point.map(T::into)).collect();
            let mut case = json!({
                "rule": rule,
                "settings": settings(rate),
                "start": objective.start::<f64>(),
                "precision": if size_of::<T>() == 4 { "f32" } else { "f64" },
                "steps": points,
            });
            match objective {
                Objective::Quadratic => {
                    case["objective"] = json!("quadratic");
                    case["a"] = json!(1);
                    case["b"] = json!(10);
                }
                Objective::Rosenbrock => case["objective"] = json!("rosenbrock"),
            }
            self.cases.push(case);
        }
    }

    /// `ATLAS_VERSION` is that of the crate, which cargo has chosen.
    pub fn print(self, library: &str, note: &str) {
        let version = std::env::var("ATLAS_VERSION").expect("the version of the crate");
        println!("{}", json!({ "library": library, "version": version, "note": note, "cases": self.cases }));
    }
}
