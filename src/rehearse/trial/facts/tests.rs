#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use registration::outcome::SeeDesk;

use super::*;

fn claim(said: Outcome) -> Claim {
    let session = Uuid::new_v4();
    let parts = match said {
        Outcome::HandedOver => vec!["patient", "hand-over"],
        _ => vec!["patient", "consent-treatment", "encounter"],
    };

    Claim {
        session,
        said,
        parts: parts
            .into_iter()
            .map(|part| Part {
                group: part.to_owned(),
                kind: "Basic".to_owned(),
                identifier: format!("{session}/{part}"),
            })
            .collect(),
        appointment: Some(format!("Appointment/{session}")),
        held_then: (said == Outcome::CheckedIn).then_some(true),
    }
}

/// Central as it is when all went well.
fn all_well(claims: &[Claim]) -> Facts {
    let mut facts = Facts::default();
    for claim in claims {
        for part in &claim.parts {
            facts.held.insert(part.identifier.clone(), 1);
        }
        if claim.said != Outcome::HandedOver {
            let appointment = claim.appointment.clone().unwrap();
            facts.encounters.insert(appointment.clone(), 1);
            facts.arrived.insert(appointment);
        }
    }

    facts
}

fn judged(claims: &[Claim], facts: &Facts) -> (usize, usize, usize) {
    let verdict = Verdict::of(claims, 0, facts);

    (verdict.lost, verdict.duplicated, verdict.falsely_claimed)
}

#[test]
fn when_all_is_there_nothing_is_wrong() {
    let claims = [
        claim(Outcome::CheckedIn),
        claim(Outcome::DeskWillConfirm),
        claim(Outcome::HandedOver),
    ];
    let verdict = Verdict::of(&claims, 2, &all_well(&claims));

    assert!(verdict.is_clean());
    assert_eq!((verdict.checked_in, verdict.desk_will_confirm), (1, 1));
    assert_eq!((verdict.handed_over, verdict.abandoned), (1, 2));
}

#[test]
fn an_arrival_that_central_does_not_hold_is_lost_and_where_it_was_claimed_falsely_claimed() {
    for (said, expected) in [(Outcome::CheckedIn, (1, 0, 1)), (Outcome::DeskWillConfirm, (1, 0, 0))] {
        let claims = [claim(said)];
        let mut facts = all_well(&claims);
        facts.held.remove(&format!("{}/encounter", claims[0].session));

        assert_eq!(judged(&claims, &facts), expected, "{said}");
    }
}

#[test]
fn a_hand_over_without_its_task_is_lost() {
    let claims = [claim(Outcome::HandedOver)];
    let mut facts = all_well(&claims);
    facts.held.remove(&format!("{}/hand-over", claims[0].session));

    assert_eq!(judged(&claims, &facts), (1, 0, 0));
}

#[test]
fn a_consent_that_did_not_arrive_is_a_lost_registration_unless_the_desk_knows() {
    let claims = [claim(Outcome::CheckedIn)];
    let mut facts = all_well(&claims);
    facts.held.remove(&format!("{}/consent-treatment", claims[0].session));
    assert_eq!(judged(&claims, &facts), (1, 0, 0));

    facts
        .held
        .insert(format!("{}/left-consent-treatment", claims[0].session), 1);
    assert_eq!(judged(&claims, &facts), (0, 0, 0));
}

#[test]
fn what_stands_aside_is_safe_only_when_the_desk_knows() {
    let claims = [claim(Outcome::DeskWillConfirm)];
    let mut facts = Facts::default();
    facts.set_aside.insert(claims[0].session);
    assert_eq!(judged(&claims, &facts), (1, 0, 0), "nobody was told");

    facts.held.insert(format!("{}/set-aside", claims[0].session), 1);
    assert_eq!(judged(&claims, &facts), (0, 0, 0));
}

#[test]
fn what_only_waits_at_the_end_is_lost() {
    let claims = [claim(Outcome::DeskWillConfirm)];
    let mut facts = Facts::default();
    facts.waiting.insert(claims[0].session);

    assert_eq!(judged(&claims, &facts), (1, 0, 0));
}

#[test]
fn one_identifier_on_two_resources_is_a_double() {
    let claims = [claim(Outcome::CheckedIn)];
    let mut facts = all_well(&claims);
    *facts.held.get_mut(&format!("{}/patient", claims[0].session)).unwrap() = 2;

    assert_eq!(judged(&claims, &facts), (0, 1, 0));
}

#[test]
fn two_arrivals_on_one_appointment_are_a_double() {
    let claims = [claim(Outcome::CheckedIn)];
    let mut facts = all_well(&claims);
    *facts.encounters.values_mut().next().unwrap() = 2;

    assert_eq!(judged(&claims, &facts), (0, 1, 0));
}

#[test]
fn an_arrival_that_came_after_the_words_was_claimed_falsely() {
    let mut claims = [claim(Outcome::CheckedIn)];
    claims[0].held_then = Some(false);

    assert_eq!(judged(&claims, &all_well(&claims)), (0, 0, 1));
}

#[test]
fn an_appointment_that_is_still_booked_is_no_arrival() {
    let claims = [claim(Outcome::CheckedIn)];
    let mut facts = all_well(&claims);
    facts.arrived.clear();

    assert_eq!(judged(&claims, &facts), (0, 0, 1));
}

#[test]
fn whoever_was_sent_to_the_desk_was_promised_nothing() {
    let claims = [claim(Outcome::SeeDesk(SeeDesk::NotFound))];

    assert_eq!(judged(&claims, &Facts::default()), (0, 0, 0));
}

#[test]
fn an_act_of_staff_that_central_has_twice_or_not_at_all_is_noticed() {
    let mut facts = Facts::default();
    facts.acts.insert(Uuid::new_v4(), (2, 3));
    facts.acts.insert(Uuid::new_v4(), (2, 1));
    facts.acts.insert(Uuid::new_v4(), (2, 2));

    assert_eq!(judged(&[], &facts), (1, 1, 0));
}
