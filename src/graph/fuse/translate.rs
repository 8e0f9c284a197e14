//! From the nodes of a graph to [`Code`].

use super::super::math;
use super::super::pair::Pair;
use super::super::uses::count_uses;
use super::super::{Binary, Graph, Node, Op, Unary};
use super::call::POW;
use super::code::{Act, Code, Place, Value, Varies};
use std::cell::RefCell;

/// The steps that `outputs` need, and where these are among them. Where all of [`Code::conditions`] hold, the results are the
/// plan's; with `exact` they are so everywhere, and there are no conditions. Inputs vary as `inputs` says.
///
/// None if a node cannot be written so: arrays have one axis, of `samples` elements, and nothing is done with them across
/// the samples but that they are summed.
pub(super) fn translate(
    graph: &Graph,
    outputs: &[Node],
    inputs: &[Varies],
    samples: usize,
    exact: bool,
) -> Option<(Code, Vec<Place>)> {
    let uses = count_uses(graph, outputs);
    let code = RefCell::new(Code::default());
    let mut places = vec![0; graph.len()];
    for node in graph.nodes().filter(|node| uses[node.index()] > 0) {
        if !matches!(graph.shape(node), [] | [_]) || graph.shape(node).first().is_some_and(|&n| n != samples) {
            return None;
        }
        let value = |x: Node| Value { place: places[x.index()], code: &code };
        let translated = match graph.op(node) {
            Op::Input(k) => {
                let k = k as usize;
                places[node.index()] = code.borrow_mut().step(Act::Input(k), &[], inputs[k]);
                continue;
            }
            Op::Constant(bits) => Value::of(&code, Act::Constant(bits), &[]),
            // The same for every sample, until it meets something that is not.
            Op::Broadcast(x) => value(x),
            Op::Sum(x) => value(x).then(Act::Sum, &[]),
            Op::Unary(f, x) => unary(f, value(x), exact),
            Op::Binary(f, a, b) => binary(f, value(a), value(b)),
            Op::Powi(x, n) => power(value(x), n),
            Op::Tensor(_) => return None,
        };
        places[node.index()] = translated.place;
    }
    let outputs: Vec<Place> = outputs.iter().map(|node| places[node.index()]).collect();
    let code = code.into_inner();
    outputs.iter().all(|&place| code.varies[place] != Varies::Samples).then_some((code, outputs))
}

/// Comparisons are those of the forward rules, for the same results on NaN.
fn unary<'a>(f: Unary, x: Value<'a>, exact: bool) -> Value<'a> {
    let (zero, one) = (x.constant(0.0), x.constant(1.0));
    match f {
        Unary::Neg => x.then(Act::Neg, &[]),
        Unary::Abs => x.abs(),
        Unary::Sqrt => x.then(Act::Sqrt, &[]),
        Unary::Sign => zero.less(x).choose(one, x.less(zero).choose(x.constant(-1.0), x)),
        Unary::Relu => x.less(zero).choose(zero, x),
        Unary::Step => zero.less(x).and(one),
        Unary::Exp => exp(x, exact),
        Unary::Ln => ln(x, exact),
        Unary::Sigmoid => math::sigmoid(x, |x| exp(x, exact)),
        // 1 + eˣ, and so the argument of the logarithm, is normal.
        Unary::Softplus => math::softplus(x, |x| exp(x, exact), |x| math::ln_normal(x, &table(x, &math::LN))),
        Unary::Sin | Unary::Cos if !exact => {
            x.constant(math::REDUCIBLE).at_least(x.abs()).require();
            math::turned(x, u64::from(f == Unary::Cos), &table(x, &math::TURN))
        }
        _ => x.then(Act::Call(f as usize), &[x]),
    }
}

fn exp(x: Value, exact: bool) -> Value {
    let constants = table(x, &math::EXP);
    if exact {
        return math::exp(x, &constants);
    }
    x.constant(math::EXP_NORMAL).at_least(x.abs()).require();
    math::exp_normal(x, &constants)
}

fn ln(x: Value, exact: bool) -> Value {
    let constants = table(x, &math::LN);
    if exact {
        return math::ln2x(x, &constants);
    }
    x.at_least(x.constant(f64::MIN_POSITIVE)).require();
    x.less(x.constant(f64::INFINITY)).require();
    math::ln_normal(x, &constants)
}

fn table<'a, const N: usize>(x: Value<'a>, constants: &[f64; N]) -> [Value<'a>; N] {
    constants.map(|value| x.constant(value))
}

fn binary<'a>(f: Binary, a: Value<'a>, b: Value<'a>) -> Value<'a> {
    let is_number = |x: Value<'a>| x.equal(x);
    match f {
        Binary::Add => a + b,
        Binary::Sub => a - b,
        Binary::Mul => a * b,
        Binary::Div => a / b,
        Binary::Pow => a.then(Act::Call(POW), &[b]),
        // b where it is less, or no number.
        Binary::Min => is_number(b).choose(b.less(a).choose(b, a), b),
        Binary::Max => is_number(b).choose(a.less(b).choose(b, a), b),
        Binary::AtLeast => a.at_least(b).and(a.constant(1.0)),
    }
}

/// xⁿ by the multiplications of the forward rule.
fn power(x: Value, n: i32) -> Value {
    let mut rest = n.unsigned_abs();
    let (mut square, mut result) = (x, None);
    while rest > 0 {
        if rest & 1 == 1 {
            result = Some(result.map_or(square, |result| result * square));
        }
        rest >>= 1;
        if rest > 0 {
            square = square * square;
        }
    }
    let result = result.unwrap_or(x.constant(1.0));
    if n < 0 { x.constant(1.0) / result } else { result }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The code of a function of x alone.
    fn code_of(exact: bool, f: impl Fn(&mut Graph, Node) -> Node) -> Code {
        let mut graph = Graph::new();
        let x = graph.input(&[]);
        let y = f(&mut graph, x);
        translate(&graph, &[y], &[Varies::Lanes], 0, exact).expect("one number for each lane").0
    }

    #[test]
    fn few_functions_are_called() {
        let called = |exact| -> Vec<&str> {
            let calls = |code: Code| code.steps.iter().any(|(act, _)| matches!(act, Act::Call(_)));
            let functions = Unary::ALL.iter().filter(|&&f| calls(code_of(exact, |graph, x| graph.unary(f, x))));
            functions.map(|f| f.name()).collect()
        };
        let all = ["log10", "cbrt", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh"];
        assert_eq!(called(true), all);
        let rare: Vec<&str> = all.into_iter().filter(|name| !["sin", "cos"].contains(name)).collect();
        assert_eq!(called(false), rare);
    }

    #[test]
    fn powers_take_no_more_products_than_they_need() {
        // x, 1, x², x⁴, and x⁵ of two of them.
        assert_eq!(code_of(false, |graph, x| graph.powi(x, 5)).steps.len(), 5);
    }
}
