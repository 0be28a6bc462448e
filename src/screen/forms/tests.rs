#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use registration::Record;
use registration::form::{Choice, Condition, Operator, Words};
use serde_json::json;
use ui::Key;

use super::*;
use crate::screen::insurance::bench::{core, core_on, draw, everywhere, misfits};

fn words(english: &str) -> Words {
    Words(vec![
        (String::new(), english.to_owned()),
        ("es".to_owned(), format!("{english} (es)")),
    ])
}

fn question(id: &str, text: &str, kind: QuestionKind) -> Question {
    Question {
        link_id: id.to_owned(),
        text: words(text),
        kind,
        required: true,
        conditions: Vec::new(),
        all_conditions: true,
    }
}

fn choice(code: &str, display: &str) -> Choice {
    Choice {
        system: None,
        code: code.to_owned(),
        display: words(display),
    }
}

/// Two forms: the first asks how long only if there is pain.
fn with_forms(mut core: Core) -> Core {
    let mut how_long = question(
        "days",
        "For how many days have you had it?",
        QuestionKind::Integer {
            min: Some(1),
            max: Some(365),
        },
    );
    how_long.conditions = vec![Condition {
        question: "pain".to_owned(),
        operator: Operator::Equal,
        answer: form::Answer::Boolean(true),
    }];
    let mut since = question("fall", "When did you fall last?", QuestionKind::Date);
    since.required = false;
    let mut more = question(
        "more",
        "Is there anything else that we should know?",
        QuestionKind::Text { limit: 200 },
    );
    more.required = false;
    let choices = vec![
        choice("head", "My head"),
        choice("chest", "My chest"),
        choice("belly", "My belly, or the lower part of my back on one side or on both"),
        choice("leg", "A leg or a foot"),
        choice("arm", "An arm or a hand"),
        choice("skin", "My skin"),
        choice("other", "Something else"),
    ];
    let form = |number: usize, questions| Form {
        record: Record::new(
            json!({ "resourceType": "Questionnaire", "id": format!("q{number}") }),
            None,
        ),
        canonical: format!("urn:portico:questionnaire:{number}"),
        title: words("Before your visit"),
        questions,
    };
    core.session.dossier.forms = vec![
        form(
            1,
            vec![
                question(
                    "hello",
                    "Your answers go to the people who treat you.\nNobody else reads them.",
                    QuestionKind::Display,
                ),
                question("pain", "Are you in pain?", QuestionKind::Boolean),
                how_long,
                question(
                    "scale",
                    "How strong is it, from 0 to 10?",
                    QuestionKind::Integer {
                        min: Some(0),
                        max: Some(10),
                    },
                ),
            ],
        ),
        form(
            2,
            vec![
                question("where", "Where does it hurt most?", QuestionKind::Choice(choices)),
                since,
                more,
            ],
        ),
    ];

    core
}

fn showing(state: &State) -> &str {
    state.question.as_deref().unwrap()
}

fn choose(state: &mut State, core: &Core, answer: form::Answer) -> Action<Message> {
    state.update(Message::Chosen(answer), core);

    state.update(Message::Confirmed, core)
}

fn type_number(state: &mut State, core: &Core, digits: &str) -> Action<Message> {
    for digit in digits.chars() {
        state.typed(Key::Char(digit), core);
    }

    state.update(Message::Confirmed, core)
}

fn offered(state: &State, core: &Core, id: &str) -> bool {
    draw(core, state.view(core), "forms")
        .iter()
        .any(|item| item.id == id && item.enabled)
}

#[test]
fn a_person_answers_one_question_after_the_other() {
    let core = with_forms(core());
    let (mut state, _) = State::new(&core);
    assert_eq!(showing(&state), "hello");
    state.update(Message::Confirmed, &core);
    choose(&mut state, &core, form::Answer::Boolean(true));
    assert_eq!(showing(&state), "days", "the answer made it appear");
    type_number(&mut state, &core, "3");
    choose(&mut state, &core, form::Answer::Integer(7));
    choose(&mut state, &core, form::Answer::Choice("leg".to_owned()));
    assert_eq!(showing(&state), "fall");
    type_number(&mut state, &core, "11202026");
    for letter in "slipped".chars() {
        state.typed(Key::Char(letter), &core);
    }
    let Action::Next(Answer::Forms(answers)) = state.update(Message::Confirmed, &core) else {
        panic!("after the last question the step is done");
    };

    assert!(answers.len() == 2);
    assert!(answers[0].get("pain") == Some(&form::Answer::Boolean(true)));
    assert!(answers[0].get("days") == Some(&form::Answer::Integer(3)));
    assert!(answers[0].get("scale") == Some(&form::Answer::Integer(7)));
    assert!(answers[1].get("where") == Some(&form::Answer::Choice("leg".to_owned())));
    assert!(answers[1].get("fall") == Some(&form::Answer::Date(jiff::civil::date(2026, 11, 20))));
    assert!(answers[1].get("more") == Some(&form::Answer::Text("slipped".to_owned())));
}

#[test]
fn an_answer_that_is_taken_back_takes_what_hung_on_it_along() {
    let core = with_forms(core());
    let (mut state, _) = State::new(&core);
    state.update(Message::Confirmed, &core);
    choose(&mut state, &core, form::Answer::Boolean(true));
    assert!(state.progress(&core) == Some((2, 6)));
    type_number(&mut state, &core, "3");
    state.update(Message::BackPressed, &core);
    state.update(Message::BackPressed, &core);
    assert_eq!(showing(&state), "pain");
    assert!(!state.draft.is_empty(), "what was answered is still there");
    choose(&mut state, &core, form::Answer::Boolean(false));
    assert_eq!(showing(&state), "scale");
    assert!(state.progress(&core) == Some((2, 5)));

    choose(&mut state, &core, form::Answer::Integer(0));
    choose(&mut state, &core, form::Answer::Choice("head".to_owned()));
    state.update(Message::Skipped, &core);
    let Action::Next(Answer::Forms(answers)) = state.update(Message::Skipped, &core) else {
        panic!("the step is done");
    };
    assert!(
        answers[0].get("days").is_none(),
        "nobody is said to have had no pain for three days"
    );
    assert!(answers[1].get("fall").is_none());
}

#[test]
fn back_from_the_first_question_leaves_the_step() {
    let core = with_forms(core());
    let (mut state, _) = State::new(&core);

    assert!(matches!(state.update(Message::BackPressed, &core), Action::Back));
}

#[test]
fn what_is_needed_cannot_be_skipped() {
    let core = with_forms(core());
    let (mut state, _) = State::new(&core);
    state.update(Message::Confirmed, &core);

    assert!(!offered(&state, &core, "primary") && !offered(&state, &core, "forms-skip"));
    state.update(Message::Skipped, &core);
    state.update(Message::Confirmed, &core);
    assert_eq!(showing(&state), "pain");
    assert!(state.wrong == Some(Wrong::Missing));
}

#[test]
fn a_number_out_of_bounds_is_named_and_can_be_mended() {
    let core = with_forms(core());
    let (mut state, _) = State::new(&core);
    state.update(Message::Confirmed, &core);
    choose(&mut state, &core, form::Answer::Boolean(true));

    type_number(&mut state, &core, "900");
    assert!(state.wrong == Some(Wrong::TooGreat(365)));
    let items = draw(&core, state.view(&core), "forms-wrong");
    let problem = items.iter().find(|item| item.id == "problem").unwrap();
    assert!(problem.label.contains("365"));
    state.typed(Key::Clear, &core);
    type_number(&mut state, &core, "0");
    assert!(state.wrong == Some(Wrong::TooSmall(1)));
    state.typed(Key::Clear, &core);
    type_number(&mut state, &core, "9");
    assert_eq!(showing(&state), "scale");
}

#[test]
fn a_day_that_does_not_exist_is_refused_and_not_knowing_is_an_answer() {
    let core = with_forms(core());
    let (mut state, _) = State::new(&core);
    state.show(1, "fall".to_owned(), &core);
    type_number(&mut state, &core, "02302026");
    assert!(state.wrong == Some(Wrong::NoSuchDay));
    state.typed(Key::Clear, &core);
    type_number(&mut state, &core, "0230");
    assert!(state.wrong == Some(Wrong::Incomplete));

    state.update(Message::Skipped, &core);
    assert_eq!(showing(&state), "more");
}

#[test]
fn the_boxes_of_a_date_follow_the_language() {
    let core = with_forms(core_on("es", iced::Size::new(1080.0, 1920.0)));
    let (mut state, _) = State::new(&core);
    state.show(1, "fall".to_owned(), &core);
    type_number(&mut state, &core, "20112026");

    assert!(state.answers[1].get("fall") == Some(&form::Answer::Date(jiff::civil::date(2026, 11, 20))));
}

#[test]
fn questions_are_asked_in_the_language_of_the_person() {
    let core = with_forms(core_on("es", iced::Size::new(1080.0, 1920.0)));
    let (mut state, _) = State::new(&core);
    state.show(0, "pain".to_owned(), &core);
    let items = draw(&core, state.view(&core), "forms-es");

    assert!(
        items
            .iter()
            .any(|item| item.id == "question" && item.label.ends_with("(es)"))
    );
}

#[test]
fn answers_given_before_are_there_again() {
    let mut core = with_forms(core());
    let mut answers = Answers::default();
    answers.set("pain", Some(form::Answer::Boolean(false)));
    core.session.answers = vec![answers];
    let (mut state, _) = State::new(&core);
    state.update(Message::Confirmed, &core);

    assert!(offered(&state, &core, "primary"));
}

#[test]
fn without_forms_nobody_is_held_up() {
    let core = core();
    let (mut state, _) = State::new(&core);

    assert!(
        matches!(state.update(Message::Confirmed, &core), Action::Next(Answer::Forms(answers)) if answers.is_empty())
    );
}

#[test]
fn it_fits_every_screen_and_look() {
    let mut wrong = Vec::new();
    for (name, core) in everywhere() {
        let core = with_forms(core);
        let (mut state, _) = State::new(&core);
        let places: Vec<(usize, String)> = core
            .session
            .dossier
            .forms
            .iter()
            .enumerate()
            .flat_map(|(number, form)| {
                form.questions
                    .iter()
                    .map(move |question| (number, question.link_id.clone()))
            })
            .collect();
        for (form, id) in places {
            state.show(form, id.clone(), &core);
            let items = draw(&core, state.view(&core), &format!("forms-{id}-{name}"));
            wrong.extend(misfits(&core, &items, &format!("{id}-{name}")));
        }
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_answer_can_be_reached() {
    for (name, core) in everywhere() {
        let core = with_forms(core);
        let (mut state, _) = State::new(&core);
        state.show(1, "where".to_owned(), &core);
        let mut seen = Vec::new();
        for _ in 0..view::parts(&state, &core) {
            let items = draw(&core, state.view(&core), "forms-choices");
            seen.extend(
                items
                    .into_iter()
                    .filter(|item| item.id.starts_with("choice-"))
                    .map(|item| item.id),
            );
            state.update(Message::MorePressed, &core);
        }

        assert_eq!(seen.len(), 7, "{name}: {seen:?}");
    }
}
