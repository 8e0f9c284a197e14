//! Walks through graphs: their numbers are those of the gradient, and each term is where it belongs.
#![cfg(feature = "full")]

use sgd_playground::config::{Config, Value};
use sgd_playground::formula::Formula;
use sgd_playground::graph::walk::{Given, Role, Station, Walk, walk};
use sgd_playground::graph::{Binary, Graph, Node, Plan, Unary};
use sgd_playground::network::layers::ACTIVATIONS;
use sgd_playground::walks;

fn line(samples: f64) -> Config {
    let settings = [("objective".into(), Value::Text("line".into())), ("samples".into(), Value::Number(samples))];
    Config::read(&settings, || Ok(1)).expect("a configuration")
}

fn parameters(values: &[f64]) -> Vec<Given> {
    let names = ["a", "b"];
    values.iter().zip(names).map(|(&x, name)| Given { name: name.into(), values: vec![x], parameter: true }).collect()
}

fn loss(graph: &Graph, output: Node, point: &[f64]) -> f64 {
    let mut plan = Plan::<f64>::new(graph, &[output], 1);
    for (k, &x) in point.iter().enumerate() {
        plan.set_input(k, &[x]);
    }
    plan.run(1);
    plan.output(0)[0]
}

/// Whether the walk has the numbers of the plan, bit for bit, and the slopes of the loss; and whether its terms add up.
fn check(name: &str, graph: &Graph, output: Node, point: &[f64]) {
    let walked = walk(graph, output, &parameters(point), &[]).unwrap_or_else(|error| panic!("{name}: {error}"));
    check_terms(name, &walked);
    let mut g = graph.clone();
    let inputs = g.inputs().to_vec();
    let gradient = g.gradient(output, &inputs);
    let mut plan = Plan::<f64>::new(&g, &gradient, 1);
    for (k, &x) in point.iter().enumerate() {
        plan.set_input(k, &[x]);
    }
    plan.run(1);
    let found: Vec<f64> = walked
        .stations
        .iter()
        .filter(|station| station.role == Role::Parameter)
        .map(|station| station.gradient.as_ref().unwrap_or_else(|| panic!("{name}: no gradient"))[0])
        .collect();
    assert_eq!(found.len(), point.len(), "{name}");
    assert_eq!(walked.stations[walked.output].value, [loss(graph, output, point)], "{name}");
    for (k, &found) in found.iter().enumerate() {
        assert_eq!(found.to_bits(), plan.output(k)[0].to_bits(), "{name}, {k}");
        let at = |moved: f64| {
            let mut point = point.to_vec();
            point[k] += moved;
            loss(graph, output, &point)
        };
        let slope = (at(1e-5) - at(-1e-5)) / 2e-5;
        assert!((found - slope).abs() < 1e-6 * slope.abs().max(1.0), "{name}, {k}: {found}, slope {slope}");
    }
}

/// Whether the gradient of every station is the sum of what arrives, and each term the product that it is said to be.
fn check_terms(name: &str, walked: &Walk) {
    let stations = &walked.stations;
    let mut arrived: Vec<Option<Vec<f64>>> = vec![None; stations.len()];
    arrived[walked.output] = stations[walked.output].gradient.as_ref().map(|_| vec![1.0]);
    for (at, station) in stations.iter().enumerate().rev() {
        assert!(station.arguments.iter().all(|&argument| argument < at), "{name}: order");
        assert!(!station.name.is_empty());
        assert_eq!(station.value.len(), station.shape.iter().product::<usize>(), "{name}: {}", station.name);
        if let Some(gradient) = &station.gradient {
            let sum = arrived[at].clone().unwrap_or_else(|| vec![0.0; gradient.len()]);
            assert_eq!(&sum, gradient, "{name}: {}", station.name);
        }
        assert_eq!(station.arguments.len(), station.passes.len(), "{name}: {}", station.name);
        for (&argument, pass) in station.arguments.iter().zip(&station.passes) {
            let Some(pass) = pass else {
                assert!(
                    station.gradient.is_none() || stations[argument].gradient.is_none(),
                    "{name}: a term is missing"
                );
                continue;
            };
            assert!(!pass.rule.is_empty() && !pass.how.is_empty());
            assert_eq!(pass.term.len(), stations[argument].value.len(), "{name}: {}", station.name);
            if let (Some(local), Some(up)) = (&pass.local, &station.gradient) {
                let product: Vec<f64> = up.iter().zip(local).map(|(u, d)| u * d).collect();
                assert_eq!(product, pass.term, "{name}: {}", station.name);
            }
            arrived[argument] = Some(match arrived[argument].take() {
                None => pass.term.clone(),
                Some(sum) => sum.iter().zip(&pass.term).map(|(a, b)| a + b).collect(),
            });
        }
    }
}

/// A text of a walk as a number: what it says in the signs of a page, read as a formula.
fn said(text: &str, station: &Station, stations: &[Station]) -> f64 {
    let value = |k: usize| format!("({})", stations[station.arguments[k]].value[0]);
    let mut text = text.replace("{a}", &value(0)).replace("{y}", &format!("({})", station.value[0]));
    if station.arguments.len() > 1 {
        text = text.replace("{b}", &value(1));
    }
    for (sign, plain) in
        [("−", "-"), ("·", "*"), ("ln 10", "ln(10)"), ("√", "sqrt"), ("∛", "cbrt"), ("|(", "abs(("), (")|", "))")]
    {
        text = text.replace(sign, plain);
    }
    if let Some(condition) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        let mut parts = condition.split(' ');
        let mut next = || parts.next().expect("a side, a sign and a side").trim_matches(['(', ')']).to_owned();
        let [left, sign, right] = [next(), next(), next()];
        let order = left.parse::<f64>().expect("a number").total_cmp(&right.parse().expect("a number"));
        return f64::from(u8::from(match &*sign {
            "<" => order.is_lt(),
            "≤" => order.is_le(),
            ">" => order.is_gt(),
            "≥" => order.is_ge(),
            other => panic!("{other}"),
        }));
    }
    let raised = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".chars().position(|sign| sign == c);
    let mut read = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let Some(first) = raised(c) else {
            read.push(c);
            continue;
        };
        let mut power = vec![first];
        while let Some(next) = rest.peek().copied().and_then(raised) {
            power.push(next);
            rest.next();
        }
        let digits: String = power.into_iter().map(|digit| "0123456789-".as_bytes()[digit] as char).collect();
        read += &format!("^({digits})");
    }
    let formula = Formula::parse(&format!("0*x + {read}")).unwrap_or_else(|error| panic!("{text}: {error}"));
    let mut plan = Plan::<f64>::new(&formula.graph, &[formula.root], 1);
    plan.run(1);
    plan.output(0)[0]
}

/// Whether what is written beside the operation of a graph, and beside each of its arrows, is what is computed there.
fn check_words(name: &str, graph: &Graph, output: Node, point: &[f64]) {
    let walked = walk(graph, output, &parameters(point), &[]).unwrap_or_else(|error| panic!("{name}: {error}"));
    let stations = &walked.stations;
    let same = |text: &str, station: &Station, computed: f64| {
        let said = said(text, station, stations);
        assert!((said - computed).abs() <= 1e-12 * computed.abs().max(1.0), "{name}: {text} is {said}, not {computed}");
    };
    for station in stations.iter().filter(|station| station.role == Role::Operation) {
        same(&station.rule, station, station.value[0]);
        for pass in station.passes.iter().flatten() {
            assert_eq!(pass.how, "{u} · {d}");
            same(&pass.rule, station, pass.local.as_ref().expect("a local derivative")[0]);
        }
    }
}

#[test]
fn every_operation_on_one_number() {
    for &f in Unary::ALL {
        let mut g = Graph::new();
        let x = g.input(&[]);
        let y = g.unary(f, x);
        check(f.name(), &g, y, &[0.4]);
        for x in [0.4, -0.4].into_iter().take(if matches!(f, Unary::Ln | Unary::Log10 | Unary::Sqrt) { 1 } else { 2 }) {
            check_words(f.name(), &g, y, &[x]);
        }
    }
    for n in [-12, -3, -1, 2, 3, 7, 10] {
        let mut g = Graph::new();
        let x = g.input(&[]);
        let y = g.powi(x, n);
        check(&format!("power {n}"), &g, y, &[-1.3]);
        check_words(&format!("power {n}"), &g, y, &[-1.3]);
    }
}

#[test]
fn every_operation_on_two_numbers() {
    for &f in Binary::ALL {
        for point in [[0.7, 1.9], [1.9, 0.7]] {
            let mut g = Graph::new();
            let (a, b) = (g.input(&[]), g.input(&[]));
            let y = g.binary(f, a, b);
            check(f.name(), &g, y, &point);
            check_words(f.name(), &g, y, &point);
        }
    }
}

#[test]
fn formulas() {
    for (text, point) in [
        ("(1-x)^2 + 100*(y-x^2)^2", &[-1.0, 1.0][..]),
        ("x*x", &[3.0]),
        ("x*x*x + x", &[3.0]),
        ("sin(x*y) + exp(x)/y", &[0.5, 2.0]),
        ("relu(w*2 + b) - max(w, b)", &[0.5, -0.2]),
        ("x^y", &[1.5, 2.5]),
        ("y", &[1.0, 2.0]),
        ("x", &[1.0]),
        ("x*0 + y", &[1.0, 2.0]),
        ("0x", &[3.0]),
        ("x^0", &[3.0]),
        ("0w + 0b - 2", &[3.0, 4.0]),
        ("sigmoid(w1*w2) - ln(1 + w1^2)", &[0.3, -2.0]),
    ] {
        let Formula { graph, root, .. } = Formula::parse(text).expect(text);
        check(text, &graph, root, point);
    }
}

#[test]
fn stations_have_names_and_words() {
    let Formula { graph, root, .. } = Formula::parse("2x + x^2 + x^-3 - x^5").expect("a formula");
    let walked = walk(&graph, root, &parameters(&[1.5]), &[]).expect("a walk");
    let mut told: Vec<[&str; 3]> = Vec::new();
    for station in &walked.stations {
        let local = station.passes.first().and_then(|pass| pass.as_ref()).map_or("", |pass| &pass.rule);
        told.push([&station.name, &station.rule, local]);
    }
    told.sort();
    let mut expected = [
        ["a", "", ""],
        ["2", "", ""],
        ["v1", "{a} · {b}", ""],
        ["v2", "{a}²", "2 · {a}"],
        ["v3", "{a} + {b}", "1"],
        ["v4", "{a}⁻³", "−3 · {a}⁻⁴"],
        ["v5", "{a} + {b}", "1"],
        ["v6", "{a}⁵", "5 · {a}⁴"],
        ["L", "{a} − {b}", "1"],
    ];
    expected.sort();
    assert_eq!(told, expected);
}

#[test]
fn a_loss_that_is_computed_by_no_operation_is_a_station_of_its_own() {
    for (text, argument, sent) in [("x", "a", Some(1.0)), ("y", "b", Some(1.0)), ("0x", "0", None), ("x^0", "1", None)]
    {
        let Formula { graph, root, variables } = Formula::parse(text).expect("a formula");
        let point = [3.0, 4.0];
        let walked = walk(&graph, root, &parameters(&point[..variables.len()]), &[]).expect("a walk");
        check_terms(text, &walked);
        let output = &walked.stations[walked.output];
        assert_eq!((&*output.name, &*output.rule, output.role), ("L", "{a}", Role::Operation), "{text}");
        assert_eq!(output.gradient, Some(vec![1.0]), "{text}");
        let [number] = output.arguments[..] else { panic!("{text}: one argument") };
        let number = &walked.stations[number];
        assert_eq!((&*number.name, &number.value), (argument, &output.value), "{text}");
        assert_eq!(number.gradient.as_ref().map(|gradient| gradient[0]), sent, "{text}");
        assert_eq!(output.passes[0].as_ref().map(|pass| pass.term[0]), sent, "{text}");
    }
}

#[test]
fn a_model_with_samples_repeats_and_sums() {
    let walked = walks::objective(&line(3.0), &[1.0, 0.5]).expect("a walk");
    check_terms("line", &walked);
    let has = |operation: &str| walked.stations.iter().any(|station| station.operation == operation);
    assert!(has("repeat") && has("sum"));
    let samples = walked.stations.iter().filter(|station| station.role == Role::Sample);
    assert!(samples.clone().count() == 2 && samples.clone().all(|station| station.gradient.is_none()));
    // As pages ask for them.
    for role in [Role::Parameter, Role::Sample, Role::Constant, Role::Operation] {
        assert!(walked.stations.iter().any(|station| station.role == role), "{role:?}");
        assert_eq!(role.name(), format!("{role:?}").to_lowercase());
    }
}

fn tiny(settings: &[(&str, &str)]) -> sgd_playground::error::Result<walks::Tiny> {
    let settings: Vec<_> =
        settings.iter().map(|(key, value)| ((*key).to_owned(), Value::Text((*value).to_owned()))).collect();
    walks::Tiny::read(&settings)
}

#[test]
fn a_tiny_network_teaches_what_is_in_it() {
    for activation in ACTIVATIONS.iter().map(|activation| activation.name) {
        for layers in ["", "3", "2,4"] {
            let network = tiny(&[("layers", layers), ("activation", activation)]).expect("a network");
            let walked = network.walk().expect("a walk");
            check_terms(&format!("{activation} {layers}"), &walked);
            let station = |name: &str| walked.stations.iter().find(|station| station.name == name).expect("a station");
            let last = layers.split(',').filter(|units| !units.is_empty()).count() + 1;
            // Of softmax and cross-entropy together: p − t.
            let (p, t) = (station("p"), station("t"));
            let gradient = station(&format!("z{last}")).gradient.clone().expect("a gradient");
            for (k, found) in gradient.iter().enumerate() {
                assert!((found - (p.value[k] - t.value[k])).abs() < 1e-12, "{activation} {layers}");
            }
            assert!(t.gradient.is_none() && station("x").gradient.is_none());
            assert_eq!(station("W1").gradient.as_ref().map(Vec::len), Some(station("W1").value.len()));
        }
    }
}

#[test]
fn the_gradient_of_a_tiny_network_is_its_slope() {
    let walked = tiny(&[("layers", "3"), ("activation", "tanh")]).and_then(|tiny| tiny.walk()).expect("a walk");
    let station = |name: &str| walked.stations.iter().find(|station| station.name == name).expect("a station");
    // The loss by hand, from the values of the parameters.
    let loss = |parameters: &[Vec<f64>]| {
        let [w1, b1, w2, b2] = parameters else { panic!("four parameters") };
        let dense = |x: &[f64], w: &[f64], b: &[f64]| -> Vec<f64> {
            let units = b.len();
            (0..units).map(|j| b[j] + x.iter().enumerate().map(|(i, x)| x * w[i * units + j]).sum::<f64>()).collect()
        };
        let hidden: Vec<f64> = dense(&station("x").value, w1, b1).into_iter().map(f64::tanh).collect();
        let scores = dense(&hidden, w2, b2);
        let all: f64 = scores.iter().map(|z| z.exp()).sum();
        all.ln() - scores.iter().zip(&station("t").value).map(|(z, t)| z * t).sum::<f64>()
    };
    let names = ["W1", "b1", "W2", "b2"];
    let values: Vec<Vec<f64>> = names.iter().map(|name| station(name).value.clone()).collect();
    assert!((loss(&values) - walked.stations[walked.output].value[0]).abs() < 1e-12);
    for (which, name) in names.iter().enumerate() {
        for k in 0..values[which].len() {
            let at = |moved: f64| {
                let mut values = values.clone();
                values[which][k] += moved;
                loss(&values)
            };
            let slope = (at(1e-5) - at(-1e-5)) / 2e-5;
            let found = station(name).gradient.as_ref().expect("a gradient")[k];
            assert!((found - slope).abs() < 1e-8, "{name} {k}: {found}, slope {slope}");
        }
    }
}

#[test]
fn what_does_not_fit_a_tiny_network_is_told() {
    for (key, value) in [
        ("layers", "9"),
        ("layers", "1,2,3"),
        ("layers", "2.5"),
        ("layers", "many"),
        ("activation", "step"),
        ("seed", "-1"),
        ("start", "1"),
        ("start", "1,2,3"),
        ("start", "1e9,0,1"),
    ] {
        let error = tiny(&[(key, value)]).err().expect(value);
        assert!(!error.en.is_empty() && !error.zh.is_empty());
    }
    assert!(tiny(&[]).and_then(|tiny| tiny.at(vec![1.0])).is_err());
}

#[test]
fn what_is_not_defined_is_shown_and_not_hidden() {
    let Formula { graph, root, .. } = Formula::parse("ln(x)").expect("a formula");
    let walked = walk(&graph, root, &parameters(&[-1.0]), &[]).expect("a walk");
    assert!(walked.stations[walked.output].value[0].is_nan());
}

#[test]
fn bad_input_is_told() {
    let Formula { graph, root, .. } = Formula::parse("x*y").expect("a formula");
    assert!(walk(&graph, root, &parameters(&[1.0]), &[]).is_err());
    let mut two = parameters(&[1.0, 2.0]);
    two[1].values.push(3.0);
    assert!(walk(&graph, root, &two, &[]).expect_err("shape").en.contains('b'));
    let mut g = Graph::new();
    let x = g.input(&[2]);
    let given = [Given { name: "x".into(), values: vec![1.0, 2.0], parameter: true }];
    assert!(walk(&g, x, &given, &[]).is_err());
    assert!(walks::objective(&line(30.0), &[1.0, 0.5]).is_err());
}
