//! `portico print`.

mod visit;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use paper::{Destination, Fonts, Job, Kind};

use visit::VisitFile;

/// `portico print`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Which paper.
    paper: Paper,
    /// The visit, as JSON: see `resources/demo/visit.json`.
    #[arg(long, value_name = "FILE")]
    visit: PathBuf,
    /// `FILE.pdf`, `FILE.zpl`, `ipp://host/path` or `zpl://host:port`.
    #[arg(long, value_name = "WHERE")]
    to: String,
    /// Dots an inch of the label printer, for ZPL.
    #[arg(long, default_value_t = 203, value_parser = clap::value_parser!(u32).range(100..=1200))]
    dpi: u32,
}

/// Which paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Paper {
    /// For the arm.
    Wristband,
    /// For the pocket.
    Ticket,
    /// For the files.
    Receipt,
}

/// Where a paper goes.
#[derive(Debug, PartialEq, Eq)]
enum Target {
    Pdf(PathBuf),
    Zpl(PathBuf),
    Printer(Destination),
}

/// Makes one paper of a visit, and writes or prints it.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let target = target(&arguments.to)?;
    let text = std::fs::read_to_string(&arguments.visit)
        .with_context(|| format!("{}: cannot be read", arguments.visit.display()))?;
    let visit = VisitFile::parse(&text).with_context(|| arguments.visit.display().to_string())?;
    let job = job(&visit, arguments)?;
    match target {
        Target::Pdf(path) => write(&path, &job.pdf)?,
        Target::Zpl(path) => match &job.zpl {
            Some(zpl) => write(&path, zpl.as_bytes())?,
            None => bail!("a receipt has no ZPL form: label printers print wristbands and tickets"),
        },
        Target::Printer(destination) => destination.printer().print(&job).context("nothing was printed")?,
    }

    Ok(ExitCode::SUCCESS)
}

fn job(visit: &VisitFile, arguments: &Arguments) -> anyhow::Result<Job> {
    let fonts = Fonts::system()?;
    let scene = visit.scene()?;
    let (kind, pdf, zpl) = match arguments.paper {
        Paper::Wristband => {
            let paper = scene.wristband().context("the visit says not enough for a wristband")?;
            (Kind::Wristband, paper.pdf(&fonts)?, Some(paper.zpl(arguments.dpi)))
        }
        Paper::Ticket => {
            let paper = scene
                .ticket()
                .context("\"ticket\" is missing: a ticket needs its number, such as \"A 17\"")?;
            (Kind::Ticket, paper.pdf(&fonts)?, Some(paper.zpl(arguments.dpi)))
        }
        Paper::Receipt => {
            let paper = scene
                .receipt()
                .context("\"items\" is empty: a receipt needs something to pay for")?;
            (Kind::Receipt, paper.pdf(&fonts)?, None)
        }
    };

    Ok(Job {
        kind,
        pdf,
        zpl,
        name: kind.as_str().to_owned(),
    })
}

fn target(to: &str) -> anyhow::Result<Target> {
    if to.starts_with("ipp://") || to.starts_with("zpl://") {
        return Ok(Target::Printer(to.parse().with_context(|| format!("--to {to}"))?));
    }
    let path = PathBuf::from(to);
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_ascii_lowercase());

    match ending.as_deref() {
        Some("pdf") if !to.contains("://") => Ok(Target::Pdf(path)),
        Some("zpl") if !to.contains("://") => Ok(Target::Zpl(path)),
        _ => bail!("--to {to}: must be FILE.pdf, FILE.zpl, ipp://host/path or zpl://host:port"),
    }
}

fn write(path: &std::path::Path, bytes: &[u8]) -> anyhow::Result<()> {
    std::fs::write(path, bytes).with_context(|| format!("{}: cannot be written", path.display()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    fn arguments(paper: Paper, to: &str) -> Arguments {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));

        Arguments {
            paper,
            visit: root.join("resources/demo/visit.json"),
            to: to.to_owned(),
            dpi: 203,
        }
    }

    #[test]
    fn the_demo_visit_becomes_every_paper() {
        let folder = tempfile::tempdir().unwrap();
        for (paper, name) in [
            (Paper::Wristband, "band.pdf"),
            (Paper::Ticket, "ticket.pdf"),
            (Paper::Receipt, "receipt.pdf"),
            (Paper::Wristband, "band.zpl"),
            (Paper::Ticket, "ticket.zpl"),
        ] {
            let to = folder.path().join(name);
            run(&arguments(paper, to.to_str().unwrap())).unwrap();
            let bytes = std::fs::read(&to).unwrap();
            let begins: &[u8] = if name.ends_with("pdf") { b"%PDF" } else { b"^XA" };
            assert!(bytes.starts_with(begins), "{name}");
        }
    }

    #[test]
    fn a_receipt_does_not_become_a_label() {
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("receipt.zpl");

        let refused = run(&arguments(Paper::Receipt, to.to_str().unwrap())).unwrap_err();

        assert!(refused.to_string().contains("no ZPL form"));
        assert!(!to.exists());
    }

    #[test]
    fn where_it_goes_is_a_file_or_a_printer_and_nothing_else() {
        assert_eq!(target("out.PDF").unwrap(), Target::Pdf("out.PDF".into()));
        assert_eq!(
            target("zpl://bands").unwrap(),
            Target::Printer("zpl://bands".parse().unwrap())
        );
        for wrong in ["papers", "out.txt", "http://printer/out.pdf", "ipp://", ""] {
            assert!(target(wrong).is_err(), "{wrong}");
        }
    }
}
