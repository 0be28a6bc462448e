//! Whole journeys: the demo personas walk through the real screens, against a real central over TLS, with real cards,
//! real reading and real paper.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use portico::demo::Demo;
use portico::rehearse::{Album, EndLine, Options, Rehearsal, StepLine};

struct Walk {
    end: EndLine,
    steps: Vec<&'static str>,
    trail: Vec<String>,
    /// The task for the desk, as central holds it.
    told: String,
    paper: Vec<String>,
    _shots: tempfile::TempDir,
    shots: PathBuf,
}

/// One persona of the demonstration, on a fresh central.
fn walk(name: &str) -> Walk {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let shots = tempfile::tempdir().unwrap();
    let options = Options {
        config: None,
        shots: Some(shots.path().to_owned()),
        size: iced::Size::new(1080.0, 1920.0),
        greeting: None,
    };
    let rehearsal = runtime.block_on(Rehearsal::prepare(options)).unwrap();
    let personas = rehearsal.demo().map(Demo::personas).unwrap().unwrap();
    let persona = personas
        .into_iter()
        .find(|persona| persona.name() == name)
        .expect("a demo persona");
    let mut steps = Vec::new();
    let mut album = Album::of_rehearsal(None, name);
    let end = rehearsal
        .play(&persona, &mut album, &mut |line: &StepLine| steps.push(line.step))
        .unwrap();
    let mut paper: Vec<String> = std::fs::read_dir(shots.path())
        .unwrap()
        .flatten()
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .collect();
    paper.sort();
    let trail = rehearsal.kiosk.services.trail.entries().unwrap();
    let trail = trail.into_iter().map(|entry| entry.action).collect();
    let path = shots.path().to_owned();
    let desk = end.held.iter().find_map(|held| held.strip_prefix("Task/"));
    let told = desk.map(|id| {
        let task = runtime.block_on(rehearsal.kiosk.client.read("Task", id)).unwrap();
        task.resource.to_string()
    });

    Walk {
        end,
        steps,
        trail,
        told: told.unwrap_or_default(),
        paper,
        _shots: shots,
        shots: path,
    }
}

impl Walk {
    #[track_caller]
    fn ends(&self, outcome: &str) {
        assert_eq!(self.end.problem, None);
        assert_eq!(self.end.outcome, outcome);
        assert!(self.end.honest, "what the screen said is what central holds");
    }

    fn printed(&self, kind: &str) -> Option<PathBuf> {
        self.paper
            .iter()
            .find(|name| name.starts_with(kind) && Path::new(name).extension().is_some_and(|ending| ending == "pdf"))
            .map(|name| self.shots.join(name))
    }
}

fn words(pdf: &Path) -> String {
    let read = std::process::Command::new("pdftotext")
        .arg("-layout")
        .arg(pdf)
        .arg("-")
        .output()
        .unwrap();
    assert!(read.status.success());

    String::from_utf8(read.stdout).unwrap()
}

#[test]
fn a_returning_patient_corrects_a_telephone_pays_by_phone_and_is_checked_in() {
    let walk = walk("01-returning");

    walk.ends("checked-in");
    assert!(walk.end.acknowledged, "central holds the arrival");
    assert!(walk.steps.contains(&"bill"), "there was an invoice: {:?}", walk.steps);
    let ticket = walk.end.ticket.clone().expect("a ticket");
    let slip = words(&walk.printed("ticket").expect("a printed ticket"));
    let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
    assert!(
        without_spaces(&slip).contains(&without_spaces(&ticket)),
        "the slip shows the ticket {ticket}: {slip}"
    );
    let band = words(&walk.printed("wristband").expect("a printed wristband"));
    assert!(band.contains("García-López"), "the band shows the name: {band}");
}

#[test]
fn somebody_new_without_an_appointment_is_registered() {
    let walk = walk("02-new-walk-in");

    walk.ends("checked-in");
    assert!(
        walk.end.held.iter().any(|held| held.starts_with("Patient/")),
        "central made a patient: {:?}",
        walk.end.held
    );
}

#[test]
fn a_declined_document_never_ends_the_session() {
    let walk = walk("03-declined-consent");

    walk.ends("checked-in");
    assert!(
        walk.end.held.iter().any(|held| held.starts_with("Task/")),
        "the desk has a task: {:?}",
        walk.end.held
    );
}

#[test]
fn a_blurred_card_is_refused_and_a_good_one_is_read() {
    let walk = walk("04-blurred-card");

    walk.ends("checked-in");
    let pictures = walk
        .end
        .held
        .iter()
        .filter(|held| held.starts_with("DocumentReference/"))
        .count();
    assert_eq!(
        pictures, 2,
        "the front and the back of the good card: {:?}",
        walk.end.held
    );
}

#[test]
fn a_digital_card_is_read_from_a_telephone() {
    let walk = walk("11-health-card");

    walk.ends("checked-in");
    assert!(
        walk.told.contains("insurance-changed"),
        "a card was read: {}",
        walk.told
    );
    assert!(
        !walk.told.contains("insurance-member-changed"),
        "and says what is on file: {}",
        walk.told
    );
    assert!(
        !walk.end.held.iter().any(|held| held.starts_with("DocumentReference/")),
        "a signed card needs no picture: {:?}",
        walk.end.held
    );
}

#[test]
fn a_guardian_registers_a_child() {
    let walk = walk("05-guardian");

    walk.ends("checked-in");
    assert!(walk.steps.contains(&"guardian"), "{:?}", walk.steps);
}

#[test]
fn whoever_is_too_late_is_told_at_once() {
    let walk = walk("06-too-late");

    walk.ends("see-desk(too-late)");
    assert!(
        !walk.steps.contains(&"details"),
        "nothing was asked in vain: {:?}",
        walk.steps
    );
}

#[test]
fn central_going_away_at_the_end_loses_nothing_and_claims_nothing() {
    let walk = walk("07-central-down");

    walk.ends("desk-will-confirm");
    assert!(!walk.end.acknowledged);
    assert_eq!(
        walk.end.delivered_later,
        Some(true),
        "it was sent when central was back"
    );
}

#[test]
fn staff_skip_a_step_in_the_middle() {
    let walk = walk("08-staff-override");

    walk.ends("checked-in");
    assert_eq!(walk.trail, ["open", "skip"], "both stand in the audit trail");
}

#[test]
fn whoever_walks_away_leaves_nothing_behind() {
    let walk = walk("09-walks-away");

    walk.ends("abandoned");
    assert!(walk.end.held.is_empty(), "{:?}", walk.end.held);
}

#[test]
fn two_people_of_one_name_are_sent_to_the_desk_after_three_misses() {
    let walk = walk("10-not-found");

    walk.ends("see-desk(not-found)");
}
