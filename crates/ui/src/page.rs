//! What a screen shows: one question and its control. The frame adds the rest.

use crate::Element;
use crate::icons::Icon;

/// One screen, without the chrome round it.
pub struct Page<'a, M> {
    /// The question, as the headline.
    pub question: String,
    /// What helps to answer it.
    pub hint: Option<String>,
    /// A picture or a text; in low reach it fills the upper half.
    pub explanation: Option<Element<'a, M>>,
    /// What answers the question.
    pub control: Element<'a, M>,
    /// A keyboard or number pad: above the bottom bar, or at the end side in landscape.
    pub keypad: Option<Element<'a, M>>,
    /// Ways aside.
    pub asides: Vec<Aside<M>>,
    /// What has to be put right, said under the question.
    pub problem: Option<Problem>,
    /// The step before.
    pub back: Option<M>,
    /// The one thing to do.
    pub primary: Option<Primary<M>>,
    /// The control stands in the middle of the height that is left.
    pub centered: bool,
}

/// A way aside, as a pill.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside<M> {
    /// A name that stays the same in every language.
    pub id: String,
    /// Its words.
    pub label: String,
    /// Beside the words.
    pub icon: Option<Icon>,
    /// What it does.
    pub message: M,
}

impl<M> Aside<M> {
    /// A way aside without an icon.
    pub fn new(id: impl Into<String>, label: impl Into<String>, message: M) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            icon: None,
            message,
        }
    }

    /// With an icon.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }
}

/// What has to be put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field it is about, in words.
    pub field_label: String,
    /// What is wrong and what to do about it.
    pub text: String,
    /// Nobody did anything wrong: it is told, without alarm.
    pub calm: bool,
}

impl Problem {
    /// A problem with a field; the label may be empty when the page has only one.
    pub fn new(field_label: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            field_label: field_label.into(),
            text: text.into(),
            calm: false,
        }
    }

    /// The same, told without alarm.
    #[must_use]
    pub fn calm(mut self) -> Self {
        self.calm = true;
        self
    }
}

/// The one thing to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Primary<M> {
    /// A name that stays the same in every language.
    pub id: String,
    /// A verb.
    pub label: String,
    /// What it does; none while it cannot be used.
    pub message: Option<M>,
    /// Beside the words.
    pub icon: Option<Icon>,
}

impl<M> Primary<M> {
    /// A primary action with an arrow onwards.
    pub fn new(id: impl Into<String>, label: impl Into<String>, message: Option<M>) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            message,
            icon: Some(Icon::Forward),
        }
    }

    /// With another icon, or none.
    #[must_use]
    pub fn icon(mut self, icon: Option<Icon>) -> Self {
        self.icon = icon;
        self
    }
}

impl<'a, M: 'a> Page<'a, M> {
    /// A question and what answers it.
    pub fn new(question: impl Into<String>, control: impl Into<Element<'a, M>>) -> Self {
        Self {
            question: question.into(),
            hint: None,
            explanation: None,
            control: control.into(),
            keypad: None,
            asides: Vec::new(),
            problem: None,
            back: None,
            primary: None,
            centered: false,
        }
    }

    /// With a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// With a picture or a text.
    #[must_use]
    pub fn explanation(mut self, explanation: impl Into<Element<'a, M>>) -> Self {
        self.explanation = Some(explanation.into());
        self
    }

    /// With a keyboard or number pad.
    #[must_use]
    pub fn keypad(mut self, keypad: impl Into<Element<'a, M>>) -> Self {
        self.keypad = Some(keypad.into());
        self
    }

    /// With one more way aside.
    #[must_use]
    pub fn aside(mut self, aside: Aside<M>) -> Self {
        self.asides.push(aside);
        self
    }

    /// With what has to be put right, if anything.
    #[must_use]
    pub fn problem(mut self, problem: impl Into<Option<Problem>>) -> Self {
        self.problem = problem.into();
        self
    }

    /// With a way back.
    #[must_use]
    pub fn back(mut self, back: impl Into<Option<M>>) -> Self {
        self.back = back.into();
        self
    }

    /// With the one thing to do.
    #[must_use]
    pub fn primary(mut self, primary: Primary<M>) -> Self {
        self.primary = Some(primary);
        self
    }

    /// With its control in the middle of the height that is left.
    #[must_use]
    pub fn centered(mut self) -> Self {
        self.centered = true;
        self
    }

    /// The same page, speaking another message type.
    pub fn map<N: 'a>(self, f: impl Fn(M) -> N + Clone + 'a) -> Page<'a, N> {
        Page {
            question: self.question,
            hint: self.hint,
            explanation: self.explanation.map(|element| element.map(f.clone())),
            control: self.control.map(f.clone()),
            keypad: self.keypad.map(|element| element.map(f.clone())),
            asides: self
                .asides
                .into_iter()
                .map(|aside| Aside {
                    id: aside.id,
                    label: aside.label,
                    icon: aside.icon,
                    message: f(aside.message),
                })
                .collect(),
            problem: self.problem,
            back: self.back.map(&f),
            primary: self.primary.map(|primary| Primary {
                id: primary.id,
                label: primary.label,
                message: primary.message.map(&f),
                icon: primary.icon,
            }),
            centered: self.centered,
        }
    }
}
