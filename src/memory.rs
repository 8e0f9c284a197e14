//! Memory that is asked for ahead: where it cannot be had, that is an error, and not the end of the engine.

use crate::error::{Error, Result, code};
use std::hint::black_box;

/// What needs less than this is not taken on trial where memory can grow by it.
const SMALL: f64 = 67_108_864.0;
/// Pieces that are tried are no smaller.
const SMALLEST: f64 = 1_048_576.0;

/// Whether the memory of a module can grow by so much, as `tools/build.mjs` has the linker bound it.
fn can_grow(bytes: f64) -> bool {
    #[cfg(target_arch = "wasm32")]
    return core::arch::wasm32::memory_size(0) as f64 * 65536.0 + bytes
        <= if crate::edition::FULL { 2147483648.0 } else { 1073741824.0 };
    #[cfg(not(target_arch = "wasm32"))]
    return bytes < SMALL;
}

/// Takes so many bytes, in pieces of which none is larger than `piece`, and gives them back. What has been freed is found again
/// only in pieces.
fn can_have(bytes: f64, piece: f64) -> bool {
    let mut taken: Vec<Vec<u8>> = Vec::new();
    let mut left = bytes;
    while left > 0.0 {
        let size = piece.max(SMALLEST).min(left);
        let mut next = Vec::new();
        if size > isize::MAX as f64 || next.try_reserve_exact(size as usize).is_err() {
            return false;
        }
        // A compiler may leave out what nobody looks at.
        taken.push(black_box(next));
        left -= size;
    }
    true
}

/// Checks that there are so many bytes, in pieces of which none is larger than `piece`.
///
/// # Errors
/// If there are not.
pub fn check_room(bytes: f64, piece: f64) -> Result<()> {
    if (bytes < SMALL && can_grow(bytes)) || can_have(bytes, piece) {
        return Ok(());
    }
    let megabytes = (bytes / f64::from(1 << 20)).ceil();
    Err(Error::new(
        code::UNAVAILABLE,
        format_args!(
            "This needs about {megabytes} MB of memory, and there is not that much left. Use fewer parameters, samples or points, or free runs that are no longer needed."
        ),
        format_args!(
            "这大约需要 {megabytes} MB 内存，而剩余的内存不够。请减少参数、样本或点数，或释放不再需要的运行。"
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_had_is_an_error_in_two_languages() {
        assert_eq!(check_room(0.0, 0.0), Ok(()));
        assert_eq!(check_room(1e6, 1e6), Ok(()));
        assert_eq!(check_room(2.0 * SMALL, 1.0), Ok(()));
        for (bytes, megabytes) in [(f64::from(1 << 30) * 2f64.powi(32), "4398046511104 MB"), (1e300, "MB")] {
            let error = check_room(bytes, bytes).expect_err("more than there is");
            assert_eq!(error.code, code::UNAVAILABLE);
            assert!(error.en.contains(megabytes) && error.zh.contains(megabytes), "{error}");
        }
    }
}
