//! Other people's libraries: what they call their optimizers and settings, and which rules of ours these are.
//!
//! A library is a file with a [`Library`], and a line in [`ALL`]. What it says is held against traces of the library itself
//! (`tests/atlas.rs`).

mod burn;
mod candle;
mod chainer;
mod climin;
mod dfdx;
mod dlib;
mod downhill;
mod jax;
mod keras;
mod mlx;
mod mxnet;
mod numpyro;
mod optax;
mod paddle;
mod pennylane;
mod record;
mod river;
mod scripts;
mod scripts_js;
mod sklearn;
mod tf1;
mod tfjs;
mod theano;
mod tinygrad;
mod torch;
mod torch_more;

pub use record::{Argument, Class, Form, Library, To, condition};

/// Every library there is.
pub const ALL: &[&Library] = &[
    &keras::LIBRARY,
    &torch::LIBRARY,
    &optax::LIBRARY,
    &sklearn::LIBRARY,
    &jax::LIBRARY,
    &mlx::LIBRARY,
    &paddle::LIBRARY,
    &chainer::LIBRARY,
    &mxnet::LIBRARY,
    &tf1::LIBRARY,
    &tfjs::LIBRARY,
    &tinygrad::LIBRARY,
    &candle::LIBRARY,
    &candle::OPTIMISERS,
    &burn::LIBRARY,
    &dfdx::LIBRARY,
    &river::LIBRARY,
    &theano::PYMC,
    &theano::LASAGNE,
    &pennylane::LIBRARY,
    &numpyro::LIBRARY,
    &scripts::AUTOGRAD,
    &climin::LIBRARY,
    &scripts::NUMPY_ML,
    &downhill::LIBRARY,
    &dlib::LIBRARY,
    &scripts::QISKIT,
    &torch_more::TORCH_OPTIMIZER,
    &torch_more::PYTORCH_OPTIMIZER,
    &torch_more::SCHEDULEFREE,
    &torch_more::PRODIGYOPT,
    &torch_more::LION_PYTORCH,
    &scripts_js::CONVNETJS,
    &scripts_js::BRAINJS,
    &scripts_js::NEATAPTIC,
    &scripts_js::SYNAPTIC,
    &scripts_js::FMIN,
    &scripts_js::JS_PYTORCH,
];
