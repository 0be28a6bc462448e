//! What lies on the disk: durable, sealed, bound to its place.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use serde_json::json;
use sync::{FileVault, Kind, MemoryVault, Outbox, OutboxError, State, Vault, VaultError};
use tempfile::TempDir;
use uuid::Uuid;

use crate::people::registration;

struct Disk {
    directory: TempDir,
    vault: MemoryVault,
}

impl Disk {
    fn new() -> Self {
        Self {
            directory: tempfile::tempdir().unwrap(),
            vault: MemoryVault::default(),
        }
    }

    fn open(&self) -> Result<Outbox, OutboxError> {
        Outbox::open(&self.directory.path().join("outbox.db"), &self.vault)
    }

    /// Changes the file as somebody with the disk would.
    fn tamper(&self, sql: &str) {
        let connection = Connection::open(self.directory.path().join("outbox.db")).unwrap();
        assert!(connection.execute(sql, []).unwrap() > 0);
    }
}

#[test]
fn what_was_enqueued_is_there_after_a_restart() {
    let disk = Disk::new();
    let maria = registration(Uuid::new_v4());
    disk.open().unwrap().enqueue(&maria).unwrap();

    let outbox = disk.open().unwrap();

    assert_eq!(outbox.status().unwrap().waiting, 1);
    let kept = outbox.reveal(maria.id).unwrap().unwrap();
    assert_eq!(
        serde_json::to_vec(&kept.groups).unwrap(),
        serde_json::to_vec(&maria.groups).unwrap()
    );
    assert!(outbox.verify().unwrap().is_empty());
}

#[test]
fn enqueuing_twice_is_once_and_other_content_under_the_same_id_is_refused() {
    let outbox = Disk::new();
    let outbox = outbox.open().unwrap();
    let mut maria = registration(Uuid::new_v4());
    outbox.enqueue(&maria).unwrap();
    outbox.enqueue(&maria).unwrap();
    assert_eq!(outbox.list().unwrap().len(), 1);

    maria.groups.pop();
    assert!(matches!(outbox.enqueue(&maria), Err(OutboxError::Duplicate)));
}

#[test]
fn changed_swapped_and_promoted_rows_are_noticed() {
    for (what, sql) in [
        (
            "a changed byte",
            "UPDATE submission SET payload = CAST(payload || x'00' AS BLOB) WHERE place = 1",
        ),
        (
            "swapped payloads",
            "UPDATE submission SET payload = (SELECT payload FROM submission AS o WHERE o.place = 3 - submission.place)",
        ),
        (
            "a new name",
            "UPDATE submission SET id = '00000000-0000-4000-8000-000000000000' WHERE place = 1",
        ),
        ("another order", "UPDATE submission SET place = 9 WHERE place = 1"),
        (
            "another patient's turn",
            "UPDATE submission SET order_key = NULL WHERE place = 1",
        ),
        (
            "a forged acknowledgement",
            "UPDATE submission SET state = 'acknowledged', acknowledged = 1 WHERE place = 1",
        ),
        (
            "a hidden row",
            "UPDATE submission SET state = 'set-aside' WHERE place = 1",
        ),
        ("another kind", "UPDATE submission SET kind = 'audit' WHERE place = 1"),
    ] {
        let disk = Disk::new();
        {
            let outbox = disk.open().unwrap();
            outbox.enqueue(&registration(Uuid::new_v4())).unwrap();
            outbox.enqueue(&registration(Uuid::new_v4())).unwrap();
        }
        disk.tamper(sql);

        assert!(
            !disk.open().unwrap().verify().unwrap().is_empty(),
            "{what} was not noticed"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_row_is_set_aside_kept_and_blocks_nobody() {
    let server = crate::scripted::Scripted::start().await;
    let disk = Disk::new();
    let (damaged, sound) = (registration(Uuid::new_v4()), registration(Uuid::new_v4()));
    disk.open().unwrap().enqueue(&damaged).unwrap();
    disk.open().unwrap().enqueue(&sound).unwrap();
    disk.tamper("UPDATE submission SET payload = x'0102' WHERE place = 1");
    let outbox = disk.open().unwrap();

    let report = sync::Sender::new(outbox.clone(), server.client())
        .drain()
        .await
        .unwrap();

    assert_eq!((report.acknowledged, report.set_aside), (1, 1));
    assert_eq!(outbox.verify().unwrap(), [damaged.id]);
    assert_eq!(outbox.row(damaged.id).unwrap().unwrap().state, State::SetAside);
    assert!(
        outbox
            .row(damaged.id)
            .unwrap()
            .unwrap()
            .last_error
            .unwrap()
            .contains("was changed")
    );
    assert!(matches!(outbox.retry(damaged.id), Err(OutboxError::Damaged { .. })));
    assert_eq!(
        outbox.purge(Timestamp::MAX).unwrap(),
        1,
        "only what central has can be purged"
    );
}

#[test]
fn the_wrong_key_opens_nothing_and_destroys_nothing() {
    let disk = Disk::new();
    let maria = registration(Uuid::new_v4());
    disk.open().unwrap().enqueue(&maria).unwrap();
    let path = disk.directory.path().join("outbox.db");

    assert!(matches!(
        Outbox::open(&path, &MemoryVault::default()),
        Err(OutboxError::OtherKey)
    ));
    assert!(disk.open().unwrap().reveal(maria.id).unwrap().is_some());
}

#[test]
fn keys_are_changed_for_everything_at_once() {
    let disk = Disk::new();
    let maria = registration(Uuid::new_v4());
    let outbox = disk.open().unwrap();
    outbox.enqueue(&maria).unwrap();
    outbox.put_draft(maria.id, b"half a session").unwrap();
    let before = disk.vault.master_key().unwrap();
    let beside = disk.open().unwrap();

    outbox.rotate(&disk.vault).unwrap();

    assert_ne!(before.subkey("x"), disk.vault.master_key().unwrap().subkey("x"));
    let old = MemoryVault::default();
    old.store("master-key", &before.subkey("not it")).unwrap();
    assert!(outbox.reveal(maria.id).unwrap().is_some());
    assert!(matches!(
        beside.enqueue(&registration(Uuid::new_v4())),
        Err(OutboxError::Rotated)
    ));
    let reopened = disk.open().unwrap();
    assert!(reopened.verify().unwrap().is_empty());
    assert!(reopened.reveal(maria.id).unwrap().is_some());
    assert_eq!(
        reopened.take_draft(maria.id).unwrap().unwrap().expose(),
        b"half a session"
    );
}

/// A vault that breaks when the new master key is to be put in force.
struct Breaking<'a>(&'a MemoryVault);

impl Vault for Breaking<'_> {
    fn secret(&self, name: &str) -> Result<Option<sync::Secret>, VaultError> {
        self.0.secret(name)
    }

    fn store(&self, name: &str, value: &[u8]) -> Result<(), VaultError> {
        if name == "master-key" {
            Err(VaultError::NoKeyring {
                reason: "gone".to_owned(),
            })
        } else {
            self.0.store(name, value)
        }
    }

    fn remove(&self, name: &str) -> Result<(), VaultError> {
        self.0.remove(name)
    }

    fn describe(&self) -> String {
        "breaking".to_owned()
    }
}

#[test]
fn a_change_of_keys_that_breaks_off_loses_nothing() {
    let disk = Disk::new();
    let maria = registration(Uuid::new_v4());
    {
        let outbox = disk.open().unwrap();
        outbox.enqueue(&maria).unwrap();
        assert!(outbox.rotate(&Breaking(&disk.vault)).is_err());
    }

    let outbox = disk.open().unwrap();

    assert!(outbox.reveal(maria.id).unwrap().is_some());
    assert!(
        disk.vault.secret("master-key-next").unwrap().is_none(),
        "the change was finished"
    );
}

#[test]
fn an_unfinished_session_can_be_taken_up_until_it_expires() {
    let disk = Disk::new();
    let outbox = disk.open().unwrap();
    let (fresh, stale) = (Uuid::new_v4(), Uuid::new_v4());
    outbox.put_draft(fresh, b"one step").unwrap();
    outbox.put_draft(fresh, b"two steps").unwrap();
    outbox
        .put_draft_until(stale, b"long gone", Timestamp::now() - SignedDuration::from_secs(1))
        .unwrap();

    let drafts = disk.open().unwrap().drafts().unwrap();

    assert_eq!(drafts.len(), 1);
    assert_eq!(
        (drafts[0].id, drafts[0].bytes.expose()),
        (fresh, b"two steps".as_slice())
    );
    assert!(drafts[0].expires.duration_since(Timestamp::now()).as_secs() > 9 * 60);
    assert!(outbox.take_draft(stale).unwrap().is_none());
    assert!(outbox.take_draft(fresh).unwrap().is_some());
    assert!(outbox.drafts().unwrap().is_empty());
}

#[test]
fn nobody_makes_an_unfinished_session_live_longer() {
    let disk = Disk::new();
    let outbox = disk.open().unwrap();
    outbox.put_draft(Uuid::new_v4(), b"session").unwrap();
    disk.tamper("UPDATE draft SET expires = expires + 3600000");

    assert!(outbox.drafts().unwrap().is_empty());
}

#[test]
fn todays_visits_are_kept_until_they_expire() {
    let outbox = Disk::new();
    let outbox = outbox.open().unwrap();
    outbox
        .keep("visits", b"today", Timestamp::now() + SignedDuration::from_hours(1))
        .unwrap();
    assert_eq!(outbox.kept("visits").unwrap().unwrap().expose(), b"today");

    outbox
        .keep("visits", b"today", Timestamp::now() - SignedDuration::from_hours(1))
        .unwrap();
    assert!(outbox.kept("visits").unwrap().is_none());
}

#[test]
fn no_ticket_number_is_given_twice() {
    let disk = Disk::new();
    let (today, tomorrow) = (jiff::civil::date(2026, 1, 5), jiff::civil::date(2026, 1, 6));

    assert_eq!(disk.open().unwrap().next_ticket_number(today).unwrap(), 1);
    assert_eq!(disk.open().unwrap().next_ticket_number(today).unwrap(), 2);
    assert_eq!(disk.open().unwrap().next_ticket_number(tomorrow).unwrap(), 1);
    assert_eq!(disk.open().unwrap().next_ticket_number(today).unwrap(), 3);
}

#[test]
fn a_file_that_is_no_outbox_is_an_error_and_stays_as_it_was() {
    let disk = Disk::new();
    let path = disk.directory.path().join("outbox.db");
    let rubbish = b"this is not a database, and it is long enough to look at".repeat(100);
    fs::write(&path, &rubbish).unwrap();

    assert!(matches!(disk.open(), Err(OutboxError::Storage(_))));
    assert_eq!(fs::read(&path).unwrap(), rubbish);
}

#[cfg(unix)]
#[test]
fn the_files_belong_to_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;

    let disk = Disk::new();
    let outbox = disk.open().unwrap();
    outbox.enqueue(&registration(Uuid::new_v4())).unwrap();
    for entry in fs::read_dir(disk.directory.path()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(
            entry.metadata().unwrap().permissions().mode() & 0o077,
            0,
            "{:?}",
            entry.file_name()
        );
    }
}

/// Words that no file may hold, whatever they are written in.
const CANARIES: &[&str] = &[
    "Canary-García-López-7f3",
    "CanaryMember-XEH804512097",
    "canary-order-key-551",
];

fn disguises(canary: &str) -> Vec<Vec<u8>> {
    let wide: Vec<u16> = canary.encode_utf16().collect();
    let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let mut disguises = vec![little, big];
    disguises.push(hex::encode(canary).into_bytes());
    disguises.push(hex::encode_upper(canary).into_bytes());
    // Base64 of a text within a text depends on where it begins: all three ways, without their uncertain ends.
    for padding in 0..3 {
        let padded = [vec![b'.'; padding], canary.as_bytes().to_vec()].concat();
        for engine in [&STANDARD, &STANDARD_NO_PAD, &URL_SAFE] {
            let encoded = engine.encode(&padded).into_bytes();
            disguises.push(encoded[4..encoded.len() - 4].to_vec());
        }
    }
    disguises.push(canary.as_bytes().to_vec());
    disguises.push(serde_json::to_vec(canary).unwrap()[1..=canary.len()].to_vec());

    disguises
}

fn bytes_below(directory: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(bytes_below(&path));
        } else {
            found.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }

    found
}

/// Where a canary stands, if anywhere.
fn canary_below(directory: &Path) -> Option<String> {
    let files = bytes_below(directory);
    assert!(
        files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > 10_000,
        "there is something to search"
    );
    for canary in CANARIES {
        for disguise in disguises(canary) {
            for (name, bytes) in &files {
                let inside = bytes.windows(disguise.len()).any(|window| window == disguise);
                if inside || name.contains(canary) {
                    return Some(format!("{canary} stands in {name}"));
                }
            }
        }
    }

    None
}

fn assert_no_canary(directory: &Path) {
    assert_eq!(canary_below(directory), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_disk_says_nothing() {
    let server = crate::scripted::Scripted::start().await;
    let directory = tempfile::tempdir().unwrap();
    let vault = FileVault::new(tempfile::tempdir().unwrap().keep()).unwrap();
    let outbox = Outbox::open(&directory.path().join("outbox.db"), &vault).unwrap();
    let with_canaries = || {
        let mut submission = registration(Uuid::new_v4());
        submission.order_key = Some(CANARIES[2].to_owned());
        submission.groups[0].entries[0]["resource"]["name"] = json!([{"family": CANARIES[0]}]);
        submission.groups[1].entries[0]["resource"]["subscriberId"] = json!(CANARIES[1]);
        submission
    };
    let sender = sync::Sender::new(outbox.clone(), server.client());
    // One that arrives, one that is set aside whole, one whose insurance is set aside, and one that waits.
    let (sent, mut poisoned, mut in_parts, waiting) =
        (with_canaries(), with_canaries(), with_canaries(), with_canaries());
    poisoned.groups[3].entries[0]["resource"]["refuse"] = json!(true);
    poisoned.kind = Kind::Help;
    in_parts.groups[1].entries[0]["resource"]["refuse"] = json!(true);
    // And a correction that cannot be merged: what she entered becomes a task.
    let mut on_file = json!({"resourceType": "Patient", "id": "1", "name": [{"family": "García"}]});
    server.put(on_file.clone());
    let mut conflict = with_canaries();
    conflict.groups[0].entries[0]["request"] = json!({"method": "PUT", "url": "Patient/1", "ifMatch": "W/\"1\""});
    conflict.groups[0].entries[0]["resource"]["id"] = json!("1");
    conflict.groups[0].entries[0][sync::BASE_KEY] = on_file.clone();
    on_file["name"][0]["family"] = json!("García Ruiz");
    server.put(on_file);
    for one in [&sent, &poisoned, &in_parts, &conflict] {
        outbox.enqueue(one).unwrap();
    }
    outbox.put_draft(sent.id, CANARIES[0].as_bytes()).unwrap();
    // Sessions that were finished, thrown away or ran out leave nothing either.
    let (finished, thrown_away) = (Uuid::new_v4(), Uuid::new_v4());
    for session in [finished, thrown_away] {
        outbox.put_draft(session, CANARIES.join(" ").as_bytes()).unwrap();
    }
    outbox.take_draft(finished).unwrap().unwrap();
    outbox.delete_draft(thrown_away).unwrap();
    let past = Timestamp::now() - SignedDuration::from_secs(1);
    outbox
        .put_draft_until(Uuid::new_v4(), CANARIES[2].as_bytes(), past)
        .unwrap();
    outbox.keep("yesterday", CANARIES[0].as_bytes(), past).unwrap();
    outbox
        .keep(
            "visits",
            CANARIES[1].as_bytes(),
            Timestamp::now() + SignedDuration::from_hours(1),
        )
        .unwrap();
    sender.drain().await.unwrap();
    outbox.enqueue(&waiting).unwrap();

    let status = outbox.status().unwrap();
    assert_eq!(
        (status.set_aside, status.waiting, status.acknowledged),
        (2, 1, 4),
        "three arrived, with a task for the desk about the one that did not; it and a part are set aside"
    );
    let files: Vec<String> = bytes_below(directory.path())
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    for suffix in ["outbox.db", "outbox.db-wal", "outbox.db-shm"] {
        assert!(
            files.iter().any(|name| name.ends_with(suffix)),
            "{suffix} is searched, too: {files:?}"
        );
    }
    assert_no_canary(directory.path());
    outbox.rotate(&vault).unwrap();
    assert_no_canary(directory.path());
    drop((outbox, sender));
    assert_no_canary(directory.path());
}

#[test]
fn the_search_for_canaries_finds_each_one_in_each_writing() {
    for canary in CANARIES {
        let wide: Vec<u16> = format!("some text with {canary} in it").encode_utf16().collect();
        let mut writings: Vec<(&str, Vec<u8>)> = vec![
            ("UTF-8", canary.as_bytes().to_vec()),
            ("UTF-16 LE", wide.iter().flat_map(|unit| unit.to_le_bytes()).collect()),
            ("UTF-16 BE", wide.iter().flat_map(|unit| unit.to_be_bytes()).collect()),
            ("hex", hex::encode(canary).into_bytes()),
            ("HEX", hex::encode_upper(canary).into_bytes()),
        ];
        for before in ["", "x", "xx", "xxx"] {
            let text = format!("{before}{canary} in it");
            writings.push(("base64", STANDARD.encode(&text).into_bytes()));
            writings.push(("base64 for addresses", URL_SAFE.encode(&text).into_bytes()));
        }
        for (name, writing) in writings {
            // At an odd place as well: a file knows no alignment.
            for before in [20_000, 20_001] {
                let directory = tempfile::tempdir().unwrap();
                let bytes = [vec![b' '; before], writing.clone()].concat();
                fs::write(directory.path().join("leak"), bytes).unwrap();

                let found = canary_below(directory.path());
                assert!(
                    found.is_some_and(|found| found.starts_with(canary)),
                    "{canary} in {name} was not found"
                );
            }
        }
    }
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join(CANARIES[1]), vec![b' '; 20_000]).unwrap();
    assert!(canary_below(directory.path()).is_some(), "nor in a name");
}
