//! The demonstration: an embedded central on loopback, demo people for today, demo cards before the camera, and
//! printers that write files. Everything behind the screens is the real thing.

mod camera;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use central::{Client, Options, Running};
use sync::{FileVault, SigningKey, Vault};

pub use camera::DemoCamera;

use crate::config::{Authorization, Config, VaultKind};
use crate::kiosk::SIGNING_KEY;
use crate::rehearse::{Persona, PersonaError};

/// The kiosk's client id at the embedded central.
const CLIENT: &str = "portico-demo-kiosk";

/// The demo's member of staff and their PIN: said aloud at start, and good for nothing else.
pub const STAFF: (&str, &str) = ("demo", "246810");

/// Pictures of demo cards, inside the binary.
#[derive(rust_embed::RustEmbed)]
#[folder = "resources/demo/cards/"]
pub struct Cards;

/// The demo personas, inside the binary.
#[derive(rust_embed::RustEmbed)]
#[folder = "resources/demo/personas/"]
pub struct Personas;

/// A running demonstration.
pub struct Demo {
    /// The configuration of a kiosk for it.
    pub config: Config,
    /// The central.
    pub central: Running,
    /// Where everything is kept.
    pub directory: PathBuf,
}

/// Why the demonstration could not begin.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A file could not be written.
    #[error("the demonstration's files cannot be written: {0}")]
    File(#[from] std::io::Error),
    /// Central could not start.
    #[error(transparent)]
    Central(#[from] central::Error),
    /// The vault could not be used.
    #[error(transparent)]
    Vault(#[from] sync::VaultError),
    /// No key could be made.
    #[error(transparent)]
    Key(#[from] sync::KeyError),
}

impl Demo {
    /// Starts a fresh demonstration in a directory; what an earlier one left there is wiped.
    pub async fn start(directory: &Path) -> Result<Self, DemoError> {
        Self::start_with(directory, |_| {}).await
    }

    /// The same with a central that is run otherwise.
    pub async fn start_with(directory: &Path, otherwise: impl FnOnce(&mut Options)) -> Result<Self, DemoError> {
        for old in ["central", "kiosk", "cards", "personas"] {
            match std::fs::remove_dir_all(directory.join(old)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        let mut config = Config {
            vault: VaultKind::File,
            health_card_issuers: issuers(),
            ..Config::default()
        };
        config.kiosk.data = directory.join("kiosk");
        std::fs::create_dir_all(&config.kiosk.data)?;
        unpack::<Cards>(&directory.join("cards"))?;
        unpack::<Personas>(&directory.join("personas"))?;
        let key = SigningKey::generate()?;
        FileVault::new(&config.kiosk.data)?.store(SIGNING_KEY, key.to_pem().expose())?;

        let mut options = Options::new(directory.join("central"), SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        options.seed = Some(central::demo_seed().to_vec());
        options.clients = vec![Client {
            id: CLIENT.to_owned(),
            jwks: key.jwks(),
        }];
        options.time_zone = config.time_zone();
        otherwise(&mut options);
        let central = central::start(options).await?;

        config.central.url.clone_from(&central.base);
        config.central.ca = Some(central.ca_path.clone());
        config.central.authorization = Authorization::Smart;
        CLIENT.clone_into(&mut config.central.client_id);
        let paper = directory.join("paper");
        std::fs::create_dir_all(&paper)?;
        let folder = paper.to_string_lossy().into_owned();
        config.printers.wristband = Some(folder.clone());
        config.printers.ticket = Some(folder.clone());
        config.printers.receipt = Some(folder);

        Ok(Self {
            config,
            central,
            directory: directory.to_owned(),
        })
    }

    /// The demo personas, in the order of their names.
    pub fn personas(&self) -> Result<Vec<Persona>, PersonaError> {
        let directory = self.directory.join("personas");
        let mut names: Vec<_> = Personas::iter().collect();
        names.sort();

        names
            .iter()
            .map(|name| Persona::load(&directory.join(name.as_ref())))
            .collect()
    }
}

/// Whose digital cards the demonstration believes.
fn issuers() -> Vec<capture::health_card::Issuer> {
    let text = include_str!("../resources/demo/issuers.toml");

    Config::parse(text, Path::new("issuers.toml"))
        .map(|config| config.health_card_issuers)
        .unwrap_or_default()
}

fn unpack<Files: rust_embed::RustEmbed>(directory: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(directory)?;
    for name in Files::iter() {
        if let Some(file) = Files::get(&name) {
            std::fs::write(directory.join(name.as_ref()), file.data)?;
        }
    }

    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_demonstration_believes_its_own_payer() {
        assert_eq!(super::issuers().len(), 1);
    }
}
