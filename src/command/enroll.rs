//! `portico enroll`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use sync::SigningKey;

use crate::kiosk::{self, Instead, Kiosk, SIGNING_KEY};

/// `portico enroll`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The configuration.
    #[arg(long, default_value = "portico.toml")]
    config: PathBuf,
    /// Makes a new key, even where there is one.
    #[arg(long)]
    renew: bool,
    /// Where the public key goes, as a JSON Web Key Set; the standard output where none is named.
    #[arg(long)]
    jwks: Option<PathBuf>,
}

/// Makes the key, prints its public half, and tries to sign in.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let config = super::load(&arguments.config)?;
    let vault = kiosk::open_vault(&config)?;
    let key = match vault.secret(SIGNING_KEY)?.filter(|_| !arguments.renew) {
        Some(pem) => SigningKey::from_pem(pem.expose())?,
        None => {
            let key = SigningKey::generate()?;
            vault.store(SIGNING_KEY, key.to_pem().expose())?;
            key
        }
    };
    let jwks = serde_json::to_string_pretty(&key.jwks())?;
    match &arguments.jwks {
        Some(path) => std::fs::write(path, jwks).with_context(|| format!("{} cannot be written", path.display()))?,
        None => crate::say!("{jwks}"),
    }
    eprintln!(
        "Register this key at the hospital's authorization server for the client \"{}\".",
        config.central.client_id
    );
    let runtime = super::runtime()?;
    let _inside = runtime.enter();
    let kiosk = Kiosk::assemble(config, Instead::default())?;
    match runtime.block_on(kiosk.client.search("Device", &[("_count", "1")])) {
        Ok(_) => {
            eprintln!("Central granted a token.");
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            eprintln!("Central has not granted a token yet: {error}");
            Ok(ExitCode::FAILURE)
        }
    }
}
