//! Whose update rules and defaults are used.

#[cfg(feature = "full")]
use super::library::{self, Class, Form, Library};
use super::parts::Parts;
use super::spec::{Knob, Spec, Usual};
use crate::edition::FULL;

/// Whose update rules and defaults are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Convention {
    /// Keras 3.
    Keras,
    /// PyTorch.
    Torch,
    /// The look-ahead form of Sutskever et al. 2013: the gradient is taken at w + β·v, and w itself is shown.
    Sutskever,
    /// Of another library, by its place among them, with one of the names that its rules go by.
    #[cfg(feature = "full")]
    Library(u8, u8),
}

impl Convention {
    /// Those that every edition of the engine has.
    pub const BUILT_IN: [Convention; 3] = [Convention::Keras, Convention::Torch, Convention::Sutskever];

    /// Every one of them.
    pub fn all() -> impl Iterator<Item = Convention> + Clone {
        #[cfg(feature = "full")]
        return Self::BUILT_IN.into_iter().chain(elsewhere());
        #[cfg(not(feature = "full"))]
        Self::BUILT_IN.into_iter()
    }

    /// Its name in configurations and links.
    pub fn name(self) -> &'static str {
        match self {
            Convention::Keras => "keras",
            Convention::Torch => "torch",
            Convention::Sutskever => "sutskever",
            #[cfg(feature = "full")]
            Convention::Library(library, name) => library::ALL[usize::from(library)].names[usize::from(name)],
        }
    }

    /// The library whose rules they are.
    #[cfg(feature = "full")]
    pub fn library(self) -> Option<&'static Library> {
        match self {
            Convention::Library(library, _) => library::ALL.get(usize::from(library)).copied(),
            _ => library::ALL.iter().copied().find(|library| library.name == self.name()),
        }
    }

    /// The class of the library, and its form, that an optimizer of ours is.
    #[cfg(feature = "full")]
    pub fn form(self, optimizer: &str) -> Option<(&'static Class, &'static Form)> {
        let name = if let Convention::Library(_, name) = self { name } else { 0 };
        let classes = self.library()?.classes;
        let mut forms = classes.iter().flat_map(|class| class.forms.iter().map(move |form| (class, form)));
        forms.find(|(_, form)| form.optimizer == optimizer && form.name == name)
    }

    /// Whether what an optimizer is by this convention stands in the record of a library alone.
    #[cfg(feature = "full")]
    fn is_recorded(self, optimizer: &str) -> bool {
        matches!(self, Convention::Library(..)) || Spec::named(optimizer).is_some_and(|spec| spec.reference.is_some())
    }

    /// What a setting of ours is in a library that only the whole engine has, unless its user says otherwise; nothing where the
    /// library demands it, or has none.
    #[cfg(feature = "full")]
    fn usual(self, optimizer: &str, setting: &str) -> Option<f64> {
        if !self.is_recorded(optimizer) {
            return None;
        }
        let (class, form) = self.form(optimizer)?;
        // What a class fixes unless its user asks for another form, whatever its arguments say.
        let mut forms = class.forms.iter().filter(|other| other.optimizer == optimizer && other.name == form.name);
        let fixed = forms
            .find(|form| form.when.is_empty())
            .and_then(|form| form.with.iter().find(|(name, _)| *name == setting));
        let value = match fixed {
            Some((_, value)) => *value,
            None => class.arguments.iter().find_map(|argument| argument.usual_of(setting))?,
        };
        // One class is plain descent without a momentum, and with one is what is asked for here.
        let is_off = value == 0.0 && setting == "momentum" && matches!(optimizer, "momentum" | "nesterov");
        (value.is_finite() && !is_off).then_some(value)
    }
}

/// Those conventions that only the whole engine has.
#[cfg(feature = "full")]
fn elsewhere() -> impl Iterator<Item = Convention> + Clone {
    let libraries = library::ALL.iter().enumerate().filter(|(_, library)| !library.is_built_in());
    libraries.flat_map(|(k, library)| (0..library.names.len()).map(move |n| Convention::Library(k as u8, n as u8)))
}

impl Usual {
    /// In Keras or PyTorch.
    fn by(self, convention: Convention) -> f64 {
        if convention == Convention::Torch { self.torch } else { self.keras }
    }
}

impl Spec {
    /// What its rule is put together from by that convention; nothing where the convention has no such rule.
    pub fn parts(&self, convention: Convention) -> Option<&'static Parts> {
        #[cfg(feature = "full")]
        if self.reference.is_some() {
            return self.form(convention).map(|form| &form.parts);
        }
        match convention {
            Convention::Keras => Some(self.keras),
            Convention::Torch => Some(self.torch.unwrap_or(&Parts::TORCH)),
            Convention::Sutskever => self.sutskever,
            #[cfg(feature = "full")]
            Convention::Library(..) => self.form(convention).map(|form| &form.parts),
        }
    }

    /// Whether it has a rule by that convention: one of its own, or the only one that there is.
    pub fn knows(&self, convention: Convention) -> bool {
        self.parts(convention).is_some()
    }

    /// By whose convention it is where that one is asked for: Keras', which is taken unless another one is, stands for an
    /// optimizer's own where Keras does not have it.
    pub fn convention(&self, asked: Convention) -> Convention {
        if FULL && asked == Convention::Keras && !self.knows(asked) { self.own_convention() } else { asked }
    }

    /// Whose rule it is unless another one is asked for.
    pub fn own_convention(&self) -> Convention {
        #[cfg(feature = "full")]
        if let Some(name) = self.reference {
            return Convention::all().find(|convention| convention.name() == name).unwrap_or(Convention::Keras);
        }
        Convention::Keras
    }

    /// Whether its rule by that convention is another one than its own.
    pub fn differs(&self, convention: Convention) -> bool {
        #[cfg(feature = "full")]
        if self.reference.is_some() {
            return convention != self.own_convention() && self.knows(convention);
        }
        match convention {
            Convention::Keras => false,
            Convention::Torch => self.torch.is_some(),
            _ => self.knows(convention),
        }
    }

    /// The form of the rule in a library.
    #[cfg(feature = "full")]
    fn form(&self, convention: Convention) -> Option<&'static Form> {
        convention.form(self.name).map(|(_, form)| form)
    }

    /// What a knob is unless another value is chosen.
    pub fn usual(&self, knob: &Knob, convention: Convention) -> f64 {
        #[cfg(feature = "full")]
        if let Some(usual) = convention.usual(self.name, knob.setting.name) {
            return usual;
        }
        knob.usual.by(convention)
    }

    /// The decoupled weight decay unless another one is chosen.
    pub fn usual_decay(&self, convention: Convention) -> f64 {
        #[cfg(feature = "full")]
        if convention.is_recorded(self.name) {
            return convention.usual(self.name, "weightDecay").unwrap_or(0.0);
        }
        self.weight_decay.by(convention)
    }
}
