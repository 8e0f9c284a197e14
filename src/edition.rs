//! Which of the two builds this is.

/// Whether it is the whole engine, rather than what a figure on a page needs and nothing else.
pub const FULL: bool = cfg!(feature = "full");
