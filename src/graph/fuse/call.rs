//! Functions that have no code of their own are called.

use super::super::{Binary, Unary};

/// What [`call`] is told to do beside the unary operations, which go by their order.
pub(super) const POW: usize = Unary::ALL.len();

/// f(a), or aᵇ.
pub(super) extern "C" fn call(which: usize, a: f64, b: f64) -> f64 {
    let mut y = [0.0];
    match Unary::ALL.get(which) {
        Some(f) => f.forward(&[a], &mut y),
        None => Binary::Pow.forward(&[a], &[b], &mut y),
    }
    y[0]
}
