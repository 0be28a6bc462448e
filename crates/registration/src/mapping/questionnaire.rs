//! `Questionnaire` and `QuestionnaireResponse`.

mod response;

use fhir::{Extension, Questionnaire, QuestionnaireAnswerOption, QuestionnaireEnableWhen, QuestionnaireItem};

use crate::Record;
use crate::form::{Answer, Choice, Condition, Form, Operator, Question, QuestionKind};
use crate::mapping::elements::{day, words};

pub use response::response;

/// The longest answer in words that is taken where the form sets no limit, and the longest limit that it may set.
const TEXT_LIMIT: usize = 500;

/// More questions than these nobody answers standing up.
const QUESTION_LIMIT: usize = 200;

const MIN_VALUE: &str = "http://hl7.org/fhir/StructureDefinition/minValue";
const MAX_VALUE: &str = "http://hl7.org/fhir/StructureDefinition/maxValue";
const HIDDEN: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden";

/// Reads a form; none where it has nothing that a kiosk can ask.
///
/// Groups are laid flat: what a group is asked under, its questions are asked under too. Kinds of questions that a
/// kiosk cannot ask are left out, and the response is then `in-progress` where one of them was required.
pub fn read(record: &Record) -> Option<Form> {
    let questionnaire = Questionnaire::read(record.resource())?;
    if !matches!(questionnaire.status.as_deref(), None | Some("active")) {
        return None;
    }
    let mut questions = Vec::new();
    flatten(&questionnaire.item, &Gate::default(), &mut questions)?;
    let asks = questions.iter().any(|question| question.kind != QuestionKind::Display);

    asks.then(|| Form {
        canonical: canonical(&questionnaire, record),
        title: words(questionnaire.title.as_deref(), questionnaire.title_element.as_ref()),
        questions,
        record: record.clone(),
    })
}

fn canonical(questionnaire: &Questionnaire, record: &Record) -> String {
    match (&questionnaire.url, &questionnaire.version) {
        (Some(url), Some(version)) => format!("{url}|{version}"),
        (Some(url), None) => url.clone(),
        (None, _) => record.reference(),
    }
}

/// When questions are asked.
#[derive(Clone)]
struct Gate {
    conditions: Vec<Condition>,
    all: bool,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            conditions: Vec::new(),
            all: true,
        }
    }
}

impl Gate {
    fn is_conjunction(&self) -> bool {
        self.all || self.conditions.len() < 2
    }

    /// Both gates at once; none where that is neither "all of these" nor "any of these".
    fn and(&self, other: &Self) -> Option<Self> {
        if self.conditions.is_empty() {
            Some(other.clone())
        } else if other.conditions.is_empty() {
            Some(self.clone())
        } else {
            let conditions = self.conditions.iter().chain(&other.conditions).cloned().collect();

            (self.is_conjunction() && other.is_conjunction()).then_some(Self { conditions, all: true })
        }
    }
}

/// Lays items flat; none where a group's condition cannot be told for its questions one by one.
fn flatten(items: &[QuestionnaireItem], outer: &Gate, questions: &mut Vec<Question>) -> Option<()> {
    for item in items {
        let Some(link_id) = &item.link_id else {
            continue;
        };
        let gate = outer.and(&gate(item, questions))?;
        if is_hidden(item) || questions.len() >= QUESTION_LIMIT {
            continue;
        }
        if let Some(kind) = kind(item) {
            questions.push(Question {
                link_id: link_id.clone(),
                text: words(item.text.as_deref(), item.text_element.as_ref()),
                required: item.required == Some(true) && kind != QuestionKind::Display,
                kind,
                all_conditions: gate.all,
                conditions: gate.conditions.clone(),
            });
        }
        flatten(&item.item, &gate, questions)?;
    }

    Some(())
}

fn is_hidden(item: &QuestionnaireItem) -> bool {
    let hidden = Extension::find(&item.extension, HIDDEN);

    item.read_only == Some(true)
        || hidden.is_some_and(|hidden| hidden.rest.get("valueBoolean") == Some(&serde_json::Value::Bool(true)))
}

/// What may be answered; none for what a kiosk cannot ask. A group's headline is words to read.
fn kind(item: &QuestionnaireItem) -> Option<QuestionKind> {
    let bound = |url| Extension::find(&item.extension, url).and_then(|extension| extension.value_integer);
    let limit = || {
        item.max_length
            .map_or(TEXT_LIMIT, |limit| (limit as usize).clamp(1, TEXT_LIMIT))
    };
    let has_text = item.text.as_ref().is_some_and(|text| !text.trim().is_empty());

    match item.kind.as_deref()? {
        "display" | "group" if has_text => Some(QuestionKind::Display),
        "boolean" => Some(QuestionKind::Boolean),
        "choice" | "open-choice" if !item.answer_option.is_empty() => {
            let choices: Vec<Choice> = item.answer_option.iter().filter_map(choice).collect();

            (!choices.is_empty()).then_some(QuestionKind::Choice(choices))
        }
        "string" | "text" | "open-choice" => Some(QuestionKind::Text { limit: limit() }),
        "date" => Some(QuestionKind::Date),
        "integer" => Some(QuestionKind::Integer {
            min: bound(MIN_VALUE),
            max: bound(MAX_VALUE),
        }),
        _ => None,
    }
}

fn choice(option: &QuestionnaireAnswerOption) -> Option<Choice> {
    if let Some(coding) = &option.value_coding {
        let code = coding.code.clone().or_else(|| coding.display.clone())?;
        let shown = coding.display.as_deref().unwrap_or(&code);

        return Some(Choice {
            system: coding.system.clone(),
            display: words(Some(shown), coding.display_element.as_ref()),
            code,
        });
    }
    let number = option.value_integer.map(|number| number.to_string());
    let code = option.value_string.clone().or(number)?;

    Some(Choice {
        system: None,
        display: words(Some(&code), option.value_string_element.as_ref()),
        code,
    })
}

/// When an item is asked. A condition that cannot be understood never keeps a question from being asked.
fn gate(item: &QuestionnaireItem, earlier: &[Question]) -> Gate {
    let all = item.enable_behavior.as_deref() != Some("any");
    let conditions: Vec<Option<Condition>> = item.enable_when.iter().map(|when| condition(when, earlier)).collect();
    if !all && conditions.iter().any(Option::is_none) {
        return Gate::default();
    }

    Gate {
        conditions: conditions.into_iter().flatten().collect(),
        all,
    }
}

fn condition(when: &QuestionnaireEnableWhen, earlier: &[Question]) -> Option<Condition> {
    let question = when.question.clone()?;
    // A question that is not asked here, or comes later, has no answer to compare.
    let other = earlier.iter().find(|other| other.link_id == question)?;
    let operator = match when.operator.as_deref()? {
        "exists" => Operator::Exists,
        "=" => Operator::Equal,
        "!=" => Operator::NotEqual,
        ">" => Operator::Greater,
        "<" => Operator::Less,
        ">=" => Operator::GreaterOrEqual,
        "<=" => Operator::LessOrEqual,
        _ => return None,
    };
    let is_choice = matches!(other.kind, QuestionKind::Choice(_));
    let words = |text: &String| {
        if is_choice {
            Answer::Choice(text.clone())
        } else {
            Answer::Text(text.clone())
        }
    };
    let number = |number: i64| {
        if is_choice {
            Answer::Choice(number.to_string())
        } else {
            Answer::Integer(number)
        }
    };
    let answer = when
        .answer_boolean
        .map(Answer::Boolean)
        .or_else(|| when.answer_integer.map(number))
        .or_else(|| when.answer_date.as_deref().and_then(day).map(Answer::Date))
        .or_else(|| when.answer_string.as_ref().map(words))
        .or_else(|| when.answer_coding.as_ref()?.code.clone().map(Answer::Choice))?;

    Some(Condition {
        question,
        operator,
        answer,
    })
}

/// Whether an item is a question that a kiosk can ask.
fn is_asked(item: &QuestionnaireItem) -> bool {
    !is_hidden(item) && kind(item).is_some()
}
