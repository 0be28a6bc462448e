#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use registration::person::{BirthDate, Contact, Person, PersonName, Relationship};
use registration::private::Text;

use super::*;
use crate::core::TextSize;
use crate::screen::insurance::bench::{core, core_on, draw, everywhere, misfits, place};

fn document(code: &str, paragraphs: usize) -> ConsentDocument {
    let words = |number: usize| {
        format!(
            "{number}. You agree that the team of the clinic may examine you and treat you today, and that you may ask questions and change your mind at any time."
        )
    };
    let spanish = "Usted acepta que el equipo de la clínica le examine y le atienda hoy. Puede hacer preguntas y cambiar de opinión en cualquier momento.";
    let arabic = "توافق على أن يفحصك فريق العيادة ويعالجك اليوم، ويمكنك طرح الأسئلة وتغيير رأيك في أي وقت.";
    let text = |language: &str, title: &str, paragraphs| ConsentText {
        language: language.to_owned(),
        title: title.to_owned(),
        paragraphs,
    };

    ConsentDocument {
        code: code.to_owned(),
        version: "2026-01".to_owned(),
        source: format!("DocumentReference/{code}"),
        texts: vec![
            text("en", "Consent to treatment", (1..=paragraphs).map(words).collect()),
            text(
                "es",
                "Consentimiento para el tratamiento",
                vec![spanish.to_owned(); paragraphs],
            ),
            text("ar", "الموافقة على العلاج", vec![arabic.to_owned(); paragraphs]),
        ],
    }
}

fn with_documents(mut core: Core, paragraphs: usize) -> Core {
    core.session.dossier.consents = vec![
        document("treatment", paragraphs),
        document("privacy", 1),
        document("financial-responsibility", 1),
    ];

    core
}

fn sign(state: &mut State, core: &Core) {
    state.update(Message::Drawn(SignatureEvent::Began(place(0.2, 0.4))), core);
    for step in 1..=10_u8 {
        let x = 0.2 + f32::from(step) * 0.05;
        state.update(Message::Drawn(SignatureEvent::Moved(place(x, 0.5))), core);
    }
    state.update(Message::Drawn(SignatureEvent::Ended), core);
}

fn agree_and_next(state: &mut State, core: &Core) -> Action<Message> {
    sign(state, core);

    state.update(Message::Agreed, core)
}

fn offered(state: &State, core: &Core, id: &str) -> bool {
    draw(core, state.view(core), "consent")
        .iter()
        .any(|item| item.id == id && item.enabled)
}

#[test]
fn three_documents_are_signed_one_after_the_other() {
    let core = with_documents(core(), 1);
    let (mut state, _) = State::new(&core);

    assert!(matches!(agree_and_next(&mut state, &core), Action::Keep(..)));
    assert!(matches!(agree_and_next(&mut state, &core), Action::Keep(..)));
    let Action::Next(Answer::Consents(answers)) = agree_and_next(&mut state, &core) else {
        panic!("the step is done after the third");
    };

    let codes: Vec<&str> = answers.iter().map(|answer| answer.code.as_str()).collect();
    assert_eq!(codes, ["treatment", "privacy", "financial-responsibility"]);
    assert!(answers.iter().all(ConsentAnswer::accepted));
    assert!(
        answers
            .iter()
            .all(|answer| answer.language == "en" && answer.copy.is_none() && answer.at == core.now())
    );
}

#[test]
fn nobody_signs_before_the_last_page_was_shown() {
    let core = with_documents(core(), 30);
    let (mut state, _) = State::new(&core);
    let pages = state.pages(&core).len();
    assert!(pages > 1);

    sign(&mut state, &core);
    assert!(state.ink.is_empty(), "nothing is drawn yet");
    assert!(state.too_early, "and the pad says why");
    assert!(matches!(state.update(Message::Agreed, &core), Action::None));
    assert_eq!(state.document, 0);

    for _ in 1..pages {
        assert!(offered(&state, &core, "consent-next-page"));
        state.update(Message::NextPage, &core);
    }
    assert!(!offered(&state, &core, "consent-next-page"));
    state.update(Message::PreviousPage, &core);
    sign(&mut state, &core);
    assert!(
        offered(&state, &core, "primary"),
        "once read, any page may be in sight while signing"
    );
}

#[test]
fn a_touch_is_no_signature() {
    let core = with_documents(core(), 1);
    let (mut state, _) = State::new(&core);
    assert!(!offered(&state, &core, "primary"));

    state.update(Message::Drawn(SignatureEvent::Began(place(0.5, 0.5))), &core);
    state.update(Message::Drawn(SignatureEvent::Moved(place(0.51, 0.5))), &core);
    state.update(Message::Drawn(SignatureEvent::Ended), &core);
    assert!(!offered(&state, &core, "primary"));

    sign(&mut state, &core);
    assert!(offered(&state, &core, "primary"));
    state.update(Message::Cleared, &core);
    assert!(!offered(&state, &core, "primary"));
}

#[test]
fn a_no_is_asked_again_and_the_visit_goes_on() {
    let core = with_documents(core(), 30);
    let (mut state, _) = State::new(&core);

    state.update(Message::DeclinePressed, &core);
    assert!(offered(&state, &core, "decline-yes"));
    state.update(Message::BackPressed, &core);
    assert!(!offered(&state, &core, "decline-yes"), "they thought better of it");

    state.update(Message::DeclinePressed, &core);
    state.update(Message::DeclineConfirmed, &core);
    assert_eq!(state.document, 1, "a no needs no reading to the end");
    agree_and_next(&mut state, &core);
    let Action::Next(Answer::Consents(answers)) = agree_and_next(&mut state, &core) else {
        panic!("the step is done");
    };
    assert!(!answers[0].accepted());
    assert!(answers[1].accepted());
}

#[test]
fn a_signed_document_shows_as_signed_and_can_be_signed_again() {
    let core = with_documents(core(), 1);
    let (mut state, _) = State::new(&core);
    agree_and_next(&mut state, &core);
    state.update(Message::BackPressed, &core);
    assert_eq!(state.document, 0);

    let items = draw(&core, state.view(&core), "consent-signed");
    let pad = items.iter().find(|item| item.id == "signature").unwrap();
    assert!(pad.selected && pad.label.contains("You signed this"));
    assert!(offered(&state, &core, "primary"), "it may stay as it is");

    state.update(Message::Cleared, &core);
    assert!(!offered(&state, &core, "primary"));
    agree_and_next(&mut state, &core);
    assert_eq!(state.document, 1);
}

#[test]
fn coming_back_to_the_step_begins_with_what_is_open() {
    let mut core = with_documents(core(), 1);
    let (mut state, _) = State::new(&core);
    agree_and_next(&mut state, &core);
    core.session.consents = state.answers.iter().flatten().cloned().collect();

    let (state, _) = State::new(&core);
    assert_eq!(state.document, 1);
}

#[test]
fn the_answer_names_the_language_that_was_really_shown() {
    let mut core = with_documents(core_on("es", iced::Size::new(1080.0, 1920.0)), 1);
    for document in &mut core.session.dossier.consents {
        document.texts.retain(|text| text.language == "en");
    }
    let (mut state, _) = State::new(&core);
    state.update(Message::DeclineConfirmed, &core);

    assert_eq!(state.answers[0].as_ref().unwrap().language, "en");
}

#[test]
fn larger_text_takes_more_pages() {
    let mut core = with_documents(core(), 12);
    let (state, _) = State::new(&core);
    let usual = state.pages(&core).len();
    core.comfort(crate::core::Comfort {
        text: TextSize::Largest,
        ..core.comfort
    });

    assert!(state.pages(&core).len() > usual);
}

#[test]
fn a_guardian_signs_for_a_child() {
    let mut core = with_documents(core(), 1);
    let name = PersonName {
        family: Text::from("Williams"),
        given: Some(Text::from("Noah")),
    };
    let born = BirthDate::new(2019, 5, 30, core.today()).unwrap();
    core.session.person = Some(Person::new(name, born));
    core.session.guardian = Some(Contact {
        name: Text::from("Grace Williams"),
        phone: None,
        relationship: Relationship::Parent,
    });
    let (state, _) = State::new(&core);
    let items = draw(&core, state.view(&core), "consent-guardian");

    let pad = items.iter().find(|item| item.id == "signature").unwrap();
    assert!(pad.label.contains("Grace Williams") && pad.label.contains("Noah Williams"));
}

#[test]
fn an_empty_paper_is_not_signed() {
    let mut core = with_documents(core(), 1);
    core.session.dossier.consents.truncate(1);
    core.session.dossier.consents[0].texts.clear();
    let (mut state, _) = State::new(&core);

    let Action::Next(Answer::Consents(answers)) = state.update(Message::Agreed, &core) else {
        panic!("nobody is held up by it");
    };
    assert!(!answers[0].accepted());
}

#[test]
fn it_fits_every_screen_and_look() {
    let mut wrong = Vec::new();
    for (name, core) in everywhere() {
        let core = with_documents(core, 20);
        let (mut state, _) = State::new(&core);
        let items = draw(&core, state.view(&core), &format!("consent-{name}"));
        wrong.extend(misfits(&core, &items, &name));

        for _ in 0..200 {
            state.update(Message::NextPage, &core);
        }
        sign(&mut state, &core);
        let items = draw(&core, state.view(&core), &format!("consent-signing-{name}"));
        wrong.extend(misfits(&core, &items, &name));
        assert!(items.iter().any(|item| item.id == "document-treatment"));

        state.update(Message::DeclinePressed, &core);
        let items = draw(&core, state.view(&core), &format!("consent-decline-{name}"));
        wrong.extend(misfits(&core, &items, &name));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
