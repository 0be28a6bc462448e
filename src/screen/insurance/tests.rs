#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod camera;
mod pages;

use std::sync::Arc;

use capture::{
    Assessment, Camera, CameraError, CardFields, Field, FrameStream, Guidance, Quad, ReadError, TextReader, Word,
};
use image::RgbImage;
use registration::Record;
use registration::bill::Money;
use registration::identity::Proof;
use registration::insurance::{Benefits, Card, CoverageOnFile};
use registration::private::Text;
use serde_json::json;
use ui::Key;

use super::bench::{core, draw, everywhere, misfits, run, run_until};
use super::*;

/// A camera that is there; the tests bring the frames themselves.
struct Shelf;

impl Camera for Shelf {
    fn open(&self) -> Result<FrameStream, CameraError> {
        Err(CameraError::Missing)
    }

    fn describe(&self) -> String {
        "a shelf".to_owned()
    }
}

struct NoWords;

impl TextReader for NoWords {
    fn words(&self, _: &RgbImage) -> Result<Vec<Word>, ReadError> {
        Ok(Vec::new())
    }
}

fn with_camera(mut core: Core) -> Core {
    core.services.camera = Some(Arc::new(Shelf));
    core.services.reader = Some(Arc::new(NoWords));

    core
}

fn with_coverage(mut core: Core) -> Core {
    core.session.dossier.coverages = vec![CoverageOnFile {
        record: Record::new(json!({ "resourceType": "Coverage", "id": "c1" }), None),
        card: evergreen(),
        ends: None,
    }];

    core
}

fn with_person(mut core: Core) -> Core {
    core.session.person = Some(crate::screen::clinic::maria());

    core
}

fn evergreen() -> Card {
    Card {
        payer: "Evergreen Health Plan".to_owned(),
        plan: Some("PPO".to_owned()),
        member_id: Text::from("XEH804512097"),
        group_number: Some(Text::from("0083-7745")),
        ..Card::default()
    }
}

fn seen(guidance: Guidance, brightness: u8) -> Seen {
    let frame = RgbImage::from_fn(320, 180, |x, _| {
        image::Rgb([if x < 160 { brightness } else { 255 - brightness }; 3])
    });
    let mut seen = lens::examine(frame, &mut capture::Judge::new(), ([0, 0, 0, 255], false));
    let quad = Quad::rectangle(20.0, 20.0, 280.0, 140.0);
    seen.assessment = Assessment {
        guidance,
        advice: None,
        quad: Some(quad),
        sharpness: 0.9,
        brightness: 0.8,
        glare: 0.0,
    };
    seen.print = Some(lens::print_of(&seen.frame, &quad));

    seen
}

fn show(state: &mut State, core: &Core, seen: &Seen) -> Action<Message> {
    let run = state.run;

    state.update(Message::Saw(run, Some(seen.clone())), core)
}

fn card_fields() -> CardFields {
    CardFields {
        payer: Some(Field::new("Evergreen Health Plan", 0.95, None)),
        member_id: Some(Field::new("XEH804512097", 0.93, None)),
        group_number: Some(Field::new("0083-7745", 0.4, None)),
        ..CardFields::default()
    }
}

fn read_as(state: &mut State, core: &Core, side: Side, fields: Option<CardFields>) -> Action<Message> {
    let run = state.run;

    state.update(
        Message::Read(
            run,
            Box::new(SideRead {
                side,
                fields,
                picture: None,
                crops: Vec::new(),
            }),
        ),
        core,
    )
}

fn side_asked(state: &State) -> Option<Side> {
    match &state.place {
        Place::Camera(lens) => Some(lens.side),
        _ => None,
    }
}

fn type_words(state: &mut State, core: &Core, words: &str) {
    for letter in words.chars() {
        state.typed(if letter == ' ' { Key::Space } else { Key::Char(letter) }, core);
        // A person leaves a pause after each key.
        let newest = state.scanner.newest();
        state.update(Message::KeysPaused(newest), core);
    }
}

fn editing(state: &State) -> Option<Row> {
    match &state.place {
        Place::Edit { row, .. } => Some(*row),
        _ => None,
    }
}

fn offered(state: &State, core: &Core, id: &str) -> bool {
    draw(core, state.view(core), "insurance")
        .iter()
        .any(|item| item.id == id && item.enabled)
}

fn shown(state: &State, core: &Core) -> String {
    let items = draw(core, state.view(core), "insurance");

    let words: Vec<&str> = items
        .iter()
        .flat_map(|item| [item.label.as_str(), item.value.as_deref().unwrap_or_default()])
        .collect();

    words.join("\n")
}

#[test]
fn what_is_on_file_is_masked_until_there_is_proof() {
    let mut core = with_coverage(core());
    let (state, _) = State::new(&core);
    let words = shown(&state, &core);
    assert!(words.contains("Evergreen Health Plan") && words.contains("2097"));
    assert!(!words.contains("XEH804512097"));

    core.session.proof = Proof::Code;
    assert!(shown(&state, &core).contains("XEH804512097"));
}

#[test]
fn what_is_on_file_is_kept_and_the_payer_is_asked() {
    let core = with_coverage(core());
    let (mut state, _) = State::new(&core);
    assert!(offered(&state, &core, "insurance-keep"));

    let Action::Keep(Answer::Insurance(InsuranceAnswer::Keep(_), Eligibility::Waiting { .. }), task) =
        state.update(Message::KeepPressed, &core)
    else {
        panic!("it is sealed, and the payer is asked");
    };
    assert!(matches!(state.place, Place::Asking(Patience::Fresh)));
    for message in run(task) {
        state.update(message, &core);
    }
    assert!(
        matches!(state.place, Place::Estimate(Eligibility::Unavailable)),
        "the pretend payer is away"
    );
    assert!(shown(&state, &core).contains("does not hold you up"));
    let Action::Next(Answer::Insurance(InsuranceAnswer::Keep(kept), eligibility)) =
        state.update(Message::EstimateSeen, &core)
    else {
        panic!("the step is done");
    };
    assert!(kept.card.payer == "Evergreen Health Plan" && eligibility == Eligibility::Unavailable);
}

#[test]
fn coverage_that_has_ended_is_not_offered() {
    let mut core = with_coverage(core());
    core.session.dossier.coverages[0].ends = Some(jiff::civil::date(2026, 6, 30));
    let (state, _) = State::new(&core);

    assert!(!offered(&state, &core, "insurance-keep"));
    assert!(offered(&state, &core, "insurance-new-card"));
}

#[test]
fn of_two_plans_of_one_payer_the_chosen_one_is_kept() {
    let mut core = with_coverage(core());
    let mut second = core.session.dossier.coverages[0].clone();
    second.card.plan = Some("Dental".to_owned());
    core.session.dossier.coverages.push(second);
    let (mut state, _) = State::new(&core);
    assert!(offered(&state, &core, "choice-coverage-1"));
    state.update(Message::CoverageChosen(1), &core);
    state.update(Message::KeepPressed, &core);

    assert!(matches!(state.update(Message::GoOnPressed, &core),
        Action::Next(Answer::Insurance(InsuranceAnswer::Keep(kept), Eligibility::Waiting { .. }))
            if kept.card.plan.as_deref() == Some("Dental")));
}

#[test]
fn paying_oneself_and_having_no_card_ask_no_payer() {
    let core = with_coverage(core());
    let (mut state, _) = State::new(&core);

    assert!(matches!(
        state.update(Message::SelfPayPressed, &core),
        Action::Next(Answer::Insurance(InsuranceAnswer::SelfPay, Eligibility::NotAsked))
    ));
    assert!(matches!(
        state.update(Message::NotWithMePressed, &core),
        Action::Next(Answer::Insurance(InsuranceAnswer::NotWithMe, Eligibility::NotAsked))
    ));
}

#[test]
fn a_steady_card_takes_its_own_picture() {
    let core = with_camera(core());
    let (mut state, _) = State::new(&core);
    state.update(Message::NewCardPressed, &core);
    assert_eq!(side_asked(&state), Some(Side::Front));

    for _ in 0..3 {
        show(&mut state, &core, &seen(Guidance::Good, 200));
    }
    show(&mut state, &core, &seen(Guidance::HoldStill, 200));
    for _ in 0..4 {
        show(&mut state, &core, &seen(Guidance::Good, 200));
    }
    assert_eq!(side_asked(&state), Some(Side::Front), "moving begins the count anew");
    show(&mut state, &core, &seen(Guidance::Good, 200));
    assert!(matches!(state.place, Place::Reading { side: Side::Front, .. }));
}

#[test]
fn a_bad_picture_is_refused_with_the_reason_and_the_camera_goes_on() {
    let core = with_camera(core());
    let (mut state, _) = State::new(&core);
    state.update(Message::NewCardPressed, &core);
    assert!(!offered(&state, &core, "shutter"), "there is no picture yet");

    for (guidance, word) in [
        (Guidance::Glare, "Tilt"),
        (Guidance::TooDark, "light"),
        (Guidance::CutOff, "corners"),
        (Guidance::ComeCloser, "closer"),
        (Guidance::NoCard, "no card"),
        (Guidance::TwoCards, "one card only"),
    ] {
        show(&mut state, &core, &seen(guidance, 200));
        state.update(Message::ShutterPressed, &core);
        assert_eq!(side_asked(&state), Some(Side::Front));
        let items = draw(&core, state.view(&core), "refused");
        let problem = items.iter().find(|item| item.id == "problem").expect("a reason");
        assert!(problem.label.contains(word), "{guidance:?}: {}", problem.label);
    }

    let mut blurred = seen(Guidance::HoldStill, 200);
    blurred.assessment.sharpness = 0.1;
    show(&mut state, &core, &blurred);
    state.update(Message::ShutterPressed, &core);
    assert!(shown(&state, &core).contains("blurred"));

    show(&mut state, &core, &seen(Guidance::HoldStill, 200));
    state.update(Message::ShutterPressed, &core);
    assert!(
        matches!(state.place, Place::Reading { .. }),
        "a sharp one is taken though the hand shook before"
    );
}

#[test]
fn the_front_is_not_taken_for_the_back() {
    let core = with_camera(core());
    let (mut state, _) = State::new(&core);
    state.update(Message::NewCardPressed, &core);
    let front = seen(Guidance::Good, 200);
    for _ in 0..5 {
        show(&mut state, &core, &front);
    }
    read_as(&mut state, &core, Side::Front, Some(card_fields()));
    assert_eq!(side_asked(&state), Some(Side::Back));

    for _ in 0..20 {
        show(&mut state, &core, &front);
    }
    assert_eq!(side_asked(&state), Some(Side::Back));
    assert!(shown(&state, &core).contains("still the front"));
    let back = seen(Guidance::Good, 40);
    for _ in 0..5 {
        show(&mut state, &core, &back);
    }
    assert!(matches!(state.place, Place::Reading { side: Side::Back, .. }));
}

#[test]
fn a_card_is_checked_and_what_was_hard_to_read_is_marked() {
    let core = with_camera(core());
    let (mut state, _) = State::new(&core);
    state.update(Message::NewCardPressed, &core);
    show(&mut state, &core, &seen(Guidance::Good, 200));
    state.update(Message::ShutterPressed, &core);
    read_as(&mut state, &core, Side::Front, Some(card_fields()));
    state.update(Message::NoBackPressed, &core);
    assert!(matches!(state.place, Place::Check));
    assert!(shown(&state, &core).contains("hard to read"));

    state.update(Message::ChangePressed(Row::Group), &core);
    state.typed(Key::Clear, &core);
    type_words(&mut state, &core, "0083-7746");
    state.update(Message::LineKept, &core);
    assert!(
        !shown(&state, &core).contains("hard to read"),
        "the person has looked at it"
    );

    state.update(Message::CardConfirmed, &core);
    let run = state.run;
    state.update(Message::Answered(run, Box::new(Eligibility::Undetermined)), &core);
    let Action::Next(Answer::Insurance(InsuranceAnswer::Card { card, .. }, _)) =
        state.update(Message::EstimateSeen, &core)
    else {
        panic!("the step is done");
    };
    assert!(card.payer == "Evergreen Health Plan" && card.member_id.reveal() == "XEH804512097");
    assert!(card.group_number.is_some_and(|group| group.reveal() == "0083-7746"));
}

#[test]
fn the_back_fills_what_the_front_left_open() {
    let core = with_camera(core());
    let (mut state, _) = State::new(&core);
    state.update(Message::NewCardPressed, &core);
    show(&mut state, &core, &seen(Guidance::Good, 200));
    state.update(Message::ShutterPressed, &core);
    let front = CardFields {
        member_id: None,
        ..card_fields()
    };
    read_as(&mut state, &core, Side::Front, Some(front));
    show(&mut state, &core, &seen(Guidance::Good, 40));
    state.update(Message::ShutterPressed, &core);
    let back = CardFields {
        payer: Some(Field::new("Somebody Else", 0.99, None)),
        mbi: Some(Field::new("1EG4TE5MK73", 0.9, None)),
        ..CardFields::default()
    };
    read_as(&mut state, &core, Side::Back, Some(back));

    assert!(
        state.draft.card(&core).payer == "Evergreen Health Plan",
        "the front says who insures"
    );
    assert!(state.draft.card(&core).member_id.reveal() == "1EG4TE5MK73");
}

#[test]
fn a_line_that_was_not_read_is_asked() {
    let core = with_camera(core());
    let (mut state, _) = State::new(&core);
    state.update(Message::NewCardPressed, &core);
    show(&mut state, &core, &seen(Guidance::Good, 200));
    state.update(Message::ShutterPressed, &core);
    read_as(
        &mut state,
        &core,
        Side::Front,
        Some(CardFields {
            member_id: None,
            ..card_fields()
        }),
    );
    state.update(Message::NoBackPressed, &core);
    assert!(shown(&state, &core).contains("We could not read it"));

    state.update(Message::CardConfirmed, &core);
    assert_eq!(editing(&state), Some(Row::Member));
    state.update(Message::LineKept, &core);
    assert_eq!(editing(&state), Some(Row::Member), "it is needed");
    assert!(shown(&state, &core).contains("type your member ID"));
    type_words(&mut state, &core, "xe");
    state.update(Message::LineKept, &core);
    assert!(shown(&state, &core).contains("too short"));
    type_words(&mut state, &core, "h804512097");
    state.update(Message::LineKept, &core);
    assert!(matches!(state.place, Place::Check));
    assert!(
        state.draft.card(&core).member_id.reveal() == "XEH804512097",
        "member ids are written in capitals"
    );
}

#[test]
fn what_cannot_be_read_twice_is_typed() {
    let core = with_camera(core());
    let (mut state, _) = State::new(&core);
    state.update(Message::NewCardPressed, &core);
    show(&mut state, &core, &seen(Guidance::Good, 200));
    state.update(Message::ShutterPressed, &core);
    read_as(&mut state, &core, Side::Front, Some(CardFields::default()));
    assert_eq!(side_asked(&state), Some(Side::Front));
    assert!(shown(&state, &core).contains("could not read anything"));

    show(&mut state, &core, &seen(Guidance::Good, 200));
    state.update(Message::ShutterPressed, &core);
    read_as(&mut state, &core, Side::Front, None);
    assert_eq!(editing(&state), Some(Row::Payer));
}

#[test]
fn without_a_camera_the_card_is_typed_straight_away() {
    let core = core();
    let (mut state, _) = State::new(&core);
    state.update(Message::NewCardPressed, &core);
    assert_eq!(editing(&state), Some(Row::Payer));
    type_words(&mut state, &core, "Prairie Mutual");
    state.update(Message::LineKept, &core);
    assert_eq!(editing(&state), Some(Row::Member));
    type_words(&mut state, &core, "PM20417755");
    state.update(Message::LineKept, &core);

    assert!(matches!(state.place, Place::Check));
    assert!(state.draft.card(&core).payer == "Prairie Mutual");
}

#[test]
fn a_camera_that_fails_leads_to_typing_and_says_so() {
    let core = with_camera(core());
    let (mut state, _) = State::new(&core);
    let Action::Run(task) = state.update(Message::NewCardPressed, &core) else {
        panic!("the camera is opened");
    };
    for message in run(task) {
        state.update(message, &core);
    }

    assert_eq!(editing(&state), Some(Row::Payer));
    assert!(shown(&state, &core).contains("camera does not work"));
}

#[test]
fn an_answer_to_a_question_that_was_left_is_dropped() {
    let core = with_coverage(core());
    let (mut state, _) = State::new(&core);
    state.update(Message::KeepPressed, &core);
    let asked = state.run;
    state.update(Message::BackPressed, &core);
    state.update(Message::Answered(asked, Box::new(Eligibility::Undetermined)), &core);

    assert!(matches!(state.place, Place::First));
}

#[test]
fn whoever_waits_long_may_go_on_without_the_payer() {
    let core = with_coverage(core());
    let (mut state, _) = State::new(&core);
    state.update(Message::KeepPressed, &core);
    let run = state.run;
    assert!(
        !offered(&state, &core, "waiting"),
        "no sign of work before there is any to speak of"
    );
    state.update(Message::Waited(run, Patience::Waiting), &core);
    assert!(offered(&state, &core, "waiting") && !offered(&state, &core, "insurance-go-on"));
    state.update(Message::Waited(run, Patience::Long), &core);
    assert!(offered(&state, &core, "insurance-go-on"));
}

#[test]
fn an_emergency_waits_for_no_payer() {
    let mut core = with_coverage(core());
    let mut config = (*core.config).clone();
    config.site.emergency_department = true;
    core.config = Arc::new(config);
    let (mut state, _) = State::new(&core);

    assert!(matches!(
        state.update(Message::KeepPressed, &core),
        Action::Next(Answer::Insurance(InsuranceAnswer::Keep(_), Eligibility::NotAsked))
    ));
}

#[test]
fn a_card_entered_before_is_shown_again() {
    let mut core = core();
    core.session.insurance = Some(InsuranceAnswer::Card {
        card: evergreen(),
        pictures: Vec::new(),
    });
    let (state, _) = State::new(&core);

    assert!(offered(&state, &core, "insurance-keep"));
    assert!(
        shown(&state, &core).contains("XEH804512097"),
        "they typed it themselves"
    );

    let mut state = state;
    state.update(Message::CorrectPressed, &core);
    assert!(matches!(state.place, Place::Check));
    assert!(
        state.draft.card(&core)
            == Card {
                read_on: Some(core.today()),
                ..evergreen()
            }
    );
}
