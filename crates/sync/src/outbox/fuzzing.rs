//! What stands in the file when somebody else has written to it.

// A panic is what the fuzzer looks for.
#![allow(clippy::missing_panics_doc)]

use std::cell::OnceCell;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, RwLock};

use jiff::Timestamp;
use rusqlite::{Connection, params};
use tokio::sync::Notify;
use uuid::Uuid;

use crate::outbox::draft::{draft_place, kept_place};
use crate::outbox::keys::Keys;
use crate::outbox::row::{State, Stored};
use crate::outbox::{Inner, Outbox, OutboxError, Progress, store};
use crate::secret::MasterKey;
use crate::submission::{Kind, Submission};

const ID: Uuid = Uuid::from_u128(0x6f1d_2f3a_55aa_4c1e_9d10_0a0b_0c0d_0e0f);
const CREATED: i64 = 1_772_000_000_000;
/// In the year 2286: nothing expires while it is looked at.
const EXPIRES: i64 = 9_999_999_999_999;

thread_local! {
    static OUTBOX: OnceCell<Option<Outbox>> = const { OnceCell::new() };
}

/// An outbox in memory, with a key that everybody knows.
fn outbox() -> Option<Outbox> {
    OUTBOX.with(|outbox| outbox.get_or_init(|| make().ok()).clone())
}

fn make() -> Result<Outbox, OutboxError> {
    let connection = Connection::open_in_memory()?;
    connection.execute_batch(store::SCHEMA)?;
    connection.execute(
        "INSERT INTO meta (name, value) VALUES ('generation', ?1)",
        [b"1".to_vec()],
    )?;
    let key = MasterKey::from_bytes(&[7; 32]).ok_or(OutboxError::OtherKey)?;

    Ok(Outbox(Arc::new(Inner {
        path: PathBuf::new(),
        connection: Mutex::new(connection),
        keys: RwLock::new(Arc::new(Keys::new(1, key))),
        hands: Mutex::default(),
        turn: Mutex::new(None),
        changed: Notify::new(),
    })))
}

/// A row of the queue: the bytes as its sealed parts, and, properly sealed, as what is inside them.
pub fn sealed_row(bytes: &[u8]) {
    if let Some(outbox) = outbox() {
        // A refusal is an answer: only a panic or a belief in forged bytes is a finding.
        let _ = try_row(&outbox, bytes);
    }
}

fn try_row(outbox: &Outbox, bytes: &[u8]) -> Result<(), OutboxError> {
    let keys = outbox.keys();
    let submission = Submission {
        id: ID,
        kind: Kind::Registration,
        groups: Vec::new(),
        order_key: None,
    };
    let stored = Stored::new(1, &submission, None, CREATED);
    let good_payload = keys.seal(
        &stored.payload_place(),
        &serde_json::to_vec(&submission).unwrap_or_default(),
    )?;
    let good_progress = stored.seal_progress(&keys, State::Waiting, &Progress::default())?;

    put(outbox, "waiting", bytes, bytes)?;
    assert_eq!(outbox.verify()?, [ID], "forged bytes were believed");
    put(outbox, "waiting", &good_payload, bytes)?;
    assert_eq!(outbox.verify()?, [ID], "forged progress was believed");
    put(outbox, "acknowledged", &good_payload, &good_progress)?;
    assert_eq!(outbox.verify()?, [ID], "a turned state was believed");

    let payload = keys.seal(&stored.payload_place(), bytes)?;
    put(outbox, "waiting", &payload, &good_progress)?;
    let _ = (outbox.reveal(ID), outbox.claim(ID), outbox.list()?, outbox.status()?);
    outbox.let_go(ID);

    let progress = keys.seal(&stored.progress_place(State::Waiting), bytes)?;
    put(outbox, "sending", &good_payload, &progress)?;
    let _ = (outbox.reveal(ID), outbox.verify()?, outbox.retry(ID));

    // What stands in the clear can be anything that the column's type allows.
    let text = String::from_utf8_lossy(bytes);
    put(outbox, &text, bytes, bytes)?;
    let _ = (outbox.list(), outbox.status(), outbox.verify(), outbox.claim(ID));
    outbox.let_go(ID);

    Ok(())
}

fn put(outbox: &Outbox, state: &str, payload: &[u8], progress: &[u8]) -> Result<(), OutboxError> {
    outbox
        .connection()
        .prepare_cached(
            "INSERT OR REPLACE INTO submission (place, id, kind, order_key, state, attempts, created, next_try, payload, progress)
             VALUES (1, ?1, 'registration', NULL, ?2, 0, ?3, ?3, ?4, ?5)",
        )?
        .execute(params![ID.to_string(), state, CREATED, payload, progress])?;

    Ok(())
}

/// An unfinished session and a kept thing: forged bytes open nothing, sealed ones come back as they were.
pub fn draft(bytes: &[u8]) {
    if let Some(outbox) = outbox() {
        let _ = try_draft(&outbox, bytes);
    }
}

fn try_draft(outbox: &Outbox, bytes: &[u8]) -> Result<(), OutboxError> {
    let id = ID.to_string();
    put_draft(outbox, &id, bytes)?;
    assert!(outbox.drafts()?.is_empty(), "a forged session was believed");
    let name = "today";
    put_kept(outbox, name, bytes)?;
    assert!(outbox.kept(name).is_err(), "a forged list was believed");

    let keys = outbox.keys();
    put_draft(outbox, &id, &keys.seal(&draft_place(&id, EXPIRES), bytes)?)?;
    let drafts = outbox.drafts()?;
    assert!(
        drafts.iter().any(|draft| draft.bytes.expose() == bytes),
        "a session was lost"
    );
    put_kept(outbox, name, &keys.seal(&kept_place(name, EXPIRES), bytes)?)?;
    assert!(
        outbox.kept(name)?.is_some_and(|kept| kept.expose() == bytes),
        "a list was lost"
    );

    // Moved to another session, it opens no more.
    let other = Uuid::nil().to_string();
    put_draft(outbox, &other, &keys.seal(&draft_place(&id, EXPIRES), bytes)?)?;
    assert_eq!(outbox.drafts()?.len(), 1, "a moved session was believed");

    Ok(())
}

fn put_draft(outbox: &Outbox, id: &str, sealed: &[u8]) -> Result<(), OutboxError> {
    let connection = outbox.connection();
    connection.execute("DELETE FROM draft WHERE id <> ?1", [ID.to_string()])?;
    connection
        .prepare_cached("INSERT OR REPLACE INTO draft (id, updated, expires, sealed) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, Timestamp::now().as_millisecond(), EXPIRES, sealed])?;

    Ok(())
}

fn put_kept(outbox: &Outbox, name: &str, sealed: &[u8]) -> Result<(), OutboxError> {
    outbox
        .connection()
        .prepare_cached("INSERT OR REPLACE INTO kept (name, expires, sealed) VALUES (?1, ?2, ?3)")?
        .execute(params![name, EXPIRES, sealed])?;

    Ok(())
}
