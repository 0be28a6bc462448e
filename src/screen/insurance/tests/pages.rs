//! What the payer's answer says in words, and whether every page fits every screen and look.

use capture::{Advice, Spot, Way};

use super::*;

fn dollars(amount: &str) -> Money {
    Money {
        amount: amount.parse().unwrap(),
        currency: "USD".to_owned(),
    }
}

fn estimates() -> Vec<(&'static str, Eligibility, &'static str)> {
    let active = Benefits {
        active: true,
        ..Benefits::default()
    };

    vec![
        (
            "fixed",
            Eligibility::Answered(Benefits {
                copay: Some(dollars("25")),
                ..active.clone()
            }),
            "$25.00",
        ),
        (
            "nothing",
            Eligibility::Answered(Benefits {
                copay: Some(dollars("0")),
                ..active.clone()
            }),
            "pay nothing",
        ),
        (
            "share",
            Eligibility::Answered(Benefits {
                coinsurance: Some(20),
                deductible_left: Some(dollars("350")),
                ..active.clone()
            }),
            "up to $350.00",
        ),
        (
            "met",
            Eligibility::Answered(Benefits {
                coinsurance: Some(20),
                ..active
            }),
            "20%",
        ),
        (
            "inactive",
            Eligibility::Answered(Benefits::default()),
            "Nobody is turned away",
        ),
        ("away", Eligibility::Unavailable, "cannot reach"),
        ("open", Eligibility::Undetermined, "has not told us"),
    ]
}

#[test]
fn the_estimate_is_said_in_plain_words() {
    let core = with_coverage(core());
    for (name, eligibility, words) in estimates() {
        let (mut state, _) = State::new(&core);
        state.place = Place::Estimate(eligibility);
        assert!(shown(&state, &core).contains(words), "{name}: {}", shown(&state, &core));
        assert!(offered(&state, &core, "primary"));
    }
}

/// A frame of a card that has to be moved or tilted.
fn advised(guidance: Guidance, advice: Advice) -> Seen {
    let mut seen = seen(guidance, 200);
    seen.assessment.advice = Some(advice);
    seen.outline = Some([(0.12, 0.3), (0.88, 0.3), (0.88, 0.72), (0.12, 0.72)].map(|(x, y)| iced::Point::new(x, y)));

    seen
}

/// A card that differs in everything from what is on file.
fn differing(state: &mut State, core: &Core) {
    state.draft = Draft::default();
    for (row, words) in [
        (Row::Payer, "Evergreen Health Plan"),
        (Row::Plan, "PPO"),
        (Row::Member, "XEH911000222"),
        (Row::Group, "0099-1111"),
        (Row::Subscriber, "Peter Schmidt"),
    ] {
        state.draft.set(row, Text::trimmed(words));
    }
    state.draft.ends = Some(jiff::civil::date(2025, 12, 31));
    state.check(core);
}

#[test]
fn what_differs_from_the_file_is_said_beside_its_line_and_alarms_nobody() {
    let mut core = with_person(with_coverage(core()));
    let (mut state, _) = State::new(&core);
    differing(&mut state, &core);
    let mut words = String::new();
    for part in 0..check::parts(&state, &core).len() {
        state.part = part;
        words += &shown(&state, &core);
    }
    for said in [
        "We have another number",
        "The group number is new",
        "We do not know this name yet",
        "This card may have run out",
        "Until",
    ] {
        assert!(words.contains(said), "{said} is missing in: {words}");
    }
    assert!(offered(&state, &core, "primary"), "nothing holds them up");

    state.draft.set(Row::Member, Text::trimmed("XEH8O4512097"));
    state.check(&core);
    assert!(
        !shown(&state, &core).contains("almost"),
        "how near it is, is nobody's business"
    );
    core.session.proof = Proof::Document;
    assert!(shown(&state, &core).contains("almost"));
}

#[test]
fn whoever_the_card_lists_is_told_so_and_is_not_the_subscriber() {
    let core = with_person(core());
    let (mut state, _) = State::new(&core);
    let mut fields = card_fields();
    fields.subscriber_name = Some(Field::new("GRACE WILLIAMS", 0.95, None));
    fields.dependants = vec![Field::new("02 MARIA GARCIA", 0.9, None)];
    state.draft.take(SideRead {
        side: Side::Front,
        fields: Some(fields),
        picture: None,
        crops: Vec::new(),
    });
    state.check(&core);
    assert!(state.differs.is_empty());
    assert!(shown(&state, &core).contains("Your name is on this card too"));

    let card = state.draft.card(&core);
    assert_eq!(card.relation, Some(registration::insurance::Relation::Other));
    assert!(card.dependant_number == Some(Text::from("02")));
}

#[test]
fn a_card_whose_last_day_has_passed_is_told_so_unless_the_day_was_hard_to_read() {
    let core = with_person(core());
    let differs = |confidence: f32| {
        let (mut state, _) = State::new(&core);
        let mut fields = card_fields();
        fields.expiry_date = Some(Field::new("2020-12-31", confidence, None));
        state.draft.take(SideRead {
            side: Side::Front,
            fields: Some(fields),
            picture: None,
            crops: Vec::new(),
        });
        state.check(&core);
        draw(
            &core,
            state.view(&core),
            &format!("insurance-ended-{}", confidence > 0.5),
        );

        state.differs
    };

    assert_eq!(differs(0.95), [Discrepancy::Expired]);
    assert_eq!(differs(0.3), []);
}

#[test]
fn it_fits_every_screen_and_look() {
    let mut wrong = Vec::new();
    for (name, core) in everywhere() {
        let core = with_person(with_camera(with_coverage(core)));
        let (mut state, _) = State::new(&core);
        let mut check = |state: &State, page: &str| {
            let items = draw(&core, state.view(&core), &format!("insurance-{page}-{name}"));
            wrong.extend(misfits(&core, &items, &format!("{page}-{name}")));
        };
        check(&state, "on-file");
        state.held.clear();
        check(&state, "none");
        state.digital = Some(Digital::Refused(digital::Refusal::Expired));
        check(&state, "none-digital");
        state.held = held::all(&core);
        check(&state, "on-file-digital");
        state.digital = Some(Digital::Part(1, 2));
        check(&state, "on-file-part");
        state.update(Message::NewCardPressed, &core);
        show(&mut state, &core, &advised(Guidance::CutOff, Advice::Move(Way::Left)));
        check(&state, "camera-move");
        state.update(Message::NewCardPressed, &core);
        let shine = Advice::Shine {
            spot: Spot::Right,
            over_print: true,
        };
        show(&mut state, &core, &advised(Guidance::Glare, shine));
        check(&state, "camera-shine");
        state.update(Message::NewCardPressed, &core);
        state.on_code("shc:/nothing", &core);
        check(&state, "camera-digital");
        state.update(Message::NewCardPressed, &core);
        show(&mut state, &core, &seen(Guidance::Glare, 200));
        check(&state, "camera");
        state.update(Message::ShutterPressed, &core);
        check(&state, "refused");
        show(&mut state, &core, &seen(Guidance::Good, 200));
        state.update(Message::ShutterPressed, &core);
        let run = state.run;
        state.update(Message::Waited(run, Patience::Long), &core);
        check(&state, "reading");
        let mut fields = card_fields();
        fields.payer = Some(Field::new("Evergreen Health Plan of the Upper Midwest", 0.95, None));
        fields.member_id = None;
        let crop = iced::widget::image::Handle::from_rgba(400, 60, vec![200; 400 * 60 * 4]);
        let read = SideRead {
            side: Side::Front,
            fields: Some(fields),
            picture: None,
            crops: vec![(Row::Group, crop)],
        };
        state.update(Message::Read(run, Box::new(read)), &core);
        check(&state, "back");
        state.update(Message::NoBackPressed, &core);
        for part in 0..check::parts(&state, &core).len() {
            state.part = part;
            check(&state, &format!("check-{part}"));
        }
        differing(&mut state, &core);
        for part in 0..check::parts(&state, &core).len() {
            state.part = part;
            check(&state, &format!("differs-{part}"));
        }
        state.update(Message::ChangePressed(Row::Member), &core);
        state.update(Message::Form(fields::Message::Pressed(Key::Clear)), &core);
        check(&state, "edit");
        state.update(Message::LineKept, &core);
        check(&state, "edit-empty");
        state.place = Place::Asking(Patience::Long);
        check(&state, "asking");
        for (page, eligibility, _) in estimates() {
            state.place = Place::Estimate(eligibility);
            check(&state, page);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
