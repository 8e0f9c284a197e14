//! Random texts.

use super::read;
use proptest::prelude::*;

proptest! {
    /// Pieces of code in any order.
    #[test]
    fn no_text_panics(text in prop::collection::vec(prop_oneof![
        4 => prop::sample::select(PIECES.split_whitespace().chain([" ", "\n"]).collect::<Vec<_>>()).prop_map(str::to_owned),
        1 => any::<String>(),
    ], 0..40)) {
        let text = text.concat();
        if let Err(error) = read(&text) {
            let units = text.encode_utf16().count();
            prop_assert!(error.place.is_some_and(|(at, length)| at <= units && length > 0), "{error:?}");
        }
    }
}

const PIECES: &str = r#"SGD torch.optim. adam ( ) [ ] { } < > , ; : :: -> => = == .. ... * ** / // /* */ # + - − 0.1 1e-3 1_0 .5 5.
1e999 lr= lr: ' " ` “ ” \ lambda x,y: |x,y| new vec! ? ! & η True None if … （ 😀"#;
