//! Samples.

use ndarray::{Array1, Array2};

/// Samples: a row of inputs and a target each.
#[derive(Clone, Debug, PartialEq)]
pub struct Data {
    /// One row for each sample.
    pub inputs: Array2<f64>,
    /// One number for each sample.
    pub targets: Array1<f64>,
}

impl Data {
    /// From rows of `width` inputs.
    ///
    /// # Panics
    /// If there are not `width` inputs for each target.
    pub fn new(inputs: Vec<f64>, targets: Vec<f64>, width: usize) -> Self {
        let shape = (targets.len(), width);
        Self {
            inputs: Array2::from_shape_vec(shape, inputs).unwrap_or_else(|_| panic!("a row of inputs for each target")),
            targets: Array1::from_vec(targets),
        }
    }

    /// All inputs, row after row.
    pub fn flat(&self) -> &[f64] {
        self.inputs.as_slice().unwrap_or_default()
    }

    /// All targets.
    pub fn answers(&self) -> &[f64] {
        self.targets.as_slice().unwrap_or_default()
    }

    /// Number of samples.
    pub fn len(&self) -> usize {
        self.targets.len()
    }

    /// Whether there are no samples.
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }
}
