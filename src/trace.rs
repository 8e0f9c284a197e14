//! The flat record of a run: what every picture reads.

/// One row for the start and one for each step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// Number of parameters.
    pub dim: usize,
    /// Parameters, `dim` to a row.
    pub params: Vec<f64>,
    /// Loss over all samples, one to a row.
    pub loss: Vec<f64>,
    /// Euclidean length of the full gradient, one to a row.
    pub gradient_norm: Vec<f64>,
}

impl Trace {
    /// An empty record of runs with `dim` parameters.
    pub fn new(dim: usize) -> Self {
        Self { dim, ..Self::default() }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.loss.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.loss.is_empty()
    }

    /// Adds a row.
    pub fn push(&mut self, params: &[f64], loss: f64, gradient_norm: f64) {
        self.params.extend_from_slice(params);
        self.loss.push(loss);
        self.gradient_norm.push(gradient_norm);
    }

    /// Keeps the first `rows` rows.
    pub fn truncate(&mut self, rows: usize) {
        self.params.truncate(rows * self.dim);
        self.loss.truncate(rows);
        self.gradient_norm.truncate(rows);
    }
}
