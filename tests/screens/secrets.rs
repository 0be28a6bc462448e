//! What is private never reaches a log, however much is logged.

use std::process::Command;

use portico::service::scripted::ScriptedCentral;
use registration::person::{Address, Email, Phone};

use crate::support::lobby::Setting;
use crate::support::{hands, people};

/// Words that stand nowhere but in the data of one person.
const CANARIES: [&str; 7] = [
    "Quetzalova",
    "Zephyrine",
    "Wyvernstreet",
    "5550199",
    "555 0199",
    "qzephyr@example.org",
    "CANARY77310",
];

/// What says that the child below really played a session and logged.
const PLAYED: &str = "the session was played to its end";

#[test]
fn a_whole_session_leaves_nothing_private_in_the_log() {
    let played = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "secrets::a_session_that_logs_everything",
            "--ignored",
            "--nocapture",
        ])
        .output()
        .unwrap();
    let log = [played.stdout, played.stderr].concat();
    let log = String::from_utf8_lossy(&log);

    assert!(
        played.status.success(),
        "{}",
        log.lines().rev().take(20).collect::<Vec<_>>().join("\n")
    );
    assert!(log.contains(PLAYED), "the log was read");
    for canary in CANARIES {
        let line = log
            .lines()
            .find(|line| line.to_lowercase().contains(&canary.to_lowercase()));
        assert_eq!(line, None, "\"{canary}\" is in the log");
    }
}

#[test]
fn the_program_itself_tells_its_log_nothing_whatever_it_is_set_to() {
    let directory = tempfile::tempdir().unwrap();
    let persona = directory.path().join("somebody-new.toml");
    let who = r#"
        language = "en"
        [identify]
        new = true
        birth_date = 1961-03-09
        given_name = "Zephyrine"
        family_name = "Quetzalova"
        [changes]
        phone = "+1 317 555 0199"
        email = "qzephyr@example.org"
        street = "7 Wyvernstreet"
        [insurance]
        self_pay = true
    "#;
    std::fs::write(&persona, who).unwrap();
    let played = Command::new(env!("CARGO_BIN_EXE_portico"))
        .args(["rehearse", "--json"])
        .arg(&persona)
        .env("PORTICO_LOG", "trace")
        .output()
        .unwrap();
    let log = String::from_utf8_lossy(&played.stderr);

    assert!(played.status.success(), "{}", String::from_utf8_lossy(&played.stdout));
    assert!(
        log.lines().count() > 20,
        "everything was logged: {} lines",
        log.lines().count()
    );
    for canary in CANARIES {
        let line = log
            .lines()
            .find(|line| line.to_lowercase().contains(&canary.to_lowercase()));
        assert_eq!(line, None, "\"{canary}\" is in the log");
    }
}

/// Run by the first test, in a process of its own: a log has one reader a process.
#[test]
#[ignore = "it is part of another test"]
fn a_session_that_logs_everything() {
    // Of the toolkit's own finest level, which writes down every word that it draws, the last test speaks.
    let everything = tracing_subscriber::EnvFilter::new("debug,portico=trace");
    tracing_subscriber::fmt()
        .with_env_filter(everything)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .init();
    let mut person = people::maria();
    person.name.family = "Quetzalova".into();
    person.name.given = Some("Zephyrine".into());
    person.address = person.address.map(|address| Address {
        street: "7 Wyvernstreet".into(),
        ..address
    });
    person.phone = Some(Phone::on_file("+1 317 555 0199"));
    person.email = Some(Email::on_file("qzephyr@example.org"));
    let mut plan = people::plan();
    plan.card.member_id = "CANARY77310".into();
    let dossier = registration::session::Dossier {
        coverages: vec![plan],
        ..people::dossier()
    };
    let central = ScriptedCentral {
        finds: Some(people::found(person, Some(people::visit_in(12)))),
        dossier,
        ..people::marias()
    };
    let mut lobby = Setting::new(central).open();
    lobby.stage.app.core.services.roster.add("ana", "739105").unwrap();
    lobby.start("en");
    hands::type_date(&mut lobby.stage, (1985, 4, 12));
    lobby.touch("primary");
    lobby.touch("field-given");
    hands::type_words(&mut lobby.stage, "zephyrine");
    lobby.touch("field-family");
    hands::type_words(&mut lobby.stage, "quetzalova");
    lobby.touch("primary");
    lobby.go_to("details");
    lobby.touch("change-phone");
    hands::type_words(&mut lobby.stage, "3175550199");
    lobby.touch("primary");
    lobby.go_to("review");
    hands::hold_corner(&mut lobby.stage);
    hands::type_words(&mut lobby.stage, "739105");
    lobby.touch("staff-enter");
    lobby.wait("the menu", |lobby| lobby.offers("staff-close"));
    lobby.touch("staff-close");
    lobby.go_to("done");
    tracing::info!("{PLAYED}");
}
