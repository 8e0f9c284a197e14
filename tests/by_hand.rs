//! Traces against recurrences that are written out here, with gradients that are worked out by hand.

use crate::common::{run, settings};
use sgd_playground::config::Settings;
use sgd_playground::experiment::Experiment;

type Point = [f64; 2];

/// Position and velocity to the next ones, given the gradient there, the rate and the momentum.
type Rule = fn(w: Point, v: Point, g: Point, rate: f64, momentum: f64) -> (Point, Point);

const RULES: [(&str, Rule); 3] = [
    ("sgd", |w, v, g, rate, _| ([w[0] - rate * g[0], w[1] - rate * g[1]], v)),
    ("momentum", |w, v, g, rate, momentum| {
        let v = [momentum * v[0] - rate * g[0], momentum * v[1] - rate * g[1]];
        ([w[0] + v[0], w[1] + v[1]], v)
    }),
    ("nesterov", |w, v, g, rate, momentum| {
        let v = [momentum * v[0] - rate * g[0], momentum * v[1] - rate * g[1]];
        ([w[0] + momentum * v[0] - rate * g[0], w[1] + momentum * v[1] - rate * g[1]], v)
    }),
];

/// A loss with its gradient.
struct Hill {
    formula: &'static str,
    loss: fn(Point) -> f64,
    gradient: fn(Point) -> Point,
    start: Point,
    rates: [f64; 2],
}

const HILLS: [Hill; 2] = [
    Hill {
        formula: "0.5*x^2 + 4*y^2 + x*y - 3*x + 1",
        loss: |[x, y]| 0.5 * x * x + 4.0 * y * y + x * y - 3.0 * x + 1.0,
        gradient: |[x, y]| [x + y - 3.0, 8.0 * y + x],
        start: [-2.5, 1.75],
        rates: [0.1, 0.03],
    },
    Hill {
        formula: "(1-x)^2 + 100*(y-x^2)^2",
        loss: |[x, y]| (1.0 - x) * (1.0 - x) + 100.0 * (y - x * x) * (y - x * x),
        gradient: |[x, y]| [-2.0 * (1.0 - x) - 400.0 * x * (y - x * x), 200.0 * (y - x * x)],
        start: [-1.0, 1.0],
        rates: [1e-3, 2.5e-4],
    },
];

fn close(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-12 * expected.abs().max(1.0)
}

#[test]
fn traces_of_formulas_with_the_rate_changed_on_the_way() {
    const STEPS: usize = 150;
    const CHANGE: usize = 60;
    for Hill { formula, loss, gradient, start, rates } in HILLS {
        for (optimizer, rule) in RULES {
            let text = format!(
                "formula={formula}&start={},{}&optimizer={optimizer}&momentum=0.9&learningRate={}",
                start[0], start[1], rates[0]
            );
            let mut run = run(&text);
            run.train(CHANGE, None);
            run.set(&Settings::new(&settings(&format!("learningRate={}&momentum=0.8", rates[1])))).unwrap();
            run.train(STEPS - CHANGE, None);
            let trace = run.trace();
            assert_eq!(trace.len(), STEPS + 1, "{text}: {:?}", run.cause());
            let (mut w, mut v) = (start, [0.0; 2]);
            for step in 0..=STEPS {
                let g = gradient(w);
                let row = &trace.params[2 * step..][..2];
                let all = [
                    (row[0], w[0]),
                    (row[1], w[1]),
                    (trace.loss[step], loss(w)),
                    (trace.gradient_norm[step], g[0].hypot(g[1])),
                ];
                for (found, expected) in all {
                    assert!(close(found, expected), "{text}, step {step}: {found}, by hand {expected}");
                }
                let (rate, momentum) = if step < CHANGE { (rates[0], 0.9) } else { (rates[1], 0.8) };
                (w, v) = rule(w, v, g, rate, momentum);
            }
        }
    }
}

/// The mean squared error of w·x + b, and its gradient.
fn line(samples: &[(f64, f64)], [w, b]: Point) -> (f64, Point) {
    let n = samples.len() as f64;
    let off = |&(x, y): &(f64, f64)| w * x + b - y;
    let loss = samples.iter().map(|sample| off(sample) * off(sample)).sum::<f64>() / n;
    let by_w = samples.iter().map(|sample| 2.0 * off(sample) * sample.0).sum::<f64>() / n;
    let by_b = samples.iter().map(|sample| 2.0 * off(sample)).sum::<f64>() / n;
    (loss, [by_w, by_b])
}

fn samples(run: &Experiment) -> Vec<(f64, f64)> {
    let data = run.config().objective.data().expect("a model has data");
    data.inputs.column(0).iter().copied().zip(data.targets.iter().copied()).collect()
}

#[test]
fn traces_of_a_line_in_mini_batches() {
    for (optimizer, rule) in RULES {
        for batch in ["1", "7", "full"] {
            let text =
                format!("objective=line&optimizer={optimizer}&batchSize={batch}&seed=9&learningRate=0.01&momentum=0.9");
            let mut run = run(&text);
            let all = samples(&run);
            let (mut w, mut v) = ([run.params()[0], run.params()[1]], [0.0; 2]);
            for step in 0..120 {
                let (loss, gradient) = line(&all, w);
                let length = gradient[0].hypot(gradient[1]);
                let trace = run.trace();
                let row =
                    [trace.params[2 * step], trace.params[2 * step + 1], trace.loss[step], trace.gradient_norm[step]];
                for (found, expected) in row.into_iter().zip([w[0], w[1], loss, length]) {
                    assert!(close(found, expected), "{text}, step {step}: {found}, by hand {expected}");
                }
                run.step();
                let drawn = run.drawn().expect("a step draws a batch");
                let batch: Vec<_> = drawn.indices.iter().map(|&index| all[index as usize]).collect();
                let (batch_loss, g) = line(&batch, w);
                assert!(
                    close(drawn.loss, batch_loss),
                    "{text}, step {step}: batch loss {} for {batch_loss}",
                    drawn.loss
                );
                (w, v) = rule(w, v, g, 0.01, 0.9);
            }
        }
    }
}
