//! A part of a picture.

/// The pixels from `left` to `right` and `top` to `bottom`; none where those are not greater.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub left: usize,
    pub top: usize,
    pub right: usize,
    pub bottom: usize,
}

impl Default for Area {
    fn default() -> Self {
        Self { left: usize::MAX, top: usize::MAX, right: 0, bottom: 0 }
    }
}

impl Area {
    /// What holds both.
    pub fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// What of it is in a picture of that size.
    pub fn within(self, width: usize, height: usize) -> Self {
        Self { right: self.right.min(width), bottom: self.bottom.min(height), ..self }
    }

    /// From pixels to samples, so many of which are in a pixel each way.
    pub fn finer(self, times: usize) -> Self {
        self.map(|at| times * at)
    }

    /// From samples to pixels.
    pub fn coarser(self, times: usize) -> Self {
        self.map(|at| at / times)
    }

    fn map(self, to: impl Fn(usize) -> usize) -> Self {
        Self { left: to(self.left), top: to(self.top), right: to(self.right), bottom: to(self.bottom) }
    }

    /// Its pixels in each row of a picture.
    pub fn rows(self, width: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
        (self.top..self.bottom).map(move |y| y * width + self.left.min(self.right)..y * width + self.right)
    }
}
