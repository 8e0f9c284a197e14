//! What is multiplied, and in which pieces.

/// What is multiplied: op(a)·op(b), where op may transpose. All matrices are stored by rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Rows of the product.
    pub rows: usize,
    /// Columns of op(a), and rows of op(b).
    pub inner: usize,
    /// Columns of the product.
    pub columns: usize,
    /// Whether a and b are stored as their transposes.
    pub transposed: [bool; 2],
}

/// So much of the inner dimension is summed at a time: a panel of b stays in the first-level cache.
pub(super) const DEEP: usize = 256;
