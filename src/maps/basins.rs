//! Basins of attraction: which minimum each start on a map leads to, and in how many steps.

use super::field::Grid;
use super::many::{Many, Outcome, Task};
use std::ops::Range;

/// A part of a map of basins: one entry for each cell, row by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Basins {
    /// Which of the aims' minima the run has reached, or is near to after all steps; −1 for none.
    pub label: Vec<i32>,
    /// Steps until it was there; all steps for a run that was not at rest, and for one that diverged those it could take.
    pub steps: Vec<u32>,
    /// What became of the run.
    pub outcome: Vec<Outcome>,
}

/// The runs that start at the centres of the cells in some rows of a grid.
pub fn basins(many: &mut Many, task: &Task, grid: &Grid, rows: Range<usize>) -> Basins {
    let xs: Vec<f64> = (0..grid.width).map(|column| grid.x(column as f64)).collect();
    let y = |row: usize| if grid.domain.len() == 4 { grid.y(row as f64) } else { 0.0 };
    let ys: Vec<f64> = rows.map(y).collect();
    let mut map = Basins::default();
    for end in many.run_grid(task, &xs, &ys) {
        map.label.push(end.minimum.map_or(-1, |minimum| minimum as i32));
        map.steps.push(end.steps);
        map.outcome.push(end.outcome);
    }
    map
}
