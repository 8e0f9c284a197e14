//! Numbers, lists and lines of Python, laid out as PEP 8 has it.

use crate::number::Shown;

/// A number as a float of Python.
pub(super) fn number(x: f64) -> String {
    let text = match x {
        _ if x.is_nan() => "float(\"nan\")".to_owned(),
        _ if x.is_infinite() => format!("float(\"{}inf\")", if x < 0.0 { "-" } else { "" }),
        _ => Shown(x).to_string(),
    };
    let is_whole = text.bytes().all(|c| c.is_ascii_digit() || c == b'-');
    if is_whole { format!("{text}.0") } else { text }
}

/// A number where a whole one may also be an integer.
pub(super) fn plain(x: f64) -> String {
    if x.fract() == 0.0 && x.abs() < 1e15 { Shown(x).to_string() } else { number(x) }
}

pub(super) fn numbers(values: &[f64]) -> Vec<String> {
    values.iter().map(|&x| number(x)).collect()
}

const WIDTH: usize = 100;

/// `items` between `open` and `close`: on one line if they fit, else on as many as it takes.
pub(super) fn bracketed(open: &str, items: &[String], close: &str, indent: &str) -> String {
    let line = format!("{open}{}{close}", items.join(", "));
    if line.trim_end().chars().count() <= WIDTH {
        return line;
    }
    let mut lines = vec![open.to_owned()];
    let mut current = String::new();
    for item in items {
        if indent.len() + 6 + current.len() + item.len() > WIDTH {
            lines.push(format!("{indent}    {}", current.trim_end()));
            current.clear();
        }
        current += &format!("{item}, ");
    }
    lines.push(format!("{indent}    {}", current.trim_end()));
    format!("{}\n{indent}{close}", lines.join("\n"))
}

/// `name(arguments)`, with an argument a line where they are too long for one.
pub(super) fn call(before: &str, name: &str, arguments: &[String]) -> String {
    let line = format!("{before}{name}({})", arguments.join(", "));
    if line.chars().count() <= WIDTH {
        return line;
    }
    format!("{before}{name}(\n    {},\n)", arguments.join(",\n    "))
}

pub(super) fn indented(lines: &[String], by: usize) -> String {
    lines.iter().map(|line| format!("{}{line}\n", " ".repeat(by))).collect()
}

/// Sections with a line between them; two around functions and classes, as PEP 8 has it.
pub(super) fn joined(sections: &[String]) -> String {
    let is_definition = |section: &str| ["def ", "class ", "@"].iter().any(|start| section.starts_with(start));
    let mut text = String::new();
    for (k, section) in sections.iter().enumerate() {
        if k > 0 {
            let apart = is_definition(section) || is_definition(&sections[k - 1]);
            text += if apart { "\n\n\n" } else { "\n\n" };
        }
        text += section.trim_end();
    }
    text + "\n"
}

/// `return` with an expression, a term a line where it is too long for one.
pub(super) fn returned(expression: &str) -> String {
    let line = format!("    return {expression}");
    if line.len() <= WIDTH {
        return line;
    }
    let (mut lines, mut depth) = (vec![String::new()], 0);
    for word in expression.split(' ') {
        if depth == 0 && matches!(word, "+" | "-") {
            lines.push(String::new());
        }
        depth += word.matches('(').count();
        depth -= word.matches(')').count();
        if let Some(last) = lines.last_mut() {
            *last += &format!("{}{word}", if last.is_empty() { "" } else { " " });
        }
    }
    format!("    return (\n        {}\n    )", lines.join("\n        "))
}
