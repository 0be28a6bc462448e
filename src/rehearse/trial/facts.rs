//! Holds what screens said against what is true. Pure: facts in, counts out.

use std::collections::{BTreeMap, BTreeSet};

use registration::Outcome;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a screen said at the end of a session, and what was to reach central for it to be true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The session.
    pub session: Uuid,
    /// What the screen said.
    pub said: Outcome,
    /// Everything that the session collected and that is created in central.
    pub parts: Vec<Part>,
    /// The appointment on which the arrival stands, as `Appointment/id`; none for a walk-in.
    pub appointment: Option<String>,
    /// Whether central held the arrival at the instant at which the screen began to say "checked in"; none where it
    /// said something else, or could not be asked.
    pub held_then: Option<bool>,
}

/// Something that a registration creates in central.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The group in which it is sent.
    pub group: String,
    /// The type of the resource.
    pub kind: String,
    /// The value of its business identifier, `<registration>/<part>`.
    pub identifier: String,
}

/// What is true at the end, when nothing fails any more and the outboxes were drained.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// How many of central's resources hold each business identifier, by its value `<registration>/<part>`.
    pub held: BTreeMap<String, usize>,
    /// How many of central's encounters are about each appointment, `Appointment/id`.
    pub encounters: BTreeMap<String, usize>,
    /// Appointments that central calls arrived, or further on.
    pub arrived: BTreeSet<String>,
    /// Submissions that stand aside in an outbox for staff.
    pub set_aside: BTreeSet<Uuid>,
    /// Submissions that wait in an outbox.
    pub waiting: BTreeSet<Uuid>,
    /// Acts of staff on each session: how many stand in the kiosk's own trail, and how many central holds.
    pub acts: BTreeMap<Uuid, (usize, usize)>,
}

/// What it comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Sessions whose screen said so.
    pub checked_in: usize,
    /// Sessions whose screen said so.
    pub desk_will_confirm: usize,
    /// Sessions whose screen said so, for whatever reason.
    pub see_desk: usize,
    /// Sessions whose screen said so.
    pub handed_over: usize,
    /// Sessions that nobody ended.
    pub abandoned: usize,
    /// Sessions whose screen said that all is safe, and neither central nor the desk has it.
    pub lost: usize,
    /// Things that stand twice in central.
    pub duplicated: usize,
    /// Sessions whose screen said "checked in" and central did not hold the arrival.
    pub falsely_claimed: usize,
}

impl Verdict {
    /// Judges. `abandoned` sessions said nothing.
    pub fn of(claims: &[Claim], abandoned: usize, facts: &Facts) -> Self {
        let said = |wanted: fn(Outcome) -> bool| claims.iter().filter(|claim| wanted(claim.said)).count();

        Self {
            checked_in: said(|outcome| outcome == Outcome::CheckedIn),
            desk_will_confirm: said(|outcome| outcome == Outcome::DeskWillConfirm),
            see_desk: said(|outcome| matches!(outcome, Outcome::SeeDesk(_))),
            handed_over: said(|outcome| outcome == Outcome::HandedOver),
            abandoned: abandoned + said(|outcome| outcome == Outcome::Abandoned),
            lost: claims.iter().filter(|claim| facts.lost(claim)).count() + facts.lost_acts(),
            duplicated: facts.duplicated(),
            falsely_claimed: claims.iter().filter(|claim| facts.falsely_claimed(claim)).count(),
        }
    }

    /// Adds another day's.
    pub fn add(&mut self, other: &Self) {
        self.checked_in += other.checked_in;
        self.desk_will_confirm += other.desk_will_confirm;
        self.see_desk += other.see_desk;
        self.handed_over += other.handed_over;
        self.abandoned += other.abandoned;
        self.lost += other.lost;
        self.duplicated += other.duplicated;
        self.falsely_claimed += other.falsely_claimed;
    }

    /// Whether the promise was kept.
    pub fn is_clean(&self) -> bool {
        (self.lost, self.duplicated, self.falsely_claimed) == (0, 0, 0)
    }
}

impl Facts {
    /// Whether the screen said that it is safe, and it is not.
    pub fn lost(&self, claim: &Claim) -> bool {
        let safe = match claim.said {
            Outcome::CheckedIn | Outcome::DeskWillConfirm => self.holds(claim, "encounter"),
            Outcome::HandedOver => self.holds(claim, "hand-over"),
            Outcome::SeeDesk(_) | Outcome::Abandoned => return false,
        };
        let told = self.desk_was_told(claim);
        let whole = claim.parts.iter().all(|part| self.held.contains_key(&part.identifier));

        // What is whole and there is safe. What is not must stand aside, and the desk must know.
        !(safe && (whole || told) || self.stands_aside(claim) && told)
    }

    /// Whether the screen said "checked in" without the arrival in central, then or at the end.
    pub fn falsely_claimed(&self, claim: &Claim) -> bool {
        let on_appointment = claim
            .appointment
            .as_ref()
            .is_none_or(|appointment| self.arrived.contains(appointment));

        claim.said == Outcome::CheckedIn
            && (claim.held_then == Some(false) || !self.holds(claim, "encounter") || !on_appointment)
    }

    /// Everything that stands twice.
    pub fn duplicated(&self) -> usize {
        let identifiers = self.held.values().filter(|times| **times > 1).count();
        let arrivals = self.encounters.values().filter(|times| **times > 1).count();
        let acts = self.acts.values().filter(|(here, there)| there > here).count();

        identifiers + arrivals + acts
    }

    /// The sessions of which something is wrong, each with what.
    pub fn suspects(&self, claims: &[Claim]) -> Vec<String> {
        let twice = self.held.iter().filter(|(_, times)| **times > 1);
        let arrivals = self.encounters.iter().filter(|(_, times)| **times > 1);
        let acts = self.acts.iter().filter(|(_, (here, there))| here != there);
        let lost = claims.iter().filter(|claim| self.lost(claim));
        let false_claims = claims.iter().filter(|claim| self.falsely_claimed(claim));
        let missing = |claim: &Claim| {
            let missing: Vec<&str> = claim
                .parts
                .iter()
                .filter(|part| !self.held.contains_key(&part.identifier))
                .map(|part| part.identifier.as_str())
                .collect();
            missing.join(" ")
        };

        lost.map(|claim| format!("lost: {} {} {}", claim.session, claim.said, missing(claim)))
            .chain(false_claims.map(|claim| format!("falsely claimed: {}", claim.session)))
            .chain(twice.map(|(identifier, times)| format!("{times} times: {identifier}")))
            .chain(arrivals.map(|(appointment, times)| format!("{times} arrivals: {appointment}")))
            .chain(acts.map(|(session, (here, there))| format!("acts of staff: {session}, {here} here, {there} there")))
            .collect()
    }

    fn lost_acts(&self) -> usize {
        self.acts.values().filter(|(here, there)| there < here).count()
    }

    fn holds(&self, claim: &Claim, part: &str) -> bool {
        self.held.contains_key(&format!("{}/{part}", claim.session))
    }

    fn stands_aside(&self, claim: &Claim) -> bool {
        let handed_over = registration::mapping::part_id(claim.session, "hand-over");

        self.set_aside.contains(&claim.session) || self.set_aside.contains(&handed_over)
    }

    /// Whether central holds a task that tells the desk what is missing of this session.
    fn desk_was_told(&self, claim: &Claim) -> bool {
        let handed_over = registration::mapping::part_id(claim.session, "hand-over");
        [claim.session, handed_over].iter().any(|id| {
            ["set-aside", "left-", "update-conflict-"].iter().any(|kind| {
                let begin = format!("{id}/{kind}");
                self.held
                    .range(begin.clone()..)
                    .next()
                    .is_some_and(|(found, _)| found.starts_with(&begin))
            })
        })
    }
}

#[cfg(test)]
mod tests;
