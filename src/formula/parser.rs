//! Tokens to a graph: a Pratt parser (Pratt 1973), in which every sign has a binding power.

use super::lexer::{Placed, Token, tokens};
use super::parsed::{Formula, VARIABLES};
use crate::error::{Error, Result, code};
use crate::graph::{Binary, Graph, Node, Unary};
use crate::limits::MAX_FORMULA_DEPTH;
use crate::number::Shown;
use crate::text::names;

const SUM: u8 = 1;
const PRODUCT: u8 = 2;
const NEGATION: u8 = 3;
const POWER: u8 = 4;

/// The functions of one argument that a formula may call.
const FUNCTIONS: [Unary; 19] = [
    Unary::Sin,
    Unary::Cos,
    Unary::Tan,
    Unary::Sinh,
    Unary::Cosh,
    Unary::Tanh,
    Unary::Asin,
    Unary::Acos,
    Unary::Atan,
    Unary::Exp,
    Unary::Ln,
    Unary::Log10,
    Unary::Sqrt,
    Unary::Cbrt,
    Unary::Abs,
    Unary::Sign,
    Unary::Relu,
    Unary::Sigmoid,
    Unary::Softplus,
];

enum Called {
    One(Unary),
    Two(Binary),
}

fn function(name: &str) -> Option<Called> {
    match name {
        "log" => Some(Called::One(Unary::Ln)),
        "min" => Some(Called::Two(Binary::Min)),
        "max" => Some(Called::Two(Binary::Max)),
        _ => FUNCTIONS.into_iter().find(|f| f.name() == name).map(Called::One),
    }
}

fn constant(name: &str) -> Option<f64> {
    match name {
        "pi" => Some(std::f64::consts::PI),
        "e" => Some(std::f64::consts::E),
        _ => None,
    }
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// With the position of what could not be read, what was found there, and what would fit.
    pub fn parse(text: &str) -> Result<Self> {
        parse(text)
    }
}

fn parse(text: &str) -> Result<Formula> {
    let tokens = tokens(text)?;
    let (variables, used) = variables(&tokens)?;
    let mut graph = Graph::new();
    let inputs = variables.iter().map(|_| graph.input(&[])).collect();
    let mut parser = Parser { tokens, next: 0, depth: 0, bars: false, graph, variables, inputs };
    if !used && parser.tokens.len() == 1 {
        return Err(without_variables(&parser.tokens));
    }
    let root = parser.expression(0)?;
    match parser.peek().token {
        Token::End if !used => Err(without_variables(&parser.tokens)),
        Token::End => Ok(Formula { graph: parser.graph, root, variables }),
        _ => Err(parser.unexpected("an operator or the end", "运算符或结尾")),
    }
}

/// The set of variables that the text uses; the first, where it uses none.
fn variables(tokens: &[Placed]) -> Result<(&'static [&'static str], bool)> {
    let mut sets: Vec<&'static [&'static str]> = VARIABLES.to_vec();
    for (at, placed) in tokens.iter().enumerate() {
        let Token::Name(name) = &placed.token else { continue };
        if constant(name).is_some() || function(name).is_some() {
            continue;
        }
        let (before, known) = (sets.clone(), VARIABLES.iter().any(|set| set.contains(&name.as_str())));
        if !known {
            return Err(unknown(name, placed, matches!(tokens[at + 1].token, Token::Sign('('))));
        }
        sets.retain(|set| set.contains(&name.as_str()));
        if sets.is_empty() {
            let other = names(before[0]);
            return Err(Error::new(
                code::FORMULA,
                format_args!(
                    "At character {}: {name} cannot be used with {other}; use x, w, x and y, w and b, or w1 and w2.",
                    placed.position + 1
                ),
                format_args!(
                    "第 {} 个字符处：{name} 不能与 {other} 同用；变量可用 x、w、x 和 y、w 和 b，或 w1 和 w2。",
                    placed.position + 1
                ),
            )
            .at(placed.position, placed.length));
        }
    }
    Ok((sets[0], sets.len() < VARIABLES.len()))
}

fn without_variables(tokens: &[Placed]) -> Error {
    Error::new(
        code::FORMULA,
        format_args!("The formula has no variable; use x, w, x and y, w and b, or w1 and w2."),
        format_args!("公式里没有变量；可用 x、w、x 和 y、w 和 b，或 w1 和 w2。"),
    )
    .at(0, tokens.last().map_or(1, |end| end.position.max(1)))
}

/// A name that is neither variable nor function, with a guess at what was meant.
fn unknown(name: &str, placed: &Placed, called: bool) -> Error {
    let split = |head: &str| name.strip_prefix(head).filter(|rest| !rest.is_empty()).map(str::to_owned);
    let known = |part: &str| constant(part).is_some() || VARIABLES.iter().any(|set| set.contains(&part));
    let lower = name.to_ascii_lowercase();
    let guess = if known(&lower) || function(&lower).is_some() {
        Some(lower)
    } else if let Some(f) = FUNCTIONS.iter().find(|f| split(f.name()).is_some_and(|rest| known(&rest))) {
        split(f.name()).map(|rest| format!("{}({rest})", f.name()))
    } else {
        ["x", "y", "w", "b", "pi", "e"].iter().find_map(|head| {
            let rest = split(head)?;
            if rest.chars().all(|c| c.is_ascii_digit()) {
                Some(format!("{head}^{rest}"))
            } else {
                known(&rest).then(|| format!("{head}*{rest}"))
            }
        })
    };
    let (meant_en, meant_zh) = match guess {
        Some(guess) => (format!(" Did you mean {guess}?"), format!("是不是 {guess}？")),
        None => Default::default(),
    };
    let functions = names(FUNCTIONS.iter().map(|f| f.name()).chain(["log", "min", "max"]));
    let (fits_en, fits_zh) = if called {
        (format!("the functions are {functions}"), format!("可用的函数有 {functions}"))
    } else {
        (
            "variables are x, w, x and y, w and b, or w1 and w2".into(),
            "变量可用 x、w、x 和 y、w 和 b，或 w1 和 w2".into(),
        )
    };
    Error::new(
        code::FORMULA,
        format_args!("At character {}: “{name}” is not known; {fits_en}.{meant_en}", placed.position + 1),
        format_args!("第 {} 个字符处：不认识“{name}”；{fits_zh}。{meant_zh}", placed.position + 1),
    )
    .at(placed.position, placed.length)
}

struct Parser {
    tokens: Vec<Placed>,
    next: usize,
    depth: usize,
    /// Whether the next bar ends an absolute value.
    bars: bool,
    graph: Graph,
    variables: &'static [&'static str],
    inputs: Vec<Node>,
}

impl Parser {
    fn peek(&self) -> &Placed {
        // The last token is End, and nothing steps over it.
        &self.tokens[self.next]
    }

    fn advance(&mut self) -> Placed {
        let placed = self.peek().clone();
        self.next += 1;
        placed
    }

    fn unexpected(&self, fits_en: &str, fits_zh: &str) -> Error {
        let placed = self.peek();
        let (found_en, found_zh) = match &placed.token {
            Token::Number(value) => (format!("“{}”", Shown(*value)), format!("“{}”", Shown(*value))),
            Token::Name(name) => (format!("“{name}”"), format!("“{name}”")),
            Token::Power(power) => (format!("“^{}”", Shown(*power)), format!("“^{}”", Shown(*power))),
            Token::Sign(sign) => (format!("“{sign}”"), format!("“{sign}”")),
            Token::End => ("the end of the formula".into(), "公式的结尾".into()),
        };
        let at = placed.position + 1;
        Error::new(
            code::FORMULA,
            format_args!("At character {at}: found {found_en}; expected {fits_en}."),
            format_args!("第 {at} 个字符处：这里是{found_zh}，应为{fits_zh}。"),
        )
        .at(placed.position, placed.length)
    }

    fn expect(&mut self, sign: char) -> Result<()> {
        if self.peek().token == Token::Sign(sign) {
            self.next += 1;
            return Ok(());
        }
        let [or_en, or_zh] = if sign == ',' { ["", ""] } else { ["an operator or ", "运算符或"] };
        Err(self.unexpected(&format!("{or_en}“{sign}”"), &format!("{or_zh}“{sign}”")))
    }

    /// An expression whose operators all bind more tightly than `least`.
    fn expression(&mut self, least: u8) -> Result<Node> {
        if self.depth == MAX_FORMULA_DEPTH {
            let placed = self.peek();
            return Err(Error::new(
                code::FORMULA,
                format_args!(
                    "At character {}: nested too deeply; at most {MAX_FORMULA_DEPTH} levels are allowed.",
                    placed.position + 1
                ),
                format_args!("第 {} 个字符处：嵌套太深，最多 {MAX_FORMULA_DEPTH} 层。", placed.position + 1),
            )
            .at(placed.position, placed.length));
        }
        self.depth += 1;
        let result = self.operators(least);
        self.depth -= 1;
        result
    }

    fn operators(&mut self, least: u8) -> Result<Node> {
        let mut left = self.operand()?;
        loop {
            let (f, power, explicit) = match self.peek().token {
                Token::Sign('+') => (Binary::Add, SUM, true),
                Token::Sign('-') => (Binary::Sub, SUM, true),
                Token::Sign('*') => (Binary::Mul, PRODUCT, true),
                Token::Sign('/') => (Binary::Div, PRODUCT, true),
                Token::Sign('^') => (Binary::Pow, POWER, true),
                Token::Power(power) if POWER > least => {
                    self.next += 1;
                    let power = self.graph.constant(power);
                    left = self.graph.pow(left, power);
                    continue;
                }
                Token::Power(_) => return Ok(left),
                Token::Name(_) | Token::Sign('(' | '{' | '√' | '∛') => (Binary::Mul, PRODUCT, false),
                Token::Sign('|') if !self.bars => (Binary::Mul, PRODUCT, false),
                Token::Number(_) | Token::Sign(_) | Token::End => return Ok(left),
            };
            if power <= least {
                return Ok(left);
            }
            if explicit {
                self.next += 1;
            }
            // Powers group from the right, everything else from the left.
            let right = self.expression(if f == Binary::Pow { POWER - 1 } else { power })?;
            left = self.graph.binary(f, left, right);
        }
    }

    fn operand(&mut self) -> Result<Node> {
        match self.peek().token.clone() {
            Token::Number(value) => {
                self.next += 1;
                Ok(self.graph.constant(value))
            }
            Token::Sign('-') => {
                self.next += 1;
                let x = self.expression(NEGATION)?;
                Ok(self.graph.neg(x))
            }
            Token::Sign('+') => {
                self.next += 1;
                self.expression(NEGATION)
            }
            Token::Sign('(' | '{') => self.enclosed(|parser| parser.expression(0)),
            Token::Sign('|') => {
                self.next += 1;
                let outside = std::mem::replace(&mut self.bars, true);
                let inside = self.expression(0)?;
                self.expect('|')?;
                self.bars = outside;
                Ok(self.graph.unary(Unary::Abs, inside))
            }
            Token::Sign(root @ ('√' | '∛')) => {
                self.next += 1;
                let x = self.expression(POWER)?;
                Ok(self.graph.unary(if root == '√' { Unary::Sqrt } else { Unary::Cbrt }, x))
            }
            Token::Name(name) => {
                self.advance();
                if let Some(value) = constant(&name) {
                    return Ok(self.graph.constant(value));
                }
                match function(&name) {
                    Some(called) => self.call(called, &name),
                    None => {
                        let at = self.variables.iter().position(|v| *v == name).unwrap_or_default();
                        Ok(self.inputs[at])
                    }
                }
            }
            Token::Power(_) | Token::Sign(_) | Token::End => {
                Err(self.unexpected("a number, a variable, a function or “(”", "数、变量、函数或“(”"))
            }
        }
    }

    fn call(&mut self, called: Called, name: &str) -> Result<Node> {
        match self.peek().token {
            Token::Sign('(' | '{') => {}
            // sin²(x)
            Token::Power(_) | Token::Sign('^') => {
                return Err(self.unexpected(
                    &format!("the “(” of {name}(…), as in {name}(x)^2"),
                    &format!("{name}(…) 的“(”（幂写在后面：{name}(x)^2）"),
                ));
            }
            _ => return Err(self.unexpected(&format!("the “(” of {name}(…)"), &format!("{name}(…) 的“(”"))),
        }
        self.enclosed(|parser| {
            let first = parser.expression(0)?;
            Ok(match called {
                Called::One(f) => parser.graph.unary(f, first),
                Called::Two(f) => {
                    parser.expect(',')?;
                    let second = parser.expression(0)?;
                    parser.graph.binary(f, first, second)
                }
            })
        })
    }

    /// What stands in parentheses or braces, of which the first is next.
    fn enclosed(&mut self, inside: impl FnOnce(&mut Self) -> Result<Node>) -> Result<Node> {
        let closing = if self.peek().token == Token::Sign('{') { '}' } else { ')' };
        self.next += 1;
        let outside = std::mem::replace(&mut self.bars, false);
        let value = inside(self)?;
        self.expect(closing)?;
        self.bars = outside;
        Ok(value)
    }
}
