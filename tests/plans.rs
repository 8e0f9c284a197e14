//! One graph, many ways to run it: the same numbers.

use crate::expression::{PAIRS, expressions, runner};
use crate::rounding::bounds;
use proptest::prelude::*;
use proptest::sample::select;
use sgd_playground::formula::Formula;
use sgd_playground::graph::{Element, Graph, Node, Plan, Unary};
use std::cell::Cell;

/// A formula's graph, with its value, gradient and Hessian.
fn with_derivatives(text: &str) -> Result<(Graph, Vec<Node>), TestCaseError> {
    let formula = Formula::parse(text).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
    let Formula { mut graph, root, .. } = formula;
    let inputs = graph.inputs().to_vec();
    let mut outputs = vec![root];
    outputs.extend(graph.gradient(root, &inputs));
    outputs.extend(graph.hessian(root, &inputs));
    Ok((graph, outputs))
}

fn at<T: Element>(plan: &mut Plan<T>, point: &[f64], outputs: usize) -> Vec<f64> {
    for (k, &x) in point.iter().enumerate() {
        plan.set_input(k, &[T::of(x)]);
    }
    plan.run(1);
    (0..outputs).map(|k| plan.output(k)[0].wide()).collect()
}

#[test]
fn f32_agrees_with_f64_to_the_rounding_of_f32() {
    /// Half a unit in the last place of f32, and a little for what is rounded twice.
    const UNIT: f64 = 0.51 * f32::EPSILON as f64;
    let [numbers, compared, tight] = [const { Cell::new(0) }; 3];
    let count = |cell: &Cell<u32>| cell.set(cell.get() + 1);
    let coordinate = (-2.0..2.0f32).prop_map(f64::from);
    let cases = (expressions(), prop::array::uniform2(coordinate));
    runner(2000)
        .run(&cases, |(expression, point)| {
            let text = expression.text(&PAIRS[0]);
            let (graph, outputs) = with_derivatives(&text)?;
            let point = &point[..graph.inputs().len()];
            let single = at(&mut Plan::<f32>::new(&graph, &outputs, 1), point, outputs.len());
            let double = at(&mut Plan::<f64>::new(&graph, &outputs, 1), point, outputs.len());
            let bounds = bounds(&graph, point, UNIT);
            for (k, node) in outputs.iter().enumerate() {
                let (single, double, bound) = (single[k], double[k], bounds[node.index()].error);
                count(&numbers);
                if !(double.is_finite() && bound.is_finite()) {
                    continue;
                }
                count(&compared);
                if bound <= 1e-3 * double.abs().max(1.0) {
                    count(&tight);
                }
                let error = (single - double).abs();
                prop_assert!(
                    error <= 1.01 * bound,
                    "{text} at {point:?}: output {k} is {single} in f32, {double} in f64, more than {bound:e} apart"
                );
            }
            Ok(())
        })
        .unwrap();
    let (numbers, compared, tight) = (numbers.get(), compared.get(), tight.get());
    println!("{compared} of {numbers} numbers compared, {tight} of them to three digits or more");
    assert!(tight * 10 > numbers * 6, "only {tight} of {numbers} numbers were compared to three digits or more");
}

#[test]
fn many_lanes_are_many_single_runs_bit_for_bit() {
    let coordinate = prop_oneof![
        20 => -3.0..3.0,
        2 => -1e6..1e6f64,
        1 => select(vec![0.0, -0.0, 1.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 1e300, 1e-310]),
    ];
    let points = prop::collection::vec(prop::array::uniform2(coordinate), 2..40);
    let finite = Cell::new(0);
    let mut runner = runner(1000);
    runner
        .run(&(expressions(), points), |(expression, points)| {
            let text = expression.text(&PAIRS[0]);
            let (graph, outputs) = with_derivatives(&text)?;
            let dim = graph.inputs().len();
            let mut single = Plan::<f64>::new(&graph, &outputs, 1);
            // Fewer lanes are run than there are, and fast plans are asked for as maps ask for them.
            for mut many in [Plan::new(&graph, &outputs, points.len()), Plan::fast(&graph, &outputs, points.len() + 7)]
            {
                for k in 0..dim {
                    for (into, point) in many.input(k).iter_mut().zip(&points) {
                        *into = point[k];
                    }
                }
                many.run(points.len());
                for (lane, point) in points.iter().enumerate() {
                    for (k, alone) in at(&mut single, &point[..dim], outputs.len()).into_iter().enumerate() {
                        let together = many.output(k)[lane];
                        let same = together.to_bits() == alone.to_bits() || together.is_nan() && alone.is_nan();
                        prop_assert!(
                            same,
                            "{text} at {point:?}: output {k} is {together} in lane {lane}, {alone} alone"
                        );
                        finite.set(finite.get() + u32::from(alone.is_finite()));
                    }
                }
            }
            Ok(())
        })
        .unwrap();
    assert!(finite.get() > 50 * runner.config().cases, "only {} finite numbers", finite.get());
}

/// What holds for all finite numbers is no operation of its own.
#[test]
fn identities_make_no_node() {
    let mut g = Graph::new();
    let (a, b) = (g.input(&[]), g.input(&[]));
    let [zero, one, minus_one] = [0.0, 1.0, -1.0].map(|x| g.constant(x));
    let (minus_a, minus_b) = (g.neg(a), g.neg(b));
    let [sum, difference, other] = [g.add(a, b), g.sub(a, b), g.sub(b, a)];
    for (what, found, expected) in [
        ("0 + a", g.add(zero, a), a),
        ("a + 0", g.add(a, zero), a),
        ("a − 0", g.sub(a, zero), a),
        ("0 − a", g.sub(zero, a), minus_a),
        ("a + (−b)", g.add(a, minus_b), difference),
        ("(−a) + b", g.add(minus_a, b), other),
        ("a − (−b)", g.sub(a, minus_b), sum),
        ("0·a", g.mul(zero, a), zero),
        ("a·0", g.mul(a, zero), zero),
        ("1·a", g.mul(one, a), a),
        ("a·1", g.mul(a, one), a),
        ("a/1", g.div(a, one), a),
        ("−1·a", g.mul(minus_one, a), minus_a),
        ("a·(−1)", g.mul(a, minus_one), minus_a),
        ("0/a", g.div(zero, a), zero),
        ("−(−a)", g.neg(minus_a), a),
        ("a¹", g.powi(a, 1), a),
        ("a⁰", g.powi(a, 0), one),
        ("a + b again", g.add(a, b), sum),
    ] {
        assert_eq!(found, expected, "{what}");
    }
}

/// Arrays in some of many lanes, with sums and repeats along either axis, or with nothing but arrays.
#[test]
fn arrays_in_some_lanes_are_those_of_one() {
    let mut g = Graph::new();
    let (matrix, column, row) = (g.input(&[2, 3]), g.input(&[2, 1]), g.input(&[3]));
    let scaled = g.mul(matrix, column);
    let shifted = g.add(scaled, row);
    let (rows, columns) = (g.sum(shifted, &[2, 1]), g.sum(shifted, &[3]));
    let (square, total) = (g.powi(matrix, 2), g.sum(matrix, &[]));
    let given: [&[f64]; 3] = [&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &[10.0, 100.0], &[0.5, 0.25, 0.125]];
    let cases: [(Node, &[f64]); 5] = [
        (shifted, &[10.5, 20.25, 30.125, 400.5, 500.25, 600.125]),
        (rows, &[60.875, 1500.875]),
        (columns, &[411.0, 520.5, 630.25]),
        (square, &[1.0, 4.0, 9.0, 16.0, 25.0, 36.0]),
        (total, &[21.0]),
    ];
    for (output, expected) in cases {
        for (lanes, asked) in [(1, 1), (8, 8), (8, 2)] {
            let mut plan = Plan::<f64>::new(&g, &[output], lanes);
            given.iter().enumerate().for_each(|(k, values)| plan.set_input(k, values));
            plan.run(asked);
            for (values, expected) in plan.output(0).chunks_exact(lanes).zip(expected) {
                assert!(values[..asked].iter().all(|value| value == expected), "{asked} of {lanes}: {values:?}");
            }
        }
    }
}

/// Of b only sin (sin b) is made, which nobody asks for.
#[test]
fn what_no_output_needs_is_not_read() {
    let mut g = Graph::new();
    assert!(g.is_empty());
    let (a, b) = (g.input(&[]), g.input(&[]));
    let inner = g.unary(Unary::Sin, b);
    g.unary(Unary::Sin, inner);
    let output = g.unary(Unary::Cos, a);
    let plan = Plan::<f64>::new(&g, &[output], 1);
    assert!(plan.reads(0) && !plan.reads(1) && !g.is_empty());
}
