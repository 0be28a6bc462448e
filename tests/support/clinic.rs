//! A clinic with a real central: over TLS, on a line that can be cut, with its payer and its payment page. The kiosk
//! behind the screens is the real one too: vault, outbox, client and sender.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use central::{Options, Running};
use jiff::Timestamp;
use portico::config::{Authorization, Config, VaultKind};
use portico::kiosk::{Instead, Kiosk, Waits};
use portico::service::clock::ShiftedClock;
use portico::service::fhir_central::Patience;
use serde_json::Value;
use sync::{Auth, ClientOptions, FhirClient, Secret};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use super::lobby::{Lobby, PORTRAIT};
use super::morning::where_it_is_morning;

/// Nobody waits for nothing in a test; only the payer is hurried so much that it can be late.
const WAITS: Waits = Waits {
    exchange: Duration::from_secs(5),
    acknowledge: Duration::from_secs(3),
    patience: Patience {
        poll: Duration::from_millis(60),
        payer: Duration::from_millis(600),
        link: Duration::from_secs(4),
        dossier: Duration::from_secs(4),
        help: Duration::from_secs(3),
    },
    pace: sync::Pace {
        first: Duration::from_millis(200),
        longest: Duration::from_secs(2),
    },
};

/// How the line to central is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// It carries everything.
    Whole,
    /// What the kiosk says arrives; no answer comes back, and then it breaks.
    Deaf,
    /// Nothing gets through.
    Cut,
}

/// A clinic.
pub struct Clinic {
    /// The central.
    pub central: Running,
    /// What a kiosk of this clinic is told.
    pub config: Config,
    /// The clock on the wall.
    pub clock: Arc<ShiftedClock>,
    /// Asks central directly, past the line.
    pub witness: FhirClient,
    line: Arc<watch::Sender<Line>>,
    address: SocketAddr,
    directory: tempfile::TempDir,
    runtime: tokio::runtime::Runtime,
}

impl Clinic {
    /// A clinic with the demonstration's people and a payer that answers at once.
    pub fn open() -> Self {
        Self::with(|_| {})
    }

    /// A clinic with another central.
    pub fn with(change: impl FnOnce(&mut Options)) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let directory = tempfile::tempdir().unwrap();
        let mut config = Config {
            vault: VaultKind::File,
            ..Config::default()
        };
        config.site.time_zone = Some(where_it_is_morning());
        config.kiosk.data = directory.path().join("kiosk");
        let mut options = Options::new(
            directory.path().join("central"),
            SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        );
        options.seed = Some(central::demo_seed().to_vec());
        options.time_zone = config.time_zone();
        options.payer_delay = Duration::from_millis(50);
        change(&mut options);
        let central = runtime.block_on(central::start(options)).unwrap();
        config.central.url.clone_from(&central.base);
        config.central.ca = Some(central.ca_path.clone());
        config.central.authorization = Authorization::Token;
        config.central.token_file = Some(central.desk_token_path.clone());
        let mut options = ClientOptions::new(&central.base);
        options.ca_pem = Some(central.ca_pem.clone().into_bytes());
        options.auth = Auth::Token(Secret::new(central.desk_token().as_bytes().to_vec()));
        let witness = FhirClient::new(options).unwrap();
        let line = Arc::new(watch::Sender::new(Line::Whole));
        let address = runtime.block_on(lay(central.address(), line.clone()));

        Self {
            central,
            config,
            clock: Arc::default(),
            witness,
            line,
            address,
            directory,
            runtime,
        }
    }

    /// Where everything is kept.
    pub fn directory(&self) -> PathBuf {
        self.directory.path().to_owned()
    }

    /// The kiosk, started; started again it finds what it left.
    pub fn kiosk(&self) -> Kiosk {
        let _inside = self.runtime.enter();
        let instead = Instead {
            clock: Some(self.clock.clone()),
            connect_through: Some(self.address),
            waits: Some(WAITS),
            ..Instead::default()
        };

        Kiosk::assemble(self.config.clone(), instead).unwrap()
    }

    /// The kiosk's screens.
    pub fn lobby(&self, kiosk: &Kiosk) -> Lobby {
        self.lobby_on(kiosk, PORTRAIT)
    }

    /// The kiosk's screens on a panel of another size.
    pub fn lobby_on(&self, kiosk: &Kiosk, size: iced::Size) -> Lobby {
        let _inside = self.runtime.enter();

        Lobby::of(
            kiosk.services.clone(),
            kiosk.config.clone(),
            self.clock.clone(),
            size,
            self.runtime.handle(),
        )
    }

    /// Waits for something.
    pub fn now<T>(&self, what: impl Future<Output = T>) -> T {
        self.runtime.block_on(what)
    }

    /// What time the kiosk takes it to be.
    pub fn time(&self) -> Timestamp {
        use portico::service::clock::Clock;

        self.clock.now()
    }

    /// Cuts the line.
    pub fn cut(&self) {
        self.line.send_replace(Line::Cut);
        // What is under way notices.
        std::thread::sleep(Duration::from_millis(50));
    }

    /// Lets the next question reach central and its answer nowhere.
    pub fn deafen(&self) {
        self.line.send_replace(Line::Deaf);
    }

    /// Mends the line.
    pub fn mend(&self) {
        self.line.send_replace(Line::Whole);
    }

    /// What central holds, asked directly.
    #[track_caller]
    pub fn holds(&self, kind: &str, parameters: &[(&str, &str)]) -> Vec<Value> {
        self.now(self.witness.search(kind, parameters)).unwrap()
    }

    /// What central holds by a business identifier of a registration.
    #[track_caller]
    pub fn part(&self, kind: &str, registration: uuid::Uuid, part: &str) -> Vec<Value> {
        let identifier = format!("urn:portico:registration|{registration}/{part}");

        self.holds(kind, &[("identifier", &identifier)])
    }

    /// Changes what central holds, as the hospital's other systems do.
    #[track_caller]
    pub fn change(&self, resource: &Value) {
        self.now(self.witness.update(resource, None)).unwrap();
    }

    /// The one patient with this family name.
    #[track_caller]
    pub fn patient(&self, family: &str) -> Value {
        let found = self.holds("Patient", &[("family", family)]);
        assert_eq!(found.len(), 1, "one {family}");

        found.into_iter().next().unwrap()
    }

    /// Waits until something is so.
    #[track_caller]
    pub fn until(&self, what: &str, mut reached: impl FnMut(&Self) -> bool) {
        let began = Instant::now();
        while !reached(self) {
            assert!(began.elapsed() < Duration::from_secs(20), "waited in vain for {what}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// Lays a line to central.
async fn lay(central: SocketAddr, line: Arc<watch::Sender<Line>>) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((kiosk, _)) = listener.accept().await {
            let mut state = line.subscribe();
            if *state.borrow_and_update() == Line::Whole {
                tokio::spawn(async move {
                    let Ok(central) = TcpStream::connect(central).await else {
                        return;
                    };
                    carry(kiosk, central, state).await;
                });
            }
        }
    });

    address
}

async fn carry(kiosk: TcpStream, central: TcpStream, state: watch::Receiver<Line>) {
    let (mut from_kiosk, mut to_kiosk) = kiosk.into_split();
    let (mut from_central, mut to_central) = central.into_split();
    let (mut cut, mut deaf) = (state.clone(), state);
    let there = tokio::io::copy(&mut from_kiosk, &mut to_central);
    let deaf = async {
        let _ = deaf.wait_for(|line| *line == Line::Deaf).await.map(drop);
        // Long enough for central to do what it was asked; what it says stays where it is.
    };
    let back = async {
        tokio::select! {
            biased;
            () = deaf => {}
            _ = tokio::io::copy(&mut from_central, &mut to_kiosk) => return,
        }
        tokio::time::sleep(Duration::from_millis(700)).await;
    };
    tokio::select! {
        _ = there => {}
        () = back => {}
        _ = cut.wait_for(|line| *line == Line::Cut) => {}
    }
}
