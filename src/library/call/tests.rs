use super::{Argument, Call, Value, place, read};
use crate::number::Shown;

mod pasted;
#[cfg(not(target_arch = "wasm32"))]
mod random;
mod refused;

/// A tree in one line: `‹…›` is what is kept as text.
fn shown(call: &Call) -> String {
    let arguments: Vec<String> = call.arguments.iter().map(argument).collect();
    let then: String = call.then.iter().map(|next| format!(" .{}", shown(next))).collect();
    format!("{}({}){then}", call.path.join("/"), arguments.join(", "))
}

fn argument(argument: &Argument) -> String {
    let name = argument.name.as_ref().map(|name| format!("{name}=")).unwrap_or_default();
    name + &value(&argument.value)
}

fn value(value_: &Value) -> String {
    match value_ {
        Value::Number(x) => Shown(*x).to_string(),
        Value::Text(text) => format!("{text:?}"),
        Value::Flag(flag) => flag.to_string(),
        Value::None => "none".to_owned(),
        Value::List(values) => format!("[{}]", values.iter().map(value).collect::<Vec<_>>().join(", ")),
        Value::Record(pairs) => {
            let pairs: Vec<String> = pairs.iter().map(|(name, x)| format!("{name}: {}", value(x))).collect();
            format!("{{{}}}", pairs.join(", "))
        }
        Value::Call(call) => shown(call),
        Value::Opaque(text) => format!("‹{text}›"),
    }
}

#[test]
fn what_is_pasted_becomes_a_tree() {
    for (text, expected) in pasted::PASTED {
        let call = read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(shown(&call), *expected, "{text}");
    }
}

#[test]
fn errors_say_where_and_what() {
    for (text, at, en, zh) in refused::REFUSED {
        let error = read(text).expect_err(text);
        assert_eq!((error.place, &*error.en, &*error.zh), (Some(*at), *en, *zh), "{text}");
        assert_eq!(error.code, "call");
    }
}

#[test]
fn length_and_depth_are_bounded() {
    let long = format!("adam({})", "x".repeat(2000));
    let error = read(&long).expect_err("long");
    assert!(error.en.contains("2006 characters; at most 2000") && error.place == Some((2000, 6)), "{error}");
    assert!(read(&format!("adam({})", "x".repeat(1994))).is_ok());
    for (opening, inside, closing) in
        [("f(", "1", ")"), ("f([", "1", "])"), ("f({a: ", "x", "})"), ("f(x + (", "y", "))")]
    {
        let levels = |n: usize| format!("{}{inside}{}", opening.repeat(n), closing.repeat(n));
        let brackets = closing.len();
        assert!(read(&levels(16 / brackets)).is_ok(), "{opening}");
        let error = read(&levels(16 / brackets + 1)).expect_err("deep");
        assert!(error.en.contains("nested too deeply; at most 16"), "{opening}: {error}");
    }
    for sign in ["-", "(", "[", "{", "f(", "2**", "/*", "\""] {
        assert!(read(&format!("adam({})", sign.repeat(1900 / sign.len()))).is_err(), "{sign}");
    }
}

#[test]
fn positions_are_those_of_calls_and_arguments() {
    let text = "η = chain(clip(1.0 ), scale = adam( 1e-3,b1=0.9 ).with(x))";
    let call = read(text).expect("a call");
    let part = |at: &std::ops::Range<usize>| &text[at.clone()];
    assert_eq!(part(&call.at), "chain(clip(1.0 ), scale = adam( 1e-3,b1=0.9 ).with(x))");
    assert_eq!(part(&call.arguments[1].at), "scale = adam( 1e-3,b1=0.9 ).with(x)");
    let Value::Call(adam) = &call.arguments[1].value else { panic!("{call:?}") };
    assert_eq!(part(&adam.at), "adam( 1e-3,b1=0.9 )");
    assert_eq!(part(&adam.arguments[1].at), "b1=0.9");
    assert_eq!(part(&adam.then[0].at), "with(x)");
    assert_eq!(place(text, &call.at), (4, 54));
}
