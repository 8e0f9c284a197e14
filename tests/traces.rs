//! The traces of `golden/atlas` are whole, and few enough to be kept.

use crate::common::atlas::{Case, Library, Objective, POINTS, Precision, folder, libraries};
use std::fs;

const MOST_BYTES: u64 = 600 * 1024;

fn name(library: &Library, case: &Case) -> String {
    format!("{}: {} {:?} {:?}", library.name, case.rule, case.settings, case.objective)
}

#[test]
fn every_case_has_its_points() {
    let all = libraries();
    assert!(all.len() >= 37 && all.iter().map(|library| library.cases.len()).sum::<usize>() >= 672);
    for library in &all {
        assert!(library.version.contains(char::is_numeric), "{}", library.name);
        assert!(library.ran.starts_with("20"), "{}", library.name);
        for case in &library.cases {
            let name = name(library, case);
            assert_eq!(case.points.len(), POINTS, "{name}");
            assert!(case.averaged.is_empty() || case.averaged.len() == POINTS, "{name}");
            // A rule that runs away leaves numbers behind it first; one that stands still has not been run.
            assert!(case.points[0].iter().all(|x| x.is_finite()), "{name}");
            assert!(case.points[..POINTS / 2].iter().any(|point| *point != case.start), "{name}");
            assert!(case.slack >= 1.0 && (case.slack > 1.0) == case.remark.is_some(), "{name}");
        }
    }
}

/// Plain gradient descent in one library, by hand: the points are where they belong.
#[test]
fn the_points_are_those_of_their_case() {
    let all = libraries();
    let library = |name: &str| all.iter().find(|library| library.name == name).expect("it is there");
    let plain = |case: &&Case| case.rule == "SGD" && case.settings.len() == 1;
    let torch: Vec<&Case> = library("torch").cases.iter().filter(plain).collect();
    let [quadratic, rosenbrock] = torch[..] else { panic!("one for each objective") };
    assert!(matches!(quadratic.objective, Objective::Quadratic { a: 1.0, b: 10.0 }));
    let mut point = quadratic.start;
    for expected in &quadratic.points {
        let gradient = [point[0], 10.0 * point[1]];
        point = [point[0] - 0.05 * gradient[0], point[1] - 0.05 * gradient[1]];
        assert!((0..2).all(|k| (point[k] - expected[k]).abs() < 1e-15), "{point:?} {expected:?}");
    }
    assert!(matches!(rosenbrock.objective, Objective::Rosenbrock));
    let r = 1.0 - 1.25 * 1.25;
    let first = [-1.25 - 0.0005 * (-2.0 * 2.25 + 400.0 * 1.25 * r), 1.0 - 0.0005 * 200.0 * r];
    assert!((0..2).all(|k| (first[k] - rosenbrock.points[0][k]).abs() < 1e-15));

    let single = library("mlx").cases.iter().find(plain).expect("MLX has plain gradient descent");
    assert_eq!(single.precision, Precision::F32);
    assert_eq!(single.points[0], [f64::from(1.0 - 0.05_f32), f64::from(-0.75 + 0.05_f32 * 7.5)]);
}

#[test]
fn the_folder_stays_small() {
    let files = fs::read_dir(folder()).expect("it is there");
    let sizes = files.map(|file| file.and_then(|file| file.metadata()).expect("a file has a size").len());
    let bytes: u64 = sizes.sum();
    assert!(bytes < MOST_BYTES, "{bytes} bytes of traces");
}
