use std::{
    io::Cursor,
    thread,
    time::{Duration, Instant},
};

use ipp::{
    attribute::IppAttribute,
    client::blocking::IppClient,
    error::IppError,
    model::DelimiterTag,
    operation::{CancelJob, GetJobAttributes, GetPrinterAttributes, PrintJob},
    payload::IppPayload,
    prelude::Uri,
    request::IppRequestResponse,
    value::IppValue,
};

use super::{
    Job, PrintError, Printer, PrinterState, PrinterStatus, Problem, TOTAL_TIMEOUT,
    destination::split_authority,
    net::{connect, remaining},
};

/// Who asks for the job, for the printer's own records. Never the person.
const USER: &str = "portico";
/// How often a job is asked after.
const POLL: Duration = Duration::from_millis(200);
/// Attributes of a status answer that are looked at; a printer that sends more is not believed more.
const MOST_REASONS: usize = 32;

/// RFC 8011, 5.3.7: where a job is.
mod job_state {
    pub(super) const STOPPED: i32 = 6;
    pub(super) const CANCELED: i32 = 7;
    pub(super) const ABORTED: i32 = 8;
    pub(super) const COMPLETED: i32 = 9;
}

/// A printer or print server that speaks the Internet Printing Protocol (RFC 8010, RFC 8011).
pub(super) struct Ipp {
    uri: String,
}

impl Ipp {
    pub(super) fn new(uri: String) -> Self {
        Self { uri }
    }

    fn address(&self) -> Result<Uri, PrintError> {
        self.uri.parse().map_err(|_| PrintError::Address)
    }

    fn send(&self, request: impl Into<IppRequestResponse>, until: Instant) -> Result<IppRequestResponse, PrintError> {
        let rest = self.uri.strip_prefix("ipp://").ok_or(PrintError::Address)?;
        let (host, port) = split_authority(rest, 631).map_err(|_| PrintError::Address)?;
        // The client would wait ten seconds for a connection; a person stands and waits.
        connect(&host, port, until)?;
        let client = IppClient::builder(self.address()?)
            .request_timeout(remaining(until)?)
            .build();
        let answer = client.send(request).map_err(|error| match error {
            IppError::RequestError(_) | IppError::ParseError(_) => PrintError::Protocol,
            _ if Instant::now() >= until => PrintError::TimedOut,
            _ => PrintError::Unreachable,
        })?;
        let status = answer.header().status_code();

        if status.is_success() {
            Ok(answer)
        } else {
            Err(PrintError::Refused {
                status: answer.header().operation_or_status.cast_unsigned(),
            })
        }
    }

    fn status_until(&self, until: Instant) -> Result<PrinterStatus, PrintError> {
        let wanted = ["printer-state", "printer-state-reasons", "printer-is-accepting-jobs"];
        let request =
            GetPrinterAttributes::with_attributes(self.address()?, wanted).map_err(|_| PrintError::Address)?;
        let answer = self.send(request, until)?;

        let attribute = |name| attribute(&answer, DelimiterTag::PrinterAttributes, name);
        let state = match attribute("printer-state").and_then(number) {
            Some(3) => PrinterState::Idle,
            Some(4) => PrinterState::Busy,
            Some(5) => PrinterState::Stopped,
            _ => return Err(PrintError::Protocol),
        };
        let accepting = match attribute("printer-is-accepting-jobs") {
            Some(IppValue::Boolean(accepting)) => *accepting,
            _ => true,
        };
        let problems = attribute("printer-state-reasons")
            .map(|reasons| {
                reasons
                    .into_iter()
                    .take(MOST_REASONS)
                    .filter_map(problem)
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default();

        Ok(PrinterStatus {
            state,
            accepting,
            problems,
        })
    }

    /// Waits until the job is done. A printer that is merely slow has taken it, and that is enough.
    fn follow(&self, job: i32, until: Instant) -> Result<(), PrintError> {
        // The last seconds are kept for taking a stuck job back.
        let patience = until.checked_sub(Duration::from_secs(5)).unwrap_or(until);

        while Instant::now() < patience {
            thread::sleep(POLL);
            let request = GetJobAttributes::new(self.address()?, job, Some(USER)).map_err(|_| PrintError::Address)?;
            let answer = self.send(request, until)?;
            match attribute(&answer, DelimiterTag::JobAttributes, "job-state").and_then(number) {
                Some(job_state::COMPLETED) => return Ok(()),
                Some(job_state::STOPPED) => {
                    let problems = self.status_until(until)?.problems;
                    self.take_back(job, until);
                    return Err(PrintError::NeedsAttention(problems));
                }
                Some(state @ (job_state::CANCELED | job_state::ABORTED)) => {
                    let problems = self
                        .status_until(until)
                        .map(|status| status.problems)
                        .unwrap_or_default();
                    return if problems.is_empty() {
                        Err(PrintError::Refused { status: state as u16 })
                    } else {
                        Err(PrintError::NeedsAttention(problems))
                    };
                }
                _ => {}
            }
        }

        Ok(())
    }

    /// Cancels a job that is stuck: else it would come out in front of a stranger when someone has
    /// put paper in. Where that fails too, there is nothing more to do.
    fn take_back(&self, job: i32, until: Instant) {
        if let Ok(uri) = self.address()
            && let Ok(request) = CancelJob::new(uri, job, Some(USER))
        {
            let _ = self.send(request, until);
        }
    }
}

impl Printer for Ipp {
    fn print(&self, job: &Job) -> Result<(), PrintError> {
        let until = Instant::now() + TOTAL_TIMEOUT;
        let status = self.status_until(until)?;
        if !status.is_ready() {
            return Err(PrintError::NeedsAttention(status.problems));
        }

        let payload = IppPayload::new(Cursor::new(job.pdf.clone()));
        let mut request = PrintJob::new(
            self.address()?,
            payload,
            Some(USER),
            Some(super::job_stem(job)),
            Some("application/pdf"),
        )
        .map_err(|_| PrintError::Address)?;
        // Paper is laid out in millimetres: a scaled barcode may not scan. Printers that do not know
        // the attribute (PWG 5100.13) pass over it.
        if let Ok(scaling) = "none".try_into()
            && let Ok(attribute) = IppAttribute::with_name("print-scaling", IppValue::Keyword(scaling))
        {
            request.add_attribute(attribute);
        }
        let answer = self.send(request, until)?;
        let id = attribute(&answer, DelimiterTag::JobAttributes, "job-id")
            .and_then(number)
            .ok_or(PrintError::Protocol)?;

        self.follow(id, until)
    }

    fn status(&self) -> Result<PrinterStatus, PrintError> {
        self.status_until(Instant::now() + TOTAL_TIMEOUT)
    }

    fn describe(&self) -> String {
        format!("printer at {}", self.uri)
    }
}

fn attribute<'a>(answer: &'a IppRequestResponse, group: DelimiterTag, name: &str) -> Option<&'a IppValue> {
    answer.attributes().first_of(group)?.get(name).map(IppAttribute::value)
}

fn number(value: &IppValue) -> Option<i32> {
    match value {
        IppValue::Integer(number) | IppValue::Enum(number) => Some(*number),
        _ => None,
    }
}

/// RFC 8011, 5.4.12: a keyword with a suffix for how bad it is. A kiosk's printer has one tray, so an
/// empty one is out of paper whatever the printer calls it.
fn problem(reason: &IppValue) -> Option<Problem> {
    let IppValue::Keyword(keyword) = reason else {
        return None;
    };
    let keyword = keyword.as_str();
    let stem = ["-error", "-warning", "-report"]
        .into_iter()
        .find_map(|suffix| keyword.strip_suffix(suffix))
        .unwrap_or(keyword);

    Some(match stem {
        "none" => return None,
        "media-empty" | "media-needed" | "input-tray-missing" => Problem::PaperEmpty,
        "media-low" => Problem::PaperLow,
        "media-jam" => Problem::PaperJam,
        "cover-open" | "door-open" | "interlock-open" => Problem::CoverOpen,
        "marker-supply-empty" | "toner-empty" | "marker-waste-full" => Problem::SupplyEmpty,
        "marker-supply-low" | "toner-low" | "marker-waste-almost-full" => Problem::SupplyLow,
        "paused" | "moving-to-paused" => Problem::Paused,
        other => Problem::Other(other.chars().filter(char::is_ascii_graphic).take(60).collect()),
    })
}
