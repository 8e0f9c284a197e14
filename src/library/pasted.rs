//! From a pasted call to an optimizer: which library it is of, and what is said of which argument.

use super::call::{self, Call, Value, place};
use super::reading::{self, Reading, Said, Unsaid};
use crate::error::{Error, Result, code};
use crate::number::Shown;
use crate::optimizer::library::{ALL, Class, Library};
use crate::text::{counted, names};

/// A class that is not said by its own name, but by an argument of something else.
struct Via {
    library: &'static str,
    /// What is called.
    calls: &'static [&'static str],
    /// The argument that says which class, and the class where nothing is said.
    argument: &'static str,
    usual: &'static str,
    /// What is said, and the class that it stands for.
    classes: &'static [(&'static str, &'static str)],
    /// Arguments by other names than the class has.
    renamed: &'static [(&'static str, &'static str)],
}

const VIA: &[Via] = &[
    Via {
        library: "sklearn",
        calls: &["MLPClassifier", "MLPRegressor"],
        argument: "solver",
        usual: "adam",
        classes: &[("sgd", "SGDOptimizer"), ("adam", "AdamOptimizer")],
        renamed: &[("nesterovs_momentum", "nesterov")],
    },
    Via {
        library: "convnetjs",
        calls: &["Trainer", "SGDTrainer"],
        argument: "method",
        usual: "sgd",
        classes: &[
            ("sgd", "sgd"),
            ("adagrad", "adagrad"),
            ("windowgrad", "windowgrad"),
            ("adadelta", "adadelta"),
            ("nesterov", "nesterov"),
            ("adam", "adam"),
        ],
        renamed: &[],
    },
];

/// What a call in a chain does to the gradient before the optimizer, as a setting of ours: those of Optax.
const LINKS: &[(&str, &str)] =
    &[("clip", "clipValue"), ("clip_by_global_norm", "clipNorm"), ("add_decayed_weights", "l2")];

/// Reads a pasted line.
///
/// # Errors
/// For what is no call, no optimizer that is known here, or one of which something is said that does not fit.
pub fn read(text: &str) -> Result<Reading> {
    let whole = call::read(text)?;
    let Some(found) = find(&whole) else {
        let shown = whole.path.join(".");
        return Err(Error::new(
            code::UNKNOWN_NAME,
            format_args!(
                "“{shown}” is not an optimizer of a library that is known here. Paste a call such as torch.optim.SGD(params, lr=0.1)."
            ),
            format_args!("“{shown}”不是这里已知的库的优化器。可以粘贴例如 torch.optim.SGD(params, lr=0.1)。"),
        )
        .on("text")
        .at_place(place(text, &whole.at)));
    };
    let (library, class, via) = found.which(text)?;
    let (said, foreign) =
        arguments(found.call, library, class, via).map_err(|error| error.at_place(place(text, &found.call.at)))?;
    let mut reading = reading::read(library, class, &said).map_err(|error| {
        let named = |argument: &&call::Argument| argument.name.is_some() && argument.name == error.key;
        let at = found.call.arguments.iter().find(named).map_or(&found.call.at, |argument| &argument.at);
        error.at_place(place(text, at))
    })?;
    reading.unsaid.extend(foreign);
    for link in links(&whole, found.call) {
        reading.link(link);
    }
    reading.check().map_err(|error| error.at_place(place(text, &found.call.at)))?;
    Ok(reading)
}

/// A call that may be an optimizer, and the libraries that have one of this name.
struct Found<'a> {
    call: &'a Call,
    candidates: Vec<(&'static Library, &'static Class, Option<&'static Via>)>,
}

/// The first call, from outside inwards, that is an optimizer.
fn find(call: &Call) -> Option<Found<'_>> {
    let candidates = candidates(call);
    if !candidates.is_empty() {
        // In Rust the numbers stand in a record of their own: `Sgd::new(&model, SgdConfig { … })`.
        let told = call.arguments.iter().find_map(|argument| match &argument.value {
            Value::Call(inner) if is_config(inner) => Some(inner),
            _ => None,
        });
        return Some(Found { call: told.unwrap_or(call), candidates });
    }
    let inside = call.arguments.iter().find_map(|argument| inside(&argument.value));
    inside.or_else(|| call.then.iter().find_map(find))
}

fn is_config(call: &Call) -> bool {
    class_name(&call.path).is_some_and(|(name, _)| name.starts_with("Params") || name.ends_with("Config"))
}

fn inside(value: &Value) -> Option<Found<'_>> {
    match value {
        Value::Call(call) => find(call),
        Value::List(values) => values.iter().find_map(inside),
        Value::Record(pairs) => pairs.iter().find_map(|(_, value)| inside(value)),
        _ => None,
    }
}

/// The name of the class in a path, without what Rust and builders put around it, and what stands before.
fn class_name(path: &[String]) -> Option<(&str, String)> {
    let (last, before) = path.split_last()?;
    let (last, before) = match (last.as_str(), before.split_last()) {
        ("new" | "init" | "default", Some((class, before))) => (class, before),
        _ => (last, before),
    };
    Some((last, before.join(".")))
}

fn candidates(call: &Call) -> Vec<(&'static Library, &'static Class, Option<&'static Via>)> {
    let Some((name, before)) = class_name(&call.path) else { return Vec::new() };
    for via in VIA.iter().filter(|via| via.calls.contains(&name)) {
        let said = call.arguments.iter().flat_map(named).find(|(known, _)| *known == via.argument);
        let said = match said {
            Some((_, Value::Text(text))) => text.clone(),
            _ => via.usual.to_owned(),
        };
        let class = via.classes.iter().find(|(known, _)| *known == said).map(|(_, class)| *class);
        let library = ALL.iter().copied().find(|library| library.name == via.library);
        if let Some((library, class)) = library.and_then(|library| Some((library, library.class(class?)?))) {
            return vec![(library, class, Some(via))];
        }
    }
    let short = name.trim_start_matches("Params").trim_end_matches("Config");
    let mut all: Vec<_> = ALL
        .iter()
        .filter_map(|&library| {
            Some((library, library.reached(&before, name).or_else(|| library.reached(&before, short))?, None))
        })
        .collect();
    // With a path that only one has in full, it is that one's.
    if all.iter().any(|(library, ..)| library.paths.contains(&before.as_str())) {
        all.retain(|(library, ..)| library.paths.contains(&before.as_str()));
    }
    all
}

/// An argument with its name, or those of a record that stands without one.
fn named(argument: &call::Argument) -> Vec<(&str, &Value)> {
    match (&argument.name, &argument.value) {
        (Some(name), value) => vec![(name.as_str(), value)],
        (None, Value::Record(pairs)) => pairs.iter().map(|(name, value)| (name.as_str(), value)).collect(),
        _ => Vec::new(),
    }
}

impl Found<'_> {
    /// The one library whose class takes all that is said by name.
    fn which(&self, text: &str) -> Result<(&'static Library, &'static Class, Option<&'static Via>)> {
        if let [one] = self.candidates[..] {
            return Ok(one);
        }
        let said: Vec<(&str, &Value)> = self.call.arguments.iter().flat_map(named).collect();
        let takes = |class: &Class| {
            said.iter().all(|(name, value)| class.argument(name).is_some() || kind(class, value).is_some())
        };
        let fitting: Vec<_> = self.candidates.iter().filter(|(_, class, _)| takes(class)).copied().collect();
        if let [one] = fitting[..] {
            return Ok(one);
        }
        let several = if fitting.is_empty() { &self.candidates } else { &fitting };
        let labels = names(several.iter().map(|(library, ..)| library.label));
        let (library, class, _) = several[0];
        let path = library.paths.first().copied().unwrap_or(library.name);
        Err(Error::new(
            code::UNKNOWN_NAME,
            format_args!(
                "Several libraries have “{}”: {labels}. Say which one with its path, for example {path}.{}(…).",
                class.name, class.name
            ),
            format_args!(
                "好几个库都有 {}：{labels}。请带上路径说明是哪一个，例如 {path}.{}(…)。",
                class.name, class.name
            ),
        )
        .on("text")
        .at_place(place(text, &self.call.at)))
    }
}

/// What is said of the arguments, and what is said of others that the class does not have.
type Arguments = (Vec<(String, Said)>, Vec<Unsaid>);

fn arguments(
    call: &Call,
    library: &'static Library,
    class: &'static Class,
    via: Option<&'static Via>,
) -> Result<Arguments> {
    let (mut said, mut foreign) = (Vec::new(), Vec::new());
    let mut position = 0;
    let in_order: Vec<&str> =
        class.arguments.iter().map(|argument| argument.name).filter(|name| !name.is_empty()).collect();
    for argument in &call.arguments {
        let pairs = named(argument);
        if pairs.is_empty() && via.is_none() {
            let Some(&name) = in_order.get(position) else {
                return Err(Error::new(
                    code::BAD_SHAPE,
                    format_args!(
                        "{} of {} takes {}, and there are more here.",
                        class.name,
                        library.label,
                        counted(in_order.len(), "argument")
                    ),
                    format_args!("{} 的 {} 有 {} 个参数，这里给多了。", library.label, class.name, in_order.len()),
                )
                .on("text"));
            };
            position += 1;
            said.push((name.to_owned(), what(&argument.value)));
        }
        for (name, value) in pairs {
            let renamed = via.and_then(|via| via.renamed.iter().find(|(from, _)| *from == name));
            let name = renamed.map_or(name, |(_, to)| to);
            match via {
                Some(via) if name == via.argument => {}
                Some(_) if class.argument(name).is_none() => foreign.push(Unsaid {
                    argument: name.to_owned(),
                    value: shown(value),
                    en: format!("{name} is not an argument of the optimizer."),
                    zh: format!("{name} 不是优化器的参数。"),
                }),
                _ => said.push(kind(class, value).unwrap_or_else(|| (name.to_owned(), what(value)))),
            }
        }
    }
    for builder in &call.then {
        let name = builder.path.last().map(|name| name.trim_start_matches("with_"));
        if let (Some(name), Some(first)) = (name, builder.arguments.first())
            && class.argument(name).is_some()
        {
            said.push((name.to_owned(), what(&first.value)));
        }
    }
    Ok((said, foreign))
}

/// A value such as `Some(Momentum::Nesterov(0.9))` in Rust, where the class has an argument `Nesterov`.
fn kind(class: &Class, value: &Value) -> Option<(String, Said)> {
    let Value::Call(call) = value else { return None };
    let (name, first) = (call.path.last()?, &call.arguments.first()?.value);
    if name == "Some" {
        return kind(class, first);
    }
    (call.path.len() > 1 && class.argument(name).is_some()).then(|| (name.clone(), what(first)))
}

fn what(value: &Value) -> Said {
    match value {
        Value::Number(number) => Said::Number(*number),
        Value::Flag(flag) => Said::Number(f64::from(u8::from(*flag))),
        Value::None => Said::Usual,
        Value::List(values) => match values[..] {
            [Value::Number(first), Value::Number(second)] => Said::Pair(first, second),
            _ => Said::Other(shown(value)),
        },
        Value::Call(call) if call.path.last().is_some_and(|name| name == "Some") => {
            call.arguments.first().map_or(Said::Usual, |argument| what(&argument.value))
        }
        other => Said::Other(shown(other)),
    }
}

/// A value as a reader knows it again.
fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => Shown(*number).to_string(),
        Value::Text(text) => format!("\"{text}\""),
        Value::Flag(flag) => flag.to_string(),
        Value::None => "None".to_owned(),
        Value::List(values) => format!("[{}]", values.iter().map(shown).collect::<Vec<_>>().join(", ")),
        Value::Record(_) => "{…}".to_owned(),
        Value::Call(call) => format!("{}(…)", call.path.join(".")),
        Value::Opaque(text) => text.clone(),
    }
}

/// The calls that stand before an optimizer in a chain.
fn links<'a>(whole: &'a Call, optimizer: &'a Call) -> impl Iterator<Item = (&'static str, Option<f64>, String)> + 'a {
    let is_chain = whole.path.last().is_some_and(|name| name == "chain");
    let calls = whole.arguments.iter().filter(move |_| is_chain).filter_map(|argument| match &argument.value {
        Value::Call(call) => Some(call),
        _ => None,
    });
    let before = calls.take_while(move |call| !std::ptr::eq(*call, optimizer));
    before.map(|call| {
        let name = call.path.last().map_or("", String::as_str);
        let setting = LINKS.iter().find(|(known, _)| *known == name).map_or("", |(_, setting)| *setting);
        let number = match call.arguments.first().map(|argument| &argument.value) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        };
        (setting, number, format!("{}(…)", call.path.join(".")))
    })
}

impl Reading {
    /// Takes what stands before the optimizer in a chain: a setting of ours, its number, and the call as it is written.
    fn link(&mut self, (setting, number, written): (&'static str, Option<f64>, String)) {
        match number {
            Some(number) if !setting.is_empty() => {
                self.settings.retain(|(name, _)| *name != setting);
                self.settings.push((setting, number));
            }
            _ => self.unsaid.push(Unsaid {
                en: format!("{written} has no counterpart here."),
                zh: format!("{written} 在这里没有对应。"),
                argument: written.clone(),
                value: written,
            }),
        }
    }
}
