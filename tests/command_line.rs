//! The command line as a script meets it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

fn portico(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_portico"))
        .args(arguments)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A central in its own process, killed when dropped.
struct Central {
    process: Child,
    url: String,
    ca: String,
    data: tempfile::TempDir,
}

impl Central {
    fn start() -> Self {
        let data = tempfile::tempdir().unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_portico"))
            .args(["central", "--listen", "127.0.0.1:0", "--data"])
            .arg(data.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut next = |label: &str| -> String {
            let line = lines.next().expect("a line").unwrap();
            line.strip_prefix(label)
                .unwrap_or_else(|| panic!("{line} begins with {label}"))
                .trim()
                .to_owned()
        };
        let url = next("FHIR:");
        let ca = next("CA:");
        next("Desk:");
        next("Kiosk:");

        Self { process, url, ca, data }
    }

    fn kiosk_file(&self) -> String {
        self.data.path().join("kiosk.toml").to_string_lossy().into_owned()
    }
}

impl Drop for Central {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn a_wrong_configuration_is_refused_with_its_line() {
    let cases = [
        ("[kiosk]\nname = \"a\"\ncolour = \"red\"\n", "colour", "line 3"),
        ("[central]\nurl = \"http://plain.example/fhir\"\n", "central.url", ":2:"),
        ("[kiosk]\n\nanswer_seconds = 5\n", "kiosk.answer_seconds", ":3:"),
        ("[site]\ntime_zone = \"Mars/Olympus\"\n", "site.time_zone", ":2:"),
        ("[printers]\nticket = \"ftp://x\"\n", "printers.ticket", ":2:"),
        ("[payers]\nnames = [\"A\"]\n", "payers", ":1:"),
        ("vault = \"shelf\"\n", "vault", "line 1"),
    ];
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("portico.toml");
    for (text, key, line) in cases {
        std::fs::write(&file, text).unwrap();
        let output = portico(&["outbox", "status", "--config", &file.to_string_lossy()]);

        assert!(!output.status.success(), "{text}");
        let said = said(&output);
        assert!(said.contains(key) && said.contains(line), "{text} → {said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

#[test]
fn a_persona_plays_against_a_central_of_its_own() {
    let central = Central::start();
    let persona = concat!(env!("CARGO_MANIFEST_DIR"), "/resources/demo/personas/06-too-late.toml");
    let output = portico(&["rehearse", persona, "--config", &central.kiosk_file(), "--json"]);

    assert!(output.status.success(), "{}", said(&output));
    let lines: Vec<Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let last = lines.last().unwrap();
    assert_eq!(last["outcome"], "see-desk(too-late)");
    assert_eq!(last["acknowledged"], false);
    assert!(last["ms"].is_number());
    assert!(lines.iter().any(|line| line["step"] == "find"), "a line a step");
}

#[test]
fn central_prints_its_url_and_authority_and_refuses_strangers() {
    let central = Central::start();
    let ask = |path: &str| {
        let answer = Command::new("curl")
            .args(["--silent", "--cacert", &central.ca, "--write-out", "\n%{http_code}"])
            .arg(format!("{}{path}", central.url))
            .output()
            .unwrap();
        assert!(answer.status.success(), "the authority is enough to trust it");
        String::from_utf8(answer.stdout).unwrap()
    };

    let metadata = ask("/metadata");
    assert!(metadata.ends_with("200") && metadata.contains("CapabilityStatement"));
    assert!(ask("/Patient/maria").ends_with("401"));
}

#[test]
fn reading_a_picture_gives_one_json_object_a_file() {
    let card = concat!(env!("CARGO_MANIFEST_DIR"), "/resources/demo/cards/evergreen-front.jpg");
    let empty = concat!(env!("CARGO_MANIFEST_DIR"), "/resources/demo/cards/empty.jpg");
    let output = portico(&["read", card, empty, "--json"]);

    assert!(output.status.success(), "{}", said(&output));
    let lines: Vec<Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["kind"], "insurance-card");
    assert_eq!(lines[0]["fields"]["member_id"]["value"], "XEH804512097");
    assert_eq!(lines[1]["kind"], "none");
}

#[test]
fn staff_are_added_by_pin_and_the_outbox_shows_nothing_private() {
    let central = Central::start();
    let file = central.kiosk_file();
    let mut adding = Command::new(env!("CARGO_BIN_EXE_portico"))
        .args(["staff", "add", "ana", "--config", &file])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    adding.stdin.take().unwrap().write_all(b"135790\n").unwrap();
    assert!(adding.wait().unwrap().success());

    let listed = portico(&["staff", "list", "--config", &file]);
    assert!(said(&listed).contains("ana\tactive"));
    let verified = portico(&["audit", "verify", "--config", &file]);
    assert!(verified.status.success(), "{}", said(&verified));
    let status = portico(&["outbox", "status", "--json", "--config", &file]);
    assert!(status.status.success(), "{}", said(&status));
    let status: Value = serde_json::from_slice(&status.stdout).unwrap();
    assert_eq!(status["waiting"], 0);
}

#[test]
fn what_is_done_at_the_command_line_is_written_down_and_guessing_is_stopped_there_too() {
    let central = Central::start();
    let file = central.kiosk_file();
    let with_pin = |arguments: &[&str], pin: &str| {
        let mut running = Command::new(env!("CARGO_BIN_EXE_portico"))
            .args(arguments)
            .args(["--config", &file])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        writeln!(running.stdin.take().unwrap(), "{pin}").unwrap();
        running.wait_with_output().unwrap()
    };
    let reveal = ["outbox", "list", "--reveal", "ana", "--pin"];
    assert!(with_pin(&["staff", "add", "ana"], "135790").status.success());
    assert!(with_pin(&reveal, "135790").status.success());
    for guess in ["000000", "111111", "222222", "333333"] {
        let refused = with_pin(&reveal, guess);
        assert!(!refused.status.success() && said(&refused).contains("not the PIN of ana"));
    }
    for pin in ["444444", "135790"] {
        let locked = with_pin(&reveal, pin);
        assert!(
            !locked.status.success() && said(&locked).contains("too many wrong PINs"),
            "{}",
            said(&locked)
        );
    }
    assert!(
        portico(&["staff", "disable", "ana", "--config", &file])
            .status
            .success()
    );

    let exported = portico(&["audit", "export", "--config", &file]);
    let written: Vec<(String, String)> = String::from_utf8(exported.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|entry| [&entry["action"], &entry["why"]].map(|part| part.as_str().unwrap().to_owned()))
        .map(|[action, why]| (action, why))
        .collect();
    let mut expected = vec![("staff-add", "ana"), ("reveal", "command-line")];
    expected.extend([("refused", "command-line"); 6]);
    expected.push(("staff-disable", "ana"));
    let expected: Vec<(String, String)> = expected
        .into_iter()
        .map(|(action, why)| (action.to_owned(), why.to_owned()))
        .collect();
    assert_eq!(written, expected);
}

#[test]
fn the_doctor_names_every_part_and_how_to_mend_it() {
    let central = Central::start();
    let output = portico(&["doctor", "--json", "--config", &central.kiosk_file()]);
    let findings: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let state = |part: &str| {
        findings
            .iter()
            .find(|finding| finding["part"] == part)
            .map(|finding| finding["state"].clone())
    };

    assert_eq!(state("central"), Some("works".into()));
    assert_eq!(state("fonts"), Some("works".into()));
    assert_eq!(state("camera"), Some("missing".into()));
    for finding in &findings {
        assert!(finding["state"] == "works" || finding["mend"].is_string(), "{finding}");
    }
}
