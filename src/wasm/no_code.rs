//! In place of `code.rs` in the module that figures load: its plans stay as they are.

/// Nothing.
pub(super) fn load_code(_: &[u8], _: usize) -> Option<usize> {
    None
}

/// Nothing.
pub(super) fn release_code(_: usize) {}
