//! Why runs end that cannot go on: what is told follows from what they have met.

use crate::common::run;
use sgd_playground::experiment::{Cause, State};

/// Right verdicts, and near misses: runs that look like others.
const RUNS: &[(&str, Cause)] = &[
    // Overshooting, where the loss has a lowest point.
    ("objective=ravine&optimizer=sgd&learningRate=0.5", Cause::Rate),
    ("formula=x^2&start=1&optimizer=sgd&learningRate=1.5", Cause::Rate),
    ("formula=x^2+exp(x)&start=-3&optimizer=momentum&momentum=0.999&learningRate=0.5", Cause::Rate),
    ("formula=exp(-3x)+x^2&start=-4&optimizer=momentum&learningRate=0.01", Cause::Rate),
    ("formula=exp(x)-10^60*x&start=0&optimizer=sgd&learningRate=0.1", Cause::Rate),
    ("formula=10^60*(x^2-1)&start=3&optimizer=sgd&learningRate=0.1", Cause::Rate),
    ("formula=sqrt(exp(x))+sqrt(exp(-x))&start=30&optimizer=sgd&learningRate=1", Cause::Rate),
    // Falling for ever.
    ("objective=saddle&optimizer=sgd&learningRate=0.1", Cause::Unbounded),
    ("formula=x^3&start=-1&optimizer=sgd&learningRate=0.1", Cause::Unbounded),
    ("formula=x^3&start=-1&optimizer=sgd&learningRate=10", Cause::Unbounded),
    ("formula=-exp(x)&start=1&optimizer=sgd&learningRate=0.1", Cause::Unbounded),
    ("formula=x*y&start=1,-1.5&optimizer=momentum&learningRate=0.1", Cause::Unbounded),
    // Out of where the loss, or its slope, is a number.
    ("formula=sqrt(x)&start=0.001&optimizer=sgd&learningRate=0.1", Cause::NoValue),
    ("formula=sqrt(x)&start=0.25&optimizer=sgd&learningRate=0.25", Cause::NoValue),
    ("formula=ln(x)&start=1&optimizer=sgd&learningRate=2", Cause::NoValue),
    ("formula=ln(exp(-x^2))+2*x^2&start=20&optimizer=sgd&learningRate=1.2", Cause::NoValue),
    ("formula=sqrt(x)&start=0.3&optimizer=nesterov&learningRate=0.1&momentum=0.9", Cause::NoValue),
    // The variance that centred RMSprop keeps is rounded below 0.
    (
        "formula=7*abs(x)&start=3000&domain=-4000,4000&optimizer=rmsprop&convention=torch&centered=1&rho=0.9&learningRate=0.000001",
        Cause::Rule,
    ),
    ("formula=ln(x)&start=-1", Cause::Start),
    ("formula=sqrt(x)&start=0", Cause::Start),
];

#[test]
fn a_run_that_cannot_go_on_tells_what_it_has_met() {
    for (text, cause) in RUNS {
        let mut run = run(text);
        run.train(20_000, None);
        assert_eq!((run.state(), run.cause()), (State::Diverged, Some(*cause)), "{text}");
        // It stays at its last finite point, whatever was tried in between.
        if *cause != Cause::Start {
            let (point, trace) = (run.params(), run.trace());
            assert_eq!(&trace.params[trace.params.len() - point.len()..], point, "{text}");
            assert_eq!(trace.loss.last(), Some(&run.loss()), "{text}");
        }
    }
}
