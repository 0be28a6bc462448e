//! Who reads the memory of an idle kiosk finds nobody in it.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs::File;
use std::io::{BufRead, BufReader, Lines, Read, Seek, SeekFrom};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// Words that stand nowhere but in the data of one person. Numbers as they are typed and as they are kept.
const CANARIES: [&str; 8] = [
    "Quetzalova",
    "Zephyrine",
    "Wyvernstreet",
    "Zanzibarton",
    "5550199",
    "555 0199",
    "qzephyr",
    "1961-03-09",
];

/// What stands in the memory of every kiosk: who does not find it has not read.
const CERTAIN: &str = "St. Brigid Clinic";

/// How long nobody has to do anything until nothing is left.
const IDLE: Duration = Duration::from_secs(15);

const WHO: &str = r#"
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
    city = "Zanzibarton"
    [insurance]
    self_pay = true
    [payment]
    choice = "desk"
"#;

#[test]
fn the_memory_of_an_idle_kiosk_holds_nothing_of_the_last_person() {
    let directory = tempfile::tempdir().unwrap();
    let mut central = Running::start(
        Command::new(env!("CARGO_BIN_EXE_portico"))
            .args(["central", "--listen", "127.0.0.1:0", "--data"])
            .arg(directory.path()),
    );
    central.until("Kiosk:");
    let persona = directory.path().join("somebody-new.toml");
    std::fs::write(&persona, WHO).unwrap();

    let mut kiosk = Running::start(
        Command::new(env!("CARGO_BIN_EXE_portico"))
            .args(["rehearse", "--stay", "--json", "--config"])
            .arg(directory.path().join("kiosk.toml"))
            .arg(&persona),
    );
    let said = kiosk.until("idle");
    assert!(said.contains("\"outcome\":\"checked-in\""), "a whole session: {said}");

    assert!(
        !search(kiosk.child.id(), CERTAIN).is_empty(),
        "memory is read, and what lives is found"
    );
    let look = || -> Vec<String> {
        CANARIES
            .iter()
            .flat_map(|canary| search(kiosk.child.id(), canary))
            .collect()
    };
    let since = Instant::now();
    let mut found = look();
    // A connection that nobody uses any more is closed after a few seconds, and what was read through it is gone.
    while !found.is_empty() && since.elapsed() < IDLE {
        std::thread::sleep(Duration::from_secs(1));
        found = look();
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// A program that is killed when it is dropped.
struct Running {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Running {
    fn start(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();

        Self { child, lines }
    }

    /// Everything that it says until a line begins with this.
    fn until(&mut self, beginning: &str) -> String {
        let mut said = String::new();
        for line in self.lines.by_ref() {
            let line = line.unwrap();
            said.push_str(&line);
            said.push('\n');
            if line.starts_with(beginning) {
                return said;
            }
        }

        panic!("it ended without \"{beginning}\": {said}")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where a word stands in a process's memory, in UTF-8 or UTF-16: what a core dump would hold of it.
fn search(process: u32, word: &str) -> Vec<String> {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let mut memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let mut found = Vec::new();
    for map in maps.lines() {
        let parts: Vec<&str> = map.split_whitespace().collect();
        // What cannot be written is the program and its files, the same for everybody.
        if !parts[1].starts_with("rw") {
            continue;
        }
        let (from, to) = parts[0].split_once('-').unwrap();
        let from = u64::from_str_radix(from, 16).unwrap();
        let to = u64::from_str_radix(to, 16).unwrap();
        let mut bytes = vec![0; usize::try_from(to - from).unwrap()];
        memory.seek(SeekFrom::Start(from)).unwrap();
        if memory.read_exact(&mut bytes).is_err() {
            continue;
        }
        for needle in [word.as_bytes(), &wide] {
            for at in places(&bytes, needle) {
                let near = &bytes[at.saturating_sub(60)..(at + 100).min(bytes.len())];
                let place = parts.get(5).copied().unwrap_or("mapped");
                found.push(format!("{place}: {}", near.escape_ascii()));
            }
        }
    }

    found
}

fn places(bytes: &[u8], needle: &[u8]) -> Vec<usize> {
    let first = needle[0];
    let mut at = 0;
    let mut found = Vec::new();
    while let Some(next) = bytes[at..].iter().position(|byte| *byte == first) {
        at += next;
        if bytes[at..].starts_with(needle) {
            found.push(at);
        }
        at += 1;
    }

    found
}
