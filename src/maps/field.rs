//! The loss on a grid.

use crate::edition::FULL;
use crate::error::{Error, Result, code};
use crate::graph::{Node, Plan, split};
use crate::limits::MAX_CELLS;
use crate::memory::check_room;
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

/// The bytes of a cell: a loss, a copy of it, and its colour.
const OF_A_CELL: f64 = 20.0;

impl Grid {
    /// Checks that it is a grid and not too large, for an objective with so many samples (0 for a formula).
    ///
    /// # Errors
    /// If a side has no cells, or there are more than [`MAX_CELLS`].
    pub fn new(domain: &[f64], width: usize, height: usize, samples: usize) -> Result<Self> {
        let height = if domain.len() == 2 { 1 } else { height };
        let most = MAX_CELLS.min(4 * MAX_CELLS / samples.max(1));
        if width == 0 || height == 0 || width.saturating_mul(height) > most {
            return Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!(
                    "A grid cannot have {width} × {height} cells; use at least 1 × 1, and at most {most} in all."
                ),
                format_args!("{width} × {height} 的网格不合适；至少 1 × 1，总数不超过 {most} 格。"),
            )
            .on("width"));
        }
        if FULL {
            let cells = (width * height) as f64;
            check_room(cells * OF_A_CELL, 8.0 * cells).map_err(|error| error.on("width"))?;
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
    Field::new(objective).over(grid)
}

/// An objective, ready to be evaluated on grids.
pub struct Field {
    /// The loss from its inputs: the parameters, or what is known of them beforehand.
    loss: Plan<f64>,
    /// Two plans for parts that depend on one parameter alone, for formulas of two.
    parts: Option<[Part; 2]>,
}

/// A part of a formula that depends on one parameter.
struct Part {
    plan: Plan<f64>,
    outputs: usize,
}

impl Field {
    /// Compiles what is needed.
    pub fn new(objective: &Objective) -> Self {
        let block = objective.block();
        let Objective::Formula(formula) = objective else {
            return Self { loss: objective.plan(Order::Loss, block), parts: None };
        };
        // A figure's few fields do without the split: it saves less time than loading its code takes.
        if formula.variables.len() == 1 || !FULL {
            return Self { loss: objective.plan(Order::Loss, block), parts: None };
        }
        let split = split(&formula.graph, formula.root);
        let of_rows: Vec<usize> = (split.alone[0].len()..split.rest.inputs().len()).collect();
        let loss = Plan::fast_with_uniform(&split.rest, &[split.output], &of_rows, block);
        let part = |nodes: &Vec<Node>| Part { outputs: nodes.len(), plan: Plan::fast(&formula.graph, nodes, block) };
        Self { loss, parts: Some(split.alone.each_ref().map(part)) }
    }

    /// The loss in every cell.
    pub fn over(&mut self, grid: &Grid) -> Vec<f64> {
        let mut losses = vec![0.0; grid.width * grid.height];
        let block = self.loss.lanes();
        // What depends on the second parameter: one list of values for each part of it, one value for each row.
        let rows = match &mut self.parts {
            Some([_, part]) => part.over(1, (0..grid.height).map(|row| grid.y(row as f64)).collect()),
            None => Vec::new(),
        };
        for left in (0..grid.width).step_by(block) {
            let n = block.min(grid.width - left);
            let xs: Vec<f64> = (left..left + n).map(|column| grid.x(column as f64)).collect();
            let columns = match &mut self.parts {
                Some([part, _]) => part.over(0, xs),
                None => vec![xs],
            };
            for (k, column) in columns.iter().enumerate() {
                self.loss.input(k)[..n].copy_from_slice(column);
            }
            for row in 0..grid.height {
                for (k, values) in rows.iter().enumerate() {
                    self.loss.set_uniform(k, values[row]);
                }
                if self.parts.is_none() && grid.domain.len() == 4 {
                    self.loss.input(1).fill(grid.y(row as f64));
                }
                self.loss.run(n);
                losses[row * grid.width + left..][..n].copy_from_slice(&self.loss.output(0)[..n]);
            }
        }
        losses
    }
}

impl Part {
    /// Its outputs for many values of parameter `k`.
    fn over(&mut self, k: usize, values: Vec<f64>) -> Vec<Vec<f64>> {
        let mut outputs = vec![Vec::with_capacity(values.len()); self.outputs];
        for block in values.chunks(self.plan.lanes()) {
            self.plan.input(k)[..block.len()].copy_from_slice(block);
            self.plan.run(block.len());
            for (output, all) in outputs.iter_mut().enumerate() {
                all.extend_from_slice(&self.plan.output(output)[..block.len()]);
            }
        }
        outputs
    }
}
