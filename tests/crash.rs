//! The real kiosk is killed in the middle of whatever it does, again and again, while its line to central breaks too.
//! Afterwards everything that a screen called safe is in central exactly once, and nothing was called "checked in"
//! without being there.
//!
//! `PORTICO_KILLS` says how often; thousands take a while, a few dozen are enough to notice a mistake.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use central::Running;
use portico::rehearse::trial::{Claim, Facts, Verdict, holds_arrival};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use registration::Outcome;
use sync::{Auth, ClientOptions, FhirClient, FileVault, Outbox, Secret, State};

/// How long a kiosk may take to show its first claim, on a machine that is busy with other things.
const FIRST: Duration = Duration::from_secs(40);

/// How long what waits may take to be delivered at the end.
const AT_THE_END: Duration = Duration::from_mins(2);

struct Hospital {
    runtime: tokio::runtime::Runtime,
    _central: Running,
    /// Asks central over a line that nothing breaks.
    witness: FhirClient,
    directory: tempfile::TempDir,
    config: PathBuf,
}

impl Hospital {
    fn open() -> Self {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let directory = tempfile::tempdir().unwrap();
        let data = directory.path().join("central");
        let mut options = central::Options::new(&data, SocketAddr::from(([127, 0, 0, 1], 0)));
        options.seed = Some(central::demo_seed().to_vec());
        options.payer_delay = Duration::ZERO;
        let central = runtime.block_on(central::start(options)).unwrap();
        let witness = FhirClient::new(ClientOptions {
            ca_pem: Some(central.ca_pem.clone().into_bytes()),
            auth: Auth::Token(Secret::new(central.desk_token().as_bytes().to_vec())),
            ..ClientOptions::new(central.base.clone())
        })
        .unwrap();
        let config = directory.path().join("kiosk.toml");
        let named = |path: &Path| path.to_string_lossy().into_owned();
        let text = format!(
            "vault = \"file\"\n[kiosk]\ndata = {:?}\n[central]\nurl = {:?}\nca = {:?}\nauthorization = \"token\"\n\
             token_file = {:?}\n",
            named(&directory.path().join("kiosk-0")),
            central.base,
            named(&central.ca_path),
            named(&central.desk_token_path),
        );
        std::fs::write(&config, text).unwrap();

        Self {
            runtime,
            _central: central,
            witness,
            directory,
            config,
        }
    }

    /// A kiosk at which one person after another registers, on the data that the one before it left.
    fn kiosk(&self, seed: u64) -> Child {
        portico()
            .args(["rehearse", "--json", "--count", "100000", "--kiosks", "1", "--faults"])
            .arg(seed.to_string())
            .arg("--config")
            .arg(&self.config)
            .arg("--data")
            .arg(self.directory.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// Runs a kiosk until it is killed; gives what its screens said, and what central held of it when they did.
    fn run_and_kill(&self, seed: u64, dice: &mut StdRng) -> Vec<Claim> {
        let mut kiosk = self.kiosk(seed);
        let lines = BufReader::new(kiosk.stdout.take().unwrap()).lines();
        let (tell, told) = mpsc::channel();
        let (witness, handle) = (self.witness.clone(), self.runtime.handle().clone());
        let reader = std::thread::spawn(move || {
            let mut claims = Vec::new();
            for mut claim in lines.map_while(Result::ok).filter_map(|line| read(&line)) {
                let _ = tell.send(());
                if claim.said == Outcome::CheckedIn {
                    claim.held_then = handle.block_on(holds_arrival(&witness, &claim));
                }
                claims.push(claim);
            }
            claims
        });
        if dice.random_bool(0.15) {
            // Already while it begins, and sends what the one before it left.
            std::thread::sleep(Duration::from_millis(dice.random_range(20..900)));
        } else {
            let _ = told.recv_timeout(FIRST);
            std::thread::sleep(Duration::from_millis(dice.random_range(0..1_500)));
        }
        kiosk.kill().unwrap();
        kiosk.wait().unwrap();

        reader.join().unwrap()
    }

    /// What the kiosk does when it is started and left alone: it sends what waits.
    fn deliver(&self) {
        let began = Instant::now();
        // What was being sent when the kiosk was killed is as open as what waits.
        let open = |row: &sync::Row| matches!(row.state, State::Waiting | State::Sending);
        while self.outbox().list().unwrap().iter().any(open) {
            assert!(began.elapsed() < AT_THE_END, "something waits for ever");
            let drained = portico()
                .args(["outbox", "drain", "--config"])
                .arg(&self.config)
                .output()
                .unwrap();
            assert!(drained.status.success(), "{}", String::from_utf8_lossy(&drained.stderr));
        }
    }

    fn outbox(&self) -> Outbox {
        let data = self.directory.path().join("kiosk-0");
        let _inside = self.runtime.enter();

        Outbox::open(&data.join("outbox.db"), &FileVault::new(&data).unwrap()).unwrap()
    }

    fn database(&self) -> PathBuf {
        self.directory.path().join("central/central.sqlite")
    }
}

/// The kiosk that is killed; `PORTICO_BINARY` names a copy for long runs beside which it is built anew.
fn portico() -> Command {
    let binary = std::env::var_os("PORTICO_BINARY").unwrap_or_else(|| env!("CARGO_BIN_EXE_portico").into());

    Command::new(binary)
}

/// A line that was cut off by the kill says nothing.
fn read(line: &str) -> Option<Claim> {
    let line: serde_json::Value = serde_json::from_str(line).ok()?;

    serde_json::from_value(line["claim"].clone()).ok()
}

#[test]
fn whatever_a_screen_called_safe_survives_being_killed_at_any_moment() {
    let kills: u64 = std::env::var("PORTICO_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok())
        .unwrap_or(25);
    let seed: u64 = rand::random::<u32>().into();
    println!("drawn from {seed}");
    let mut dice = StdRng::seed_from_u64(seed);
    let hospital = Hospital::open();
    let mut claims = Vec::new();
    for round in 0..kills {
        claims.extend(hospital.run_and_kill(seed + round, &mut dice));
    }
    hospital.deliver();

    let outbox = hospital.outbox();
    assert!(outbox.verify().unwrap().is_empty(), "nothing sealed was damaged");
    let mut facts = Facts::of_database(&hospital.database()).unwrap();
    facts.add_outbox(&outbox).unwrap();
    // A kill between the kiosk's own trail and the outbox leaves an act of staff in one and not in the other.
    facts.acts.clear();
    let verdict = Verdict::of(&claims, 0, &facts);
    println!("{kills} kills, {} ends shown: {verdict:?}", claims.len());

    assert!(verdict.is_clean(), "{verdict:?}: {:#?}", facts.suspects(&claims));
    assert!(
        claims.len() as u64 > kills / 3,
        "only {} ends were shown: this proves nothing",
        claims.len()
    );
    assert!(facts.waiting.is_empty(), "{:?}", facts.waiting);
}
