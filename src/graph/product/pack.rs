//! Panels: some lines of a matrix side by side, in the order in which a kernel reads them.

use super::results::copy_vectors;

/// Lines of an operand: the rows of op(a), or the columns of op(b).
#[derive(Clone, Copy)]
pub(super) struct Lines<'a> {
    pub(super) values: &'a [f32],
    pub(super) count: usize,
    /// The length of each.
    pub(super) inner: usize,
    /// Whether the elements of a line are adjacent; else those of a place are.
    pub(super) adjacent: bool,
}

impl Lines<'_> {
    /// Packs the places `from` … of up to N lines: for each place the elements of the lines, and 0 for those that there are
    /// not.
    pub(super) fn pack<const N: usize>(&self, first: usize, from: usize, to: &mut [[f32; N]]) {
        let Lines { values, count, inner, adjacent } = *self;
        let n = N.min(count - first);
        if n < N {
            to.fill([0.0; N]);
        }
        if adjacent {
            for k in 0..n {
                let line = &values[(first + k) * inner + from..][..to.len()];
                to.iter_mut().zip(line).for_each(|(to, &x)| to[k] = x);
            }
        } else {
            for (place, to) in to.iter_mut().enumerate() {
                let from = &values[(from + place) * count + first..];
                match from.first_chunk::<N>() {
                    Some(from) if n == N => copy_vectors(from, to),
                    _ => to[..n].copy_from_slice(&from[..n]),
                }
            }
        }
    }
}
