//! The copy of a file with its mutants. Around each stands `/*m7*/ … /*m*/` with its id, around each site `/*s7*/ … /*s*/`: so it is found
//! which of them the compiler refuses.

use crate::find::{Change, Others, Site};
use std::ops::Range;

/// The text with all mutants, and their ids.
pub fn with(source: &str, sites: &[Site]) -> (String, Vec<usize>) {
    let mut writer = Writer { source, sites, ids: Vec::new() };
    let text = writer.part(0..source.len());
    (text, writer.ids)
}

struct Writer<'a> {
    source: &'a str,
    sites: &'a [Site],
    ids: Vec<usize>,
}

impl Writer<'_> {
    fn part(&mut self, range: Range<usize>) -> String {
        let mut text = String::new();
        let mut at = range.start;
        let sites = self.sites;
        for (k, site) in sites.iter().enumerate() {
            if site.range.start >= at && site.range.end <= range.end {
                text += &self.source[at..site.range.start];
                text += &format!("/*s{k}*/{}/*s*/", self.change(&site.change));
                at = site.range.end;
            }
        }
        text + &self.source[at..range.end]
    }

    /// Only one mutant is ever on, so a mutant's own text has no others in it.
    fn change(&mut self, change: &Change) -> String {
        let source = self.source;
        match change {
            Change::Returns(others) => self.choice(others, |value| format!("return {value};"), ""),
            Change::Binary { left, op, right, others } => {
                let [raw_left, own, raw_right] = [left, op, right].map(|range| &source[range.clone()]);
                let (left, right) = (self.part(left.clone()), self.part(right.clone()));
                let choice = self.choice(others, |other| format!("{raw_left} {other} {raw_right}"), "else ");
                format!("({choice}{{ {left} {own} {right} }})")
            }
            Change::Unary { op, operand, id } => {
                let (own, raw) = (&source[op.clone()], &source[operand.clone()]);
                let operand = self.part(operand.clone());
                let choice = self.choice(&[(*id, raw.into())].into(), str::to_owned, "else ");
                format!("({choice}{{ {own}{operand} }})")
            }
            Change::Arm { guard, left_out, always, never } => {
                self.ids.extend([left_out, always, never].into_iter().flatten());
                let own = guard.clone().map_or("true".into(), |range| self.part(range));
                let on = |id: &Option<usize>| id.map_or("false".into(), |id| format!("crate::mutant::on({id})"));
                format!(" if !{} && ({} || (!{} && ({own})))", on(left_out), on(always), on(never))
            }
        }
    }

    /// One `if` after the other.
    fn choice(&mut self, others: &Others, text: impl Fn(&str) -> String, between: &str) -> String {
        let mut all = String::new();
        for (id, other) in others {
            self.ids.push(*id);
            all += &format!("if crate::mutant::on({id}) {{ /*m{id}*/ {} /*m*/ }} {between}", text(other));
        }
        all
    }
}
