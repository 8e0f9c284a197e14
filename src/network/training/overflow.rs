//! Why a training cannot go on: which numbers were the first that are not finite, found by taking the last step again.

use super::history::Now;
use super::{AT_ONCE, Cause, Element, MOST_EVALUATED, Message, Shown, Training, look_ahead};
use crate::network::overflow::{Overflow, Overflowed};
use crate::network::pass::first_overflow;

/// The largest finite size.
fn largest<T: Element>(values: &[T]) -> f64 {
    values.iter().map(|x| x.wide().abs()).filter(|x| x.is_finite()).fold(0.0, f64::max)
}

fn has_overflow<T: Element>(values: &[T]) -> bool {
    values.iter().any(|x| !x.wide().is_finite())
}

impl<T: Element> Training<T> {
    /// What was not finite first, of a training that cannot go on from here. It is as it was afterwards.
    pub(super) fn find_overflow(&mut self) -> Overflowed {
        let kept = (self.gradient.clone(), self.batch, self.now.clone());
        let found = self.overflow_of_update().unwrap_or_else(|| self.overflow_of_pass(kept.1.loss.is_finite()));
        (self.gradient, self.batch, self.now) = kept;
        self.forget_batch();
        found
    }

    /// Whether the last update has led to parameters that are not finite, and what was so before: the gradient, or only they.
    fn overflow_of_update(&mut self) -> Option<Overflowed> {
        let parts = self.config.network.parts();
        let at = parts.iter().position(|part| has_overflow(&self.now.params[part.range()]))?;
        let after = std::mem::replace(&mut self.now, self.before.clone());
        self.take_batch_again();
        let told = |what, at: usize| Overflowed {
            what,
            layer: at / 2 + 1,
            step: after.step,
            largest: largest(&self.now.params[parts[at / 2 * 2].range()]),
        };
        // Backward, so from the output on.
        let gradient = (0..parts.len()).rev().find(|&at| has_overflow(&self.gradient[parts[at].range()]));
        Some(gradient.map_or_else(
            || told(if self.lacks_value(&after) { Overflow::Rule } else { Overflow::Weights }, at),
            |at| told(Overflow::Gradient, at),
        ))
    }

    /// Whether numbers that are not finite come from small ones: the rule has no value there.
    fn lacks_value(&self, after: &Now<T>) -> bool {
        // Numbers below this do not overflow inside a rule, which squares them at most.
        let squarable = if size_of::<T>() == 4 { 1e15 } else { 1e100 };
        let mut numbers = self.gradient.iter().chain(&self.now.params).chain(self.now.slots.iter().flatten());
        after.params.iter().any(|x| x.wide().is_nan()) && numbers.all(|x| x.wide().abs() < squarable)
    }

    /// Where the pass forward leaves the finite numbers: on the coming batch, or on the samples that are evaluated.
    fn overflow_of_pass(&mut self, evaluating: bool) -> Overflowed {
        let which: Vec<u32> = if evaluating {
            (0..self.config.inputs.train.len().min(MOST_EVALUATED) as u32).collect()
        } else {
            self.take_batch_again()
        };
        let hyper = &self.config.tuning.hyper;
        let ahead = !evaluating && look_ahead(hyper.parts, &hyper.knobs, &self.now.slots).is_some();
        let params = if ahead { &self.ahead } else { &self.now.params };
        let network = &self.config.network;
        let passes = which.chunks(AT_ONCE);
        let found = passes.filter_map(|which| first_overflow(network, params, &self.config.inputs.train, which));
        // Where all are finite, their mean is not.
        let (at, what) = found.min().unwrap_or((network.hidden.len(), Overflow::Loss));
        let weights = &network.parts()[2 * at];
        Overflowed { what, layer: at + 1, step: self.now.step + 1, largest: largest(&params[weights.range()]) }
    }

    /// Draws the batch of the step that follows, and takes its gradient.
    fn take_batch_again(&mut self) -> Vec<u32> {
        self.forget_batch();
        self.draw();
        let which = std::mem::take(&mut self.drawn);
        self.differentiate(&which);
        which
    }

    /// Cause and sentence of a training that has left the finite numbers.
    pub(super) fn tell_overflow(&mut self, found: Overflowed) {
        let Overflowed { what, layer, step, largest } = found;
        self.overflow = Some(found);
        let rate = Shown(self.config.tuning.hyper.learning_rate);
        let advice = Message {
            en: format!("A learning rate of {rate} is too large here; try a smaller one."),
            zh: format!("学习率 {rate} 在这里太大，请换小一些。"),
        };
        self.cause = Some(if what == Overflow::Rule { Cause::Rule } else { Cause::Rate });
        let output = layer == self.config.network.hidden.len() + 1;
        let (en, zh) = if output {
            ("the output layer".to_owned(), "输出层".to_owned())
        } else {
            (format!("layer {layer}"), format!("第 {layer} 层"))
        };
        let short = format!("{largest:.1e}");
        let most = if largest < 1e5 { Shown(short.parse().unwrap_or(largest)).to_string() } else { short };
        let (en, zh) = match what {
            Overflow::Activation => (
                format!(
                    "In step {step} the sums of {en} overflow, before anything else; its weights have grown to {most}."
                ),
                format!("第 {step} 步中，{zh}的加权和最先溢出；该层的权重已大到 {most}。"),
            ),
            Overflow::Loss => (
                format!(
                    "In step {step} the loss itself overflows, though all outputs are still finite; the weights of {en} have grown to {most}."
                ),
                format!("第 {step} 步中，各层输出仍是有限的数，损失本身最先溢出；{zh}的权重已大到 {most}。"),
            ),
            Overflow::Gradient => (
                format!(
                    "In step {step} the gradient of {en} overflows, before anything else: the loss was still finite, and the weights no larger than {most}."
                ),
                format!("第 {step} 步中，{zh}的梯度最先溢出：损失仍是有限的数，该层的权重不超过 {most}。"),
            ),
            Overflow::Weights => (
                format!(
                    "In step {step} the update makes the weights of {en} overflow, though the gradient is still finite; before it they were no larger than {most}."
                ),
                format!("第 {step} 步中，梯度仍是有限的数，更新使{zh}的权重最先溢出；此前它们不超过 {most}。"),
            ),
            Overflow::Rule => (
                format!(
                    "In step {step} the optimizer’s rule itself has no value for a parameter of {en}: rounding has led to 0/0, or to the root of a negative number. A larger epsilon helps, where the rule has one."
                ),
                format!(
                    "第 {step} 步中，优化器的更新规则对{zh}的某个参数没有值：舍入误差导致了 0/0 或负数开方。若规则中有 ε，请取大一些。"
                ),
            ),
        };
        self.message = Some(if what == Overflow::Rule {
            Message { en, zh }
        } else {
            Message { en: format!("{en} {}", advice.en), zh: format!("{zh}{}", advice.zh) }
        });
    }
}
