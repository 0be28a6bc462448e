use std::{
    io::{ErrorKind, Read, Write},
    net::Shutdown,
    time::Instant,
};

use super::{
    CONNECT_TIMEOUT, Job, PrintError, Printer, PrinterState, PrinterStatus, Problem, TOTAL_TIMEOUT,
    net::{connect, network_error, remaining},
};

/// The longest answer to `~HS` that is read: three lines of about thirty characters.
const LONGEST_STATUS: usize = 512;

/// ETX ends each of the three lines of that answer.
const END_OF_LINE: u8 = 3;

/// A label printer that takes ZPL on a raw TCP port.
pub(super) struct Zpl {
    host: String,
    port: u16,
}

impl Zpl {
    pub(super) fn new(host: String, port: u16) -> Self {
        Self { host, port }
    }
}

impl Printer for Zpl {
    fn print(&self, job: &Job) -> Result<(), PrintError> {
        let Some(zpl) = &job.zpl else {
            return Err(PrintError::NoZpl(job.kind));
        };
        let until = Instant::now() + TOTAL_TIMEOUT;
        let mut stream = connect(&self.host, self.port, until)?;
        let mut rest = zpl.as_bytes();

        while !rest.is_empty() {
            stream
                .set_write_timeout(Some(remaining(until)?))
                .map_err(|_| PrintError::Unreachable)?;
            match stream.write(rest) {
                Ok(0) => return Err(PrintError::Unreachable),
                Ok(written) => rest = rest.get(written..).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(network_error(&error)),
            }
        }
        stream.flush().map_err(|error| network_error(&error))?;
        // Nothing more comes; the printer may still read what it has not read yet.
        stream
            .shutdown(Shutdown::Write)
            .map_err(|error| network_error(&error))?;

        Ok(())
    }

    fn status(&self) -> Result<PrinterStatus, PrintError> {
        let until = Instant::now() + TOTAL_TIMEOUT;
        let mut stream = connect(&self.host, self.port, until)?;
        stream
            .set_write_timeout(Some(CONNECT_TIMEOUT))
            .map_err(|_| PrintError::Unreachable)?;
        stream.write_all(b"~HS").map_err(|error| network_error(&error))?;

        let mut answer = Vec::new();
        let mut piece = [0; 128];
        while answer.len() < LONGEST_STATUS && answer.split(|byte| *byte == END_OF_LINE).count() <= 3 {
            stream
                .set_read_timeout(Some(remaining(until)?.min(CONNECT_TIMEOUT)))
                .map_err(|_| PrintError::Unreachable)?;
            match stream.read(&mut piece) {
                Ok(0) => break,
                Ok(read) => answer.extend(piece.iter().take(read)),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(network_error(&error)),
            }
        }

        read_host_status(&answer)
    }

    fn describe(&self) -> String {
        format!("label printer at {}:{}", self.host, self.port)
    }
}

/// Reads the answer to `~HS` (ZPL II Programming Guide, "Host Status Return"): the first line's
/// second and third fields are paper out and pause, the second line's third and fourth head open and
/// ribbon out.
fn read_host_status(answer: &[u8]) -> Result<PrinterStatus, PrintError> {
    let text = String::from_utf8_lossy(answer);
    let mut lines = text.split('\u{3}').map(|line| {
        line.trim_start_matches(['\r', '\n', '\u{2}'])
            .split(',')
            .map(str::trim)
            .collect::<Vec<_>>()
    });
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else {
        return Err(PrintError::Protocol);
    };
    if first.len() < 12 || second.len() < 5 {
        return Err(PrintError::Protocol);
    }

    let is_set = |line: &[&str], field: usize| line.get(field).is_some_and(|value| *value == "1");
    let mut problems = Vec::new();
    for (set, problem) in [
        (is_set(&first, 1), Problem::PaperEmpty),
        (is_set(&first, 2), Problem::Paused),
        (is_set(&second, 2), Problem::CoverOpen),
        (is_set(&second, 3), Problem::SupplyEmpty),
    ] {
        if set {
            problems.push(problem);
        }
    }
    let state = if problems.is_empty() {
        PrinterState::Idle
    } else {
        PrinterState::Stopped
    };

    Ok(PrinterStatus {
        state,
        accepting: true,
        problems,
    })
}
