//! A graph as one WebAssembly function over many lanes.
//!
//! A [`super::Plan`] makes one pass over memory for each node; a function made for the graph keeps all values of a pair of
//! lanes in registers, and `sin`, `exp` and the like become part of it. Where arrays are only summed over one axis, of
//! samples, it goes through the samples for each pair. The same operations in the same order on the same numbers: the
//! results are those of the plan, bit for bit.
//!
//! The [`crate::host`] makes such code callable; without one, as in a native build, plans run as they are.

#![expect(unsafe_code, reason = "a function that was made at run time is called by its place in the function table")]

mod call;
mod code;
mod emit;
mod translate;

pub(super) use emit::LANES;

use super::{Graph, Node};
use crate::host;
use code::Varies;
use translate::translate;

/// Longer code than this is not made: a browser would compile it for longer than it helps.
const MOST_STEPS: usize = 10_000;

/// A function made for one graph and one set of buffers.
pub(super) struct Fused {
    place: usize,
}

impl Drop for Fused {
    fn drop(&mut self) {
        if let Some(host) = host::get() {
            (host.release_code)(self.place);
        }
    }
}

impl Fused {
    /// Code that reads and writes the given rows of values, a multiple of [`LANES`] each. Of inputs that are `uniform`, by their
    /// number, it reads only the first value, for all lanes; of arrays, one value for each element.
    pub(super) fn compile(
        graph: &Graph,
        outputs: &[Node],
        inputs_at: &[usize],
        uniform: &[usize],
        outputs_at: &[usize],
    ) -> Option<Self> {
        let host = host::get()?;
        if graph.len() > MOST_STEPS {
            return None;
        }
        let samples = graph.nodes().find_map(|node| graph.shape(node).first().copied());
        if samples == Some(0) {
            return None;
        }
        let inputs: Vec<Varies> = (graph.inputs().iter().enumerate())
            .map(|(k, &input)| match graph.shape(input) {
                [] if uniform.contains(&k) => Varies::Never,
                [] => Varies::Lanes,
                _ => Varies::Samples,
            })
            .collect();
        let code = |exact| translate(graph, outputs, &inputs, samples.unwrap_or(0), exact);
        let (quick, exact) = (code(false)?, code(true)?);
        if quick.0.steps.len().max(exact.0.steps.len()) > MOST_STEPS {
            return None;
        }
        let module = emit::module(&quick, &exact, inputs_at, outputs_at, samples.unwrap_or(0));
        let place = (host.load_code)(&module, call::call as *const () as usize)?;
        Some(Self { place })
    }

    /// Runs the code on the first `lanes` lanes of its rows.
    pub(super) fn run(&self, lanes: usize) {
        if lanes == 0 {
            return;
        }
        let bytes = lanes.next_multiple_of(LANES) * size_of::<f64>();
        // SAFETY: in WebAssembly a function pointer is a place in the function table, and the host put a function of this
        // type there. It touches only the rows whose addresses it was made with, up to `bytes` of each, and of arrays as
        // many values as they have elements: the plan that owns this owns them too, never moves or resizes them, and has
        // made them long enough for a multiple of [`LANES`].
        unsafe {
            let call: extern "C" fn(usize) = std::mem::transmute(self.place);
            call(bytes);
        }
    }
}
