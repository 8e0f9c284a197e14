//! The loss on a grid.

use super::MAX_CELLS;
use crate::error::{Error, Result, code};
use crate::graph::Plan;
use crate::objective::{Objective, Order};

/// A rectangle of the parameter plane (an interval of the line), cut into cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Low and high of each variable.
    pub domain: Vec<f64>,
    /// Cells along the first variable.
    pub width: usize,
    /// Cells along the second; 1 where there is none.
    pub height: usize,
}

impl Grid {
    /// Checks that it is a grid and not too large.
    ///
    /// # Errors
    /// If a side has no cells, or there are more than [`MAX_CELLS`].
    pub fn new(domain: &[f64], width: usize, height: usize) -> Result<Self> {
        let height = if domain.len() == 2 { 1 } else { height };
        if width == 0 || height == 0 || width.saturating_mul(height) > MAX_CELLS {
            return Err(Error::new(
                code::OUT_OF_RANGE,
                format!("A grid of {width} × {height} cells does not fit; from 1 × 1 to {MAX_CELLS} cells in all do."),
                format!("{width} × {height} 的网格不合适；至少 1 × 1，总数不超过 {MAX_CELLS} 格。"),
            )
            .on("width"));
        }
        Ok(Self { domain: domain.to_vec(), width, height })
    }

    /// The first variable at the centre of column `i` (which may be a fraction).
    pub fn x(&self, i: f64) -> f64 {
        self.domain[0] + (i + 0.5) / self.width as f64 * (self.domain[1] - self.domain[0])
    }

    /// The second variable at the centre of row `j` from the top.
    pub fn y(&self, j: f64) -> f64 {
        self.domain[3] - (j + 0.5) / self.height as f64 * (self.domain[3] - self.domain[2])
    }
}

/// The loss in every cell.
pub fn field(objective: &Objective, grid: &Grid) -> Vec<f64> {
    let mut plan = objective.plan(Order::Loss, objective.block());
    field_by(&mut plan, grid)
}

/// [`field`] with a plan that is there already.
pub fn field_by(plan: &mut Plan<f64>, grid: &Grid) -> Vec<f64> {
    let mut losses = vec![0.0; grid.width * grid.height];
    let block = plan.lanes();
    // Column by column of blocks, so that the first variable is written once for all rows.
    for left in (0..grid.width).step_by(block) {
        let n = block.min(grid.width - left);
        for (i, x) in plan.input(0)[..n].iter_mut().enumerate() {
            *x = grid.x((left + i) as f64);
        }
        for row in 0..grid.height {
            if grid.domain.len() == 4 {
                plan.input(1)[..n].fill(grid.y(row as f64));
            }
            plan.run(n);
            losses[row * grid.width + left..][..n].copy_from_slice(&plan.output(0)[..n]);
        }
    }
    losses
}
