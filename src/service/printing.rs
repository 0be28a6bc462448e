//! Paper: what is printed, and the signed copies that go to central.

use std::sync::{Arc, OnceLock};

use futures::FutureExt;
use futures::future::join_all;
use paper::{Destination, Fonts, Job, Kind, PaperError, PrintError};

use crate::config::Printers;
use crate::service::central::Reply;

/// Dots an inch of the label printers that a site usually has.
const LABEL_DPI: u32 = 203;

/// Papers of one session, with every word already in the person's language.
#[derive(Default)]
pub struct Papers {
    /// For the arm.
    pub wristband: Option<paper::Wristband>,
    /// For the pocket.
    pub ticket: Option<paper::Ticket>,
    /// For the files.
    pub receipt: Option<paper::Receipt>,
    /// What jobs and files are called after the kind of paper, such as `A-17-1f3a9c02`. Nothing private.
    pub label: String,
}

/// Something did not come out: paper is out, or a printer does not answer. The desk prints it then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not everything was printed")]
pub struct NotPrinted;

/// Makes paper.
pub trait Printing: Send + Sync {
    /// Prints what there is.
    fn print(&self, papers: Papers) -> Reply<Result<(), NotPrinted>>;

    /// Makes the signed copies as PDF, one for each document, in their order.
    fn copies(&self, documents: Vec<paper::SignedDocument>) -> Reply<Result<Vec<Vec<u8>>, NotPrinted>>;
}

/// Paper out of real printers.
pub struct PaperPrinting {
    wristband: Option<Destination>,
    ticket: Option<Destination>,
    receipt: Option<Destination>,
    shelf: Arc<Shelf>,
}

/// The fonts, found when the first paper is made: looking through the system's fonts takes a while.
#[derive(Default)]
struct Shelf {
    fonts: OnceLock<Fonts>,
}

/// A paper as PDF, and as ZPL where it has that form.
type Made = (Vec<u8>, Option<String>);

/// Why one paper did not come out.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Paper(#[from] PaperError),
    #[error(transparent)]
    Print(#[from] PrintError),
}

impl PaperPrinting {
    /// The printers of the configuration. A kind without one is not printed, and nobody misses it.
    pub fn new(printers: &Printers) -> Self {
        Self {
            wristband: destination("wristband", printers.wristband.as_deref()),
            ticket: destination("ticket", printers.ticket.as_deref()),
            receipt: destination("receipt", printers.receipt.as_deref()),
            shelf: Arc::new(Shelf::default()),
        }
    }

    /// Makes one paper and prints it, on a thread of its own: fonts, PDF and printers all block.
    fn one<Paper: Send + 'static>(
        &self,
        kind: Kind,
        label: &str,
        paper: Option<Paper>,
        destination: Option<&Destination>,
        made: fn(&Paper, &Fonts) -> Result<Made, PaperError>,
    ) -> Option<Reply<Result<(), NotPrinted>>> {
        let (paper, destination) = (paper?, destination?.clone());
        let shelf = self.shelf.clone();
        let name = format!("{}-{label}", kind.as_str());
        let printed = move || -> Result<(), Failure> {
            let (pdf, zpl) = made(&paper, shelf.fonts()?)?;
            destination.printer().print(&Job { kind, pdf, zpl, name })?;

            Ok(())
        };

        Some(
            async move {
                match tokio::task::spawn_blocking(printed).await {
                    Ok(Ok(())) => Ok(()),
                    Ok(Err(error)) => {
                        tracing::warn!(paper = kind.as_str(), %error, "a paper was not printed");
                        Err(NotPrinted)
                    }
                    Err(_) => Err(NotPrinted),
                }
            }
            .boxed(),
        )
    }
}

impl Printing for PaperPrinting {
    fn print(&self, papers: Papers) -> Reply<Result<(), NotPrinted>> {
        let Papers {
            wristband,
            ticket,
            receipt,
            label,
        } = papers;
        // Side by side: a printer that is stuck holds up no other paper.
        let jobs = [
            self.one(
                Kind::Wristband,
                &label,
                wristband,
                self.wristband.as_ref(),
                |paper, fonts| Ok((paper.pdf(fonts)?, Some(paper.zpl(LABEL_DPI)))),
            ),
            self.one(Kind::Ticket, &label, ticket, self.ticket.as_ref(), |paper, fonts| {
                Ok((paper.pdf(fonts)?, Some(paper.zpl(LABEL_DPI))))
            }),
            self.one(Kind::Receipt, &label, receipt, self.receipt.as_ref(), |paper, fonts| {
                Ok((paper.pdf(fonts)?, None))
            }),
        ];

        async move { join_all(jobs.into_iter().flatten()).await.into_iter().collect() }.boxed()
    }

    fn copies(&self, documents: Vec<paper::SignedDocument>) -> Reply<Result<Vec<Vec<u8>>, NotPrinted>> {
        let shelf = self.shelf.clone();
        let made = move || -> Result<Vec<Vec<u8>>, PaperError> {
            if documents.is_empty() {
                return Ok(Vec::new());
            }
            let fonts = shelf.fonts()?;

            documents.iter().map(|document| document.pdf(fonts)).collect()
        };

        async move {
            match tokio::task::spawn_blocking(made).await {
                Ok(Ok(copies)) => Ok(copies),
                Ok(Err(error)) => {
                    tracing::warn!(%error, "a signed copy was not made");
                    Err(NotPrinted)
                }
                Err(_) => Err(NotPrinted),
            }
        }
        .boxed()
    }
}

impl Shelf {
    fn fonts(&self) -> Result<&Fonts, PaperError> {
        if let Some(fonts) = self.fonts.get() {
            return Ok(fonts);
        }
        let found = Fonts::system()?;

        Ok(self.fonts.get_or_init(|| found))
    }
}

/// Where a kind of paper goes. The configuration was checked when it was read; what is wrong all the same is said in
/// the log and printed nowhere.
fn destination(kind: &'static str, printer: Option<&str>) -> Option<Destination> {
    match printer?.parse() {
        Ok(destination) => Some(destination),
        Err(error) => {
            let error: paper::DestinationError = error;
            tracing::warn!(kind, %error, "a printer's address makes no sense");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    fn band() -> paper::Wristband {
        paper::Wristband {
            name: "García-López, María".to_owned(),
            birth_date: "April 12, 1985".to_owned(),
            birth_date_label: "Born".to_owned(),
            number_label: "Medical record number".to_owned(),
            number: "SB-100482".to_owned(),
            visit_date: "November 23, 2026".to_owned(),
            payload: "]d291SB-100482\u{1d}9219850412".to_owned(),
            direction: paper::Direction::LeftToRight,
        }
    }

    fn papers() -> Papers {
        Papers {
            wristband: Some(band()),
            label: "A-17-1f3a9c02".to_owned(),
            ..Papers::default()
        }
    }

    #[tokio::test]
    async fn a_wristband_lies_in_the_folder_under_a_name_that_tells_nobody_who_wears_it() {
        let folder = tempfile::tempdir().unwrap();
        let printers = Printers {
            wristband: Some(folder.path().display().to_string()),
            ..Printers::default()
        };

        PaperPrinting::new(&printers).print(papers()).await.unwrap();

        let mut names: Vec<String> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names, ["wristband-A-17-1f3a9c02.pdf", "wristband-A-17-1f3a9c02.zpl"]);
        let pdf = std::fs::read(folder.path().join("wristband-A-17-1f3a9c02.pdf")).unwrap();
        assert!(pdf.starts_with(b"%PDF"));
    }

    #[tokio::test]
    async fn a_kiosk_without_printers_prints_nothing_and_complains_of_nothing() {
        assert_eq!(PaperPrinting::new(&Printers::default()).print(papers()).await, Ok(()));
    }

    #[tokio::test]
    async fn a_printer_that_nobody_answers_at_is_said_so() {
        // Port 9 of the own machine: nobody listens there, and the refusal comes at once.
        let printers = Printers {
            wristband: Some("zpl://127.0.0.1:9".to_owned()),
            ..Printers::default()
        };

        assert_eq!(PaperPrinting::new(&printers).print(papers()).await, Err(NotPrinted));
    }

    #[tokio::test]
    async fn one_paper_that_cannot_be_made_does_not_keep_the_others_from_coming_out() {
        let folder = tempfile::tempdir().unwrap();
        let place = Some(folder.path().display().to_string());
        let printers = Printers {
            wristband: place.clone(),
            ticket: place,
            receipt: None,
        };
        let ticket = paper::Ticket {
            site: "St. Brigid Clinic".to_owned(),
            headline: "You are checked in".to_owned(),
            code_label: "Your number".to_owned(),
            code: "A 17".to_owned(),
            lines: Vec::new(),
            steps_title: String::new(),
            steps: Vec::new(),
            footer: Vec::new(),
            qr: None,
            direction: paper::Direction::LeftToRight,
        };
        let broken = paper::Wristband {
            payload: String::new(),
            ..band()
        };
        let papers = Papers {
            wristband: Some(broken),
            ticket: Some(ticket),
            ..papers()
        };

        assert_eq!(PaperPrinting::new(&printers).print(papers).await, Err(NotPrinted));
        assert!(folder.path().join("ticket-A-17-1f3a9c02.pdf").exists());
    }
}
