//! What runs may reach: which minima there are, what is near one, and which slope says that a run is there.
#![cfg(feature = "full")]

use crate::common::config;
use sgd_playground::maps::aims::{Aims, NEAR};
use std::f64::consts::PI;

fn aims(text: &str) -> Aims {
    Aims::of(&config(text))
}

/// Curvatures of a quadratic count by the widths of the picture: with sides 2 and 6 those of x² + xy + 3y² are the eigenvalues of
/// [[2·2², 1·2·6], [1·2·6, 6·6²]].
#[test]
fn the_quiet_slope_comes_from_the_least_curvature() {
    let steep = aims("formula=x^2 + x*y + 3y^2&domain=-1,1,-2,4").steep;
    let (a, b, c): (f64, f64, f64) = (8.0, 12.0, 216.0);
    let least = 0.5 * (a + c) - (0.25 * (a - c) * (a - c) + b * b).sqrt();
    assert!((steep / (1e-3 * least) - 1.0).abs() < 1e-9, "{steep}");
    // Curved across both axes: 4 along x = −y, 100 along x = y.
    let steep = aims("formula=25*(x + y)^2 + (x - y)^2&domain=-1,1,-1,1").steep;
    assert!((steep / (1e-3 * 4.0 * 4.0) - 1.0).abs() < 1e-9, "{steep}");
    let steep = aims("formula=1e-20*(x^2 + 3y^2)&domain=-1,1,-2,2").steep;
    assert!((steep / (1e-3 * 2e-20 * 4.0) - 1.0).abs() < 1e-9, "whatever the unit of the loss: {steep}");
    let steep = aims("formula=3w^2 + w&domain=-2,2").steep;
    assert!((steep / (1e-3 * 6.0 * 16.0) - 1.0).abs() < 1e-9, "{steep}");
}

/// Of x⁴ the curvature says nothing, nor does one that is far smaller than what it is a little beside: the slope is a part of the
/// median one, the upper of two, over 24 × 24 places.
#[test]
fn where_curvatures_say_nothing_the_median_slope_does() {
    let part = |i: u32| (f64::from(i) + 0.5) / 24.0;
    let check = |formula: &str, [left, right, low, high]: [f64; 4], slopes: fn(f64, f64) -> [f64; 2]| {
        let steep = aims(&format!("formula={formula}&domain={left},{right},{low},{high}")).steep;
        let sides = [right - left, high - low];
        let places = (0..24).flat_map(|i| (0..24).map(move |j| (left + sides[0] * part(i), low + sides[1] * part(j))));
        let scaled = places.map(|(x, y)| slopes(x, y)).map(|slopes| (slopes[0] * sides[0]).hypot(slopes[1] * sides[1]));
        let mut all: Vec<f64> = scaled.filter(|slope| *slope > 0.0).collect();
        all.sort_by(f64::total_cmp);
        let median = all[all.len() / 2];
        assert!((steep / (1e-6 * median) - 1.0).abs() < 1e-9, "{formula}: {steep}, {median}");
    };
    check("x^4 + y^4", [-1.0, 2.0, -1.0, 1.0], |x, y| [4.0 * x.powi(3), 4.0 * y.powi(3)]);
    // Where there is no slope at all, none counts.
    check("relu(x)^4 + 0*y", [-1.0, 1.0, -1.0, 1.0], |x, _| [4.0 * x.max(0.0).powi(3), 0.0]);
    check("x^4 + 1e-9*x^2 + exp(y) + exp(-y)", [-1.0, 1.0, -2.0, 1.0], |x, y| {
        [4.0 * x.powi(3) + 2e-9 * x, y.exp() - (-y).exp()]
    });
}

/// The curvature counts where a run has arrived: a part of the sides along the flattest direction.
#[test]
fn a_little_beside_is_measured_by_the_sides() {
    // In s = x + y the curvature is 12·s² + 2·1.1e-5; s is √2·2e-3 there; twice that would be too far.
    let steep = aims("formula=(x + y)^4 + 1.1e-5*(x + y)^2 + 10*(x - y)^2&domain=-1,1,-1,1").steep;
    assert!((steep / (1e-3 * 16.0 * 1.1e-5) - 1.0).abs() < 1e-6, "{steep}");
    // 12·w² + 1e-5, where w is 0.02. The middle one of the slopes at 24 places is that at 13/24 of the way outwards.
    let slopes = aims("formula=w^4 + 5e-6*w^2&domain=-10,10").steep;
    let w: f64 = 10.0 * 13.0 / 24.0;
    assert!((slopes / (1e-6 * 20.0 * (4.0 * w.powi(3) + 1e-5 * w)) - 1.0).abs() < 1e-9, "{slopes}");
}

/// Minima are found in a domain three times as wide, about the same middle.
#[test]
fn minima_outside_the_picture_are_found() {
    let all = |text: &str| {
        let mut points: Vec<f64> = aims(text).minima.iter().map(|minimum| minimum.point[0]).collect();
        points.sort_by(f64::total_cmp);
        points
    };
    let near = |found: &[f64], expected: &[f64]| {
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-9, "{found}, not {expected}");
        }
    };
    // −9 … 9 holds ±π, and ±3π no longer.
    near(&all("formula=cos(w)&domain=-3,3"), &[-PI, PI]);
    // 1 … 13 about 7.
    near(&all("formula=cos(w)&domain=5,9"), &[PI, 3.0 * PI]);
    // −90 … 90, and nothing nearer.
    let odd: Vec<f64> = (-14..14).map(|k| f64::from(2 * k + 1) * PI).collect();
    near(&all("formula=cos(w)&domain=-30,30"), &odd);
}

/// A flat minimum is one, where nothing about it is lower; a flat saddle is none.
#[test]
fn flat_points_are_minima_where_nothing_is_lower() {
    assert_eq!(aims("formula=w^4&domain=-2,2").minima.len(), 1);
    assert_eq!(aims("formula=w^3&domain=-2,2").minima.len(), 0);
    assert_eq!(aims("formula=x^4 + y^4&domain=-2,2,-2,2").minima.len(), 1);
    // Lower on one side alone, along an axis; and between the axes.
    for text in ["x^4 - y^4", "x^3 + y^2", "y^2 - x^3", "x^2 + y^3", "x^2 - y^3", "x^4 + y^4 - 3x^2*y^2"] {
        assert_eq!(aims(&format!("formula={text}&domain=-2,2,-2,2")).minima.len(), 0, "{text}");
    }
    // Lower places further away are not about it.
    for text in ["x^4 + y^4 - x^6&domain=-2,2,-2,2", "x^4 + y^4 - 2x^6&domain=-0.005,0.005,-0.005,0.005"] {
        assert_eq!(aims(&format!("formula={text}")).minima.len(), 1, "{text}");
    }
    // w⁴/2 about 0, and ordinary minima at every other multiple of 2π.
    let wavy = aims("formula=w^2*(1 - cos(w))&domain=-20,20").minima;
    for expected in [0.0, 2.0 * PI, -2.0 * PI] {
        assert!(wavy.iter().any(|minimum| (minimum.point[0] - expected).abs() < 1e-3), "{expected}: {wavy:?}");
    }
}

/// A minimum at which the gradient does not go to zero is one, and is told apart.
#[test]
fn a_kink_may_be_a_minimum() {
    for (text, smooth) in [
        ("formula=abs(x) + y^2&domain=-2,2,-2,2", false),
        ("formula=abs(w)&domain=-2,2", false),
        ("objective=ackley", false),
        ("formula=x^4 + y^2&domain=-2,2,-2,2", true),
        ("objective=rosenbrock", true),
    ] {
        let minima = aims(text).minima;
        assert_eq!(minima.first().map(|minimum| minimum.smooth), Some(smooth), "{text}");
    }
}

/// Distances are measured by the sides of the picture.
#[test]
fn near_is_a_part_of_the_picture() {
    let aims = aims("formula=x^2 + y^2&domain=-1,1,-10,10");
    assert_eq!(aims.distance([0.5, 2.0], [0.25, -3.0]), (0.125f64).hypot(0.25));
    for (k, side) in [2.0, 20.0].into_iter().enumerate() {
        for (part, found) in [(0.99, Some(0)), (-0.99, Some(0)), (1.01, None), (-1.01, None)] {
            let mut point = [0.0; 2];
            point[k] = part * NEAR * side;
            assert_eq!(aims.nearest(point), found, "{point:?}");
        }
    }
    assert_eq!(aims.nearest([0.8 * NEAR * 2.0, 0.8 * NEAR * 20.0]), None, "both together are too far");
}

/// Two minima at x = ±0.03, both within reach of what is between them.
#[test]
fn of_two_minima_the_nearer_counts() {
    let aims = aims("formula=(x^2 - 0.0009)^2 + y^2&domain=-1,1,-1,1");
    let at = |x: f64| aims.nearest([x, 0.0]).map(|found| aims.minima[found].point[0]);
    assert_eq!(aims.minima.len(), 2, "{:?}", aims.minima);
    for (x, expected) in [(0.001, 0.03), (0.02, 0.03), (0.05, 0.03), (-0.001, -0.03), (-0.02, -0.03), (-0.05, -0.03)] {
        assert!(at(x).is_some_and(|found| (found - expected).abs() < 1e-9), "{x}: {:?}", at(x));
    }
}
