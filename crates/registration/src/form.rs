//! Forms: the part of FHIR's `Questionnaire` that a kiosk can ask.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Record;

/// Words in several languages; the key "" is the resource's own language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words(pub Vec<(String, String)>);

impl Words {
    /// The words in the given language, else in the resource's own.
    pub fn get(&self, language: &str) -> &str {
        let find = |wanted: &str| self.0.iter().find(|(tag, _)| tag == wanted);

        find(language)
            .or_else(|| find(""))
            .or_else(|| self.0.first())
            .map_or("", |(_, words)| words)
    }
}

/// A questionnaire that central holds.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// The `Questionnaire` as central holds it.
    pub record: Record,
    /// Canonical URL with version, for `QuestionnaireResponse.questionnaire`.
    pub canonical: String,
    /// Its title.
    pub title: Words,
    /// Its questions in order, groups laid flat.
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// `linkId`.
    pub link_id: String,
    /// What is asked.
    pub text: Words,
    /// What may be answered.
    pub kind: QuestionKind,
    /// Whether an answer is needed to go on.
    pub required: bool,
    /// When it is asked.
    pub conditions: Vec<Condition>,
    /// Whether all conditions must hold, or any (`enableBehavior`).
    pub all_conditions: bool,
}

/// What may be answered to a question.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum QuestionKind {
    /// Words to read, nothing to answer (`display`).
    Display,
    /// Yes or no.
    Boolean,
    /// One of several.
    Choice(Vec<Choice>),
    /// Words.
    Text {
        /// `maxLength`.
        limit: usize,
    },
    /// A day.
    Date,
    /// A whole number, within bounds where there are any.
    Integer {
        /// `minValue`.
        min: Option<i64>,
        /// `maxValue`.
        max: Option<i64>,
    },
}

/// One answer to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// `valueCoding.system`.
    pub system: Option<String>,
    /// `valueCoding.code`, or the string itself.
    pub code: String,
    /// What is shown.
    pub display: Words,
}

/// `enableWhen`.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// `linkId` of the other question.
    pub question: String,
    /// How its answer is compared.
    pub operator: Operator,
    /// With what.
    pub answer: Answer,
}

/// `enableWhen.operator` (`=` and so on).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operator {
    /// `exists`
    Exists,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `>`
    Greater,
    /// `<`
    Less,
    /// `>=`
    GreaterOrEqual,
    /// `<=`
    LessOrEqual,
}

/// What was answered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Yes or no.
    Boolean(bool),
    /// [`Choice::code`].
    Choice(String),
    /// Words.
    Text(String),
    /// A day.
    Date(Date),
    /// A whole number.
    Integer(i64),
}

/// The answers to one form, by `linkId`, in the order given.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answers(Vec<(String, Answer)>);

impl Answers {
    /// The answer to a question.
    pub fn get(&self, link_id: &str) -> Option<&Answer> {
        self.0.iter().find(|(id, _)| id == link_id).map(|(_, answer)| answer)
    }

    /// Puts or takes back an answer.
    pub fn set(&mut self, link_id: &str, answer: Option<Answer>) {
        self.0.retain(|(id, _)| id != link_id);
        self.0.extend(answer.map(|answer| (link_id.to_owned(), answer)));
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Form {
    /// The questions that are asked, given the answers so far: a question whose condition looks at a question that
    /// is itself not asked sees no answer.
    pub fn enabled<'a>(&'a self, answers: &'a Answers) -> Vec<&'a Question> {
        let mut asked: Vec<&Question> = Vec::new();
        for question in &self.questions {
            let holds = |condition: &Condition| {
                let answer = asked
                    .iter()
                    .any(|earlier| earlier.link_id == condition.question)
                    .then(|| answers.get(&condition.question))
                    .flatten();

                condition.holds(answer)
            };
            let enabled = if question.conditions.is_empty() {
                true
            } else if question.all_conditions {
                question.conditions.iter().all(holds)
            } else {
                question.conditions.iter().any(holds)
            };
            if enabled {
                asked.push(question);
            }
        }

        asked
    }

    /// Whether every question that is asked and needs an answer has one.
    pub fn complete(&self, answers: &Answers) -> bool {
        self.enabled(answers)
            .iter()
            .all(|question| !question.required || answers.get(&question.link_id).is_some())
    }
}

impl Condition {
    fn holds(&self, answer: Option<&Answer>) -> bool {
        use std::cmp::Ordering::{Equal, Greater, Less};

        if self.operator == Operator::Exists {
            return Answer::Boolean(answer.is_some()) == self.answer;
        }
        let Some(answer) = answer else {
            return false;
        };
        let order = match (answer, &self.answer) {
            (Answer::Integer(left), Answer::Integer(right)) => Some(left.cmp(right)),
            (Answer::Date(left), Answer::Date(right)) => Some(left.cmp(right)),
            (left, right) if left == right => Some(Equal),
            _ => None,
        };

        match self.operator {
            Operator::Exists => false,
            Operator::Equal => order == Some(Equal),
            Operator::NotEqual => order != Some(Equal),
            Operator::Greater => order == Some(Greater),
            Operator::Less => order == Some(Less),
            Operator::GreaterOrEqual => matches!(order, Some(Greater | Equal)),
            Operator::LessOrEqual => matches!(order, Some(Less | Equal)),
        }
    }
}
