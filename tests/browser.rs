//! What only a browser can show: runs are those of other machines, and fused code is the plan that it was made from.
#![cfg(target_arch = "wasm32")]

mod common;
mod golden;
mod side_by_side;

use js_sys::WebAssembly::Table;
use sgd_playground::config::{Config, Tuning};
use sgd_playground::formula::Formula;
use sgd_playground::graph::{Graph, Node, Plan, Unary, multiply, product};
use sgd_playground::maps::descend;
use sgd_playground::objective::{Order, surfaces};
use sgd_playground::optimizer;
use sgd_playground::random::{Purpose, Random};
use std::sync::Once;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

// In a page, a test of half a minute would keep the driver from asking how far the tests are, and it would give up.
wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// A page starts the engine by loading it; the harness of these tests does not.
fn start() {
    static ONCE: Once = Once::new();
    ONCE.call_once(sgd_playground::wasm::start);
}

#[wasm_bindgen_test]
fn runs_are_those_of_other_machines() {
    compare(&golden::RUNS);
}

#[cfg(feature = "full")]
#[wasm_bindgen_test]
fn networks_are_those_of_other_machines() {
    compare(&golden::NETWORKS);
}

fn compare(golden: &golden::Golden) {
    start();
    let found = (golden.found)();
    if let Some(complaint) = golden.complaint(&found) {
        panic!("{complaint}");
    }
    console_log!("{} runs as in tests/golden/{}", found.len(), golden.file);
}

/// Odd, and more than one block of a map.
const LANES: usize = 257;

/// What a formula can be given, and what it does not expect.
const ODD: [f64; 14] =
    [0.0, -0.0, 1.0, -1.0, 0.5, 709.0, -745.5, 1e6, 1e300, -1e300, 5e-324, f64::INFINITY, f64::NEG_INFINITY, f64::NAN];

/// Random points of a domain; among them every pair of odd numbers.
fn points(domain: &[f64], random: &mut Random) -> Vec<Vec<f64>> {
    let point = |lane: usize| {
        let odd = [ODD[lane % ODD.len()], ODD[lane / ODD.len() % ODD.len()]];
        domain
            .chunks(2)
            .zip(odd.into_iter().cycle())
            .map(|(side, odd)| {
                let x = random.between(side[0], side[1]);
                if lane < ODD.len() * ODD.len() { odd } else { x }
            })
            .collect()
    };
    (0..LANES).map(point).collect()
}

/// The fused plan gives the bits of the plan, in every lane. NaN is NaN: which of its bits are set is not specified. Inputs
/// without a domain are samples.
fn check(name: &str, graph: &Graph, outputs: &[Node], domain: &[f64]) {
    let (mut fused, mut plan) = (Plan::fast(graph, outputs, LANES), Plan::new(graph, outputs, LANES));
    assert!(fused.is_fused() && !plan.is_fused(), "{name}: not fused");
    let mut random = Random::new(1, Purpose::Data);
    for (k, &input) in graph.inputs().iter().enumerate().filter(|(_, input)| !graph.shape(**input).is_empty()) {
        let values: Vec<f64> = (0..graph.shape(input)[0]).map(|_| random.normal()).collect();
        fused.set_input(k, &values);
        plan.set_input(k, &values);
    }
    let scalars: Vec<usize> =
        (0..graph.inputs().len()).filter(|&k| graph.shape(graph.inputs()[k]).is_empty()).collect();
    // The second time, the rows hold what the first has left there, and there are fewer lanes.
    for lanes in [LANES, 100] {
        let mut points = points(domain, &mut random);
        points.rotate_left(LANES - lanes);
        for (&k, at) in scalars.iter().zip(0..) {
            for (lane, point) in points[..lanes].iter().enumerate() {
                fused.input(k)[lane] = point[at];
                plan.input(k)[lane] = point[at];
            }
        }
        fused.run(lanes);
        plan.run(lanes);
        for k in 0..outputs.len() {
            for (lane, point) in points[..lanes].iter().enumerate() {
                let (found, expected) = (fused.output(k)[lane], plan.output(k)[lane]);
                let same = found.to_bits() == expected.to_bits() || found.is_nan() && expected.is_nan();
                assert!(same, "{name}: output {k} at {point:?} is {found} fused, {expected} else");
            }
        }
    }
}

/// A formula with its gradient and Hessian.
fn check_formula(name: &str, text: &str, domain: &[f64]) {
    let Formula { mut graph, root, .. } = Formula::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let inputs = graph.inputs().to_vec();
    let mut outputs = vec![root];
    outputs.extend(graph.gradient(root, &inputs));
    outputs.extend(graph.hessian(root, &inputs));
    check(name, &graph, &outputs, domain);
}

#[wasm_bindgen_test]
fn fused_surfaces_are_their_plans() {
    start();
    for surface in surfaces::ALL {
        check_formula(surface.name, surface.formula, surface.domain);
    }
}

#[wasm_bindgen_test]
fn fused_functions_are_their_plans() {
    start();
    let called = |name: &str| format!("{name}(x + 0.3*y)");
    let functions: Vec<&str> = Unary::ALL.iter().map(|f| f.name()).collect();
    let functions: Vec<&str> = functions.into_iter().filter(|name| Formula::parse(&called(name)).is_ok()).collect();
    assert!(functions.len() >= 18, "only {functions:?}");
    let domain = [-2.0, 2.0, -2.0, 2.0];
    for name in &functions {
        check_formula(name, &called(name), &domain);
    }
    let rest = ["x^y", "x^2.5", "x^7*y^-3 + x^-1", "min(x, y)", "max(x, y)", "-x/y - 3", "2^x + pi*e"];
    for text in rest {
        check_formula(text, &format!("{text} + 0*y"), &domain);
    }
    let all: Vec<String> = functions.iter().map(|name| called(name)).chain(rest.map(str::to_owned)).collect();
    check_formula("all of them", &all.join(" + "), &domain);
    check_formula("all of them, one in the other", "sin(cos(exp(tanh(abs(x)^y))))*sqrt(ln(softplus(x*y)))", &domain);
}

#[wasm_bindgen_test]
fn many_runs_end_as_single_ones_do() {
    start();
    side_by_side::ends::ends_do_not_depend_on_company();
    console_log!("{}", side_by_side::ends::rate_maps_are_single_runs(20));
    console_log!("{}", side_by_side::ends::basins_are_single_runs(10));
}

#[wasm_bindgen_test]
fn maps_are_made_by_fused_plans() {
    start();
    for name in side_by_side::objectives() {
        let Config { objective, tuning: Tuning { optimizer, hyper, .. }, .. } =
            common::config(&format!("objective={name}"));
        let block = objective.block();
        assert!(objective.plan(Order::Loss, block).is_fused(), "{name}: a field");
        assert!(descend::steps(&objective, optimizer, &hyper, block).is_fused(), "{name}: descents");
    }
}

#[wasm_bindgen_test]
fn fused_steps_are_their_plans() {
    start();
    for name in side_by_side::objectives() {
        for optimizer in optimizer::ALL {
            for more in ["", "&l2=0.01&clipNorm=2&clipValue=3&weightDecay=0.01"] {
                let text = format!("objective={name}&optimizer={}&seed=1{more}", optimizer.name);
                let Config { objective, tuning, .. } = common::config(&text);
                let step = objective.step_graph(optimizer, &tuning.hyper, false);
                let scalars = step.graph.inputs().iter().filter(|input| step.graph.shape(**input).is_empty()).count();
                let outputs = [&step.next[..], &step.here].concat();
                check(&text, &step.graph, &outputs, &[0.0, 2.0].repeat(scalars));
            }
        }
    }
}

#[wasm_bindgen_test]
fn sums_of_sums_are_fused() {
    start();
    // The variance of x·a, and a sum of what is the same for all samples.
    let mut g = Graph::new();
    let (a, x) = (g.input(&[]), g.input(&[7]));
    let scaled = g.mul(a, x);
    let mean = g.mean(scaled);
    let away = g.sub(scaled, mean);
    let square = g.powi(away, 2);
    let variance = g.mean(square);
    let same = g.broadcast(a, &[7]);
    let sevenfold = g.sum(same, &[]);
    let waves = g.unary(Unary::Sin, scaled);
    let exponentials = g.unary(Unary::Exp, away);
    let both = g.mul(waves, exponentials);
    let total = g.sum(both, &[]);
    check("sums of sums", &g, &[variance, sevenfold, total], &[-3.0, 3.0]);
}

#[wasm_bindgen_test]
fn what_one_sample_asks_for_holds_for_its_lane() {
    start();
    // The sine of 10⁴·a·x is quick up to 10⁵, and the exponential, of the second round, where a is 10⁶ as well.
    let mut g = Graph::new();
    let (a, x) = (g.input(&[]), g.input(&[7]));
    let [large, small] = [1e4, 1e-10].map(|value| g.constant(value));
    let times = g.mul(a, large);
    let scaled = g.mul(times, x);
    let mean = g.mean(scaled);
    let away = g.sub(scaled, mean);
    let little = g.mul(away, small);
    let waves = g.unary(Unary::Sin, scaled);
    let exponentials = g.unary(Unary::Exp, little);
    let both = g.mul(waves, exponentials);
    let total = g.sum(both, &[]);
    check("a sine of samples", &g, &[total], &[-3.0, 3.0]);
}

#[wasm_bindgen_test]
fn what_cannot_be_fused_is_run_as_it_is() {
    start();
    let fused = |graph: &Graph, output: Node, lanes: usize| Plan::fast(graph, &[output], lanes).is_fused();
    let mut g = Graph::new();
    let (x, samples, fewer, table) = (g.input(&[]), g.input(&[7]), g.input(&[3]), g.input(&[7, 2]));
    let shares = g.softmax(samples);
    let sums = [samples, fewer, table, shares].map(|array| g.sum(array, &[]));
    let [plain, uneven, flat, tensor] = sums.map(|sum| g.mul(x, sum));
    // What no output needs is in nobody's way.
    assert!(fused(&g, plain, LANES), "one axis");
    assert!(!fused(&g, plain, 1), "one lane, for which it is not worth while");
    assert!(!fused(&g, uneven, LANES), "samples of another number");
    assert!(!fused(&g, flat, LANES), "two axes");
    assert!(!fused(&g, tensor, LANES), "across the samples");
    // More than 10,000 steps: of the code, two for constants and one for x among them; or of the graph, needed or not.
    for (f, times, expected) in
        [(Unary::Sqrt, 9_997, true), (Unary::Sqrt, 9_998, false), (Unary::Sin, 100, true), (Unary::Sin, 300, false)]
    {
        let mut g = Graph::new();
        let x = g.input(&[]);
        let deep = (0..times).fold(x, |y, _| g.unary(f, y));
        assert_eq!(fused(&g, deep, LANES), expected, "{f:?}, {times} times");
    }
    for (nodes, expected) in [(10_000, true), (10_001, false)] {
        let mut g = Graph::new();
        let x = g.input(&[]);
        let wave = g.unary(Unary::Sin, x);
        (2..nodes).fold(wave, |y, _| g.unary(Unary::Sqrt, y));
        assert_eq!(fused(&g, wave, LANES), expected, "{nodes} nodes");
    }
}

#[wasm_bindgen_test]
fn a_plan_is_fused_again_and_again() {
    start();
    let functions = || wasm_bindgen::function_table().unchecked_into::<Table>().length();
    check_formula("once", "sin(x) + y^2", &[-2.0, 2.0, -2.0, 2.0]);
    let loaded = functions();
    for round in 0..200 {
        check_formula("again", &format!("sin(x*{round}) + y^2"), &[-2.0, 2.0, -2.0, 2.0]);
    }
    assert_eq!(functions(), loaded, "places in the function table are used again");
}

#[wasm_bindgen_test]
fn a_field_is_so_many_losses() {
    start();
    side_by_side::fields_are_single_losses();
}

#[wasm_bindgen_test]
fn descents_are_single_runs() {
    start();
    console_log!("{}", side_by_side::descents_are_single_runs());
}

/// Products in all four orders and around the edges of blocks, of few zeros and of many, to the bit as the definition has
/// them: sums in order, of 256 places at a time.
#[wasm_bindgen_test]
fn products_are_right() {
    let value = |k: usize| ((k * 7919 % 101) as f32 - 50.0) / 25.0;
    let mut room = product::Room::default();
    for [rows, inner, columns] in
        [[1, 1, 1], [3, 5, 7], [4, 8, 8], [5, 300, 9], [13, 17, 16], [8, 513, 24], [9, 257, 47], [128, 64, 10]]
    {
        for (transposed, every) in
            [[false, false], [true, false], [false, true], [true, true]].map(|t| [(t, 1), (t, 5)]).concat()
        {
            let shape = product::Shape { rows, inner, columns, transposed };
            let a: Vec<f32> = (0..rows * inner).map(|k| if k * 7 % 11 % every == 0 { value(k) } else { 0.0 }).collect();
            let b: Vec<f32> = (0..inner * columns).map(|k| value(k + 31)).collect();
            let mut c = vec![f32::NAN; rows * columns];
            multiply(&shape, &a, &b, &mut c, &mut room);
            for (at, c) in c.into_iter().enumerate() {
                let (i, j) = (at / columns, at % columns);
                let mut exact = 0.0;
                for from in (0..inner).step_by(256) {
                    let mut sum = 0.0;
                    for k in from..inner.min(from + 256) {
                        let x = if transposed[0] { a[k * rows + i] } else { a[i * inner + k] };
                        sum += x * if transposed[1] { b[j * inner + k] } else { b[k * columns + j] };
                    }
                    exact += sum;
                }
                assert_eq!(c.to_bits(), exact.to_bits(), "{shape:?} {every} {i} {j}: {c} {exact}");
            }
        }
    }
}

/// The same in `f64`, where a sum goes on over all places.
#[wasm_bindgen_test]
fn products_in_double_are_right() {
    let value = |k: usize| ((k * 7919 % 101) as f64 - 50.0) / 25.0;
    let mut room = product::Room::default();
    for [rows, inner, columns] in [[1, 1, 1], [3, 5, 7], [5, 300, 9]] {
        for transposed in [[false, false], [true, false], [false, true], [true, true]] {
            let shape = product::Shape { rows, inner, columns, transposed };
            let a: Vec<f64> = (0..rows * inner).map(value).collect();
            let b: Vec<f64> = (0..inner * columns).map(|k| value(k + 31)).collect();
            let mut c = vec![f64::NAN; rows * columns];
            multiply(&shape, &a, &b, &mut c, &mut room);
            for (at, c) in c.into_iter().enumerate() {
                let (i, j) = (at / columns, at % columns);
                let term = |k: usize| {
                    let x = if transposed[0] { a[k * rows + i] } else { a[i * inner + k] };
                    x * if transposed[1] { b[j * inner + k] } else { b[k * columns + j] }
                };
                let exact = (0..inner).fold(0.0, |sum, k| sum + term(k));
                assert_eq!(c.to_bits(), exact.to_bits(), "{shape:?} {i} {j}: {c} {exact}");
            }
        }
    }
}
