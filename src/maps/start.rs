//! Where runs start, and what differs between them.

/// Which numbers differ from run to run, besides the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vary {
    /// None.
    Starts,
    /// The learning rate and the knob of that place.
    Rates {
        /// Among [`crate::optimizer::Spec::knobs`].
        knob: usize,
    },
}

/// A run to be taken: where it starts, and with what, where that varies.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// One number for each parameter; the second is not read where there is one.
    pub point: [f64; 2],
    /// The learning rate, before its schedule.
    pub rate: f64,
    /// The knob.
    pub knob: f64,
}
