//! The loss around a network, which has too many parameters to be drawn: slices through it, and how sharply it is curved.
//!
//! Everything here is done in pieces (`work`), so that a Worker can tell how far it is, and be called off.

pub mod directions;
pub mod hessian;
pub mod interpolation;
pub mod lanczos;
pub mod path;
pub mod settings;
pub mod sheet;
pub mod slice;
pub mod spectrum;

pub use hessian::Hessian;
pub use interpolation::{Interpolated, Interpolation};
pub use path::Snapshot;
pub use slice::{Slice, Sliced};
pub use spectrum::{Eigenvalues, Spectrum};

use crate::error::{Error, Result, code};
use crate::graph::Element;
use crate::number::Shown;

/// So many samples go through a network at a time.
const CHUNK: usize = 128;

/// Something that was made of another network.
fn other_size(key: &str, found: usize, fits: usize) -> Error {
    Error::new(
        code::BAD_SHAPE,
        format_args!("{key} has length {found}; this network has {fits} parameters."),
        format_args!("{key} 有 {found} 个数；该网络有 {fits} 个参数。"),
    )
    .on(key)
}

/// Checks that `params` are as many finite numbers as the network has parameters.
fn check_params<T: Element>(key: &str, params: &[T], fits: usize) -> Result<()> {
    if params.len() != fits {
        return Err(other_size(key, params.len(), fits));
    }
    match params.iter().position(|x| !x.wide().is_finite()) {
        None => Ok(()),
        Some(at) => {
            let found = Shown(params[at].wide());
            Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!("Number {at} of {key} is {found}; use finite numbers."),
                format_args!("{key} 的第 {at} 个数是 {found}；应为有限的数。"),
            )
            .on(key))
        }
    }
}

/// Σ a·b, in `f64`.
fn dot<T: Element>(a: &[T], b: &[T]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a.wide() * b.wide()).sum()
}
