//! Forms: what is asked, and how the answers go back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::needless_pass_by_value
)]

mod support;

use jiff::civil::date;
use registration::form::{Answer, Answers, Condition, Form, Operator, Question, QuestionKind, Words};
use registration::mapping::{questionnaire, record};
use serde_json::{Value, json};
use support::{ID, at, health_questions};

fn form(items: Value) -> Option<Form> {
    questionnaire::read(&record(
        json!({ "resourceType": "Questionnaire", "id": "q", "status": "active", "item": items }),
    ))
}

fn asked(form: &Form, answers: &Answers) -> Vec<String> {
    form.enabled(answers)
        .into_iter()
        .map(|question| question.link_id.clone())
        .collect()
}

fn answered(given: &[(&str, Answer)]) -> Answers {
    let mut answers = Answers::default();
    for (question, answer) in given {
        answers.set(question, Some(answer.clone()));
    }
    answers
}

fn response(form: &Form, answers: &Answers) -> Value {
    questionnaire::response(
        form,
        answers,
        "Patient/maria",
        "es",
        at("2026-03-04T15:00:00Z"),
        ID,
        "form-1",
    )
}

#[test]
fn a_question_is_asked_only_while_the_one_it_hangs_on_is_asked() {
    let form = questionnaire::read(&record(health_questions())).unwrap();
    let smoke = |yes| ("smoke", Answer::Boolean(yes));
    let daily = |number| ("daily", Answer::Integer(number));

    assert_eq!(asked(&form, &answered(&[])), ["habits", "smoke"]);
    assert_eq!(asked(&form, &answered(&[smoke(true)])), ["habits", "smoke", "daily"]);
    assert_eq!(
        asked(&form, &answered(&[smoke(true), daily(9)])),
        ["habits", "smoke", "daily"]
    );
    assert_eq!(
        asked(&form, &answered(&[smoke(true), daily(10)])),
        ["habits", "smoke", "daily", "help"]
    );
    // Taken back: the answer to "daily" is still there, but nobody asks for it, so nothing hangs on it.
    assert_eq!(asked(&form, &answered(&[smoke(false), daily(10)])), ["habits", "smoke"]);
    assert!(!form.complete(&answered(&[smoke(true)])));
    assert!(form.complete(&answered(&[smoke(false)])));
}

#[test]
fn every_comparison_means_what_it_says() {
    use Operator::{Equal, Exists, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
    let integer = Answer::Integer;
    let day = |day| Answer::Date(date(2026, 3, day));
    let yes = Answer::Boolean(true);

    for (given, operator, wanted, holds) in [
        (Some(integer(5)), Equal, integer(5), true),
        (Some(integer(5)), NotEqual, integer(5), false),
        (Some(integer(5)), NotEqual, integer(6), true),
        (Some(integer(5)), Greater, integer(5), false),
        (Some(integer(6)), Greater, integer(5), true),
        (Some(integer(4)), Less, integer(5), true),
        (Some(integer(5)), GreaterOrEqual, integer(5), true),
        (Some(integer(5)), LessOrEqual, integer(5), true),
        (Some(integer(6)), LessOrEqual, integer(5), false),
        (Some(day(2)), Less, day(3), true),
        (
            Some(Answer::Choice("a".into())),
            Equal,
            Answer::Choice("a".into()),
            true,
        ),
        (
            Some(Answer::Choice("a".into())),
            Greater,
            Answer::Choice("a".into()),
            false,
        ),
        (Some(Answer::Text("a".into())), Equal, integer(1), false),
        (Some(integer(5)), Exists, yes.clone(), true),
        (Some(integer(5)), Exists, Answer::Boolean(false), false),
        (None, Exists, Answer::Boolean(false), true),
        (None, Exists, yes.clone(), false),
        (None, NotEqual, integer(5), false),
        (None, Equal, integer(5), false),
    ] {
        let question = |link_id: &str, conditions| Question {
            link_id: link_id.to_owned(),
            text: Words::default(),
            kind: QuestionKind::Boolean,
            required: false,
            conditions,
            all_conditions: true,
        };
        let condition = Condition {
            question: "first".to_owned(),
            operator,
            answer: wanted,
        };
        let form = Form {
            record: record(json!({})),
            canonical: String::new(),
            title: Words::default(),
            questions: vec![question("first", Vec::new()), question("second", vec![condition])],
        };
        let answers = answered(&given.map(|given| ("first", given)).into_iter().collect::<Vec<_>>());
        assert_eq!(
            asked(&form, &answers).contains(&"second".to_owned()),
            holds,
            "{operator:?}"
        );
    }
}

#[test]
fn all_or_any_of_several_conditions() {
    let items = |behavior: &str| {
        json!([
            { "linkId": "a", "type": "boolean" },
            { "linkId": "b", "type": "boolean" },
            { "linkId": "c", "type": "boolean", "enableBehavior": behavior, "enableWhen": [
                { "question": "a", "operator": "=", "answerBoolean": true },
                { "question": "b", "operator": "=", "answerBoolean": true },
            ] },
        ])
    };
    let one = answered(&[("a", Answer::Boolean(true))]);

    assert_eq!(asked(&form(items("any")).unwrap(), &one), ["a", "b", "c"]);
    assert_eq!(asked(&form(items("all")).unwrap(), &one), ["a", "b"]);
}

#[test]
fn a_groups_condition_holds_for_all_its_questions() {
    let form = form(json!([
        { "linkId": "a", "type": "boolean" },
        { "linkId": "g", "type": "group", "enableWhen": [{ "question": "a", "operator": "=", "answerBoolean": true }],
          "item": [{ "linkId": "b", "type": "string" }, { "linkId": "g2", "type": "group", "item": [{ "linkId": "c", "type": "date" }] }] },
    ]))
    .unwrap();

    assert_eq!(asked(&form, &answered(&[])), ["a"]);
    assert_eq!(
        asked(&form, &answered(&[("a", Answer::Boolean(true))])),
        ["a", "b", "c"]
    );
}

#[test]
fn a_condition_that_cannot_be_understood_never_hides_a_question() {
    let form = form(json!([
        { "linkId": "a", "type": "boolean" },
        { "linkId": "b", "type": "string", "enableWhen": [{ "question": "nowhere", "operator": "=", "answerBoolean": true }] },
        { "linkId": "c", "type": "string", "enableWhen": [{ "question": "a", "operator": "~", "answerBoolean": true }] },
        { "linkId": "d", "type": "string", "enableWhen": [{ "question": "a", "operator": "=", "answerQuantity": {} }] },
    ]))
    .unwrap();

    assert_eq!(asked(&form, &answered(&[])), ["a", "b", "c", "d"]);
}

#[test]
fn what_a_kiosk_cannot_ask_is_left_out_and_the_response_says_so() {
    let items = |required: bool| {
        json!([
            { "linkId": "a", "type": "boolean" },
            { "linkId": "photo", "type": "attachment", "text": "A photo", "required": required },
            { "linkId": "secret", "type": "string", "extension": [
                { "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden", "valueBoolean": true }] },
            { "linkId": "list", "type": "choice", "answerValueSet": "http://example.org/list" },
        ])
    };
    let answers = answered(&[("a", Answer::Boolean(true))]);

    assert_eq!(asked(&form(items(false)).unwrap(), &answers), ["a"]);
    assert_eq!(response(&form(items(false)).unwrap(), &answers)["status"], "completed");
    assert_eq!(response(&form(items(true)).unwrap(), &answers)["status"], "in-progress");
    assert!(
        form(json!([{ "linkId": "a", "type": "attachment" }])).is_none(),
        "nothing to ask"
    );
    assert!(
        form(json!([{ "linkId": "a", "type": "display", "text": "Welcome" }])).is_none(),
        "nothing to answer"
    );
}

#[test]
fn questions_speak_every_language_they_have() {
    let form = questionnaire::read(&record(health_questions())).unwrap();
    let QuestionKind::Choice(choices) = &form.questions[3].kind else {
        panic!("a choice")
    };

    assert_eq!(form.canonical, "https://example.org/health|3");
    assert_eq!(choices[0].display.get("es"), "Sí");
    assert_eq!(choices[0].display.get("ar"), "Yes");
    assert_eq!(choices[1].display.get("es"), "Later");
    let QuestionKind::Integer { min, max } = form.questions[2].kind else {
        panic!("a number")
    };
    assert_eq!((min, max), (Some(1), None));
}

#[test]
fn answers_go_back_in_the_shape_of_the_form() {
    let form = questionnaire::read(&record(health_questions())).unwrap();
    let answers = answered(&[
        ("smoke", Answer::Boolean(true)),
        ("daily", Answer::Integer(12)),
        ("help", Answer::Choice("y".to_owned())),
    ]);

    assert_eq!(
        response(&form, &answers),
        json!({
            "resourceType": "QuestionnaireResponse",
            "identifier": { "system": "urn:portico:registration", "value": format!("{ID}/form-1") },
            "questionnaire": "https://example.org/health|3",
            "status": "completed",
            "language": "es",
            "subject": { "reference": "Patient/maria" },
            "source": { "reference": "Patient/maria" },
            "authored": "2026-03-04T15:00:00Z",
            "item": [{ "linkId": "habits", "text": "Habits", "item": [
                { "linkId": "smoke", "text": "Do you smoke?", "answer": [{ "valueBoolean": true }] },
                { "linkId": "daily", "text": "How many a day?", "answer": [{ "valueInteger": 12 }] },
                { "linkId": "help", "text": "Would you like help to stop?",
                  "answer": [{ "valueCoding": { "system": "urn:x", "code": "y", "display": "Yes" } }] },
            ] }],
        })
    );
}

#[test]
fn what_was_answered_and_then_not_asked_any_more_is_not_sent() {
    let form = questionnaire::read(&record(health_questions())).unwrap();
    let answers = answered(&[("smoke", Answer::Boolean(false)), ("daily", Answer::Integer(12))]);
    let sent = response(&form, &answers).to_string();

    assert!(sent.contains("smoke"));
    assert!(!sent.contains("daily"));
}

#[test]
fn a_question_under_a_question_stands_under_its_answer() {
    let form = form(json!([
        { "linkId": "a", "type": "boolean", "item": [{ "linkId": "b", "type": "text" }] },
    ]))
    .unwrap();
    let both = answered(&[
        ("a", Answer::Boolean(true)),
        ("b", Answer::Text(" because ".to_owned())),
    ]);

    assert_eq!(
        response(&form, &both)["item"],
        json!([{ "linkId": "a", "answer": [{ "valueBoolean": true, "item": [{ "linkId": "b", "answer": [{ "valueString": "because" }] }] }] }])
    );
    assert_eq!(response(&form, &answered(&[]))["item"], Value::Null);
}
