//! One of a thing is in the singular: the engine is asked with one, and nothing that it says has “1 steps”.
#![cfg(feature = "full")]

use crate::common::{config, run, settings};
use sgd_playground::config::{Config, Value};
use sgd_playground::export::{self, Library, script};
use sgd_playground::formula::Formula;
use sgd_playground::graph::Graph;
use sgd_playground::graph::walk::{Given, walk};
use sgd_playground::network::data::{self, Shelf};
use sgd_playground::network::landscape::settings::SliceOptions;
use sgd_playground::network::landscape::{Slice, Snapshot};
use sgd_playground::network::{self, Training};

/// “1 steps”, “1 hidden layers”: where a sentence has such a plural.
fn plural(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_plural = |word: &&str| {
        let word = word.trim_end_matches(|c: char| c.is_ascii_punctuation());
        word.ends_with('s') && !["is", "as", "has"].contains(&word)
    };
    let found = words.windows(2).enumerate().find(|(k, pair)| {
        pair[0] == "1" && (is_plural(&pair[1]) || !pair[1].ends_with(',') && words.get(k + 2).is_some_and(is_plural))
    });
    found.map(|(k, _)| words[k..].join(" "))
}

#[test]
fn a_plural_of_one_is_found() {
    for text in ["1 steps", "after 1 steps.", "1 rows; use 2", "There are 2 activations and 1 hidden layers; give one"]
    {
        assert!(plural(text).is_some(), "{text}");
    }
    for text in ["1 step", "step 1 of SGD", "10 samples", "samples, 1: every step uses all", "is 1; use 2 numbers"] {
        assert_eq!(plural(text), None);
    }
}

fn check(sentences: &[String]) {
    for text in sentences {
        assert!(text.split(|c: char| !c.is_ascii_digit()).any(|number| number == "1"), "no 1 in “{text}”");
        assert_eq!(plural(text), None, "{text}");
    }
}

#[test]
fn runs_say_one_of_a_thing_in_the_singular() {
    let domain = [("domain".to_owned(), Value::Numbers(vec![1.0]))];
    check(&[
        run("objective=line&samples=1&batchSize=500").message().expect("a batch of more than there are").en,
        Config::read(&domain, || Ok(1)).err().expect("a domain of one number").en.clone(),
    ]);
}

#[test]
fn walks_say_one_of_a_thing_in_the_singular() {
    let Formula { graph, root, .. } = Formula::parse("x*y").expect("a formula");
    let given = |values: &[f64]| Given { name: "x".into(), values: values.to_vec(), parameter: true };
    let mut of_pair = Graph::new();
    let pair = of_pair.input(&[2]);
    let mean = of_pair.mean(pair);
    check(&[
        walk(&graph, root, &[given(&[1.0])], &[]).expect_err("one input of two").en.clone(),
        walk(&of_pair, mean, &[given(&[1.0])], &[]).expect_err("one number of two").en.clone(),
    ]);
}

#[test]
fn networks_say_one_of_a_thing_in_the_singular() {
    let refused = |settings: Vec<(String, Value)>, shelf: &Shelf| {
        network::Config::read(&settings, || Ok(1), shelf).err().expect("a refusal").en.clone()
    };
    let none = Shelf::default();
    let of_points = |rows: Vec<Vec<f64>>| refused(vec![("data".to_owned(), Value::Rows(rows))], &none);
    let of_table = |classes: usize, values: Vec<f64>| {
        let shelf = Shelf::holding(data::Given { inputs: 1, classes, values });
        refused(settings("dataset=table"), &shelf)
    };
    let mut training: Training = Training::new(
        network::Config::read(&settings("dataset=circle&seed=3&layers=2"), || Ok(1), &none).expect("a configuration"),
    );
    let path = vec![Snapshot { step: 0, params: [1.0].into() }];
    let slice = |paths: Vec<Vec<Snapshot<f32>>>| {
        let options = SliceOptions::read(&settings("directions=random&width=3&height=3")).expect("options");
        Slice::new(&training, options, paths).err().expect("a refusal").en.clone()
    };
    let (another, many) = (slice(vec![path]), slice(vec![Vec::new(); 100]));
    check(&[
        of_points(vec![vec![0.0, 0.0, 1.0]]),
        of_points(vec![vec![1.0], vec![0.0, 0.0, 1.0]]),
        of_table(2, vec![0.5, 1.0]),
        of_table(1, vec![0.5, 0.0, 0.25, 0.0]),
        refused(settings("dataset=circle&layers=3&activation=relu,tanh"), &none),
        training.predict(&[1.0]).expect_err("half a point").en.clone(),
        another,
    ]);
    assert_eq!(plural(&many), None);
}

#[test]
fn scripts_say_one_of_a_thing_in_the_singular() {
    let mut training: Training = Training::new(
        network::Config::read(&settings("dataset=circle&seed=3&layers=2"), || Ok(1), &Shelf::default())
            .expect("a configuration"),
    );
    training.train(1, None);
    let comments =
        |script: String| script.lines().filter(|line| line.starts_with(['#', '/'])).collect::<Vec<_>>().join("\n");
    for library in Library::ALL {
        check(&[comments(script(&config("objective=line&seed=3"), library, 1).expect("a script"))]);
        if let Ok(script) = export::network::script(&training, library, 1) {
            check(&[comments(script)]);
        }
    }
}
