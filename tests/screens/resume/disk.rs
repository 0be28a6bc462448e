//! What stands on the disk, and when.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::FutureExt;
use futures::executor::block_on;
use portico::draft::{Draft, Drafts, Ended, MemoryDrafts};
use portico::service::central::Reply;
use registration::insurance::InsuranceAnswer;
use registration::journey::Step;
use uuid::Uuid;

use super::{Disk, drafts};
use crate::support::lobby::Setting;
use crate::support::people::{self, MARIAS_OWN};

/// A disk that takes its time over the first thing that it is given.
struct SlowDisk {
    memory: MemoryDrafts,
    closed: Mutex<Option<tokio::sync::oneshot::Receiver<()>>>,
}

impl Drafts for SlowDisk {
    fn keep(&self, draft: Draft) -> Reply<()> {
        let closed = self.closed.lock().unwrap().take();
        let kept = self.memory.keep(draft);

        async move {
            if let Some(closed) = closed {
                let _ = closed.await;
            }
            kept.await;
        }
        .boxed()
    }

    fn forget(&self, session: Uuid) {
        self.memory.forget(session);
    }

    fn all(&self) -> Reply<Vec<Draft>> {
        self.memory.all()
    }

    fn has_ended(&self, session: Uuid) -> Reply<bool> {
        self.memory.has_ended(session)
    }

    fn end_of(&self, session: Uuid) -> Reply<Option<Ended>> {
        self.memory.end_of(session)
    }
}

#[test]
fn nothing_of_it_is_legible_on_the_disk() {
    let mut disk = Disk::new();
    let mut lobby = disk.boot(people::marias());
    lobby.start("en");
    lobby.go_to("review");
    let searched = search(disk.directory.path());
    assert!(searched > 10_000, "there is something to search: {searched} bytes");
    disk.crash(lobby, 10);
    let lobby = disk.boot(people::marias());
    assert!(drafts(&lobby).is_empty());
    search(disk.directory.path());
}

/// Looks for María in every byte; gives how many there were.
#[track_caller]
fn search(directory: &Path) -> usize {
    let mut searched = 0;
    for file in std::fs::read_dir(directory).unwrap().flatten() {
        let bytes = std::fs::read(file.path()).unwrap();
        searched += bytes.len();
        for word in MARIAS_OWN.iter().filter(|word| word.len() > 4).chain(&["1985-04-12"]) {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!found, "\"{word}\" in {}", file.path().display());
        }
    }

    searched
}

#[test]
fn nobody_touches_the_next_page_before_the_last_one_is_on_the_disk() {
    let mut lobby = Setting::new(people::marias()).open();
    let (open, closed) = tokio::sync::oneshot::channel();
    lobby.stage.app.core.services.drafts = Arc::new(SlowDisk {
        memory: MemoryDrafts::new(lobby.clock.clone()),
        closed: Mutex::new(Some(closed)),
    });
    lobby.start("en");
    lobby.identify();
    lobby.stage.app.double_strike = Duration::from_millis(1);
    assert_eq!(lobby.showing(), "visit", "it is shown at once");
    lobby.touch("primary");
    assert_eq!(lobby.showing(), "visit", "and cannot be touched yet");
    open.send(()).unwrap();
    lobby.wait("the disk", |lobby| !lobby.stage.app.is_settling());
    lobby.touch("primary");

    assert_eq!(lobby.showing(), "details");
}

#[test]
fn a_full_session_is_sealed_before_anybody_can_touch_again() {
    let mut disk = Disk::new();
    let mut lobby = disk.boot(people::marias());
    lobby.start("en");
    lobby.go_to("review");
    let core = &lobby.stage.app.core;
    let mut draft = Draft::of(core, Step::Review, true);
    // Both sides of a card.
    draft.session.insurance = Some(InsuranceAnswer::Card {
        card: people::plan().card,
        pictures: [
            registration::insurance::Side::Front,
            registration::insurance::Side::Back,
        ]
        .map(|side| registration::insurance::CardPicture {
            side,
            jpeg: vec![0xd8; 150_000],
        })
        .to_vec(),
    });
    let began = std::time::Instant::now();
    for _ in 0..5 {
        block_on(core.services.drafts.keep(draft.clone()));
    }
    let each = began.elapsed() / 5;
    println!("one seal with two pictures of a card: {each:?}");

    assert!(each < Duration::from_secs(1), "{each:?}");

    disk.crash(lobby, 0);
}
