//! A hash that is the same everywhere.

use std::hash::Hasher;

/// The hash of Fowler, Noll and Vo (1a), which is small and the same everywhere.
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test vectors of its authors (RFC 9923), with the upper half folded into the lower one.
    #[test]
    fn hashes_are_those_of_its_authors() {
        for (text, hash) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8u64)]
        {
            let mut found = Fnv::default();
            found.write(text.as_bytes());
            assert_eq!(found.finish(), hash ^ hash >> 32, "{text}");
        }
    }
}
