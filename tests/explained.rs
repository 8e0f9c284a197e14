//! Rules as they are shown: the equations of the papers, with the letters of a page.
#![cfg(feature = "full")]

use crate::common;
use sgd_playground::optimizer::{Explained, Step, explain};

/// The lines of the step of the `k`-th variable, with every operation in parentheses; a line is known by its letter after it.
fn lines(text: &str, k: usize) -> Vec<String> {
    let config = common::config(text);
    let (spec, hyper) = (config.tuning.optimizer, &config.tuning.hyper);
    let variables = config.objective.variables();
    let params = &[0.75, -1.25][..variables.len()];
    let slots: Vec<Vec<f64>> = (0..spec.slots.len()).map(|at| vec![0.5 + at as f64; variables.len()]).collect();
    let step = Step { rate: 0.01, t: 3, variables, params, gradient: &[0.5, -0.25][..variables.len()], slots: &slots };
    let shown = explain(spec, hyper, &step, k);
    let mut known: Vec<(usize, &str)> = Vec::new();
    let mut told = Vec::new();
    for (letter, node) in &shown.lines {
        told.push(format!("{letter} ← {}", written(&shown, *node, &known)));
        known.push((*node, letter));
    }
    told
}

/// A term, in the letters of the lines before.
fn written(shown: &Explained, node: usize, known: &[(usize, &str)]) -> String {
    let term = &shown.terms[node];
    if let Some((_, letter)) = known.iter().find(|(other, _)| *other == node) {
        return (*letter).to_owned();
    }
    let argument = |k: usize| written(shown, term.arguments[k], known);
    match (term.op, term.arguments.len()) {
        ("letter", _) => term.symbol.clone(),
        ("number", _) => term.value.to_string(),
        ("square", _) => format!("{}²", argument(0)),
        (f, 1) => format!("{f}({})", argument(0)),
        (f, _) => format!("({} {f} {})", argument(0), argument(1)),
    }
}

#[test]
fn equations_are_those_of_the_papers() {
    let cases: [(&str, usize, &[&str]); 11] = [
        ("formula=x^2&optimizer=sgd", 0, &["x ← (x - (α * g))"]),
        ("formula=x^2+y^2&optimizer=sgd", 1, &["y ← (y - (α * g_y))"]),
        ("formula=x^2+y^2&optimizer=sgd&l2=0.5", 0, &["g_x ← (g_x + (λ₂ * x))", "x ← (x - (α * g_x))"]),
        ("formula=x^2&optimizer=sgd&weightDecay=0.5", 0, &["x ← ((x - (x * (α * λ))) - (α * g))"]),
        ("formula=x^2&optimizer=momentum&momentum=0.9", 0, &["v ← ((β * v) - (α * g))", "x ← (x + v)"]),
        ("formula=x^2&optimizer=momentum&convention=torch", 0, &["v ← ((β * v) + g)", "x ← (x - (α * v))"]),
        ("formula=x^2&optimizer=momentum&momentum=0", 0, &["x ← (x - (α * g))"]),
        // Keras corrects the rate, PyTorch the means.
        (
            "formula=x^2&optimizer=adam",
            0,
            &[
                "m ← ((β₁ * m) + ((1 - β₁) * g))",
                "v ← ((β₂ * v) + ((1 - β₂) * g²))",
                "α̂ ← ((α * sqrt((1 - (β₂ ^ t)))) / (1 - (β₁ ^ t)))",
                "x ← (x - ((α̂ * m) / (sqrt(v) + ε)))",
            ],
        ),
        (
            "formula=x^2&optimizer=adam&convention=torch",
            0,
            &[
                "m ← ((β₁ * m) + ((1 - β₁) * g))",
                "v ← ((β₂ * v) + ((1 - β₂) * g²))",
                "m̂ ← (m / (1 - (β₁ ^ t)))",
                "v̂ ← (v / (1 - (β₂ ^ t)))",
                "x ← (x - ((α * m̂) / (sqrt(v̂) + ε)))",
            ],
        ),
        // The mean is the gradient, and comes after it.
        (
            "formula=x^2&optimizer=adam&convention=torch&beta1=0&beta2=0&l2=0.5",
            0,
            &[
                "g ← (g + (λ₂ * x))",
                "m ← g",
                "v ← g²",
                "m̂ ← (g / (1 - (0 ^ t)))",
                "v̂ ← (v / (1 - (0 ^ t)))",
                "x ← (x - ((α * m̂) / (sqrt(v̂) + ε)))",
            ],
        ),
        (
            "formula=x^2+y^2&optimizer=lamb",
            0,
            &[
                "m_x ← ((β₁ * m_x) + ((1 - β₁) * g_x))",
                "v_x ← ((β₂ * v_x) + ((1 - β₂) * g_x²))",
                "m̂_x ← (m_x / (1 - (β₁ ^ t)))",
                "v̂_x ← (v_x / (1 - (β₂ ^ t)))",
                "u_x ← (m̂_x / (sqrt(v̂_x) + ε))",
                "m_y ← ((β₁ * m_y) + ((1 - β₁) * g_y))",
                "v_y ← ((β₂ * v_y) + ((1 - β₂) * g_y²))",
                "m̂_y ← (m_y / (1 - (β₁ ^ t)))",
                "v̂_y ← (v_y / (1 - (β₂ ^ t)))",
                "u_y ← (m̂_y / (sqrt(v̂_y) + ε))",
                // ‖w‖ / ‖u‖, unless one of them is 0.
                "r ← ((sqrt((x² + y²)) + ((0 at-least sqrt((x² + y²))) * sqrt((u_x² + u_y²)))) / (sqrt((u_x² + u_y²)) + (0 at-least sqrt((u_x² + u_y²)))))",
                "x ← (x - ((α * r) * u_x))",
            ],
        ),
    ];
    for (text, k, expected) in cases {
        let found = lines(text, k);
        assert_eq!(found, expected, "{text}");
    }
}

/// What is the same for all variables has one letter, what is 0 none; what a rule is made with is no letter.
#[test]
fn lines_have_the_letters_that_they_need() {
    for (text, k, expected) in [
        ("formula=x^2&optimizer=muon", 0, "m u ℓ σ₀ σ₁ σ₂ σ₃ σ₄ σ₅ x"),
        ("formula=x^2+y^2&optimizer=muon&l2=0.5", 1, "g_x g_y m_x u_x m_y u_y ℓ σ₀ σ₁ σ₂ σ₃ σ₄ σ₅ y"),
        ("formula=x^2+y^2&optimizer=muon&nesterov=0&iterations=2", 0, "m_x m_y ℓ σ₀ σ₁ σ₂ x"),
        ("formula=x^2+y^2&optimizer=lamb&beta1=0&beta2=0", 1, "m_x m_y v_x m̂_x v̂_x u_x v_y m̂_y v̂_y u_y r y"),
        ("formula=x^2&optimizer=adam&clipValue=0.5", 0, "g m v α̂ x"),
    ] {
        let found: Vec<String> =
            lines(text, k).iter().filter_map(|line| line.split(' ').next().map(str::to_owned)).collect();
        assert_eq!(found.join(" "), expected, "{text}");
    }
}
