//! The libraries that a script can be written for.

use crate::config::unknown;
use crate::error::{Error, Result, code};

/// What a script is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Library {
    /// Keras 3, with JAX behind it.
    Keras,
    /// PyTorch.
    Torch,
    /// JAX, with the optimizers of Optax.
    Jax,
}

impl Library {
    /// Every one of them.
    pub const ALL: [Library; 3] = [Library::Keras, Library::Torch, Library::Jax];

    /// Its name outside.
    pub fn name(self) -> &'static str {
        match self {
            Library::Keras => "keras",
            Library::Torch => "torch",
            Library::Jax => "jax",
        }
    }

    /// The library of that name.
    ///
    /// # Errors
    /// If there is none.
    pub fn named(name: &str) -> Result<Self> {
        let known = || Self::ALL.into_iter();
        known().find(|library| library.name() == name).ok_or_else(|| unknown("library", name, known().map(Self::name)))
    }

    /// The Python module with functions of arrays. Those of Keras itself (`keras.ops`) round to float32 on JAX, whatever its
    /// `floatx` is; its optimizers do not.
    pub(super) fn arrays(self) -> &'static str {
        if self == Library::Torch { "torch" } else { "jnp" }
    }

    /// The values of the parameters.
    pub(super) fn values(self) -> &'static str {
        if self == Library::Keras { "params.value" } else { "params" }
    }
}

/// What has no counterpart; a mistake here, not of whoever asks.
pub(super) fn without_counterpart(what: &str, library: Library) -> Error {
    let name = library.name();
    Error::new(
        code::UNAVAILABLE,
        format_args!("There is no way yet to write {what} for {name}."),
        format_args!("还不能为 {name} 写出 {what}。"),
    )
}
