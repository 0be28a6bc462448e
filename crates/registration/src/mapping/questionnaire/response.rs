//! The answers to a form, in the shape of the form.

use fhir::{Questionnaire, QuestionnaireItem};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::form::{Answer, Answers, Form};
use crate::mapping::elements::{identifier, instant};

/// The answers to a form. `part` names it within the registration, such as `form-1`; `subject` is a reference.
///
/// It has the same groups as the form (R4, 10.7.4), and answers only to what was asked.
pub fn response(
    form: &Form,
    answers: &Answers,
    subject: &str,
    language: &str,
    authored: Timestamp,
    registration: Uuid,
    part: &str,
) -> Value {
    let questionnaire = Questionnaire::read(form.record.resource()).unwrap_or_default();
    let asked: Vec<&str> = form
        .enabled(answers)
        .into_iter()
        .map(|question| question.link_id.as_str())
        .collect();
    let whole = form.complete(answers) && !left_out(&questionnaire.item, form);

    fhir::prune(json!({
        "resourceType": "QuestionnaireResponse",
        // Not a list here, as it is elsewhere.
        "identifier": identifier(registration, part),
        "questionnaire": form.canonical,
        "status": if whole { "completed" } else { "in-progress" },
        "language": language,
        "subject": { "reference": subject },
        "authored": instant(authored),
        "source": { "reference": subject },
        "item": items(&questionnaire.item, &asked, answers),
    }))
}

/// Whether something that is always required could not be asked at a kiosk.
fn left_out(items: &[QuestionnaireItem], form: &Form) -> bool {
    items.iter().filter(|item| item.enable_when.is_empty()).any(|item| {
        let is_group = matches!(item.kind.as_deref(), Some("group" | "display"));
        let unknown = form
            .questions
            .iter()
            .all(|question| Some(&question.link_id) != item.link_id.as_ref());
        let missing = item.required == Some(true) && !is_group && unknown && !super::is_asked(item);

        missing || left_out(&item.item, form)
    })
}

fn items(items: &[QuestionnaireItem], asked: &[&str], answers: &Answers) -> Vec<Value> {
    items.iter().filter_map(|item| one(item, asked, answers)).collect()
}

fn one(item: &QuestionnaireItem, asked: &[&str], answers: &Answers) -> Option<Value> {
    let link_id = item.link_id.as_deref()?;
    let nested = items(&item.item, asked, answers);
    let answer = asked
        .contains(&link_id)
        .then(|| answers.get(link_id))
        .flatten()
        .and_then(|answer| value(answer, item));

    match answer {
        Some(mut answer) => {
            // What is asked under a question stands under its answer, never beside it (invariant qrs-1).
            if !nested.is_empty() {
                answer["item"] = json!(nested);
            }

            Some(json!({ "linkId": link_id, "text": item.text, "answer": [answer] }))
        }
        None if nested.is_empty() => None,
        None => Some(json!({ "linkId": link_id, "text": item.text, "item": nested })),
    }
}

fn value(answer: &Answer, item: &QuestionnaireItem) -> Option<Value> {
    match answer {
        Answer::Boolean(yes) => Some(json!({ "valueBoolean": yes })),
        Answer::Text(words) => (!words.trim().is_empty()).then(|| json!({ "valueString": words.trim() })),
        Answer::Date(day) => Some(json!({ "valueDate": day.to_string() })),
        Answer::Integer(number) => Some(json!({ "valueInteger": number })),
        Answer::Choice(code) => chosen(code, item),
    }
}

fn chosen(code: &str, item: &QuestionnaireItem) -> Option<Value> {
    item.answer_option.iter().find_map(|option| {
        if let Some(coding) = &option.value_coding {
            let found = coding.code.as_deref().or(coding.display.as_deref()) == Some(code);
            let coding = json!({ "system": coding.system, "code": coding.code, "display": coding.display });

            return found.then(|| json!({ "valueCoding": coding }));
        }
        if option.value_string.as_deref() == Some(code) {
            return Some(json!({ "valueString": code }));
        }
        let number = option.value_integer?;

        (number.to_string() == code).then(|| json!({ "valueInteger": number }))
    })
}
