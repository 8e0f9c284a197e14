//! Where in a file its mutants belong.

use proc_macro2::Span;
use serde_json::Value as Json;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Arm, Block, Expr, ExprBinary, ExprMatch, ExprRepeat, ExprUnary, File, Pat, PatGuard, Signature};

/// Line and column, from 1.
type Place = (usize, usize);

/// One of the list.
pub struct Mutant {
    id: usize,
    genre: String,
    /// Where the text begins that it replaces.
    start: Place,
    replacement: String,
}

/// A part of the source, in bytes, and what it becomes.
pub struct Site {
    pub range: Range<usize>,
    pub change: Change,
}

/// A mutant is its id and what stands in the place of the original.
pub type Others = Vec<(usize, String)>;

pub enum Change {
    /// A function that returns something at once: at its beginning.
    Returns(Others),
    Binary {
        left: Range<usize>,
        op: Range<usize>,
        right: Range<usize>,
        others: Others,
    },
    /// An operator that is left out.
    Unary {
        op: Range<usize>,
        operand: Range<usize>,
        id: usize,
    },
    /// An arm of a `match` that is left out, or whose guard always or never holds.
    Arm {
        guard: Option<Range<usize>>,
        left_out: Option<usize>,
        always: Option<usize>,
        never: Option<usize>,
    },
}

impl Mutant {
    /// Of an entry of the list: the file, and the mutant.
    pub fn read(id: usize, listed: &Json) -> Option<(&str, Mutant)> {
        let text = |name: &str| listed[name].as_str();
        let number = |name: &str| listed["span"]["start"][name].as_u64().map(|number| number as usize);
        let start = (number("line")?, number("column")?);
        let mutant = Mutant { id, genre: text("genre")?.into(), start, replacement: text("replacement")?.into() };
        Some((text("file")?, mutant))
    }
}

/// The sites of a file in the order of their beginnings, those around others first.
pub fn sites(file: &File, mutants: &[Mutant]) -> Vec<Site> {
    let mut finder = Finder { mutants, sites: Vec::new(), bodies: Vec::new() };
    finder.visit_file(file);
    let mut returns: BTreeMap<usize, Others> = BTreeMap::new();
    for mutant in mutants.iter().filter(|mutant| mutant.genre == "FnValue") {
        let around = finder.bodies.iter().filter(|body| body.places.contains(&mutant.start));
        if let Some(body) = around.min_by_key(|body| body.range.len()) {
            returns.entry(body.range.start).or_default().push((mutant.id, mutant.replacement.clone()));
        }
    }
    let mut sites = finder.sites;
    sites.extend(returns.into_iter().map(|(at, others)| Site { range: at..at, change: Change::Returns(others) }));
    sites.sort_by_key(|site| (site.range.start, Reverse(site.range.end)));
    sites
}

/// What stands between the braces of a function.
struct Body {
    range: Range<usize>,
    places: Range<Place>,
}

struct Finder<'a> {
    mutants: &'a [Mutant],
    sites: Vec<Site>,
    bodies: Vec<Body>,
}

fn start(span: Span) -> Place {
    let at = span.start();
    (at.line, at.column + 1)
}

/// Whether a part of it binds names, as in `if let … && …`: it can stand in no parentheses.
fn binds(expr: &Expr) -> bool {
    match expr {
        Expr::Let(_) => true,
        Expr::Binary(both) => binds(&both.left) || binds(&both.right),
        _ => false,
    }
}

impl Finder<'_> {
    fn at(&self, genre: &str, place: Place) -> Others {
        let here = self.mutants.iter().filter(|mutant| mutant.genre == genre && mutant.start == place);
        here.map(|mutant| (mutant.id, mutant.replacement.clone())).collect()
    }

    /// Whether a function can ask which mutant is on: those that run while compiling cannot.
    fn enter(&mut self, signature: &Signature, block: &Block) -> bool {
        if signature.constness.is_some() {
            return false;
        }
        let (open, close) = (block.brace_token.span.open(), block.brace_token.span.close());
        let range = open.byte_range().end..close.byte_range().start;
        self.bodies.push(Body { range, places: start(open)..start(close) });
        true
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if self.enter(&item.sig, &item.block) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if self.enter(&item.sig, &item.block) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if item.default.as_ref().is_some_and(|block| self.enter(&item.sig, block)) {
            visit::visit_trait_item_fn(self, item);
        }
    }

    // What is computed while compiling.
    fn visit_item_const(&mut self, _: &'ast syn::ItemConst) {}
    fn visit_item_static(&mut self, _: &'ast syn::ItemStatic) {}
    fn visit_impl_item_const(&mut self, _: &'ast syn::ImplItemConst) {}
    fn visit_trait_item_const(&mut self, _: &'ast syn::TraitItemConst) {}
    fn visit_expr_const(&mut self, _: &'ast syn::ExprConst) {}
    fn visit_type(&mut self, _: &'ast syn::Type) {}
    fn visit_generic_argument(&mut self, _: &'ast syn::GenericArgument) {}
    fn visit_expr_repeat(&mut self, repeat: &'ast ExprRepeat) {
        self.visit_expr(&repeat.expr);
    }

    fn visit_expr_binary(&mut self, both: &'ast ExprBinary) {
        let others = self.at("BinaryOperator", start(both.op.span()));
        if !others.is_empty() && !binds(&both.left) && !binds(&both.right) {
            let [left, op, right] = [both.left.span(), both.op.span(), both.right.span()].map(|span| span.byte_range());
            let range = left.start..right.end;
            self.sites.push(Site { range, change: Change::Binary { left, op, right, others } });
        }
        visit::visit_expr_binary(self, both);
    }

    fn visit_expr_unary(&mut self, unary: &'ast ExprUnary) {
        if let Some((id, _)) = self.at("UnaryOperator", start(unary.op.span())).pop() {
            let (op, operand) = (unary.op.span().byte_range(), unary.expr.span().byte_range());
            self.sites.push(Site { range: op.start..operand.end, change: Change::Unary { op, operand, id } });
        }
        visit::visit_expr_unary(self, unary);
    }

    fn visit_expr_match(&mut self, all: &'ast ExprMatch) {
        self.visit_expr(&all.expr);
        // An arm with a guard counts for nothing when the compiler asks whether all cases have one.
        let open = all.arms.iter().any(|arm| matches!(arm.pat, Pat::Wild(_) | Pat::Ident(_)));
        for arm in &all.arms {
            self.arm(arm, open);
            self.visit_arm(arm);
        }
    }
}

impl Finder<'_> {
    /// Where `open`, there is an arm for whatever has none.
    fn arm(&mut self, arm: &Arm, open: bool) {
        let left_out = self.at("MatchArm", start(arm.span())).pop().map(|(id, _)| id).filter(|_| open);
        let (mut guard, mut always, mut never) = (None, None, None);
        let end = arm.pat.span().byte_range().end;
        let mut range = end..end;
        if let Pat::Guard(PatGuard { if_token, guard: expr, .. }) = &arm.pat {
            if binds(expr) {
                return;
            }
            let own = expr.span().byte_range();
            range = if_token.span().byte_range().start..own.end;
            guard = Some(own);
            for (id, to) in self.at("MatchArmGuard", start(expr.span())) {
                *(if to == "true" { &mut always } else { &mut never }) = Some(id);
            }
        }
        if [left_out, always, never].iter().any(Option::is_some) {
            self.sites.push(Site { range, change: Change::Arm { guard, left_out, always, never } });
        }
    }
}
