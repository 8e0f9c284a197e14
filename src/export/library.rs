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
    /// NumPy, with the optimizers of scikit-learn.
    Sklearn,
    /// TensorFlow.js: a program for Node.
    Tfjs,
}

impl Library {
    /// Every one of them.
    pub const ALL: [Library; 5] = [Library::Keras, Library::Torch, Library::Jax, Library::Sklearn, Library::Tfjs];

    /// Its name outside.
    pub fn name(self) -> &'static str {
        match self {
            Library::Keras => "keras",
            Library::Torch => "torch",
            Library::Jax => "jax",
            Library::Sklearn => "sklearn",
            Library::Tfjs => "tfjs",
        }
    }

    /// The library of that name. Optax is one of JAX.
    ///
    /// # Errors
    /// If there is none.
    pub fn named(name: &str) -> Result<Self> {
        let name = if name == "optax" { "jax" } else { name };
        let known = || Self::ALL.into_iter();
        known().find(|library| library.name() == name).ok_or_else(|| unknown("library", name, known().map(Self::name)))
    }

    /// The Python module with functions of arrays. Those of Keras itself (`keras.ops`) round to float32 on JAX, whatever its
    /// `floatx` is; its optimizers do not.
    pub(super) fn arrays(self) -> &'static str {
        match self {
            Library::Keras | Library::Jax => "jnp",
            Library::Torch => "torch",
            Library::Sklearn => "np",
            Library::Tfjs => "tf",
        }
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
