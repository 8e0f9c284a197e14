//! What there is: every name with its label, range and default. Controls, links and documentation are made from this; no
//! range or default stands a second time anywhere.

use crate::formula;
use crate::objective::MAX_SAMPLES;

/// A text in the languages of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Simplified Chinese.
    pub zh: &'static str,
}

/// What values a setting takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A number in a range.
    Number {
        /// The smallest value.
        min: f64,
        /// The largest value.
        max: f64,
        /// Whether equal steps of a slider are equal ratios.
        log: bool,
    },
    /// A whole number in a range.
    Integer {
        /// The smallest value.
        min: f64,
        /// The largest value.
        max: f64,
    },
    /// How many samples make a batch: a whole number from 1, or `full`.
    Batch,
    /// A whole number that random numbers start from.
    Seed,
    /// One of the catalog's names.
    Choice,
    /// A formula.
    Formula,
    /// A list of numbers.
    Numbers,
    /// Samples, one row each: inputs, then the target.
    Rows,
}

/// The value of a setting that is not given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Default {
    /// Depends on the objective, or there is none.
    Open,
    /// A number.
    Number(f64),
    /// A name.
    Name(&'static str),
}

/// Something that can be set.
#[derive(Debug)]
pub struct Setting {
    /// Its name in configurations, in camelCase. Attributes and links have it in kebab-case.
    pub name: &'static str,
    /// The letter that stands for it in equations, or nothing.
    pub symbol: &'static str,
    /// Its name for people.
    pub label: Text,
    /// What it does, in a sentence.
    pub note: Text,
    /// Its values.
    pub kind: Kind,
    /// Its value if none is given.
    pub default: Default,
    /// Whether it can change while a run is under way.
    pub live: bool,
}

/// The largest seed: JavaScript's numbers are exact up to here.
pub const MAX_SEED: f64 = ((1u64 << 53) - 1) as f64;

/// A text. The module that figures load has none: a page brings those of its own language.
pub const fn text(en: &'static str, zh: &'static str) -> Text {
    Text { en: line(en), zh: line(zh) }
}

/// A text that is the same in every language: an equation, a source.
pub const fn line(text: &'static str) -> &'static str {
    if cfg!(feature = "full") { text } else { "" }
}

/// What is minimised.
pub const OBJECTIVE: Setting = Setting {
    name: "objective",
    symbol: "",
    label: text("Objective", "目标函数"),
    note: text(
        "What is minimised: a surface, a model with data, or your own formula.",
        "要最小化的对象：曲面、带数据的模型，或你自己的公式。",
    ),
    kind: Kind::Choice,
    default: Default::Name("himmelblau"),
    live: false,
};

const FORMULA: Setting = Setting {
    name: "formula",
    symbol: "f",
    label: text("Formula", "公式"),
    note: text("In x, or in x and y. For example x^2 + 3*y^2.", "用 x，或 x 和 y。例如 x^2 + 3*y^2。"),
    kind: Kind::Formula,
    default: Default::Open,
    live: false,
};

const DOMAIN: Setting = Setting {
    name: "domain",
    symbol: "",
    label: text("Domain", "范围"),
    note: text("The part that is shown: low, high for each variable.", "显示的区域：每个变量的下限和上限。"),
    kind: Kind::Numbers,
    default: Default::Open,
    live: false,
};

const START: Setting = Setting {
    name: "start",
    symbol: "",
    label: text("Start", "起点"),
    note: text("Where the run begins.", "从哪里开始。"),
    kind: Kind::Numbers,
    default: Default::Open,
    live: false,
};

/// How it is minimised.
pub const OPTIMIZER: Setting = Setting {
    name: "optimizer",
    symbol: "",
    label: text("Optimizer", "优化器"),
    note: text("How a gradient becomes a step.", "如何由梯度得到一步。"),
    kind: Kind::Choice,
    default: Default::Name("momentum"),
    live: true,
};

const LEARNING_RATE: Setting = Setting {
    name: "learningRate",
    symbol: "α",
    label: text("Learning rate", "学习率"),
    note: text("How far a step goes for a given gradient.", "同样的梯度，一步走多远。"),
    kind: Kind::Number { min: 1e-6, max: 10.0, log: true },
    default: Default::Open,
    live: true,
};

/// The momentum of the optimizers that have one.
pub const MOMENTUM: Setting = Setting {
    name: "momentum",
    symbol: "β",
    label: text("Momentum", "动量"),
    note: text("How much of the velocity is kept from step to step.", "每一步保留多少速度。"),
    kind: Kind::Number { min: 0.0, max: 0.999, log: false },
    default: Default::Number(0.9),
    live: true,
};

const BATCH_SIZE: Setting = Setting {
    name: "batchSize",
    symbol: "B",
    label: text("Batch size", "批大小"),
    note: text(
        "How many samples a step looks at: 1 is true SGD, all of them is a full batch.",
        "每一步看几个样本：1 是真正的 SGD，全部就是全批量。",
    ),
    kind: Kind::Batch,
    default: Default::Open,
    live: true,
};

const SAMPLES: Setting = Setting {
    name: "samples",
    symbol: "N",
    label: text("Samples", "样本数"),
    note: text("How many data points are made from the seed.", "由种子生成多少个数据点。"),
    kind: Kind::Integer { min: 1.0, max: MAX_SAMPLES as f64 },
    default: Default::Open,
    live: false,
};

const DATA: Setting = Setting {
    name: "data",
    symbol: "",
    label: text("Data", "数据"),
    note: text(
        "Your own samples: inputs, then the target; semicolons between samples.",
        "你自己的样本：先输入后目标，样本之间用分号。",
    ),
    kind: Kind::Rows,
    default: Default::Open,
    live: false,
};

const SEED: Setting = Setting {
    name: "seed",
    symbol: "",
    label: text("Seed", "随机种子"),
    note: text("The same seed makes the same data and the same batches.", "同样的种子，得到同样的数据和批次。"),
    kind: Kind::Seed,
    default: Default::Open,
    live: false,
};

/// Every setting, in the order in which controls show them. An optimizer's knobs are settings too.
pub const SETTINGS: &[&Setting] = &[
    &OBJECTIVE,
    &FORMULA,
    &OPTIMIZER,
    &LEARNING_RATE,
    &MOMENTUM,
    &BATCH_SIZE,
    &SAMPLES,
    &SEED,
    &START,
    &DOMAIN,
    &DATA,
];

impl Setting {
    /// The setting of that name.
    pub fn named(name: &str) -> Option<&'static Setting> {
        SETTINGS.iter().copied().find(|setting| setting.name == name)
    }

    /// The default, if it is a name; else nothing.
    pub fn default_name(&self) -> &'static str {
        match self.default {
            Default::Name(name) => name,
            _ => "",
        }
    }

    /// The default, if it is a number; else 0.
    pub fn default_number(&self) -> f64 {
        match self.default {
            Default::Number(number) => number,
            _ => 0.0,
        }
    }

    /// The name in attributes and links.
    pub fn attribute(&self) -> String {
        let mut attribute = String::new();
        for c in self.name.chars() {
            if c.is_ascii_uppercase() {
                attribute.push('-');
            }
            attribute.push(c.to_ascii_lowercase());
        }
        attribute
    }
}

/// Names with commas between them.
pub fn names(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut list = String::new();
    for name in names {
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(name.as_ref());
    }
    list
}

/// The bounds that protect a page.
pub const LIMITS: &[(&str, usize)] = &[
    ("formulaLength", formula::MAX_LENGTH),
    ("formulaDepth", formula::MAX_DEPTH),
    ("samples", MAX_SAMPLES),
    ("steps", crate::experiment::MAX_STEPS),
    ("cells", crate::maps::MAX_CELLS),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_every_knob_is_a_setting() {
        let mut names: Vec<_> = SETTINGS.iter().map(|setting| setting.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), SETTINGS.len());
        for optimizer in crate::optimizer::ALL {
            for knob in optimizer.knobs {
                assert!(Setting::named(knob.name).is_some(), "{}", knob.name);
                assert!(matches!(knob.default, Default::Number(_)), "{}", knob.name);
            }
        }
        assert_eq!(LEARNING_RATE.attribute(), "learning-rate");
        assert!(crate::objective::surfaces::Surface::named(OBJECTIVE.default_name()).is_some());
        assert!(crate::optimizer::Spec::named(OPTIMIZER.default_name()).is_some());
    }
}
