//! Puts a kiosk together from its configuration: vault, outbox, client, camera, printers.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use capture::{Camera, PictureCamera, Tesseract, TextReader};
use sync::{
    Auth, ClientOptions, CredentialVault, FhirClient, FileVault, KeyringVault, Outbox, Secret, Sender, SigningKey,
    Vault,
};

use crate::config::{Authorization, Config, VaultKind};
use crate::draft::OutboxDrafts;
use crate::service::Services;
use crate::service::clock::{Clock, SystemClock};
use crate::service::fhir_central::{FhirCentral, Patience, Place};
use crate::service::printing::PaperPrinting;
use crate::service::speech::Silent;
use crate::staff::{Roster, RosterError, Trail, TrailError};

/// The name of the key in the vault that signs in to central.
pub const SIGNING_KEY: &str = "signing-key";

/// What the key of the audit trail is derived for.
pub const TRAIL_KEY: &str = "audit-trail";

/// A kiosk put together: its services, and what works behind them.
pub struct Kiosk {
    /// The configuration it was made from.
    pub config: Arc<Config>,
    /// What the screens use.
    pub services: Services,
    /// The queue on disk.
    pub outbox: Outbox,
    /// The way to central.
    pub client: FhirClient,
    /// What sends the queue.
    pub sender: Sender,
    /// Central, with what is kept for when it is away.
    pub central: FhirCentral,
}

/// What a kiosk may be given in place of the real thing.
#[derive(Default)]
pub struct Instead {
    /// Another camera.
    pub camera: Option<Arc<dyn Camera>>,
    /// Another clock.
    pub clock: Option<Arc<dyn Clock>>,
    /// Another address at which central is reached: a relay that can be cut.
    pub connect_through: Option<SocketAddr>,
    /// Another directory for the outbox, staff and audit trail.
    pub data: Option<PathBuf>,
    /// Other waits than a lobby's.
    pub waits: Option<Waits>,
}

/// How long a kiosk waits for central, where it is not as the configuration says.
#[derive(Clone, Copy, Debug)]
pub struct Waits {
    /// For one exchange.
    pub exchange: Duration,
    /// For the acknowledgement of a registration.
    pub acknowledge: Duration,
    /// For everything else that central is asked.
    pub patience: Patience,
    /// Between two tries to send the same.
    pub pace: sync::Pace,
}

/// Why a kiosk could not be put together. Each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum AssembleError {
    /// The data directory cannot be made or written.
    #[error("{path}: the data directory cannot be used: {source}")]
    Data {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is no place for the sealing key.
    #[error(transparent)]
    Vault(#[from] sync::VaultError),
    /// The outbox cannot be opened.
    #[error(transparent)]
    Outbox(#[from] sync::OutboxError),
    /// Central's address or authority makes no sense.
    #[error("central: {0}")]
    Client(#[from] sync::ClientError),
    /// A file that the configuration names cannot be read.
    #[error("{key} names {path}, which cannot be read: {source}")]
    File {
        /// Which key.
        key: &'static str,
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is no central to speak to.
    #[error("central.url is not set: name the hospital's FHIR API, or try `portico demo`")]
    NoCentral,
    /// The kiosk has no key to sign in with.
    #[error("there is no key to sign in to central with: make one with `portico enroll`")]
    NotEnrolled,
    /// The key in the vault is damaged.
    #[error(transparent)]
    Key(#[from] sync::KeyError),
    /// Staff cannot be read.
    #[error(transparent)]
    Roster(#[from] RosterError),
    /// The audit trail cannot be written.
    #[error(transparent)]
    Trail(#[from] TrailError),
    /// The camera's pictures cannot be read.
    #[error("camera.directory: {0}")]
    Camera(#[from] capture::CameraError),
}

impl Kiosk {
    /// Puts a kiosk together.
    pub fn assemble(config: Config, instead: Instead) -> Result<Self, AssembleError> {
        let data = instead.data.unwrap_or_else(|| config.kiosk.data.clone());
        make_private(&data)?;
        let vault = open_vault(&config)?;
        let outbox = Outbox::open(&data.join("outbox.db"), vault.as_ref())?;
        let mut options = client_options(&config, vault.as_ref(), instead.connect_through)?;
        if let Some(waits) = &instead.waits {
            options.timeout = waits.exchange;
        }
        let client = FhirClient::new(options)?;
        let pace = instead.waits.map_or_else(sync::Pace::default, |waits| waits.pace);
        let sender = Sender::with_pace(outbox.clone(), client.clone(), pace);
        let place = Place {
            device: config.kiosk.name.clone(),
            organization: config.site.name.clone(),
            zone: config.time_zone(),
            window: config.window(),
            acknowledge: instead.waits.map_or_else(
                || Duration::from_secs(config.central.acknowledge_seconds),
                |waits| waits.acknowledge,
            ),
            invoice_due_date: config.central.invoice_due_date.clone(),
            patience: instead.waits.map(|waits| waits.patience).unwrap_or_default(),
            locations: config.site.locations.clone(),
            refresh: (config.central.visits_minutes > 0).then(|| Duration::from_mins(config.central.visits_minutes)),
        };
        let camera = match instead.camera {
            Some(camera) => Some(camera),
            None => open_camera(&config)?,
        };
        let clock = instead.clock.unwrap_or_else(|| Arc::new(SystemClock));
        let acknowledge = place.acknowledge;
        let fhir = FhirCentral::new(client.clone(), outbox.clone(), sender.clone(), place);
        let central = Arc::new(fhir.clone());
        let drafts = OutboxDrafts::open(
            outbox.clone(),
            Some(sender.clone()),
            acknowledge,
            central.clone(),
            clock.clone(),
        );
        let services = Services {
            central,
            drafts: Arc::new(drafts),
            camera,
            reader: open_reader(),
            printing: Arc::new(PaperPrinting::new(&config.printers)),
            speech: Arc::new(Silent),
            clock,
            misses: Arc::default(),
            roster: Arc::new(Roster::open(&data)?),
            trail: Arc::new(Trail::open(&data, vault.master_key()?.subkey(TRAIL_KEY))?),
        };

        Ok(Self {
            config: Arc::new(config),
            services,
            outbox,
            client,
            sender,
            central: fhir,
        })
    }

    /// What goes on while the kiosk runs, until it is dropped: the queue is sent, today's visits are refreshed, and
    /// questions that are still open are followed.
    pub fn background(&self) -> impl Future<Output = ()> + Send + 'static {
        let sending = self.sender.clone().run(std::future::pending());
        let keeping = self.central.clone().run(self.services.clock.clone());

        async move {
            futures::join!(sending, keeping);
        }
    }
}

/// Opens the vault that the configuration names.
pub fn open_vault(config: &Config) -> Result<Box<dyn Vault>, AssembleError> {
    match config.vault {
        // A kiosk without a login has its key from systemd, sealed by the machine's TPM.
        VaultKind::Keyring => match CredentialVault::from_environment() {
            Some(credentials) => Ok(Box::new(credentials)),
            None => Ok(Box::new(KeyringVault::open()?)),
        },
        VaultKind::File => {
            make_private(&config.kiosk.data)?;
            Ok(Box::new(FileVault::new(&config.kiosk.data)?))
        }
    }
}

/// Makes a directory that only its owner can enter.
pub fn make_private(path: &Path) -> Result<(), AssembleError> {
    let made = std::fs::create_dir_all(path).and_then(|()| {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))?;
        }
        Ok(())
    });

    made.map_err(|source| AssembleError::Data {
        path: path.to_owned(),
        source,
    })
}

pub(crate) fn client_options(
    config: &Config,
    vault: &dyn Vault,
    connect_through: Option<SocketAddr>,
) -> Result<ClientOptions, AssembleError> {
    let central = &config.central;
    if central.url.is_empty() {
        return Err(AssembleError::NoCentral);
    }
    let read = |key, path: &PathBuf| {
        std::fs::read(path).map_err(|source| AssembleError::File {
            key,
            path: path.clone(),
            source,
        })
    };
    let auth = match central.authorization {
        Authorization::None => Auth::None,
        Authorization::Token => match &central.token_file {
            Some(path) => {
                let token = read("central.token_file", path)?;
                Auth::Token(Secret::new(token.trim_ascii().to_vec()))
            }
            None => Auth::None,
        },
        Authorization::Smart => {
            let pem = vault.secret(SIGNING_KEY)?.ok_or(AssembleError::NotEnrolled)?;
            Auth::Smart {
                client_id: central.client_id.clone(),
                key: SigningKey::from_pem(pem.expose())?,
            }
        }
    };

    Ok(ClientOptions {
        base: central.url.clone(),
        ca_pem: central.ca.as_ref().map(|path| read("central.ca", path)).transpose()?,
        auth,
        connect_through,
        timeout: Duration::from_secs(central.timeout_seconds),
        max_entries: central.max_entries,
    })
}

fn open_camera(config: &Config) -> Result<Option<Arc<dyn Camera>>, AssembleError> {
    if let Some(directory) = &config.camera.directory {
        return Ok(Some(Arc::new(PictureCamera::directory(directory)?)));
    }
    #[cfg(feature = "camera")]
    if let Some(device) = config.camera.device {
        return Ok(Some(Arc::new(capture::DeviceCamera::new(device))));
    }

    Ok(None)
}

fn open_reader() -> Option<Arc<dyn TextReader>> {
    match Tesseract::find() {
        Ok(reader) => Some(Arc::new(reader)),
        Err(error) => {
            tracing::warn!(%error, "cards will be typed and not read");
            None
        }
    }
}
