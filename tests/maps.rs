//! Fields and descents are many evaluations at once, in their places.
#![cfg(feature = "full")]
#![cfg(not(target_arch = "wasm32"))]

mod common;
mod side_by_side;

use sgd_playground::error::code;
use sgd_playground::limits::MAX_CELLS;
use sgd_playground::maps::field::{Grid, field};
use sgd_playground::objective::Objective;

#[test]
fn a_field_is_so_many_losses() {
    side_by_side::fields_are_single_losses();
}

#[test]
fn descents_are_single_runs() {
    println!("{}", side_by_side::descents_are_single_runs());
}

#[test]
fn ends_do_not_depend_on_company() {
    side_by_side::ends::ends_do_not_depend_on_company();
}

#[test]
fn basins_are_single_runs() {
    println!("{}", side_by_side::ends::basins_are_single_runs(200));
}

#[test]
fn rate_maps_are_single_runs() {
    println!("{}", side_by_side::ends::rate_maps_are_single_runs(200));
}

/// x + 10y over 0 … 4 and 0 … 2, at the centres of the cells: the rows go down, from the largest y on.
#[test]
fn a_field_begins_at_the_top_left() {
    let objective = Objective::formula("x + 10*y").expect("a formula");
    let grid = Grid::new(&[0.0, 4.0, 0.0, 2.0], 4, 2, 0).expect("a grid");
    assert_eq!(field(&objective, &grid), [15.5, 16.5, 17.5, 18.5, 5.5, 6.5, 7.5, 8.5]);
    let curve = Grid::new(&[0.0, 2.0], 2, 7, 0).expect("a grid");
    assert_eq!(field(&Objective::formula("2w").expect("a formula"), &curve), [1.0, 3.0], "a curve has one row");
}

#[test]
fn a_grid_has_some_cells_but_not_too_many() {
    for (width, height) in [(0, 5), (5, 0), (MAX_CELLS, 2), (usize::MAX, usize::MAX)] {
        let error = Grid::new(&[0.0, 1.0, 0.0, 1.0], width, height, 0).expect_err("no grid");
        assert_eq!(error.code, code::OUT_OF_RANGE, "{width} × {height}: {error}");
        assert!(error.en.contains(&width.to_string()) && error.zh.contains(&width.to_string()), "{error}");
    }
    assert!(Grid::new(&[0.0, 1.0, 0.0, 1.0], MAX_CELLS, 1, 0).is_ok());
}
