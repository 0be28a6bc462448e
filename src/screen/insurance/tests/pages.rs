//! What the payer's answer says in words, and whether every page fits every screen and look.

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
        ("away", Eligibility::Unavailable, "has not answered"),
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

#[test]
fn it_fits_every_screen_and_look() {
    let mut wrong = Vec::new();
    for (name, core) in everywhere() {
        let core = with_camera(with_coverage(core));
        let (mut state, _) = State::new(&core);
        let mut check = |state: &State, page: &str| {
            let items = draw(&core, state.view(&core), &format!("insurance-{page}-{name}"));
            wrong.extend(misfits(&core, &items, &format!("{page}-{name}")));
        };
        check(&state, "on-file");
        state.held.clear();
        check(&state, "none");
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
        state.update(Message::ChangePressed(Row::Member), &core);
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
