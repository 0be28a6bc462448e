//! `portico doctor`: what works here, and how to mend what does not.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use serde::Serialize;

use crate::config::Config;
use crate::kiosk::{self, Instead, Kiosk};
use crate::staff::Roster;

/// `portico doctor`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The configuration.
    #[arg(long, default_value = "portico.toml")]
    config: PathBuf,
    /// One JSON object.
    #[arg(long)]
    json: bool,
}

/// What was found about one part.
#[derive(Serialize)]
struct Finding {
    part: &'static str,
    state: State,
    says: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    mend: Option<&'static str>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum State {
    Works,
    /// The kiosk runs without it.
    Missing,
    /// The kiosk does not run like this.
    Broken,
}

impl Finding {
    fn works(part: &'static str, says: impl Into<String>) -> Self {
        Self {
            part,
            state: State::Works,
            says: says.into(),
            mend: None,
        }
    }

    fn missing(part: &'static str, says: impl Into<String>, mend: &'static str) -> Self {
        Self {
            part,
            state: State::Missing,
            says: says.into(),
            mend: Some(mend),
        }
    }

    fn broken(part: &'static str, says: impl Into<String>, mend: &'static str) -> Self {
        Self {
            part,
            state: State::Broken,
            says: says.into(),
            mend: Some(mend),
        }
    }
}

/// Looks at everything.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let findings = match Config::load(&arguments.config) {
        Ok(config) => examine(&config)?,
        Err(error) => vec![Finding::broken(
            "configuration",
            error.to_string(),
            "name a file with --config; resources/portico.toml has every key",
        )],
    };
    if arguments.json {
        crate::say!("{}", serde_json::to_string_pretty(&findings)?);
    } else {
        for finding in &findings {
            let mark = match finding.state {
                State::Works => "works  ",
                State::Missing => "missing",
                State::Broken => "BROKEN ",
            };
            crate::say!("{mark}  {:<13} {}", finding.part, finding.says);
            if let Some(mend) = finding.mend {
                crate::say!("{:24} → {mend}", "");
            }
        }
    }
    let broken = findings.iter().any(|finding| finding.state == State::Broken);

    Ok(if broken { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn examine(config: &Config) -> anyhow::Result<Vec<Finding>> {
    let runtime = super::runtime()?;
    let mut findings = vec![Finding::works("configuration", "every key and value makes sense")];
    findings.push(vault(config));
    findings.push(disk(config));
    findings.push(staff(config));
    findings.extend(central(config, &runtime));
    findings.push(reader());
    findings.push(camera(config));
    findings.extend(printers(config));
    findings.push(fonts());
    findings.push(speech());

    Ok(findings)
}

fn vault(config: &Config) -> Finding {
    let opened = kiosk::open_vault(config).and_then(|vault| Ok((vault.describe(), vault.master_key()?)));

    match opened {
        Ok((says, _)) => Finding::works("keyring", says),
        Err(error) => Finding::broken(
            "keyring",
            error.to_string(),
            "log in to a session with a keyring (gnome-keyring or KWallet), or set vault = \"file\" for development",
        ),
    }
}

fn disk(config: &Config) -> Finding {
    let data = &config.kiosk.data;
    let probe = data.join(".doctor");
    let written = kiosk::make_private(data)
        .map_err(|error| error.to_string())
        .and_then(|()| {
            std::fs::write(&probe, [0; 4096])
                .and_then(|()| std::fs::remove_file(&probe))
                .map_err(|error| error.to_string())
        });

    match written {
        Ok(()) => Finding::works("disk", format!("{} can be written", data.display())),
        Err(error) => Finding::broken(
            "disk",
            error,
            "give the kiosk's user a directory with space: kiosk.data",
        ),
    }
}

fn staff(config: &Config) -> Finding {
    match Roster::open(&config.kiosk.data) {
        Ok(roster) if roster.is_empty() => {
            Finding::missing("staff", "nobody may override", "add somebody: portico staff add ID")
        }
        Ok(roster) => {
            let active = roster.members().iter().filter(|member| member.active).count();
            Finding::works("staff", format!("{active} may override"))
        }
        Err(error) => Finding::broken(
            "staff",
            error.to_string(),
            "restore staff.json from a backup, or remove it",
        ),
    }
}

/// Central, and the clock beside central's own.
fn central(config: &Config, runtime: &tokio::runtime::Runtime) -> Vec<Finding> {
    let kiosk = {
        let _inside = runtime.enter();
        match Kiosk::assemble(config.clone(), Instead::default()) {
            Ok(kiosk) => kiosk,
            Err(error) => {
                return vec![Finding::broken(
                    "central",
                    error.to_string(),
                    "see [central] in resources/portico.toml",
                )];
            }
        }
    };
    let asked = async {
        let capabilities = kiosk.client.metadata().await;
        let search = kiosk.client.search("Appointment", &[("_count", "1")]).await;
        (capabilities, search)
    };
    let bounded = async { tokio::time::timeout(Duration::from_secs(20), asked).await };
    let central = match runtime.block_on(bounded) {
        Err(_) => Finding::broken(
            "central",
            "no answer within 20 seconds",
            "look at the network and at central.url",
        ),
        Ok((Err(error), _)) => Finding::broken(
            "central",
            error.to_string(),
            "look at the network, central.url and central.ca",
        ),
        Ok((_, Err(error))) => Finding::broken(
            "central",
            format!("it answers, but not to us: {error}"),
            "register the kiosk's key with `portico enroll`, with the scope system/*.cruds",
        ),
        Ok((Ok(_), Ok(_))) => Finding::works("central", format!("{} answers and lets us in", config.central.url)),
    };
    let waiting = match kiosk.outbox.status() {
        Ok(status) => Finding::works("outbox", serde_json::json!(status).to_string()),
        Err(error) => Finding::broken(
            "outbox",
            error.to_string(),
            "keep the file and call for help: it holds arrivals",
        ),
    };

    vec![central, waiting, visits(config, &kiosk), open_questions(&kiosk)]
}

/// What is kept for when central is away: how much and how old, never who.
fn visits(config: &Config, kiosk: &Kiosk) -> Finding {
    const PART: &str = "offline";
    if config.central.visits_minutes == 0 {
        return Finding::missing(
            PART,
            "today's visits are not kept",
            "set central.visits_minutes, so that people are found while central is away",
        );
    }
    let now = jiff::Timestamp::now();
    match kiosk.central.kept() {
        Some(kept) => {
            let minutes = now.duration_since(kept.since).as_mins();
            let says = format!("{} visits of today are kept, {minutes} minutes old", kept.visits);
            if minutes <= config.central.visits_minutes.saturating_mul(3) as i64 {
                Finding::works(PART, says)
            } else {
                Finding::missing(PART, says, "look at the network: they should be newer")
            }
        }
        None => Finding::missing(
            PART,
            "no visits of today are kept yet",
            "start the kiosk: it keeps them as soon as central answers",
        ),
    }
}

/// Questions to payers and payments whose end the desk does not know yet.
fn open_questions(kiosk: &Kiosk) -> Finding {
    const PART: &str = "questions";
    match kiosk.central.open_questions() {
        Ok(open) => {
            let age = open
                .since
                .map(|since| jiff::Timestamp::now().duration_since(since).as_mins());
            let says = match age {
                Some(minutes) => format!(
                    "{} of payers and payments are open, the oldest for {minutes} minutes",
                    open.questions
                ),
                None => "none of payers and payments is open".to_owned(),
            };
            Finding::works(PART, says)
        }
        Err(error) => Finding::broken(
            PART,
            error.to_string(),
            "the desk must ask the payers itself; keep the file and call for help",
        ),
    }
}

fn reader() -> Finding {
    let found = capture::Tesseract::find().and_then(|reader| reader.version());

    match found {
        Ok(version) => Finding::works("card reader", version),
        Err(error) => Finding::missing(
            "card reader",
            error.to_string(),
            "install tesseract-ocr; until then cards are typed",
        ),
    }
}

fn camera(config: &Config) -> Finding {
    if let Some(directory) = &config.camera.directory {
        return match capture::PictureCamera::directory(directory) {
            Ok(_) => Finding::works("camera", format!("plays the pictures in {}", directory.display())),
            Err(error) => Finding::broken(
                "camera",
                error.to_string(),
                "put pictures there, or unset camera.directory",
            ),
        };
    }
    let Some(device) = config.camera.device else {
        return Finding::missing("camera", "none is set", "set camera.device; until then cards are typed");
    };
    #[cfg(feature = "camera")]
    if let Some((_, name)) = capture::DeviceCamera::list()
        .into_iter()
        .find(|(number, _)| *number == device)
    {
        return Finding::works("camera", name);
    }

    Finding::broken(
        "camera",
        format!("there is no camera {device}"),
        "plug it in, or set camera.device to one there is",
    )
}

fn printers(config: &Config) -> Vec<Finding> {
    let printers = [
        ("wristbands", &config.printers.wristband),
        ("tickets", &config.printers.ticket),
        ("receipts", &config.printers.receipt),
    ];

    printers
        .into_iter()
        .map(|(part, printer)| {
            let Some(printer) = printer else {
                return Finding::missing(part, "no printer is set", "set one under [printers]");
            };
            let status = printer
                .parse::<paper::Destination>()
                .map_err(|error| error.to_string())
                .and_then(|printer| printer.printer().status().map_err(|error| error.to_string()));
            match status {
                Ok(status) if status.is_ready() => Finding::works(part, printer.clone()),
                Ok(status) => Finding::broken(part, format!("{printer}: {:?}", status.problems), "see to the printer"),
                Err(error) => Finding::broken(part, format!("{printer}: {error}"), "switch the printer on"),
            }
        })
        .collect()
}

fn fonts() -> Finding {
    match paper::Fonts::system() {
        Ok(fonts) if fonts.covers("Áñ العربية") => Finding::works("fonts", "Noto Sans, with Latin and Arabic"),
        Ok(_) => Finding::broken("fonts", "letters of a language are missing", "install fonts-noto-core"),
        Err(error) => Finding::broken("fonts", error.to_string(), "install fonts-noto-core"),
    }
}

fn speech() -> Finding {
    Finding::missing(
        "speech",
        "this version does not speak yet",
        "nothing to do: the choice is kept and stays silent",
    )
}
