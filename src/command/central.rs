//! `portico central`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use central::{Client, Options};

/// `portico central`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Where its database and certificates are kept.
    #[arg(long)]
    data: PathBuf,
    /// Address and port, such as 127.0.0.1:8443; port 0 takes a free one.
    #[arg(long)]
    listen: SocketAddr,
    /// A FHIR transaction bundle that fills an empty database; the demo people where none is given.
    #[arg(long)]
    seed: Option<PathBuf>,
    /// A kiosk that may sign in: its client id and the file with its JWKS (from `portico enroll`), as ID=FILE.
    #[arg(long, value_name = "ID=FILE")]
    client: Vec<String>,
    /// Names and addresses by which kiosks and phones reach it, for its certificate.
    #[arg(long)]
    host: Vec<String>,
    /// The address in payment links, such as <https://clinic.example:8443>.
    #[arg(long)]
    public_url: Option<String>,
}

/// Runs the embedded central until it is interrupted.
pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let mut options = Options::new(arguments.data.clone(), arguments.listen);
    options.seed = Some(match &arguments.seed {
        Some(path) => std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?,
        None => central::demo_seed().to_vec(),
    });
    options.host_names = arguments.host;
    options.public_url = arguments.public_url;
    options.clients = arguments
        .client
        .iter()
        .map(|client| read_client(client))
        .collect::<anyhow::Result<_>>()?;

    super::runtime()?.block_on(async move {
        let running = central::start(options).await?;
        let ready_made = arguments.data.join("kiosk.toml");
        std::fs::write(&ready_made, kiosk_file(&running))?;
        crate::say!("FHIR:   {}", running.base);
        crate::say!("CA:     {}", running.ca_path.display());
        crate::say!(
            "Desk:   {} (token in {})",
            running.desk_url(),
            running.desk_token_path.display()
        );
        crate::say!(
            "Kiosk:  {} is a configuration for a kiosk of this central, for development",
            ready_made.display()
        );
        tokio::signal::ctrl_c().await?;
        running.stop().await;

        Ok(ExitCode::SUCCESS)
    })
}

fn read_client(client: &str) -> anyhow::Result<Client> {
    let (id, path) = client.split_once('=').context("--client must look like ID=FILE")?;
    let jwks = std::fs::read(path).with_context(|| format!("{path} cannot be read"))?;
    let jwks = serde_json::from_slice(&jwks).with_context(|| format!("{path} is no JSON"))?;

    Ok(Client {
        id: id.to_owned(),
        jwks,
    })
}

/// A configuration by which a kiosk on this machine reaches this central.
fn kiosk_file(running: &central::Running) -> String {
    let absolute = |path: &std::path::Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let text = |path: &std::path::Path| toml::Value::String(absolute(path).to_string_lossy().into_owned()).to_string();

    format!(
        "# A kiosk of this central, on this machine, for development.\nvault = \"file\"\n\n[central]\nurl = \"{}\"\nca = {}\n\
         authorization = \"token\"\ntoken_file = {}\n",
        running.base,
        text(&running.ca_path),
        text(&running.desk_token_path),
    )
}
